"""JSON Schema of every kind, for editors: completion, hover help, red lines."""

from builder.model.kinds import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = {model.kind: model for model in KINDS.values()}
"""Each kind's model by the kind's name."""


def schema(kind: str) -> dict[str, object]:
    """The schema of one kind; every field carries its description."""
    model = NAMES[kind]
    about = (model.__doc__ or "").strip()
    return {"$schema": DIALECT, **model.model_json_schema(by_alias=True), "description": about}
