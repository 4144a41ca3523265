"""Cases and episodes: parties, steps in order of time, what belongs to which type."""

from collections.abc import Iterator

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.model.case import Case
from builder.model.happening import Episode
from builder.problems import Problem, problem


def check_cases(corpus: Corpus) -> Iterator[Problem]:
    """Ids of parts, order of steps, and results for the parties concerned."""
    for case in corpus.of(Case):
        yield from _twice(corpus, case)
        yield from _order(corpus, case)
        for index, party in enumerate(case.parties):
            if party.person is None and party.role is None:
                yield problem(
                    "case-party-unnamed", corpus.mark(case.id, "parties", index), id=party.id
                )
        for index, step in enumerate(case.steps):
            for at, result in enumerate(step.results):
                if step.parties and result.party not in step.parties:
                    mark = corpus.mark(case.id, "steps", index, "results", at)
                    yield problem("case-result-stranger", mark, id=result.party)


def check_episodes(corpus: Corpus) -> Iterator[Problem]:
    """Connectivity is described exactly where the type says so."""
    for episode in corpus.of(Episode):
        needs, has = episode.type == "connectivity", episode.connectivity is not None
        if needs != has:
            verb = "needs" if needs else "has no use for"
            mark = corpus.mark(episode.id, "type" if needs else "connectivity")
            yield problem("episode-connectivity", mark, type=episode.type, verb=verb)


def _twice(corpus: Corpus, case: Case) -> Iterator[Problem]:
    for field, code in (("parties", "case-party-twice"), ("steps", "case-step-twice")):
        seen: set[str] = set()
        for index, part in enumerate(getattr(case, field)):
            if part.id in seen:
                yield problem(code, corpus.mark(case.id, field, index, "id"), id=part.id)
            seen.add(part.id)


def _order(corpus: Corpus, case: Case) -> Iterator[Problem]:
    zones = record_zones(corpus, case)
    known = case.known_up_to.span(zones).loose().latest
    before = None
    for index, step in enumerate(case.steps):
        span = step.when.span(zones).loose()
        mark = corpus.mark(case.id, "steps", index, "when")
        if before is not None and span.latest is not None and span.latest < before:
            yield problem("case-order", mark, id=step.id)
        if known is not None and span.earliest is not None and span.earliest > known:
            yield problem("case-known", mark, id=step.id)
        before = span.earliest or before
