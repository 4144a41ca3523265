"""The case: proceedings, each party with its own charges, custody and outcomes."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.model.base import (
    Base,
    ContentNote,
    LawRef,
    LocalClaim,
    LocalId,
    LocalParty,
    Many,
    PersonRef,
    PlaceRef,
    Record,
    Ref,
)
from builder.model.claim import Claim
from builder.model.text import Line, Passage, Plain, Title
from builder.model.vocabulary import Term
from builder.model.when import When

Claims = Annotated[
    tuple[LocalClaim, ...],
    Field(
        strict=False,
        min_length=1,
        description="The claims of this record that carry the statement; at least one.",
    ),
]
"""The claims of this record that carry the statement; at least one."""


class Charge(Base):
    """What a party was charged with, under the law as it stood."""

    law: LawRef | None = None
    """The act, where it has a record."""
    article: Plain | None = None
    """Article as printed, such as \"146(1)\"."""
    text: Line
    """The charge in words."""
    claims: Claims


class Custody(Base):
    """A time in which a party was held."""

    type: Annotated[str, Term("custody-type")]
    """How they were held."""
    when: When
    """From when to when, open where not known."""
    claims: Claims


class Party(Base):
    """One person, or one group without names, in the case."""

    id: LocalId
    """Permanent within the record."""
    person: PersonRef | None = None
    """The person, where they have a record."""
    role: Line | None = None
    """Who this is, where no person is named."""
    capacity: Annotated[str, Term("capacity")]
    """Their place in the proceedings."""
    charges: Many[Charge] = ()
    """What they were charged with."""
    custody: Many[Custody] = ()
    """When and how they were held."""


class Result(Base):
    """What a step meant for one party."""

    party: LocalParty
    """Whom it concerns."""
    outcome: Annotated[str, Term("outcome")]
    """The outcome."""
    sentence: Line | None = None
    """The penalty in words."""


class Step(Base):
    """One dated step of the proceedings."""

    id: LocalId
    """Permanent within the record."""
    type: Annotated[str, Term("step-type")]
    """What kind of step."""
    when: When
    """When it was taken."""
    court: Line | None = None
    """Which court or body took it."""
    parties: Many[LocalParty] = ()
    """Whom it concerns; none listed means all."""
    text: Passage
    """What happened, in one or two sentences."""
    results: Many[Result] = ()
    """Outcomes, party by party."""
    claims: Claims


class Case(Record):
    """Proceedings with parties and steps, known up to a date."""

    kind: ClassVar[str] = "case"
    folder: ClassVar[str] = "cases"

    title: Title
    """What the case is about, in neutral words."""
    places: Many[PlaceRef] = Field(min_length=1)
    """Where the proceedings are held."""
    known_up_to: When
    """Newest date the sources reach; later steps were not found."""
    parties: Many[Party] = Field(min_length=1)
    """Each with their own history."""
    steps: Many[Step] = Field(min_length=1)
    """In order of time."""
    related: Many[Ref] = ()
    """Events and other records the case is about."""
    content_note: ContentNote | None = None
    """Warns the reader of what is described."""
    claims: Many[Claim] = Field(min_length=1)
    """What is asserted, by whom, on what source."""

    @property
    def heading(self) -> Line:
        return self.title
