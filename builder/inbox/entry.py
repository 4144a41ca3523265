"""A feed as it was read: plain text in every field, nothing of it trusted."""

from builder.model.base import Base, Many


class Entry(Base):
    """One entry of a feed."""

    title: str = ""
    """Its headline, if it has one."""
    summary: str = ""
    """What else it says, cut short."""
    url: str = ""
    """Its address, absolute and fit to be published; empty when there is none."""
    refused: str = ""
    """Why its address may not be published, as the code of a problem."""
    date: str = ""
    """When it was published, as the feed writes it."""
    published: str = ""
    """The same in the archive's form; empty when the feed's date could be two."""
    language: str = ""
    """Its language by the archive's vocabulary; empty when the feed does not say."""
    authors: Many[str] = ()
    """Bylines."""


class Feed(Base):
    """One feed."""

    title: str = ""
    """What it calls itself."""
    entries: Many[Entry] = ()
    """Its entries, at most so many as the limit says."""
    notes: Many[str] = ()
    """What was left out, in English."""
