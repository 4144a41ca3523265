"""JSON Schema of every kind, for editors: completion, hover help, red lines."""

import json

from builder.model.kinds import KINDS
from builder.problems import Stop

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = {model.kind: model for model in KINDS.values()}


class UnknownKind(Stop):
    """No such kind of record."""

    exit_code = 2


def schema_text(kind: str | None) -> str:
    """The schema of one kind, or of all kinds by name, as JSON."""
    if kind is not None and kind not in NAMES:
        raise UnknownKind(f"there is no kind '{kind}'; the kinds are: {', '.join(NAMES)}")
    found = schema(kind) if kind else {name: schema(name) for name in NAMES}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def schema(kind: str) -> dict[str, object]:
    """The schema of one kind; every field carries its description."""
    model = NAMES[kind]
    about = (model.__doc__ or "").strip()
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "description": about}
