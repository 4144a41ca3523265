"""The shape of a record as written: texts, mappings and lists that know their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from builder.problems import Mark

Plain = str | dict[str, "Plain"] | list["Plain"]

_PLAIN = re.compile(r"(\S)")
_SIGNS = {
    "'": re.compile(r"(''|[^\s'])"),
    '"': re.compile(r"""\\[ntrvf_NLP\s]|(\\(?:x..|u....|U........|.)|[^\s"\\])"""),
}
"""By the quotes of a text: what stands for one sign of it; blanks come in no group."""


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a text, a mapping or a list, with where it starts.

    `key_line` and `key_column` say where its key stands; they are 0 in a list and at the root.
    `written` is a text as the file has it, with its quotes; empty when it is from no file.
    """

    value: str | dict[str, Node] | list[Node]
    line: int = 1
    column: int = 1
    key_line: int = 0
    key_column: int = 0
    written: str = field(default="", compare=False, repr=False)


def plain(node: Node) -> Plain:
    """Return the bare texts, dicts and lists of a node, as the model takes them."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    return [plain(child) for child in value]


def find(node: Node, loc: Sequence[str | int]) -> Node:
    """The node of a pydantic `loc`, or the nearest that exists above it.

    Parts the tree does not hold (union tags, missing fields) are passed over.
    """
    for part in loc:
        node = _child(node, part) or node
    return node


def locate(node: Node, path: str, loc: Sequence[str | int], *, key: bool = False) -> Mark:
    """Find the place of a `loc`, as `find` understands it.

    With `key`, or when `loc` ends in pydantic's own "[key]", the place is that of the key, not of
    the value.
    """
    node = find(node, loc)
    on_key = key or (bool(loc) and loc[-1] == "[key]")
    if on_key and node.key_line:
        return Mark(path, node.key_line, node.key_column)
    return Mark(path, node.line, node.column)


def locate_in(node: Node, path: str, offset: int) -> Mark:
    """Find the place of one character of a text; where the file is not known, of the text."""
    at = _index(node.written, node.value, offset) if isinstance(node.value, str) else 0
    above = node.written.count("\n", 0, at)
    if above:
        return Mark(path, node.line + above, at - node.written.rfind("\n", 0, at))
    return Mark(path, node.line, node.column + at)


def _index(written: str, value: str, offset: int) -> int:
    """Where in a text as written the sign stands that is at `offset` of it as read.

    As many signs stand before it in the one as in the other: styles of YAML differ in blanks only.
    """
    wanted = len("".join(value[:offset].split()))
    start = written.find("\n") if written[:1] in ("|", ">") else 0
    signs = _SIGNS.get(written[:1], _PLAIN).finditer(written, start)
    places = (sign.start(1) for sign in signs if sign[1])
    return next(islice(places, wanted, None), 0)


def _child(node: Node, part: str | int) -> Node | None:
    value = node.value
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and -len(value) <= part < len(value):
        return value[part]
    return None
