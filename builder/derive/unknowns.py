"""What is not known of a record, as far as its own fields tell; nothing is guessed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.corpus import Claiming, Corpus
from builder.derive.citing import citing
from builder.derive.disputes import time_contested
from builder.derive.grades import record_grade
from builder.derive.histories import histories
from builder.derive.ladders import ladder
from builder.derive.timeline import MONTH, Entry
from builder.model.base import Record
from builder.model.case import Case, Custody
from builder.model.claim import Claim
from builder.model.edtf import Precision
from builder.model.happening import Event, Figure, Happening
from builder.model.law import Law
from builder.model.naming import Place
from builder.model.source import Source
from builder.model.when import Bound, When

PARTLY = ("opening", "headline", "second-hand")
"""Ways of seeing a source that are not reading it."""
BOUNDED = ("before", "until", "by", "after", "from", "part", "night")
"""Forms of a clock that leave the hour open on one side, or name a part of the day."""
TEXTS = ("law", "amendment", "decree", "resolution", "order")
"""Acts that come into force."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known: a word of its list, and what it is about.

    `about` are ids of the record's own claims, or of its parties where `what` begins so.
    """

    what: str
    about: tuple[str, ...] = ()
    count: int = 0
    of: int = 0


Found = Iterator[Unknown]


def unknowns(corpus: Corpus, record: Record, entry: Entry | None = None) -> tuple[Unknown, ...]:
    """Everything, in the order time, place, connection, statements, sources; `entry` if it has one."""
    found: list[Unknown] = []
    if isinstance(record, Happening):
        found += [*_time(record.when), *_place(corpus, record), *_light(entry)]
        found += _telling(corpus, record)
    own = OWN.get(type(record))
    if own is not None:
        found += own(corpus, record)
    if isinstance(record, Claiming):
        found += [*_statements(corpus, record), *_sources(corpus, record)]
    return tuple(found)


def in_january(entry: Entry) -> bool:
    """True when it began in January 2022, the month whose connection the records tell."""
    first = entry.when.days(entry.zones)[0]
    return first is not None and (first.year, first.month) == MONTH


def _time(when: When) -> Found:
    if isinstance(when.start, Bound):
        yield Unknown("start")
    if isinstance(when.end, Bound):
        yield Unknown("end")
    if when.precision < Precision.DAY:
        yield Unknown("day")
    elif not when.has_clock:
        yield Unknown("hour" if when.end is None else "hours")
    elif when.zone == "unknown":
        yield Unknown("zone")
    clocks = [side.clock for side in when.sides if side.clock is not None]
    if any(clock.form in BOUNDED for clock in clocks):
        yield Unknown("bounded")
    elif any(clock.about for clock in clocks):
        yield Unknown("about")


def _place(corpus: Corpus, record: Happening) -> Found:
    finest = {corpus.get(id, Place).precision for id in record.places}
    if isinstance(record, Event) and finest == {"region"}:
        yield Unknown("region")


def _light(entry: Entry | None) -> Found:
    if entry and in_january(entry) and entry.light.shade == "unmeasured":
        yield Unknown("light")


def _telling(corpus: Corpus, record: Happening) -> Found:
    if time_contested(corpus, record):
        yield Unknown("disputed")
    if not any(_dated(corpus, claim) for claim in record.claims):
        yield Unknown("said")


def _dated(corpus: Corpus, claim: Claim) -> bool:
    sources = (corpus.get(citation.source, Source) for citation in claim.citations)
    return claim.asserted_on is not None or any(source.published for source in sources)


def _statements(corpus: Corpus, record: Claiming) -> Found:
    undated = tuple(c.id for c in record.claims if not _dated(corpus, c))
    if undated and len(undated) < len(record.claims):
        yield Unknown("undated-claims", undated, len(undated), len(record.claims))
    grade = record_grade(corpus, record)
    if grade is not None and grade.origins == 1:
        yield Unknown("origin")
    elif grade is not None and grade.name == "official":
        yield Unknown("official")
    open_ = tuple(c.id for c in record.claims if _unresolved(corpus, record, c))
    if open_:
        yield Unknown("contested", open_)


def _unresolved(corpus: Corpus, record: Claiming, claim: Claim) -> bool:
    """True when the claim stands, and so does another one that says otherwise."""
    named = {ref.within(record.id) for ref in claim.contradicts}
    links = corpus.backlinks.get(f"{record.id}#{claim.id}", ())
    named |= {f"{b.record}#{b.claim}" for b in links if b.field == "contradicts" and b.claim}
    rivals = (corpus.claims[ref][1] for ref in named)
    return _stands(claim) and any(_stands(rival) for rival in rivals)


def _stands(claim: Claim) -> bool:
    return claim.status in ("standing", "contested")


def _sources(corpus: Corpus, record: Record) -> Found:
    sources = [cited.source for cited in citing(corpus, record)]
    for seen in PARTLY:
        if count := sum(source.seen == seen for source in sources):
            yield Unknown(seen, count=count, of=len(sources))
    if count := sum(source.published is None for source in sources):
        yield Unknown("undated-sources", count=count, of=len(sources))


def _figure(corpus: Corpus, record: Record) -> Found:
    assert isinstance(record, Figure)
    view = ladder(corpus, record)
    if record.rule == "latest-official" and not view.counting:
        yield Unknown("no-official")
    if view.counting and view.high is None:
        yield Unknown("no-limit")


def _case(_: Corpus, record: Record) -> Found:
    assert isinstance(record, Case)
    yield Unknown("later")
    told = histories(record)
    open_ = [h.party.id for h in told if h.party.capacity == "defendant" and not h.outcomes]
    if open_:
        yield Unknown("party-outcome", tuple(open_))
    for what, open_at in (("party-held-from", _no_start), ("party-held-until", _no_end)):
        held = [party.id for party in record.parties if any(map(open_at, party.custody))]
        if held:
            yield Unknown(what, tuple(held))
    yield from _charges(record)


def _no_start(custody: Custody) -> bool:
    return isinstance(custody.when.start, Bound)


def _no_end(custody: Custody) -> bool:
    """True also of a lone year or month: it says that somebody was held in it, not how long."""
    alone = custody.when.end is None and custody.when.precision < Precision.DAY
    return alone or isinstance(custody.when.end, Bound)


def _charges(record: Case) -> Found:
    charges = [(party.id, charge) for party in record.parties for charge in party.charges]
    bare = tuple(dict.fromkeys(id for id, charge in charges if not charge.article))
    if bare:
        yield Unknown("party-article", bare)
    if any(charge.article and not charge.law for _, charge in charges):
        yield Unknown("wording")


def _law(_: Corpus, record: Record) -> Found:
    assert isinstance(record, Law)
    if record.type != "article" and record.adopted is None:
        yield Unknown("adopted")
    if record.type in TEXTS and record.in_force is None:
        yield Unknown("in-force")
    if any(not power.to for power in record.powers):
        yield Unknown("holder")
    if record.text_at is None:
        yield Unknown("text")


def _source(_: Corpus, record: Record) -> Found:
    assert isinstance(record, Source)
    if record.published is None:
        yield Unknown("published")
    if record.seen in PARTLY:
        yield Unknown("source-partly")
    if record.url is None and not record.url_withheld:
        yield Unknown("address")


OWN: Mapping[type[Record], Callable[[Corpus, Record], Found]] = {
    Figure: _figure,
    Case: _case,
    Law: _law,
    Source: _source,
}
"""Kind → what only records of that kind can leave open."""
