"""By what an entry may be found: kind, places, topics, people, grade, languages of its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.corpus import Corpus, claims_of
from builder.derive.grades import contested, record_grade
from builder.model.base import Record
from builder.model.case import Case, Step
from builder.model.claim import Claim
from builder.model.naming import Person
from builder.model.source import Source

NAMED = ("full", "initials")
"""Publication levels at which a person can be chosen by name."""
CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Facets:
    """The words of one entry, each facet without repeats."""

    kind: str
    places: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[str, ...]
    grades: tuple[str, ...]
    languages: tuple[str, ...]


def facets(corpus: Corpus, record: Record, step: Step | None = None) -> Facets:
    """Those of a record, or of one step of a case: its own parties, claims and sources."""
    claims = [c for c in claims_of(record) if step is None or c.id in step.claims]
    grade = record_grade(corpus, record)
    grades = [grade.name] if grade else []
    if any(contested(corpus, record, claim) for claim in claims_of(record)):
        grades.append(CONTESTED)
    return Facets(
        record.kind,
        tuple(getattr(record, "places", ())),
        tuple(record.topics),
        _once(_named(corpus, _people(record, step, claims))),
        tuple(grades),
        _once(sorted(_languages(corpus, claims))),
    )


def _people(record: Record, step: Step | None, claims: Iterable[Claim]) -> Iterator[str]:
    yield from getattr(record, "people", ())
    if isinstance(record, Case):
        meant = step.parties if step and step.parties else [party.id for party in record.parties]
        yield from (p.person for p in record.parties if p.person and p.id in meant)
    for claim in claims:
        yield from claim.asserted_by


def _named(corpus: Corpus, ids: Iterable[str]) -> Iterator[str]:
    for id in ids:
        record = corpus.records[id]
        if isinstance(record, Person) and record.publish in NAMED:
            yield id


def _languages(corpus: Corpus, claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        for citation in claim.citations:
            yield corpus.get(citation.source, Source).language


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
