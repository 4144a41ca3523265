"""Ways into the records without a script: by day, place, person, topic, kind, and from A to Я."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names

from builder.derive.band import START, ZONE, Run, band
from builder.derive.timeline import MONTH, Day
from builder.derive.voices import tally
from builder.model.base import Record
from builder.model.naming import Person, Place
from builder.model.zones import zone as load_zone
from builder.render.alphabet import by_surname
from builder.render.entry_rows import dated_sections, day_heading
from builder.render.index import BOUND, Index, Row, by_letter, index_pages, jumps, volumes
from builder.render.index_people import listed, person_row
from builder.render.kind_words import COUNTED, counted
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.timeline_page import anchor
from builder.render.topics import records_by_topic

LISTS = {
    "event": "browse/events/",
    "episode": "browse/episodes/",
    "figure": "figures/",
    "case": "cases/",
    "law": "law/",
    "source": "sources/",
    "person": "people/",
    "organisation": "organisations/",
    "place": "places/",
}
"""Kind → the page that lists it."""
MOST = 12
"""People and places named before the reader is sent to the whole list."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar: how many entries begin on it, and its hours of light."""

    number: int
    heading: str
    path: str
    count: int
    runs: tuple[tuple[str, int, int], ...]


def browse_pages(b: Builder) -> Iterator[Page]:
    """`/browse/`, `/browse/all/` and the lists of kinds that have no page of their own."""
    everything = _all(b.reader)
    yield _front(b, everything)
    yield from index_pages(b, everything)
    for kind, path in LISTS.items():
        if path.startswith("browse/"):
            yield from index_pages(b, _dated(b, kind, path))


def _front(b: Builder, everything: Index) -> Page:
    r = b.reader.at("browse/")
    records = r.corpus.records.values()
    counts = Counter(record.kind for record in records)
    about = r.t("Every record, by day, place, person, topic and kind, and from A to Я.")
    return b.page(
        "browse/",
        "browse.html",
        r.t("Browse"),
        about,
        lede=about,
        weekdays=_weekdays(r),
        calendar=_calendar(r, b.days),
        blank=date(*MONTH, 1).weekday(),
        years=[
            (day_heading(r, d), f"timeline/#{anchor(d)}", len(d.entries))
            for d in b.days
            if not d.day
        ],
        places=_places(r, b.days),
        people=_people(r),
        topics=[(term, counted(r, found)) for term, found in records_by_topic(r.corpus).items()],
        kinds=[(path, r.n(*COUNTED[kind], counts[kind]), kind) for kind, path in LISTS.items()],
        letters=jumps(everything.path, tuple(volumes(everything.sections, BOUND))),
    )


def _weekdays(r: Reader) -> list[str]:
    """Short names of the days, Monday first."""
    names = get_day_names("abbreviated", "stand-alone", r.language)
    return [names[number] for number in range(7)]


def _calendar(r: Reader, days: Iterable[Day]) -> list[Cell]:
    """The days of January 2022; a day without an entry has no path."""
    entries = {day.day: day for day in days if day.day}
    ten = band(r.corpus)
    first = date(*MONTH, 1)
    cells = []
    for number in range(31):
        one = first + timedelta(days=number)
        day = entries.get(one)
        path = f"timeline/#{anchor(day)}" if day else ""
        heading = day_heading(r, day) if day else ""
        hours = tuple(_hours(one, ten.runs)) if ten else ()
        cells.append(Cell(one.day, heading, path, len(day.entries) if day else 0, hours))
    return cells


def _hours(day: date, runs: Iterable[Run]) -> Iterator[tuple[str, int, int]]:
    """The known hours of a day as shade, first hour and length."""
    begins = START.astimezone(load_zone(ZONE)).date()
    first = (day - begins) // timedelta(days=1) * 24
    for run in runs:
        start, end = max(run.first, first), min(run.first + run.hours, first + 24)
        if start < end and run.light.episode is not None:
            yield run.light.shade, start - first, end - start


def _places(r: Reader, days: Iterable[Day]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for day in days:
        for entry in day.entries:
            if entry.step is None:
                counts.update(entry.places)
    found = [(place.id, counts[place.id]) for place in r.corpus.of(Place) if counts[place.id]]
    return sorted(found, key=lambda item: (-item[1], item[0]))[:MOST]


def _people(r: Reader) -> list[Row]:
    """Those who are met most often, of the ones who may be listed by name."""
    found = [p for p in r.corpus.of(Person) if p.publish in ("full", "initials")]
    met = [(tally(r.corpus, person.id), person) for person in found]
    met.sort(key=lambda item: (-item[0].statements - item[0].acts, item[1].id))
    return [person_row(r, person) for _, person in met[:MOST]]


def _dated(b: Builder, kind: str, path: str) -> Index:
    """One kind in the order of time."""
    r = b.reader
    titles = {"event": r.t("Events"), "episode": r.t("Episodes")}
    about = {
        "event": r.t("Everything that happened at a time and a place, in the order of time."),
        "episode": r.t(
            "States that held for a while, such as a cut, an emergency or a curfew, by their beginning."
        ),
    }
    sections = dated_sections(r, b.days, lambda entry: entry.record.kind == kind)
    return Index(path, titles[kind], about[kind], sections, section="timeline", wide=True)


def _all(r: Reader) -> Index:
    rows = ((_sorted(r, one), _row(r, one)) for one in r.corpus.records.values() if listed(one))
    about = r.t("Every record of the archive by its name, in the order of the alphabet.")
    return Index("browse/all/", r.t("A to Я"), about, by_letter(r, rows))


def _sorted(r: Reader, record: Record) -> str:
    name = r.plain(record.heading)
    return by_surname(name) if isinstance(record, Person) and record.publish == "full" else name


def _row(r: Reader, record: Record) -> Row:
    if isinstance(record, Person):
        named = person_row(r, record).name
        return Row(f"e/{record.id}/", named, (r.term("kind", record.kind),))
    return Row(f"e/{record.id}/", r.line(record.heading), (r.term("kind", record.kind),))
