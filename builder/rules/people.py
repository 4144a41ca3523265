"""People: the reason given allows the level chosen, and ids below it say nothing."""

import re
from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.naming import Person
from builder.problems import Problem, problem

OPAQUE = re.compile(r"p-[a-z0-9]{6}")

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


def check_people(corpus: Corpus) -> Iterator[Problem]:
    """Levels, reasons and opaque ids."""
    for person in corpus.of(Person):
        allowed = LEVELS[person.publish_reason]
        if person.publish not in allowed:
            hint = f"{person.publish_reason} allows: " + ", ".join(allowed)
            values = {"reason": person.publish_reason, "publish": person.publish, "allowed": hint}
            yield problem("person-level-reason", corpus.mark(person.id, "publish"), **values)
        if person.publish != "full" and not OPAQUE.fullmatch(person.id):
            yield problem("person-id-opaque", corpus.mark(person.id, "id"), id=person.id)
