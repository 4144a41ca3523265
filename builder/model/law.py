"""The law: an act, its amendments, and what power it gives whom."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.model.address import Address
from builder.model.base import Base, LawRef, Many, OrganisationRef, PlaceRef, Record, Ref
from builder.model.case import Claims
from builder.model.claim import Claim
from builder.model.text import Line, Passage, Plain, Title
from builder.model.vocabulary import Term
from builder.model.when import When


class Power(Base):
    """What the act lets a body do."""

    to: Many[OrganisationRef] = ()
    """Who holds the power."""
    text: Passage
    """The power in words."""
    claims: Claims


class Law(Record):
    """An act, decree, resolution, petition or register."""

    kind: ClassVar[str] = "law"
    folder: ClassVar[str] = "laws"

    title: Title
    """What the act is called."""
    type: Annotated[str, Term("law-type")]
    """What kind of act."""
    number: Plain | None = None
    """Number as printed."""
    adopted: When | None = None
    """When it was adopted, signed or launched."""
    in_force: When | None = None
    """From when to when it was in force, open where not known."""
    issuer: OrganisationRef | None = None
    """Who made it."""
    amends: LawRef | None = None
    """The act that this one changes."""
    text_at: Address | None = None
    """Where the text can be read."""
    places: Many[PlaceRef] = ()
    """Where it applies, when not the whole country."""
    organisations: Many[OrganisationRef] = ()
    """Bodies behind or under it."""
    powers: Many[Power] = ()
    """What power it gives whom."""
    related: Many[Ref] = ()
    """Other records a reader should see beside it."""
    claims: Many[Claim] = Field(min_length=1)
    """What is asserted about it, by whom, on what source."""

    @property
    def heading(self) -> Line:
        return self.title
