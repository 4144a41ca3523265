"""Dates across fields: zones that contradict, days in the future of the record."""

from collections.abc import Iterator

from builder.clock import record_zones, said
from builder.corpus import Corpus
from builder.model.base import Base, Loc, Record
from builder.model.when import When, contradiction
from builder.problems import Problem, problem

EXEMPT = {"in_force", "custody"}
"""Fields that may reach beyond the day of recording."""


def check_dates(corpus: Corpus) -> Iterator[Problem]:
    """Every date of every record, against its places and against the day it was recorded."""
    for record in corpus.records.values():
        zones = record_zones(corpus, record)
        recorded = said(record.recorded).latest
        for loc, when in dates(record):
            flaw = contradiction(when, zones) if zones else None
            if flaw is not None:
                yield problem(flaw.code, corpus.mark(record.id, *loc), **flaw.values)
            earliest = when.span(zones).earliest
            if recorded and earliest and earliest > recorded and not EXEMPT & set(loc):
                values = {"date": str(when), "recorded": str(record.recorded)}
                yield problem("date-future", corpus.mark(record.id, *loc), **values)


def dates(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, When]]:
    """Every date below `value`, with its place."""
    if isinstance(value, When):
        yield loc, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from dates(item, (*loc, index))
    elif isinstance(value, Base | Record):
        for name in type(value).model_fields:
            yield from dates(getattr(value, name), (*loc, name))
