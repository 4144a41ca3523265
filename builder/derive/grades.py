"""How well a claim is known: its grade, derived from who says it and on what texts."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.corpus import Corpus, claims_of
from builder.model.base import Record
from builder.model.claim import Claim
from builder.model.naming import Organisation
from builder.model.source import Source
from builder.rules.figures import is_official

ORDER = ("measured", "several", "official", "single")
"""Grades from the best known to the least."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the number of independent origins behind it."""

    name: str
    origins: int


def root(corpus: Corpus, source: str) -> str:
    """The publication at the end of the chain of copies."""
    record = corpus.get(source, Source)
    return root(corpus, record.copy_of) if record.copy_of else record.id


def origins(corpus: Corpus, claim: Claim) -> int:
    """Independent origins: other asserters that do not rest on the same root text."""
    roots = {root(corpus, citation.source) for citation in claim.citations}
    return min(len(set(claim.asserted_by)), len(roots))


def grade(corpus: Corpus, claim: Claim) -> Grade:
    """Measured, several independent origins, official only, or one origin."""
    count = origins(corpus, claim)
    if claim.basis == "measurement" or all(_measures(corpus, id) for id in claim.asserted_by):
        return Grade("measured", count)
    if is_official(corpus, claim.asserted_by):
        return Grade("official", count)
    return Grade("several" if count > 1 else "single", count)


def best(grades: Iterable[Grade]) -> Grade | None:
    """The best of several grades, with the most origins among equals."""
    ranked = sorted(grades, key=lambda g: (ORDER.index(g.name), -g.origins))
    return ranked[0] if ranked else None


def record_grade(corpus: Corpus, record: Record) -> Grade | None:
    """The best grade among a record's claims; None for kinds that make none."""
    return best(grade(corpus, claim) for claim in claims_of(record))


def contested(corpus: Corpus, record: Record, claim: Claim) -> bool:
    """True when the claim, or another one, says that it is contradicted."""
    full = f"{record.id}#{claim.id}"
    named = any(link.field == "contradicts" for link in corpus.backlinks.get(full, ()))
    return claim.status == "contested" or bool(claim.contradicts) or named


def _measures(corpus: Corpus, id: str) -> bool:
    record = corpus.records[id]
    return isinstance(record, Organisation) and record.type == "monitor"
