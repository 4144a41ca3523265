"""What `qantar schema` prints, and where it lies for editors."""

import json
from pathlib import Path

from builder.disk import explained, read_file, write_whole
from builder.model.schema import NAMES, schema
from builder.near import did_you_mean
from builder.problems import Stop
from builder.write.fmt import MODELINE

FOLDER = ".qantar/schema"
"""Below the root; made anew at any time, so it is not committed."""


class UnknownKind(Stop):
    """No such kind of record."""

    exit_code = 2


def known_kind(kind: str) -> str:
    """The kind, if there is one of that name."""
    if kind not in NAMES:
        otherwise = f"the kinds are: {', '.join(NAMES)}"
        near = did_you_mean(kind, NAMES, otherwise=otherwise)
        raise UnknownKind(f"there is no kind '{kind}'; {near}")
    return kind


def schema_text(kind: str | None) -> str:
    """The schema of one kind, or of all kinds by name, as JSON."""
    found = schema(known_kind(kind)) if kind else {name: schema(name) for name in NAMES}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def schema_line(kind: str) -> str:
    """The first line of a record, from which an editor knows what its fields are."""
    return f"{MODELINE}$schema=../../{FOLDER}/{kind}.json"


def write_schemas(root: Path) -> int:
    """Write the schema of every kind to where records name it; returns how many were not so."""
    changed = 0
    with explained(f"writing to {FOLDER}"):
        (root / FOLDER).mkdir(parents=True, exist_ok=True)
        for kind in NAMES:
            file, data = root / FOLDER / f"{kind}.json", schema_text(kind).encode()
            if read_file(str(file)) != data:
                write_whole(file, data)
                changed += 1
    return changed
