"""The timeline: everything dated in one order, in years, days, and hours for the dark days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from builder.clock import claim_zones, happened, record_zones, said
from builder.corpus import Corpus, claims_of
from builder.derive.connectivity import Light, light_during, windows
from builder.derive.grades import Grade, contested, record_grade
from builder.model.base import Record
from builder.model.case import Case, Step
from builder.model.edtf import Precision
from builder.model.happening import Episode, Event
from builder.model.law import Law
from builder.model.source import Source
from builder.model.when import Span, When
from builder.model.zones import CAPITAL

MONTH = (2022, 1)
"""The month told by days; everything else is told by years."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Between the event and the first statement this archive holds, as a range.

    `by` are all who said it first, as far as the dates tell them apart, and `on` when they did.
    """

    shortest: timedelta
    longest: timedelta
    source: str
    by: tuple[str, ...]
    on: When


@dataclass(frozen=True, slots=True)
class _Statement:
    """A claim of a record as said, or as printed by one of its sources."""

    span: Span
    when: When
    source: str
    by: tuple[str, ...]

    @property
    def latest(self) -> datetime:
        return self.span.latest or datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; `step` is set for a step of a case."""

    record: Record
    when: When
    span: Span
    zones: tuple[str, ...]
    places: tuple[str, ...]
    grade: Grade | None
    contested: bool
    light: Light
    delay: Delay | None
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day of January 2022, or, with `day` None, of one year."""

    year: int
    day: date | None
    entries: tuple[Entry, ...]


def timeline(corpus: Corpus) -> tuple[Day, ...]:
    """All dated records in order, grouped."""
    entries = sorted(_entries(corpus), key=_order)
    return tuple(
        Day(year, day, tuple(group)) for (year, day), group in groupby(entries, key=_group)
    )


def _entries(corpus: Corpus) -> Iterator[Entry]:
    known = windows(corpus)
    for record in corpus.records.values():
        for when, step in _dated(record):
            where = record_zones(corpus, record) or (CAPITAL,)
            span = when.span(where)
            places = getattr(record, "places", ())
            dark = isinstance(record, Event | Episode)
            yield Entry(
                record,
                when,
                span,
                where,
                places,
                record_grade(corpus, record),
                any(contested(corpus, record, claim) for claim in claims_of(record)),
                light_during(corpus, known, places, span) if dark else Light("none", None),
                first_said(corpus, record) if isinstance(record, Event) else None,
                step,
            )


def _dated(record: Record) -> Iterable[tuple[When, Step | None]]:
    if isinstance(record, Event | Episode):
        yield record.when, None
    elif isinstance(record, Law) and (record.adopted or record.in_force):
        yield record.adopted or record.in_force, None  # type: ignore[misc]  # one of them is set
    elif isinstance(record, Case):
        for step in record.steps:
            yield step.when, step


def _order(entry: Entry) -> tuple[object, ...]:
    """By group first: two places' clocks may disagree about which day an hour belongs to."""
    year, day = _group(entry)
    return (
        year,
        day or date.max,
        *entry.span.sort_key,
        entry.record.id,
        entry.step.id if entry.step else "",
    )


def _group(entry: Entry) -> tuple[int, date | None]:
    first, last = entry.when.days(entry.zones)
    start = first or last or date.min
    by_day = (start.year, start.month) == MONTH and entry.when.precision >= Precision.DAY
    return start.year, start if by_day else None


def first_said(corpus: Corpus, record: Record) -> Delay | None:
    """From the event to the first statement held, at the precision of both dates."""
    statements = list(_statements(corpus, record))
    event = getattr(record, "when", None)
    if not statements or event is None:
        return None
    span = event.span(record_zones(corpus, record))
    first = min(statements, key=lambda one: one.latest)
    if not (first.span.earliest and first.span.latest and span.earliest and span.latest):
        return None
    zero = timedelta()
    shortest = max(zero, first.span.earliest - span.latest)
    longest = max(zero, first.span.latest - span.earliest)
    equal = (one for one in statements if one.latest == first.latest)
    by = tuple(dict.fromkeys(id for one in equal for id in one.by))
    return Delay(shortest, longest, first.source, by, first.when)


def _statements(corpus: Corpus, record: Record) -> Iterator[_Statement]:
    for claim in claims_of(record):
        if claim.modality != "happened" or happened(corpus, record, claim) is None:
            continue
        if claim.asserted_on is not None:
            span = claim.asserted_on.span(claim_zones(corpus, record, claim))
            source = claim.citations[0].source
            yield _Statement(span, claim.asserted_on, source, claim.asserted_by)
        for citation in claim.citations:
            published = corpus.get(citation.source, Source).published
            if published is not None:
                yield _Statement(said(published), published, citation.source, claim.asserted_by)
