"""Whether the time of a record is contested: claims that contradict each other and exclude it."""

from collections.abc import Iterator

from builder.clock import happened
from builder.corpus import Claiming, Corpus
from builder.model.base import Record
from builder.model.claim import Claim
from builder.model.when import Span


def time_contested(corpus: Corpus, record: Record) -> bool:
    """True when a claim of the record and one that it contradicts cannot both have the time."""
    if not isinstance(record, Claiming):
        return False
    return any(
        _apart(happened(corpus, record, claim), happened(corpus, other, rival))
        for claim in record.claims
        for other, rival in _rivals(corpus, record, claim)
    )


def _rivals(corpus: Corpus, record: Claiming, claim: Claim) -> Iterator[tuple[Claiming, Claim]]:
    named = {ref.within(record.id) for ref in claim.contradicts}
    links = corpus.backlinks.get(f"{record.id}#{claim.id}", ())
    named |= {f"{b.record}#{b.claim}" for b in links if b.field == "contradicts" and b.claim}
    return (corpus.claims[full] for full in sorted(named))


def _apart(one: Span | None, other: Span | None) -> bool:
    """True when the two times have no instant in common; an open end reaches anywhere."""
    if one is None or other is None:
        return False
    ends = ((one.latest, other.earliest), (other.latest, one.earliest))
    return any(last is not None and first is not None and last < first for last, first in ends)
