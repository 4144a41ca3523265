"""JSON Schema of every kind, for editors: completion, hover help, red lines."""

from typing import Any

from pydantic import BaseModel

from builder.model.claim import Claim
from builder.model.kinds import KINDS
from builder.model.naming import Place

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = {model.kind: model for model in KINDS.values()}
"""Each kind's model by the kind's name."""

SHORT: frozenset[tuple[type[BaseModel], str]] = frozenset({(Claim, "value"), (Place, "zone")})
"""Groups and lists of one that may also be written as the one number or text itself."""

SCALAR = ["string", "number"]
"""Every scalar is read as text, so `when: 2022` is as good as `when: "2022"`."""
EMPTY = ("default", None)
"""A field that is not needed is left out; `field:` with nothing behind it is refused."""


def schema(kind: str) -> dict[str, object]:
    """The schema of one kind; every field carries its description."""
    model = NAMES[kind]
    found = model.model_json_schema(by_alias=True)
    for owner, field in SHORT:
        owned = found if owner is model else found.get("$defs", {}).get(owner.__name__)
        if owned is not None:
            _widen(owned["properties"], field)
    about = (model.__doc__ or "").strip()
    return {"$schema": DIALECT, **_as_written(found), "description": about}


def _widen(fields: dict[str, Any], name: str) -> None:
    """Let a field be written in its short form too."""
    field = fields[name]
    about = {key: field.pop(key) for key in ("title", "description", "default") if key in field}
    fields[name] = {"anyOf": [field, {"type": "string"}], **about}


def _as_written(node: Any) -> Any:
    """The same schema for a record as its author writes it: texts like numbers, nothing empty."""
    if isinstance(node, list):
        return [_as_written(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _as_written(value) for key, value in node.items() if (key, value) != EMPTY}
    if found.get("type") == "string" and not found.keys() & {"enum", "const"}:
        found["type"] = SCALAR
    forms = [form for form in found.get("anyOf", ()) if form != {"type": "null"}]
    if len(forms) == 1:
        del found["anyOf"]
        return forms[0] | found
    return found | {"anyOf": forms} if forms else found
