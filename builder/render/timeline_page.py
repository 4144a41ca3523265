"""The timeline page: days and years with their headings, the dark days hour by hour, the filter."""

from dataclasses import dataclass
from datetime import timedelta

from builder.derive.band import DAYS, START, ZONE, band
from builder.derive.beginnings import beginnings
from builder.derive.connectivity import windows
from builder.derive.dayhours import DayHours, day_hours
from builder.derive.timeline import Day
from builder.model.zones import zone as load_zone
from builder.render import dates
from builder.render.filters import FIELDS, SCRIPT, Form, choices
from builder.render.reader import Reader
from builder.render.telling import Telling

SCRIPTS = (
    "/assets/js/timeline.js",
    "/assets/js/rate.js",
    "/assets/js/zoom.js",
    "/assets/js/brush.js",
    "/assets/js/reading.js",
    SCRIPT,
)
"""In this order: the list and the band must listen before the filter speaks."""
SHARED = ("kind", "place", "topic")
"""Fields that the map understands too."""
CLOCK = "almaty"


@dataclass(frozen=True, slots=True)
class Section:
    """A day or a year with its heading; `hours` for the dark days only."""

    anchor: str
    heading: str
    brief: str
    name: str
    day: Day
    hours: DayHours | None


@dataclass(frozen=True, slots=True)
class BandDay:
    """A day of the band; `href` leads to its place in the list, where it has entries."""

    name: str
    href: str | None
    count: str


def timeline_values(reader: Reader, days: tuple[Day, ...]) -> dict[str, object]:
    """What the template needs."""
    known = windows(reader.corpus)
    clock = CLOCK if CLOCK in reader.corpus.records else None
    sections = [
        Section(anchor(day), _heading(reader, day), _brief(day), _name(reader, day), day,
                day_hours(reader.corpus, known, day))
        for day in days
    ]  # fmt: skip
    told = Telling(reader, known, clock)
    return {
        "band": band(reader.corpus),
        "zone": ZONE,
        "sections": sections,
        "before": [s for s in sections if s.day.day is None and s.day.year < START.year],
        "month": [s for s in sections if s.day.day is not None],
        "after": [s for s in sections if s.day.day is None and s.day.year >= START.year],
        "band_days": band_days(reader, days),
        "rate": beginnings(reader.corpus, days),
        "most": max((len(day.entries) for day in days), default=1),
        "told": told,
        "form": _form(reader, days, told),
    }


def anchor(day: Day) -> str:
    """The day's or year's name within the page; it never changes."""
    return f"d{day.day}" if day.day else f"y{day.year}"


def band_days(reader: Reader, days: tuple[Day, ...]) -> list[BandDay]:
    """The days of the band, each with the way to its entries in the list."""
    here = reader.to("timeline/") if not reader.path.endswith("/timeline/") else ""
    listed = {day.day: day for day in days if day.day}
    first = START.astimezone(load_zone(ZONE)).date()
    return [
        BandDay(
            reader.day_label(date),
            f"{here}#{anchor(listed[date])}" if date in listed else None,
            _entries(reader, listed[date]) if date in listed else "",
        )
        for date in (first + timedelta(days=number) for number in range(DAYS))
    ]


def _entries(reader: Reader, day: Day) -> str:
    return reader.n("{count} entry", "{count} entries", len(day.entries))


def _heading(reader: Reader, day: Day) -> str:
    if day.day:
        return dates.day_heading(day.day, reader.language)
    told_by_days = day.year == START.year
    return reader.t("The rest of {year}", year=day.year) if told_by_days else str(day.year)


def _brief(day: Day) -> str:
    return str(day.day.day) if day.day else str(day.year)


def _name(reader: Reader, day: Day) -> str:
    return reader.day_label(day.day) if day.day else _heading(reader, day)


def _form(reader: Reader, days: tuple[Day, ...], told: Telling) -> Form:
    found = [told.facets(entry) for day in days for entry in day.entries]
    return Form(
        choices(reader, found, FIELDS),
        shown(reader, "{shown} of {count} entry", "{shown} of {count} entries", len(found)),
        len(found),
        reader.to("map/"),
        reader.t("Show these on the map"),
        SHARED,
    )


def shown(reader: Reader, one: str, many: str, count: int) -> str:
    """A count with `{shown}` left for the script to fill."""
    return reader.message(one, many, count).format(shown="{shown}", count=reader.number_of(count))
