"""What had been said by the end of a day in Almaty, and how it stood then."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from builder.clock import record_zones
from builder.corpus import Claiming, Corpus
from builder.derive.ladders import Ladder, ladder
from builder.model.claim import Claim
from builder.model.happening import Figure, Happening
from builder.model.source import Source
from builder.model.when import When
from builder.model.zones import zone

ZONE = "Asia/Almaty"
KEY_DAYS = (
    *(date(2022, 1, day) for day in (5, 6, 7, 9, 10, 15, 19)),
    date(2022, 3, 14),
    date(2022, 8, 16),
    date(2023, 1, 5),
)
"""The days that have a page of their own."""
FIRST, LAST = date(2022, 1, 4), date(2023, 1, 5)
"""Between these lie the days that can be asked for."""
EVER = datetime.min.replace(tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)
"""Later than every day: by then all is said, and everything stands as it stands now."""
OVERTURNED = {"retracted": "retracts", "superseded": "supersedes"}
"""Status of a claim → the field by which another claim brings it about."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim said not before `since` and no later than `by`, for `when` says so.

    `when` is the claim's own date, or, with `printed`, that of the first text to carry it. A date
    without an hour is that day as its source counts it, put on Almaty's clock.
    """

    ref: str
    record: Claiming
    claim: Claim
    when: When
    printed: bool
    since: datetime
    by: datetime

    def certain(self, end: datetime) -> bool:
        """True when it had been said before `end`."""
        return self.by < end

    def possible(self, end: datetime) -> bool:
        """True when it may have been said before `end`, or later."""
        return self.since < end <= self.by

    @property
    def day(self) -> date | None:
        """The one day on which it was said, if its date is as fine as that."""
        if self.since.year < 2 or self.by.year > 9998:
            return None
        first, last = (one.astimezone(zone(ZONE)).date() for one in (self.since, self.by))
        return first if first == last else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a claim that stood on a day: its status now, and what brought it about.

    `through` is None where no dated claim says so; `perhaps` means: maybe on that day already.
    """

    status: str
    through: Statement | None
    perhaps: bool


@dataclass(frozen=True)
class Chronicle:
    """Every dated claim in the order in which it is certain to have been said."""

    corpus: Corpus
    statements: tuple[Statement, ...]
    undated: tuple[tuple[Claiming, Claim], ...]

    @cached_property
    def by_ref(self) -> Mapping[str, Statement]:
        """Every dated claim by its full reference."""
        return {one.ref: one for one in self.statements}

    @cached_property
    def contested_from(self) -> Mapping[str, datetime]:
        """When a claim and one that says otherwise had both been said; only contested claims."""
        found = ((one.ref, self._contested_from(one)) for one in self.statements)
        return {ref: moment for ref, moment in found if moment is not None}

    def contested(self, ref: str, end: datetime) -> bool:
        """True when another claim had said otherwise by `end`."""
        return self.contested_from.get(ref, NEVER) < end

    def fate(self, one: Statement, end: datetime) -> Fate | None:
        """What became of a claim after `end`; None when nothing did, or it had done so before."""
        status = one.claim.status
        if end == NEVER or status not in OVERTURNED:
            return None
        through = self._naming(one.ref, OVERTURNED[status])
        if any(other.certain(end) for other in through):
            return None
        first = min(through, key=lambda other: (other.by, other.ref), default=None)
        return Fate(status, first, any(other.possible(end) for other in through))

    def status(self, one: Statement, end: datetime) -> str:
        """The status a claim had at `end`."""
        status = one.claim.status
        if end == NEVER or status == "standing":
            return status
        if status == "contested":
            return status if self.contested(one.ref, end) else "standing"
        return status if self.fate(one, end) is None else "standing"

    def _naming(self, ref: str, *fields: str) -> list[Statement]:
        """The dated claims that name `ref` in one of `fields`."""
        links = self.corpus.backlinks.get(ref, ())
        named = {f"{b.record}#{b.claim}" for b in links if b.field in fields and b.claim}
        return [self.by_ref[other] for other in sorted(named) if other in self.by_ref]

    def _contested_from(self, one: Statement) -> datetime | None:
        named = (other.within(one.record.id) for other in one.claim.contradicts)
        rivals = [self.by_ref[ref] for ref in named if ref in self.by_ref]
        rivals += self._naming(one.ref, "contradicts")
        if rivals:
            return max(one.by, min(other.by for other in rivals))
        # Contested by nothing that is dated: then nothing shows that it ever was not.
        return one.by if one.claim.status == "contested" or one.claim.contradicts else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims had been said by a day, perhaps said, and contradicted."""

    said: int
    perhaps: int
    contested: int


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something that was over by a day, and the first statement of it, which came later."""

    record: Happening
    first: Statement


@dataclass(frozen=True, slots=True)
class Known:
    """What was known by the end of `day`; with None, by all that the archive holds."""

    day: date | None
    end: datetime
    tally: Tally
    new: tuple[Statement, ...]
    perhaps: tuple[Statement, ...]
    unsaid: tuple[Unsaid, ...]
    ladders: Mapping[str, Ladder]
    """Figures of which a number had been said, as their rules read what had been said."""


def chronicle(corpus: Corpus) -> Chronicle:
    """Date every claim: by itself, or by the first text that carries it."""
    found = [_dated(corpus, ref) for ref in corpus.claims]
    statements = [one for one in found if one is not None]
    dated = {one.ref for one in statements}
    undated = tuple(pair for ref, pair in corpus.claims.items() if ref not in dated)
    statements.sort(key=lambda one: (one.by, one.since, one.ref))
    return Chronicle(corpus, tuple(statements), undated)


def _dated(corpus: Corpus, ref: str) -> Statement | None:
    record, claim = corpus.claims[ref]
    when, printed = claim.asserted_on, claim.asserted_on is None
    if when is None:
        cited = (corpus.get(citation.source, Source) for citation in claim.citations)
        dates = [source.published for source in cited if source.published is not None]
        when = min(dates, key=lambda one: _span(one)[1], default=None)
    return Statement(ref, record, claim, when, printed, *_span(when)) if when else None


def _span(when: When) -> tuple[datetime, datetime]:
    span = when.span((ZONE,)).loose()
    return span.earliest or EVER, span.latest or NEVER


def end_of(day: date | None) -> datetime:
    """The instant at which the day is over in Almaty."""
    if day is None:
        return NEVER
    return datetime.combine(day + timedelta(days=1), time(), zone(ZONE)).astimezone(UTC)


def days(known: Chronicle) -> tuple[date, ...]:
    """The days, from the first to the last that can be asked for, on which something was said."""
    said = {one.day for one in known.statements}
    return tuple(sorted(day for day in said if day and FIRST <= day <= LAST))


def tallies(known: Chronicle) -> Iterator[Tally]:
    """The tally of each of `days`, counted without going through all claims for each."""
    said = [one.by for one in known.statements]
    since = sorted(one.since for one in known.statements)
    contested = sorted(known.contested_from.values())
    for day in days(known):
        end = end_of(day)
        certain = bisect_left(said, end)
        yield Tally(certain, bisect_left(since, end) - certain, bisect_left(contested, end))


def said_on(known: Chronicle, day: date) -> Iterator[Statement]:
    """What was said on one day, in the order of its hours as far as they are known."""
    first, last = (bisect_left(known.statements, e, key=_by) for e in _edges(day))
    return (one for one in known.statements[first:last] if one.day == day)


def _by(one: Statement) -> datetime:
    return one.by


def _edges(day: date) -> tuple[datetime, datetime]:
    return end_of(day - timedelta(days=1)), end_of(day)


def ladder_on(known: Chronicle, figure: Figure, end: datetime) -> Ladder | None:
    """The figure by its rule as of `end`; None while no number had been said."""
    if end == NEVER:
        return ladder(known.corpus, figure)
    rungs = [known.by_ref.get(f"{figure.id}#{claim.id}") for claim in figure.claims]
    then = tuple(
        one.claim.model_copy(update={"status": known.status(one, end)})
        for one in rungs
        if one is not None and one.certain(end)
    )
    return ladder(known.corpus, figure.model_copy(update={"claims": then})) if then else None


def known_on(known: Chronicle, day: date | None, *, newest: int = 20) -> Known:
    """What was known by the end of `day`; with None, now, with the `newest` statements."""
    end = end_of(day)
    said = [one for one in known.statements if one.certain(end)]
    perhaps = [one for one in known.statements if one.possible(end)]
    contested = sum(known.contested(one.ref, end) for one in said)
    return Known(
        day,
        end,
        Tally(len(said), len(perhaps), contested),
        tuple(said_on(known, day)) if day else tuple(reversed(said[-newest:])),
        tuple(sorted(perhaps, key=lambda one: (one.by - one.since, one.ref))),
        tuple(sorted(_unsaid(known, end), key=lambda one: (one.first.by, one.record.id))),
        {
            figure.id: view
            for figure in known.corpus.of(Figure)
            if (view := ladder_on(known, figure, end)) is not None
        },
    )


def _unsaid(known: Chronicle, end: datetime) -> Iterator[Unsaid]:
    """A happening with an undated claim is left out: it may have been told at any time."""
    for record in known.corpus.of(Happening):
        latest = record.when.span(record_zones(known.corpus, record)).loose().latest
        told = [known.by_ref.get(f"{record.id}#{claim.id}") for claim in record.claims]
        later = [one for one in told if one is not None and one.since >= end]
        if latest is not None and latest < end and later and len(later) == len(told):
            yield Unsaid(record, min(later, key=lambda one: (one.by, one.ref)))
