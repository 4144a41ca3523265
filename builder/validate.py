"""One document becomes one record, or the problems that stand in its way."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from builder.load import Document
from builder.model.base import Loc, Record, Tombstone
from builder.model.kinds import KINDS, inner_model
from builder.near import did_you_mean
from builder.problems import Flaw, Problem, problem
from builder.tree import Node, locate, plain

Validated = Record | Tombstone

SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "dict_type": "a group of fields",
}


def validate(document: Document) -> tuple[Validated | None, list[Problem]]:
    """Type the document by its folder's model; every fault of the file comes back at once."""
    model = _model(document)
    try:
        record = model.model_validate(plain(document.tree))
    except ValidationError as error:
        found = (_problem(document, model, detail) for detail in error.errors())
        return None, sorted(set(found))
    if record.id != document.stem:
        mark = locate(document.tree, document.path, ("id",))
        return None, [problem("field-id-stem", mark, id=record.id, stem=document.stem)]
    return record, []


def _model(document: Document) -> type[Validated]:
    value = document.tree.value
    status = value.get("status") if isinstance(value, dict) else None
    left = status is not None and status.value in ("withdrawn", "merged", "redacted")
    return Tombstone if left else KINDS[document.folder]


def _problem(document: Document, model: type[BaseModel], error: ErrorDetails) -> Problem:
    kind, loc = error["type"], error["loc"]
    mark = locate(document.tree, document.path, loc, key=kind == "extra_forbidden")
    flaw = error.get("ctx", {}).get("error")
    if isinstance(flaw, Flaw):
        return problem(flaw.code, mark, **flaw.values)
    code, values = _explain(model, document.tree, error)
    return problem(code, mark, **values)


def _explain(model: type[BaseModel], tree: Node, error: ErrorDetails) -> tuple[str, dict[str, str]]:
    kind, loc, context = error["type"], error["loc"], error.get("ctx", {})
    names = [part for part in loc if isinstance(part, str)]
    field = names[-1] if names else "record"
    found = _found(tree, loc)
    about = _about(model, loc)
    if kind == "missing":
        return "field-missing", {"field": field, "about": about}
    if kind == "extra_forbidden":
        return "field-unknown", {"field": field, "near": _near_field(model, loc)}
    if kind == "literal_error":
        words = [word.strip("'") for word in _words(str(context.get("expected", "")))]
        near = did_you_mean(found, words, otherwise="use one of: " + ", ".join(words))
        return "field-vocabulary", {"text": found, "field": field, "near": near}
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return "field-pattern", {"text": found, "field": field, "pattern": pattern}
    if kind == "too_short":
        return "field-empty-list", {"field": field, "about": about}
    if kind in SHAPES:
        values = {"field": field, "expected": SHAPES[kind], "found": _shape(tree, loc)}
        return "field-shape", values | {"about": about}
    return "field-invalid", {"field": field, "detail": error["msg"], "about": about}


def _words(expected: str) -> list[str]:
    return [word for part in expected.split(" or ") for word in part.split(", ")]


def _at(tree: Node, loc: Loc) -> Node | None:
    node: Node | None = tree
    for part in loc:
        inside = node.value if node is not None else None
        if isinstance(inside, dict) and isinstance(part, str):
            node = inside.get(part, node)
        elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
            node = inside[part]
    return node


def _found(tree: Node, loc: Loc) -> str:
    node = _at(tree, loc)
    return node.value if node is not None and isinstance(node.value, str) else ""


def _shape(tree: Node, loc: Loc) -> str:
    node = _at(tree, loc)
    value = node.value if node is not None else None
    return (
        "a list"
        if isinstance(value, list)
        else "a group of fields"
        if isinstance(value, dict)
        else "text"
    )


def _fields(model: type[BaseModel], loc: Loc) -> Mapping[str, Any]:
    """The fields of the innermost model that `loc` passes through."""
    here: type[BaseModel] = model
    for part in loc:
        info = next((f for n, f in here.model_fields.items() if part in (n, f.alias)), None)
        inner = inner_model(info.annotation) if info is not None else None
        if inner is not None:
            here = inner
    return here.model_fields


def _about(model: type[BaseModel], loc: Loc) -> str:
    names = [part for part in loc if isinstance(part, str)]
    fields = _fields(model, loc[:-1]) if loc else model.model_fields
    info = next((f for n, f in fields.items() if names and names[-1] in (n, f.alias)), None)
    return (
        " ".join((info.description or "").split())
        if info is not None
        else "see the field reference"
    )


def _near_field(model: type[BaseModel], loc: Loc) -> str:
    names = [f.alias or n for n, f in _fields(model, loc[:-1]).items()]
    return did_you_mean(str(loc[-1]), names, otherwise="known fields: " + ", ".join(names))
