"""Dates across fields: zones that contradict, days in the future of the record, open starts."""

from collections.abc import Iterator
from itertools import chain

from builder.clock import claim_zones, record_zones, said
from builder.corpus import Corpus, claims_of
from builder.model.base import Loc, Record, Tombstone, below
from builder.model.happening import Episode, Event
from builder.model.when import Bound, When, contradiction
from builder.problems import Problem, problem

EXEMPT = {"in_force", "custody"}
"""Fields that may reach beyond the day of recording."""


def check_dates(corpus: Corpus) -> Iterator[Problem]:
    """Every date of every record, against its places and against the day it was recorded."""
    for record in corpus.records.values():
        recorded = said(record.recorded).latest
        for loc, when in dates(record):
            zones = _zones(corpus, record, loc)
            flaw = contradiction(when, zones) if zones else None
            if flaw is not None:
                yield problem(flaw.code, corpus.mark(record.id, *loc), **flaw.values)
            earliest = when.span(zones).earliest
            if recorded and earliest and earliest > recorded and not _ahead(record, loc):
                values = {"date": str(when), "recorded": str(record.recorded)}
                yield problem("date-future", corpus.mark(record.id, *loc), **values)
        if isinstance(record, Event | Episode) and isinstance(record.when.start, Bound):
            yield problem("date-open-start", corpus.mark(record.id, "when"))
    yield from _recorded(corpus)


def _recorded(corpus: Corpus) -> Iterator[Problem]:
    everything: Iterator[Record | Tombstone] = chain(
        corpus.records.values(), corpus.tombstones.values()
    )
    for record in everything:
        if str(record.recorded) != str(record.recorded.day):
            yield problem("date-field-day", corpus.mark(record.id, "recorded"), field="recorded")


def _zones(corpus: Corpus, record: Record, loc: Loc) -> tuple[str, ...]:
    """The zones of the places that the date at `loc` is about."""
    if loc[0] == "claims" and isinstance(loc[1], int):
        return claim_zones(corpus, record, claims_of(record)[loc[1]])
    return record_zones(corpus, record)


def _ahead(record: Record, loc: Loc) -> bool:
    """Whether the date may be later than the record: a term, or what a claim announces."""
    if loc[0] == "claims" and loc[-1] == "when" and isinstance(loc[1], int):
        return claims_of(record)[loc[1]].modality != "happened"
    return bool(EXEMPT & set(loc))


def dates(record: Record) -> Iterator[tuple[Loc, When]]:
    """Every date of a record, with its place."""
    return below(record, (When,))
