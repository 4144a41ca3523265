"""Texts of a map with {columns} in them, filled from the cells of a row."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from builder.problems import Flaw
from builder.write.importing.table import Row

PLACE = re.compile(r"\{([^{}#]{1,200})\}")
"""A column; `{figure#claim}` is a value of the archive and stays."""
ROW = re.compile(r"row(?::([1-9]))?")
MARKUP = re.compile(r"[\\*\[\]_]|^[->]", re.MULTILINE)


def columns(template: str) -> list[str]:
    """The columns that a text names, in order, without the number of the row."""
    return [name for name in PLACE.findall(template) if not ROW.fullmatch(name)]


def all_columns(tree: Any) -> Iterator[str]:
    """The columns that any text of a tree names."""
    if isinstance(tree, str):
        yield from columns(tree)
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from all_columns(part)


def fill(template: str, row: Row, made: Callable[[str], str] = str) -> str:
    """The text with each cell as `made` gives it; a Flaw when one of the cells is empty."""
    return PLACE.sub(lambda found: _cell(found[1], row, made), template)


def _cell(name: str, row: Row, made: Callable[[str], str]) -> str:
    if number := ROW.fullmatch(name):
        return str(row.number).zfill(int(number[1] or 1))
    cell = row.cells.get(name, "")
    if not cell:
        raise Flaw("import-empty", column=name)
    return made(cell)


def alone(template: str) -> str:
    """The column, when the text is that column and nothing else."""
    found = PLACE.fullmatch(template)
    return found[1] if found and not ROW.fullmatch(found[1]) else ""


def unmarked(cell: str) -> str:
    """A cell for a text that knows markup: what would be read as such is only shown."""
    return MARKUP.sub(r"\\\g<0>", cell)
