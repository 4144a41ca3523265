"""What `qantar schema` prints."""

import json

from builder.model.schema import NAMES, schema
from builder.problems import Stop


class UnknownKind(Stop):
    """No such kind of record."""

    exit_code = 2


def schema_text(kind: str | None) -> str:
    """The schema of one kind, or of all kinds by name, as JSON."""
    if kind is not None and kind not in NAMES:
        raise UnknownKind(f"there is no kind '{kind}'; the kinds are: {', '.join(NAMES)}")
    found = schema(kind) if kind else {name: schema(name) for name in NAMES}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
