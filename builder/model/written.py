"""The hand-written texts that rest on records: the account on the home page, the glossary."""

from typing import Annotated, ClassVar

from pydantic import Field

from builder.model.base import Base, FigureRef, LocalId, Many, Ref
from builder.model.text import Line, Passage, Title
from builder.model.when import When


class Chapter(Base):
    """A chapter of the account."""

    id: LocalId
    """Permanent within the page: the anchor of the chapter."""
    title: Title
    """Its heading."""
    days: When | None = None
    """The days whose hours are drawn beside it: within the ten days of the band."""
    figure: FigureRef | None = None
    """The figure whose claims are listed under it, in the order in which they were said."""
    paragraphs: Many[Passage] = Field(min_length=1)
    """What is told; every sentence leads to the record or the claim that carries it."""


class Account(Base):
    """The account on the home page."""

    name: ClassVar[str] = "account"
    id: ClassVar[str] = ""

    machine_assisted: Many[Annotated[str, Field(pattern="^(en|ru|kk)$")]] = ()
    """Languages whose text was made with machine help and not yet reviewed by a person."""
    title: Title
    """The heading of the account."""
    lede: Passage
    """What a reader can expect; it tells nothing and needs no record."""
    chapters: Many[Chapter] = Field(min_length=1)
    """The chapters, in their order."""


class Entry(Base):
    """A word and what it means here."""

    id: LocalId
    """Permanent within the page: the anchor of the word."""
    name: Line
    """The word."""
    text: Passage
    """What it means here, in one or two sentences."""
    words: Annotated[str, Field(pattern="^[a-z-]+$")] | None = None
    """The vocabulary whose terms are listed under it."""
    page: Annotated[str, Field(pattern="^([a-z]+/)+$")] | None = None
    """The page of the site where the word is at home."""
    see: Many[Ref] = ()
    """Records in which it is met."""


class Section(Base):
    """Words that belong together."""

    id: LocalId
    """Permanent within the page: the anchor of the section."""
    title: Title
    """Its heading."""
    entries: Many[Entry] = Field(min_length=1)
    """Its words; the page puts them in the order of the reader's alphabet."""


class Glossary(Base):
    """The words of the archive and of the matter."""

    name: ClassVar[str] = "glossary"
    id: ClassVar[str] = ""

    machine_assisted: Many[Annotated[str, Field(pattern="^(en|ru|kk)$")]] = ()
    """Languages whose text was made with machine help and not yet reviewed by a person."""
    sections: Many[Section] = Field(min_length=1)
    """The sections, in their order."""
