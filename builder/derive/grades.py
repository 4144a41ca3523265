"""How well a claim is known: its grade, derived from who says it and on what texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from builder.corpus import Corpus, claims_of
from builder.model.base import Record
from builder.model.claim import Claim
from builder.model.naming import Organisation
from builder.model.source import Source
from builder.rules.figures import is_official


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, and how many origins are independent: asserters that do not share a root text."""

    name: str
    origins: int


def root(corpus: Corpus, source: str) -> str:
    """The publication at the end of the chain of copies; as printed where it has no record."""
    record = corpus.get(source, Source)
    if record.copy_of is not None:
        return root(corpus, record.copy_of)
    return f"“{record.copied_from}”" if record.copied_from else record.id


def grade(corpus: Corpus, claim: Claim) -> Grade:
    """Measured, several independent origins, official only, or one origin."""
    return _judged(corpus, (claim,))


def record_grade(corpus: Corpus, record: Record) -> Grade | None:
    """The same over all claims of a record that stand; None for kinds that make none."""
    claims = claims_of(record)
    standing = [claim for claim in claims if claim.status in ("standing", "contested")]
    return _judged(corpus, standing or claims) if claims else None


def _judged(corpus: Corpus, claims: Sequence[Claim]) -> Grade:
    asserters = {id for claim in claims for id in claim.asserted_by}
    roots = {root(corpus, citation.source) for claim in claims for citation in claim.citations}
    count = min(len(asserters), len(roots))
    if any(measured(corpus, claim) for claim in claims):
        return Grade("measured", count)
    if is_official(corpus, tuple(asserters)):
        return Grade("official", count)
    return Grade("several" if count > 1 else "single", count)


def measured(corpus: Corpus, claim: Claim) -> bool:
    """A monitor's claim counts as measured unless its basis says otherwise."""
    basis = claim.basis or (
        "measurement" if all(_measures(corpus, id) for id in claim.asserted_by) else ""
    )
    return basis == "measurement"


def contested(corpus: Corpus, record: Record, claim: Claim) -> bool:
    """True when the claim, or another one, says that it is contradicted."""
    full = f"{record.id}#{claim.id}"
    named = any(link.field == "contradicts" for link in corpus.backlinks.get(full, ()))
    return claim.status == "contested" or bool(claim.contradicts) or named


def _measures(corpus: Corpus, id: str) -> bool:
    record = corpus.records[id]
    return isinstance(record, Organisation) and record.type == "monitor"
