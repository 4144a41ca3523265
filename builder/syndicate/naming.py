"""Names of feeds, their entries and calendar entries: the same for ever, and of no host.

A name must outlive every address of the archive, so it is a UUID made from what it names (RFC 9562,
version 5), as RFC 4287 allows for entries and RFC 7986 asks for in calendars.
"""

from uuid import UUID, uuid5

SPACE = UUID("8b0d3f5e-52c1-4c5e-9f3a-6f1c2d7be2a4")
"""Chosen once at random; with another one every reader of a feed would see every entry again."""


def uid(*parts: str) -> str:
    """The name of what these parts together say."""
    return str(uuid5(SPACE, "\n".join(parts)))


def urn(*parts: str) -> str:
    """The same as an address, for formats that ask for one."""
    return f"urn:uuid:{uid(*parts)}"
