"""The fields of a new record: what is known, a placeholder for what is needed, a remark for others."""

import textwrap
from collections.abc import Iterator, Mapping

from annotated_types import MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.base import Record
from builder.model.case import Case, Party
from builder.model.claim import Citation, Claim
from builder.model.happening import Episode, Event, Figure
from builder.model.kinds import inner_model
from builder.model.law import Law
from builder.model.naming import Person
from builder.model.placeholder import MARK
from builder.model.source import Source
from builder.model.text import Line, Passage
from builder.tree import Plain
from builder.write.fmt import keys
from builder.write.new.about import about, fields

SHOWN: Mapping[type[BaseModel], frozenset[str]] = {
    Event: frozenset({"summary"}),
    Episode: frozenset({"summary"}),
    Figure: frozenset({"summary"}),
    Case: frozenset({"summary"}),
    Law: frozenset({"adopted", "summary"}),
    Source: frozenset({"title", "published", "url"}),
    Person: frozenset({"role"}),
    Party: frozenset({"role"}),
    Claim: frozenset({"text"}),
    Citation: frozenset({"locator"}),
}
"""Fields that may be left out, and seldom are: they get a placeholder too."""
RUNG = frozenset({"value"})
"""The same of a claim that is a rung of a figure."""
SILENT = frozenset({"status", "written_in", "machine_assisted", "made_from"})
"""Fields that a new record has no use for."""
WIDTH = 96


def filled(model: type[Record], known: Mapping[str, Plain], language: str) -> dict[str, Plain]:
    """The record in the order of `fmt`: what is known, and placeholders."""
    return _group(model, known, language, RUNG if model is Figure else SHOWN[Claim])


def others(model: type[Record], record: Mapping[str, Plain]) -> Iterator[str]:
    """A remark on each field that the record could have besides."""
    for key, info in _ordered(model).items():
        if key not in record and key not in SILENT:
            yield from wrapped(f"{key}: {about(info)}", indent="    ")


def wrapped(text: str, *, indent: str = "") -> list[str]:
    """A remark in lines that are not too long."""
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_on_hyphens=False)


def _group(
    model: type[BaseModel], known: Mapping[str, Plain], language: str, of_claim: frozenset[str]
) -> dict[str, Plain]:
    shown = of_claim if model is Claim else SHOWN.get(model, frozenset())
    return {
        key: known[key] if key in known else _held(info, language, of_claim)
        for key, info in _ordered(model).items()
        if key in known or info.is_required() or key in shown
    }


def _held(info: FieldInfo, language: str, of_claim: frozenset[str]) -> Plain:
    """A placeholder in the shape of a field."""
    inner = inner_model(info.annotation)
    if inner is None or inner.__name__ == "Value":
        asked = f"{MARK}{about(info)}"
        return [asked] if _is_list(info) else asked
    if issubclass(inner, Line | Passage):
        return {language: f"{MARK}{about(info)}"}
    group = _group(inner, {}, language, of_claim)
    return [group] if _is_list(info) else group


def _is_list(info: FieldInfo) -> bool:
    origin = getattr(info.annotation, "__origin__", None)
    return origin is tuple or any(isinstance(one, MinLen) for one in info.metadata)


def _ordered(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    named = fields(model)
    return {key: named[key] for key in keys(model)}
