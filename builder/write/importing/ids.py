"""Ids from cells: lower-case words of plain letters, or none."""

import re
import unicodedata

from builder.model.base import record_id
from builder.model.fold import LETTERS, SILENT
from builder.problems import Flaw
from builder.write.importing.table import Row
from builder.write.importing.template import fill

OTHER = re.compile(r"[^a-z0-9]+")


def slug(cell: str) -> str:
    """A cell as words of an id; a Flaw when a letter of it has no plain form."""
    folded = "".join(LETTERS.get(char, char) for char in cell.lower() if char not in SILENT)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c)
    )
    made = OTHER.sub("-", plain).strip("-")
    if not made or any(char.isalnum() and not char.isascii() for char in plain):
        raise Flaw("import-id", text=cell[:60])
    return made


def made(pattern: str, row: Row) -> str:
    """The id of a row."""
    return record_id(fill(pattern, row, slug))
