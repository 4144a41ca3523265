"""People: the reason given allows the level chosen, and ids below it say nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.case import Case
from builder.model.naming import Person
from builder.problems import Problem, problem

OPAQUE = re.compile(r"p-[a-z0-9]{6}")
INITIALS = re.compile(r"[^\W\d_]{1,2}\.(?:[ -]?[^\W\d_]{1,2}\.){0,3}")
"""A letter or two, then a full stop, up to four times: `A. B.`, `Дж.-К. Ә.`"""

LEVELS = {
    "official": ("full",),
    "spoke-publicly": ("full",),
    "convicted": ("full",),
    "journalist": ("full",),
    "acquitted": ("initials", "role", "withheld"),
    "suspect": ("role", "withheld"),
    "victim": ("role", "withheld"),
    "private": ("role", "withheld"),
    "minor": ("role",),
}
"""Reason → the levels it allows."""
OVERTURNED = {"acquitted", "cancelled", "closed"}
"""Outcomes after which nobody is a convicted person."""


def check_people(corpus: Corpus) -> Iterator[Problem]:
    """Levels, reasons and opaque ids."""
    last = _last_outcomes(corpus)
    for person in corpus.of(Person):
        yield from _level(corpus, person)
        if person.publish_reason == "convicted":
            yield from _conviction(corpus, person, last.get(person.id, {}))


def _level(corpus: Corpus, person: Person) -> Iterator[Problem]:
    allowed = LEVELS[person.publish_reason]
    if person.publish not in allowed:
        values = {"reason": person.publish_reason, "publish": person.publish}
        values |= {"allowed": ", ".join(allowed)}
        yield problem("person-level-reason", corpus.mark(person.id, "publish"), **values)
    if person.publish != "full" and not OPAQUE.fullmatch(person.id):
        yield problem("person-id-opaque", corpus.mark(person.id, "id"), id=person.id)
    if person.initials is None and person.publish == "initials":
        yield problem("person-initials-missing", corpus.mark(person.id, "publish"), id=person.id)
    if person.initials is not None and not INITIALS.fullmatch(person.initials):
        yield problem("person-initials-form", corpus.mark(person.id, "initials"))


def _conviction(corpus: Corpus, person: Person, last: dict[str, str]) -> Iterator[Problem]:
    """Who is named for a conviction: with its outcomes, and only while one stands."""
    if person.summary is None:
        yield problem("person-outcome-missing", corpus.mark(person.id), id=person.id)
    if last and set(last.values()) <= OVERTURNED:
        case, outcome = max(last.items())
        values = {"id": person.id, "case": case, "outcome": outcome}
        yield problem("person-overturned", corpus.mark(person.id, "publish_reason"), **values)


def _last_outcomes(corpus: Corpus) -> dict[str, dict[str, str]]:
    """Person → case → the last outcome in it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for case in corpus.of(Case):
        people = {party.id: party.person for party in case.parties if party.person}
        for result in (result for step in case.steps for result in step.results):
            if result.party in people:
                found[people[result.party]][case.id] = result.outcome
    return found
