"""What the inbox keeps: proposals that wait, and decisions that were taken."""

from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from builder.inbox.entry import Entry
from builder.model.address import canonical
from builder.model.base import Base, Many
from builder.model.fold import words

LEAST_WORDS = 6
"""Texts of fewer words are too common to tell that two entries are one."""

Hash = Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]
Id = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class Item(Base):
    """One entry of a feed that waits for a person."""

    id: Id
    """Names the item and its file; made from its address, or from its text if it has none."""
    feed: str
    """The feed it came from."""
    publisher: str
    """What the feed calls itself."""
    fetched: str
    """The day it came."""
    score: int
    """How likely it is about the archive's subject."""
    found: Many[str]
    """What it mentions, as `kind id`."""
    like: Many[str] = ()
    """Sources of the archive with the same headline."""
    entry: Entry
    """The entry as it was read."""


class Decision(Base):
    """What a person decided; hashes only, so that it may be kept beside the records."""

    id: Id
    decided: Literal["accepted", "rejected"]
    on: str
    """The day of the decision."""
    reason: str = ""
    """Why it was rejected."""
    source: str = ""
    """The record it became."""
    address: Hash = ""
    content: Hash = ""


def address_hash(url: str) -> str:
    """One hash for all forms of one address; empty without one."""
    return sha256(canonical(url).encode()).hexdigest() if url else ""


def content_hash(entry: Entry) -> str:
    """One hash for all spellings and spacings of one text; empty when it is too short to tell."""
    said = list(words(f"{entry.title} {entry.summary}"))
    return sha256(" ".join(said).encode()).hexdigest() if len(said) >= LEAST_WORDS else ""


def item_id(entry: Entry) -> str:
    """The id of the item that an entry becomes."""
    text = canonical(entry.url) if entry.url else f"{entry.title}\n{entry.summary}"
    return sha256(text.encode()).hexdigest()[:16]
