"""Counts of the archive itself: records by kind, claims, conflicts, shares."""

from collections import Counter
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.derive.grades import contested, grade
from builder.model.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the archive holds."""

    kinds: dict[str, int]
    claims: int
    contested: int
    grades: dict[str, int]
    cited_sources: int


def counts(corpus: Corpus) -> Counts:
    """Count everything once."""
    kinds = Counter(record.kind for record in corpus.records.values())
    claims = list(corpus.claims.values())
    cited = {c.source for _, claim in claims for c in claim.citations}
    return Counts(
        {model.kind: kinds[model.kind] for model in KINDS.values()},
        len(claims),
        sum(contested(corpus, record, claim) for record, claim in claims),
        dict(sorted(Counter(grade(corpus, claim).name for _, claim in claims).items())),
        len(cited),
    )
