"""The kinds of record, in the order pages and exports list them."""

from typing import Any

from pydantic import BaseModel

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


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside a field's type: of a group of fields, or of a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
