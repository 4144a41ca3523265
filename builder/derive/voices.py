"""What a person or a body has said, in the order of being said, and what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.clock import said
from builder.corpus import Claiming, Corpus
from builder.derive.grades import contested
from builder.model.base import Record
from builder.model.case import Case
from builder.model.claim import Claim
from builder.model.happening import Episode, Event
from builder.model.law import Law
from builder.model.source import Source

GONE = ("retracted", "superseded")
ACTS = ("people", "organisations", "person", "issuer", "providers", "to")
"""Fields by which a record names somebody as taking part, not as speaking."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in the voice of whoever asserts it, with what became of it."""

    record: Claiming
    claim: Claim
    status: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a record is met in the archive, for lists."""

    statements: int
    acts: int
    sources: int


def statements(corpus: Corpus, speaker: str) -> tuple[Statement, ...]:
    """Everything asserted by `speaker`; what has no date of being said stands last."""
    found = (_statement(corpus, full) for full in set(_claims_by(corpus, speaker)))
    return tuple(sorted(found, key=_order))


def acts(corpus: Corpus, id: str) -> tuple[Record, ...]:
    """The records that name `id` as taking part: events, episodes, cases and acts of law."""
    links = corpus.backlinks.get(id, ())
    owners = sorted({link.record for link in links if link.field in ACTS})
    records = (corpus.records.get(owner) for owner in owners)
    return tuple(one for one in records if isinstance(one, Event | Episode | Case | Law))


def published(corpus: Corpus, organisation: str) -> tuple[Source, ...]:
    """The sources that a body published."""
    return tuple(corpus.get(id, Source) for id in corpus.publications.get(organisation, ()))


def tally(corpus: Corpus, id: str) -> Tally:
    """How much a person or a body says and does here."""
    claims = len(set(_claims_by(corpus, id)))
    return Tally(claims, len(acts(corpus, id)), len(corpus.publications.get(id, ())))


def counted(found: Iterable[Statement]) -> dict[str, int]:
    """How many statements have each status, standing left out."""
    counts: dict[str, int] = {}
    for one in found:
        if one.status != "standing":
            counts[one.status] = counts.get(one.status, 0) + 1
    return dict(sorted(counts.items()))


def _claims_by(corpus: Corpus, speaker: str) -> Iterator[str]:
    for link in corpus.backlinks.get(speaker, ()):
        if link.field == "asserted_by" and link.claim:
            yield f"{link.record}#{link.claim}"


def _statement(corpus: Corpus, full: str) -> Statement:
    record, claim = corpus.claims[full]
    status = claim.status
    if status not in GONE:
        status = "contested" if contested(corpus, record, claim) else "standing"
    return Statement(record, claim, status)


def _order(one: Statement) -> tuple[object, ...]:
    when = one.claim.asserted_on
    return (when is None, said(when).sort_key if when else (), one.record.id, one.claim.id)
