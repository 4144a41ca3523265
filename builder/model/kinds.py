"""The kinds of record, in the order pages and exports list them."""

from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Episode, Event, Figure
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source

KINDS: dict[str, type[Record]] = {
    "events": Event,
    "episodes": Episode,
    "figures": Figure,
    "cases": Case,
    "laws": Law,
    "sources": Source,
    "people": Person,
    "organisations": Organisation,
    "places": Place,
}
"""Folder under `entries/` → model."""
