"""The kinds of record, in the order pages and exports list them."""

from collections.abc import Collection
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


def likelier(folder: str, keys: Collection[str]) -> str | None:
    """The folder of another kind to which these fields of a record plainly belong."""
    wrong = {other: _wrong(model, keys) for other, model in KINDS.items()}
    best, next_best = sorted(KINDS, key=wrong.__getitem__)[:2]
    plain = wrong[best] < wrong[next_best] and wrong[folder] >= 3 * wrong[best] + 2
    return best if plain else None


def _wrong(model: type[Record], keys: Collection[str]) -> int:
    """How many fields a record of this kind would have too many or too few."""
    fields = {info.alias or name: info for name, info in model.model_fields.items()}
    missing = [name for name, info in fields.items() if info.is_required() and name not in keys]
    return len(missing) + sum(key not in fields for key in keys)


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside a field's type: of a group of fields, or of a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model is not None), None)
