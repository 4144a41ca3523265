"""The source: one publication, and how much of it was seen."""

from typing import Annotated, ClassVar

from pydantic import model_validator

from builder.model.address import Address
from builder.model.base import Flag, Many, OrganisationRef, Record, SourceRef
from builder.model.text import Line, Plain, in_every_language
from builder.model.vocabulary import Term
from builder.model.when import When
from builder.problems import Flaw


class Source(Record):
    """One publication."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"

    publisher: Plain
    """Publisher as printed."""
    organisation: OrganisationRef | None = None
    """The publisher's record, where it has one."""
    title: Plain | None = None
    """Headline as printed, in its own language, never translated."""
    description: Line | None = None
    """Bracketed description, where the headline is not known or may not be shown."""
    authors: Many[Plain] = ()
    """Bylines as printed."""
    published: When | None = None
    """When it was published; absent when undated."""
    undated: Flag = False
    """True when a date was looked for and not found; spares the warning that there is none."""
    language: Annotated[str, Term("language")]
    """Language of the publication."""
    url: Address | None = None
    """Canonical address, without tracking parameters."""
    url_withheld: Flag = False
    """True when the address itself would name somebody who may not be named."""
    copy_of: SourceRef | None = None
    """The publication of which this is a repost, mirror or translation."""
    copied_from: Plain | None = None
    """The same as printed, when the original has no record here."""
    seen: Annotated[str, Term("seen")]
    """How much of it was read."""
    seen_on: When
    """When it was read."""
    medium: Annotated[str, Term("medium")]
    """What kind of publication."""

    @model_validator(mode="after")
    def _named(self) -> "Source":
        if (self.title is None) == (self.description is None):
            raise Flaw("source-title", id=self.id)
        if self.url is not None and self.url_withheld:
            raise Flaw("source-url-withheld", id=self.id)
        if self.published is not None and self.undated:
            raise Flaw("source-dated", id=self.id)
        return self

    @property
    def heading(self) -> Line:
        return self.description or in_every_language(self.title or self.publisher)
