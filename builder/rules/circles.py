"""Chains of one field that must not lead back to where they began."""

from collections.abc import Iterator, Mapping

from builder.corpus import Corpus, claim_loc
from builder.model.base import Record
from builder.model.claim import Claim
from builder.problems import Mark, Problem, problem

CHAINS = {
    "copy_of": "copy_of",
    "within": "in",
    "part_of": "part_of",
    "amends": "amends",
    "merged_into": "merged_into",
}
"""Attribute → the field's name in the file."""
OVERTURNING = ("supersedes", "retracts")
"""Fields by which one claim takes the place of another."""


def check_circles(corpus: Corpus) -> Iterator[Problem]:
    """A copy of itself, a place inside itself, and the like, over any number of steps."""
    yield from _records(corpus)
    yield from _claims(corpus)


def _records(corpus: Corpus) -> Iterator[Problem]:
    everything = {**corpus.records, **corpus.tombstones}
    for field, name in CHAINS.items():
        steps = {
            id: (getattr(r, field),) for id, r in everything.items() if getattr(r, field, None)
        }
        for id, path in _circles(steps):
            yield _told(corpus.mark(id, name), name, path)


def _claims(corpus: Corpus) -> Iterator[Problem]:
    for field in OVERTURNING:
        steps = {full: _others(*corpus.claims[full], field) for full in corpus.claims}
        for full, path in _circles(steps):
            yield _told(_mark(corpus, full, field, path[1]), field, path)
    for full, (record, claim) in corpus.claims.items():
        if full in _others(record, claim, "contradicts"):
            yield problem("ref-self", _mark(corpus, full, "contradicts", full), id=full)


def _others(record: Record, claim: Claim, field: str) -> tuple[str, ...]:
    return tuple(ref.within(record.id) for ref in getattr(claim, field))


def _mark(corpus: Corpus, full: str, field: str, to: str) -> Mark:
    """Where the claim names `to` in a field."""
    record, claim = corpus.claims[full]
    entry = _others(record, claim, field).index(to)
    return corpus.mark(record.id, *claim_loc(record, claim), field, entry)


def _circles(steps: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, list[str]]]:
    """Each start from which the steps lead back to it, with the shortest way round."""
    for start in steps:
        came: dict[str, str] = {}
        edge = [start]
        while edge and start not in came:
            fresh = {to: at for at in edge for to in steps.get(at, ()) if to not in came}
            came |= fresh
            edge = list(fresh)
        if start in came:
            yield start, _way(came, start)


def _way(came: Mapping[str, str], start: str) -> list[str]:
    way = [start, came[start]]
    while way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]


def _told(mark: Mark, field: str, path: list[str]) -> Problem:
    return problem("ref-cycle", mark, field=field, id=path[0], path=" → ".join(path))
