"""Calendars: what happened at its own time and place, and the days that come again every year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from builder.clock import record_when, record_zones
from builder.model.happening import Episode, Event, Happening
from builder.model.naming import Place
from builder.render.feed_links import calendar_path, calendar_title
from builder.render.reader import Reader
from builder.render.record import content_notes
from builder.syndicate.ics import calendar, escaped, line, zone_lines
from builder.syndicate.moments import Days, Exact, held, written
from builder.syndicate.naming import uid

ANNIVERSARIES = (
    "zhanaozen-protest-2-january",
    "mobile-internet-cut-4-january",
    "almaty-akimat-stormed-5-january",
    "internet-cut-national-5-january",
    "emergency-almaty-mangystau",
    "csto-first-units-arrive",
    "republic-square-almaty-shooting-6-january",
    "order-to-open-fire-7-january",
    "mourning-day-10-january",
    "internet-stable-from-11-january",
    "csto-last-aircraft-19-january",
    "emergency-ended-19-january",
    "amnesty-law-signed-2-november-2022",
    "tagzym-memorial-opened",
)
"""Records of whose first day the yearly calendar reminds, where they exist."""
FINE = ("point", "building")
"""Places whose coordinates are those of the place itself."""
Changed = Mapping[str, date]
"""Id → the last day on which the record changed."""


def calendars(reader: Reader, changed: Changed) -> Iterator[tuple[str, bytes]]:
    """Both calendars of a language, by path below the site."""
    for name, make in (("events", _events), ("anniversaries", _anniversaries)):
        lines = [*_head(reader, name), *make(reader, changed), "END:VCALENDAR"]
        yield calendar_path(reader, name).removeprefix("/"), calendar(lines)


def _head(reader: Reader, name: str) -> Iterator[str]:
    title = escaped(f"{calendar_title(reader, name)} · {reader.t('Qandy Qantar archive')}")
    about = reader.t(
        "Only what is known to the minute stands at a time; all else takes whole days, and what "
        "has no known day is left out."
    )
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Qandy Qantar archive//qantar//EN")
    yield line("UID", uid("calendar", name, reader.language))
    yield line("NAME", title)
    yield line("X-WR-CALNAME", title)
    if name == "events":
        yield line("DESCRIPTION", escaped(about))
        yield line("X-WR-CALDESC", escaped(about))


def _events(reader: Reader, changed: Changed) -> Iterator[str]:
    found = [
        (record, taken)
        for record in (*reader.corpus.of(Event), *reader.corpus.of(Episode))
        if (taken := held(record.when, record_zones(reader.corpus, record)))
    ]
    years: dict[str, set[int]] = defaultdict(set)
    for _, taken in found:
        if isinstance(taken, Exact) and taken.zone != "UTC":
            years[taken.zone] |= {taken.start.year, (taken.end or taken.start).year}
    for zone, seen in sorted(years.items()):
        yield from zone_lines(zone, min(seen) - 1, max(seen) + 1)
    for record, taken in sorted(found, key=lambda pair: (_day(pair[1]), pair[0].id)):
        yield from _event(reader, record, taken, changed)


def _day(taken: Exact | Days) -> date:
    return taken.first if isinstance(taken, Days) else taken.start.date()


def _anniversaries(reader: Reader, changed: Changed) -> Iterator[str]:
    for id in ANNIVERSARIES:
        record = reader.corpus.records.get(id)
        if not isinstance(record, Happening):
            continue
        first, _ = record.when.days(record_zones(reader.corpus, record))
        if first is None:
            continue
        yield from ("BEGIN:VEVENT", line("UID", uid("anniversary", id, reader.language)))
        yield from _stamps(record, changed)
        yield from _all_day(Days(first, first))
        yield "RRULE:FREQ=YEARLY"
        yield from _words(reader, record)
        yield "END:VEVENT"


def _event(
    reader: Reader, record: Happening, taken: Exact | Days, changed: Changed
) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", line("UID", uid("event", record.id, reader.language)))
    yield from _stamps(record, changed)
    yield from _timed(taken) if isinstance(taken, Exact) else _all_day(taken)
    yield from _words(reader, record)
    yield from _where(reader, record)
    yield "END:VEVENT"


def _stamps(record: Happening, changed: Changed) -> Iterator[str]:
    """When the record was changed last; never when the file was made, which tells nothing."""
    day = changed.get(record.id) or date.fromisoformat(record.recorded.text[:10])
    yield f"DTSTAMP:{day:%Y%m%d}T000000Z"
    yield f"LAST-MODIFIED:{day:%Y%m%d}T000000Z"


def _timed(taken: Exact) -> Iterator[str]:
    for name, at in (("DTSTART", taken.start), ("DTEND", taken.end)):
        if at is not None and taken.zone == "UTC":
            yield line(name, f"{written(at)}Z")
        elif at is not None:
            yield line(name, written(at), TZID=taken.zone)


def _all_day(taken: Days) -> Iterator[str]:
    yield line("DTSTART", f"{taken.first:%Y%m%d}", VALUE="DATE")
    # The end is the first day that is not meant any more.
    yield line("DTEND", f"{taken.last + timedelta(days=1):%Y%m%d}", VALUE="DATE")
    yield "TRANSP:TRANSPARENT"


def _words(reader: Reader, record: Happening) -> Iterator[str]:
    title, language = record.heading.get(reader.language)
    yield line("SUMMARY", escaped(title), LANGUAGE=language)
    site = reader.settings.site_address.rstrip("/")
    page = site + reader.at(f"e/{record.id}/").path if site else ""
    when = record_when(record)
    told = [
        content_notes(reader).get(record.content_note or "", ""),
        reader.t("When: {when}", when=reader.date_of(record, when)) if when else "",
        reader.prose_text(record.summary) if record.summary else "",
        page,
    ]
    yield line("DESCRIPTION", escaped("\n".join(part for part in told if part)))
    if page:
        yield line("URL", page, VALUE="URI")
    if record.topics:
        yield line(
            "CATEGORIES", ",".join(escaped(reader.term("topic", one)) for one in record.topics)
        )


def _where(reader: Reader, record: Happening) -> Iterator[str]:
    places = [reader.corpus.get(id, Place) for id in record.places]
    yield line("LOCATION", escaped(", ".join(reader.plain(place.name) for place in places)))
    if len(places) == 1 and places[0].precision in FINE and places[0].coordinates:
        spot = places[0].coordinates
        yield line("GEO", f"{spot.lat};{spot.lon}")
