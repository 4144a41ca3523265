"""The gate before the model: a contributor's bytes become a tree of texts, or problems."""

from math import inf

from builder.gate.encoding import MOST, decode
from builder.gate.events import read
from builder.problems import Mark, Problem, problem
from builder.tree import Node


def check_bytes(data: bytes, path: str) -> list[Problem]:
    """Report what is wrong with a file before it is read as YAML."""
    return decode(data, path)[1]


def admit(data: bytes, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one record, whatever the bytes; nothing is raised.

    The tree is None when the record could not be read as it was meant; otherwise it may be checked
    further even beside problems, so that everything wrong with a file is told at once.
    """
    text, found = decode(data, path)
    tree = None
    if text:
        tree, more = read(text, path)
        lines = {one.line for one in found}
        tabbed = _indented_by_tab(text, found)
        # A refused character often breaks the YAML of its line too, and a tab in the indentation
        # that of the lines below: one report is enough.
        found += (one for one in more if tree or (one.line not in lines and one.line < tabbed))
    return (None if "\ufffd" in text else tree), _first(found)


def _indented_by_tab(text: str, found: list[Problem]) -> float:
    """The first line that a tab indents: from there on no depth can be told."""
    lines = text.split("\n")
    tabs = (one for one in found if one.code == "yaml-tab")
    indents = (one.line for one in tabs if not lines[one.line - 1][: one.column - 1].strip())
    return min(indents, default=inf)


def _first(found: list[Problem]) -> list[Problem]:
    found = sorted(set(found))
    if len(found) <= MOST:
        return found
    last, more = found[MOST - 1], f"{len(found) - MOST}+"  # reading may have stopped there
    mark = Mark(last.path, last.line, last.column)
    return [*found[:MOST], problem("file-more", mark, limit=str(MOST), more=more)]
