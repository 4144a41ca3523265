"""What a template says of the clock that its date is told by."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from builder.model.naming import Place
from builder.model.when import When
from builder.model.zones import offsets, usable


def remarks(when: When, places: Sequence[Place]) -> Iterator[str]:
    """The zone of the place, where a clock is given or the place has two."""
    zones = {zone: place.id for place in places for zone in usable(place.zone)}
    if when.zone != "place" or not (when.has_clock or len(zones) > 1):
        return
    shown = [f"{zone} ({_offset(when, zone)})" for zone in sorted(zones)]
    if len(zones) == 1:
        yield f"The clock is that of {places[0].id}: {shown[0]}."
    elif zones:
        ids = ", ".join(place.id for place in places)
        yield f"Clocks differ at {ids}: {', '.join(shown)}; the date means all of them."
        if when.has_clock:
            yield "If the source tells whose clock it is, write it behind the time, such as +06:00."


def _offset(when: When, zone: str) -> str:
    day = when.day
    noon = datetime(day.year, day.month, day.day, 12) if day else datetime(2022, 1, 5, 12)
    minutes = int(offsets(noon, zone)[0] / timedelta(minutes=1))
    return f"UTC{minutes // 60:+03d}:{minutes % 60:02d}" + ("" if day else " in January 2022")
