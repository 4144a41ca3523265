"""A date of a record as a calendar can hold it: to the minute, as whole days, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from builder.model.edtf import Precision, Qualifier
from builder.model.hours import DAY
from builder.model.when import Bound, Side, When
from builder.model.zones import CAPITAL, OFFSET, fixed, offsets, usable


@dataclass(frozen=True, slots=True)
class Exact:
    """An instant, or one to another, on the clock of `zone`; UTC where the zone has no name."""

    start: datetime
    end: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, the last one included."""

    first: date
    last: date


def held(when: When, zones: Sequence[str]) -> Exact | Days | None:
    """How a calendar holds the date; None when no day of it is known.

    Only a clock written without any reserve is kept as a time: what is "about", "by", a part of a
    day or between two times takes the whole day, and the words say the rest.
    """
    if any(side.date.precision < Precision.DAY for side in when.sides):
        return None
    exact = _exact(when, zones)
    if exact is not None:
        return exact
    first, last = when.days(zones)
    if first is None or isinstance(when.start, Bound):
        return None
    return Days(first, last if last is not None and not isinstance(when.end, Bound) else first)


def _exact(when: When, zones: Sequence[str]) -> Exact | None:
    if isinstance(when.start, Bound) or isinstance(when.end, Bound):
        return None
    times = [_local(side) for side in when.sides]
    clock = _clock(when.zone, zones, times[0])
    if clock is None or None in times:
        return None
    zone, offset = clock
    start, *ends = [one - offset for one in times if one]
    return Exact(start, ends[0], zone) if ends and ends[0] > start else Exact(start, None, zone)


def _local(side: Side) -> datetime | None:
    """The side's own clock; None unless it is written to the minute without reserve."""
    clock = side.clock
    if clock is None or clock.form != "at" or clock.about:
        return None
    if side.date.qualifier is not Qualifier.NONE or clock.first > DAY:
        return None
    return datetime(*side.date.first) + timedelta(seconds=clock.first)


def _clock(zone: str, zones: Sequence[str], local: datetime | None) -> tuple[str, timedelta] | None:
    """The zone by name, or UTC with the clock's distance from it; None when it is not known."""
    none = timedelta()
    if zone == "UTC":
        return "UTC", none
    if OFFSET.fullmatch(zone):
        return "UTC", fixed(zone)
    if zone == "unknown" or local is None:
        return None
    names = {"place": usable(zones), "capital": (CAPITAL,)}.get(zone, (zone,))
    alike = len({offsets(local, name) for name in names}) == 1
    return (names[0], none) if alike else None


def written(at: datetime) -> str:
    """A time on its own clock, as iCalendar writes it."""
    return f"{at:%Y%m%dT%H%M%S}"
