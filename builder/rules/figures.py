"""Figures: every rung has a value, in the order in which they were said."""

from collections.abc import Iterator

from builder.clock import claim_zones
from builder.corpus import Corpus
from builder.model.happening import Figure
from builder.model.naming import Organisation
from builder.problems import Problem, problem


def check_figures(corpus: Corpus) -> Iterator[Problem]:
    """Values, order, the part and its whole, and what the named rule needs."""
    for figure in corpus.of(Figure):
        for index, rung in enumerate(figure.claims):
            if rung.value is None:
                yield problem(
                    "figure-value-missing", corpus.mark(figure.id, "claims", index), id=rung.id
                )
        yield from _order(corpus, figure)
        yield from _whole(corpus, figure)
        if figure.rule == "latest-official" and not any(
            claim.status == "standing" and is_official(corpus, claim.asserted_by)
            for claim in figure.claims
        ):
            yield problem("figure-no-official", corpus.mark(figure.id, "rule"))


def is_official(corpus: Corpus, asserters: tuple[str, ...]) -> bool:
    """True when everyone who asserts it is a state body, or an official of one."""
    return all(_speaks_for_state(corpus, id) for id in asserters)


def _speaks_for_state(corpus: Corpus, id: str) -> bool:
    record = corpus.records[id]
    if isinstance(record, Organisation):
        return record.official
    return getattr(record, "publish_reason", None) == "official"


def _order(corpus: Corpus, figure: Figure) -> Iterator[Problem]:
    latest = None
    for index, rung in enumerate(figure.claims):
        if rung.asserted_on is None:
            continue
        span = rung.asserted_on.span(claim_zones(corpus, figure, rung)).loose()
        if latest is not None and span.latest is not None and span.latest < latest:
            yield problem("figure-order", corpus.mark(figure.id, "claims", index), id=rung.id)
        latest = max(filter(None, (latest, span.earliest)), default=None)


def _whole(corpus: Corpus, figure: Figure) -> Iterator[Problem]:
    if figure.part_of is None:
        return
    whole = corpus.get(figure.part_of, Figure)
    if whole.quantity != figure.quantity:
        values = {"quantity": figure.quantity, "whole": whole.id, "other": whole.quantity}
        yield problem("figure-part-of", corpus.mark(figure.id, "part_of"), id=figure.id, **values)
