"""When things happened, in instants: dates read with the clocks of their places."""

from collections.abc import Iterable

from builder.corpus import Corpus
from builder.model.base import Record
from builder.model.claim import Claim
from builder.model.happening import Episode, Event, Figure
from builder.model.naming import Place
from builder.model.when import Span, When

ANYWHERE: tuple[str, ...] = ()
"""No zone known: the span widens to every clock on earth."""


def zones(corpus: Corpus, places: Iterable[str]) -> tuple[str, ...]:
    """The time zones of `places`, sorted and without repeats."""
    found = {zone for id in places for zone in corpus.get(id, Place).zone}
    return tuple(sorted(found))


def record_zones(corpus: Corpus, record: Record) -> tuple[str, ...]:
    """The zones of the places a record names."""
    return zones(corpus, getattr(record, "places", ()))


def claim_zones(corpus: Corpus, record: Record, claim: Claim) -> tuple[str, ...]:
    """The zones of the places a claim is about."""
    return zones(corpus, claim.places) if claim.places else record_zones(corpus, record)


def record_when(record: Record) -> When | None:
    """The date that a record is about."""
    if isinstance(record, Event | Episode | Figure):
        return record.when
    return None


def claim_when(record: Record, claim: Claim) -> When | None:
    """When what a claim asserts happened: its own date, or its record's."""
    return claim.when or record_when(record)


def happened(corpus: Corpus, record: Record, claim: Claim) -> Span | None:
    """The instants between which what a claim asserts happened."""
    when = claim_when(record, claim)
    return when.span(claim_zones(corpus, record, claim)) if when is not None else None


def said(when: When) -> Span:
    """The instants of a statement or publication, whose clock is unknown unless written."""
    return when.span(ANYWHERE)
