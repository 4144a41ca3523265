"""Ladders: what a figure comes to, by its named rule, and why each rung counts or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

from builder.clock import claim_zones
from builder.corpus import Corpus
from builder.derive.grades import Grade, grade
from builder.model.claim import Claim, Value
from builder.model.happening import Figure
from builder.rules.figures import is_official


@dataclass(frozen=True, slots=True)
class Rung:
    """One claim of a ladder: whether it counts, and the reason as a word of `WHY`."""

    claim: Claim
    value: Value
    grade: Grade
    counts: bool
    why: str

    @property
    def number(self) -> Decimal:
        """The one number that a picture can show: the upper bound, or the lower one."""
        return self.value.high or self.value.low or Decimal(0)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A figure with its rungs in the order in which they were said, and what they come to."""

    figure: Figure
    rungs: tuple[Rung, ...]
    low: Decimal | None
    high: Decimal | None
    approximate: bool

    @property
    def counting(self) -> tuple[Rung, ...]:
        """The rungs from which the value follows."""
        return tuple(rung for rung in self.rungs if rung.counts)

    def share(self, rung: Rung) -> float:
        """How high the rung stands beside the highest, from 0 to 1."""
        highest = max(rung.number for rung in self.rungs)
        return float(rung.number / highest) if highest else 0.0


NEVER = datetime.min.replace(tzinfo=UTC)
Verdicts = dict[str, tuple[bool, str]]
"""Claim id → whether it counts, and why."""


def _latest_official(corpus: Corpus, figure: Figure) -> Verdicts:
    official = [
        c for c in figure.claims if c.status == "standing" and is_official(corpus, c.asserted_by)
    ]
    newest = max(reversed(official), key=partial(_said, corpus, figure), default=None)
    verdicts: Verdicts = {}
    for claim in figure.claims:
        if claim is newest:
            verdicts[claim.id] = (True, "newest-official")
        elif claim.status in ("retracted", "superseded"):
            verdicts[claim.id] = (False, claim.status)
        elif claim in official:
            verdicts[claim.id] = (False, "earlier")
        elif is_official(corpus, claim.asserted_by):
            verdicts[claim.id] = (False, claim.status)
        else:
            verdicts[claim.id] = (False, "not-official")
    return verdicts


def _range_of_standing(_: Corpus, figure: Figure) -> Verdicts:
    return {
        claim.id: (False, claim.status)
        if claim.status in ("retracted", "superseded")
        else (True, claim.status)
        for claim in figure.claims
    }


def _rivals(_: Corpus, figure: Figure) -> Verdicts:
    return {
        claim.id: (False, "rival" if claim.status in ("standing", "contested") else claim.status)
        for claim in figure.claims
    }


RULES: Mapping[str, Callable[[Corpus, Figure], Verdicts]] = {
    "latest-official": _latest_official,
    "range-of-standing": _range_of_standing,
    "rivals": _rivals,
}


def weight(view: Ladder) -> tuple[object, ...]:
    """The order of figures beside each other: whole before part, most spoken of first."""
    return view.figure.part_of is not None, -len(view.rungs), view.figure.id


def ladder(corpus: Corpus, figure: Figure) -> Ladder:
    """Apply the figure's rule to its rungs."""
    verdicts = RULES[figure.rule](corpus, figure)
    rungs = tuple(
        Rung(claim, claim.value, grade(corpus, claim), *verdicts[claim.id])
        for claim in sorted(figure.claims, key=partial(_said_order, corpus, figure))
        if claim.value is not None
    )
    counting = [rung.value for rung in rungs if rung.counts]
    lows = [value.low for value in counting if value.low is not None]
    highs = [value.high for value in counting if value.high is not None]
    open_ended = any(value.high is None for value in counting)
    approximate = any(value.about is not None for value in counting)
    high = None if open_ended or not highs else max(highs)
    return Ladder(figure, rungs, min(lows, default=None), high, approximate)


def _said_order(corpus: Corpus, figure: Figure, claim: Claim) -> tuple[bool, datetime]:
    """By the clock of the place, as dates without a zone are meant; undated claims come last."""
    return claim.asserted_on is None, _said(corpus, figure, claim)


def _said(corpus: Corpus, figure: Figure, claim: Claim) -> datetime:
    """When, at the earliest; nothing shows that an undated claim is newer than any other."""
    if claim.asserted_on is None:
        return NEVER
    return claim.asserted_on.span(claim_zones(corpus, figure, claim)).earliest or NEVER
