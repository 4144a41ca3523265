"""The claim: what is asserted, by whom, when, on what citation."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, model_validator

from builder.model.base import (
    Base,
    ClaimRef,
    LocalId,
    Many,
    Number,
    PlaceRef,
    SourceRef,
    SpeakerRef,
)
from builder.model.text import Passage, Plain
from builder.model.vocabulary import Term
from builder.model.when import When
from builder.problems import Flaw


class Value(Base):
    """A number as claimed: exact, bounded, or about; the unit is the figure's."""

    min: Number | None = None
    """Lowest number the claim allows (\"at least\")."""
    max: Number | None = None
    """Highest number the claim allows (\"up to\")."""
    about: Number | None = None
    """A number said to be approximate."""

    @model_validator(mode="before")
    @classmethod
    def _exact(cls, data: Any) -> Any:
        return {"min": data, "max": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _bounded(self) -> "Value":
        if self.about is None and self.min is None and self.max is None:
            raise Flaw("claim-value-empty")
        if self.about is not None and (self.min is not None or self.max is not None):
            raise Flaw("claim-value-both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise Flaw("claim-value-reversed", min=str(self.min), max=str(self.max))
        return self

    @property
    def low(self) -> Decimal | None:
        """The lower bound, or the approximate number itself."""
        return self.about if self.min is None else self.min

    @property
    def high(self) -> Decimal | None:
        """The upper bound, or the approximate number itself."""
        return self.about if self.max is None else self.max


class Citation(Base):
    """Where a source says it."""

    source: SourceRef
    """The publication."""
    locator: Plain | None = None
    """Where in it: paragraph, page, time code, table row."""
    quote: Plain | None = None
    """A phrase that can be searched for, at most 12 words, in the source's language."""
    language: Annotated[str, Term("language")] | None = None
    """Language of the quote; absent means the source's own."""


class Claim(Base):
    """One assertion; on a figure, one rung of its ladder."""

    id: LocalId
    """Permanent within the record: the anchor of the claim's permalink."""
    text: Passage | None = None
    """The assertion in one sentence."""
    value: Value | None = None
    """The number asserted; on a figure this is required."""
    when: When | None = None
    """When what is asserted happened, if other than the record's own date."""
    places: Many[PlaceRef] = ()
    """Where, if other than the record's own places."""
    asserted_by: Many[SpeakerRef] = Field(min_length=1)
    """Who says it: the bodies or people who assert it, not those who reprint it."""
    asserted_on: When | None = None
    """When it was said; absent when not known."""
    modality: Annotated[str, Term("modality")] = "happened"
    """Whether it is said to have happened, been announced or been ordered."""
    status: Annotated[str, Term("claim-status")] = "standing"
    """What became of the claim since."""
    contradicts: Many[ClaimRef] = ()
    """Claims that say otherwise; both sides show it."""
    supersedes: Many[ClaimRef] = ()
    """Earlier claims that this one replaces."""
    retracts: Many[ClaimRef] = ()
    """Claims that this one takes back."""
    basis: Annotated[str, Term("basis")] | None = None
    """How the asserter knows, where that is stated."""
    citations: Many[Citation] = Field(min_length=1)
    """At least one source with a locator or a quote."""
    note: Passage | None = None
    """Anything a reader must know about this claim."""

    @model_validator(mode="after")
    def _says_something(self) -> "Claim":
        if self.text is None and self.value is None:
            raise Flaw("claim-empty", id=self.id)
        return self
