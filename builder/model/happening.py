"""Events, episodes and figures: what happened, what held, what was counted."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.model.base import (
    Base,
    ContentNote,
    FigureRef,
    Many,
    OrganisationRef,
    PersonRef,
    PlaceRef,
    Record,
    Ref,
)
from builder.model.claim import Claim
from builder.model.text import Line, Title
from builder.model.vocabulary import Term
from builder.model.when import When


class Happening(Record):
    """What events and episodes share: a time, places, people, claims."""

    title: Title
    """What happened, in neutral words, one line."""
    when: When
    """When it happened; the clock is that of its place unless a zone is given."""
    places: Many[PlaceRef] = Field(min_length=1)
    """Where, as precisely as is known; a city is enough."""
    people: Many[PersonRef] = ()
    """Who is named in it, at their publication level."""
    organisations: Many[OrganisationRef] = ()
    """Bodies that took part."""
    related: Many[Ref] = ()
    """Other records a reader should see beside it."""
    content_note: ContentNote | None = None
    """Warns the reader of what is described."""
    claims: Many[Claim] = Field(min_length=1)
    """What is asserted about it, by whom, on what source."""

    @property
    def heading(self) -> Line:
        return self.title


class Event(Happening):
    """Something that happened at a time and a place."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"


class Connectivity(Base):
    """Which network was how: the blackout as data."""

    layer: Annotated[str, Term("layer")]
    """Which kind of network."""
    state: Annotated[str, Term("state")]
    """How it was during the episode."""
    providers: Many[OrganisationRef] = ()
    """Networks meant; none listed means all."""


class Episode(Happening):
    """A state that held for a while."""

    kind: ClassVar[str] = "episode"
    folder: ClassVar[str] = "episodes"

    type: Annotated[str, Term("episode-type")]
    """What kind of state."""
    connectivity: Connectivity | None = None
    """Required for, and only for, episodes of type connectivity."""


class Figure(Record):
    """One counted quantity; its claims, in order of being said, are its ladder."""

    kind: ClassVar[str] = "figure"
    folder: ClassVar[str] = "figures"

    title: Title
    """What is counted, where and for which time."""
    quantity: Annotated[str, Term("quantity")]
    """What kind of thing is counted."""
    unit: Annotated[str, Term("unit")]
    """In what it is counted."""
    category: Line | None = None
    """Who or what is counted, when the quantity alone does not say."""
    when: When
    """The time the count is about."""
    places: Many[PlaceRef] = Field(min_length=1)
    """Where."""
    part_of: FigureRef | None = None
    """The wider figure that includes this one."""
    rule: Annotated[str, Term("rule")]
    """The named rule by which the shown value follows from the rungs."""
    related: Many[Ref] = ()
    """Other records a reader should see beside it."""
    content_note: ContentNote | None = None
    """Warns the reader of what is described."""
    claims: Many[Claim] = Field(min_length=1)
    """The rungs, each with a value."""

    @property
    def heading(self) -> Line:
        return self.title
