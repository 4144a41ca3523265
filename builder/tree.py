"""The shape of a record as written: texts, mappings and lists that know their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.problems import Mark

Plain = str | dict[str, "Plain"] | list["Plain"]


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a text, a mapping or a list, with where it starts.

    `key_line` and `key_column` say where its key stands; they are 0 in a list and at the root.
    """

    value: str | dict[str, Node] | list[Node]
    line: int = 1
    column: int = 1
    key_line: int = 0
    key_column: int = 0


def plain(node: Node) -> Plain:
    """Return the bare texts, dicts and lists of a node, as the model takes them."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    return [plain(child) for child in value]


def locate(node: Node, path: str, loc: Sequence[str | int], *, key: bool = False) -> Mark:
    """Find the place of a pydantic `loc`, or of the nearest node that exists above it.

    Parts the tree does not hold (union tags, missing fields) are passed over. With `key`, or when
    `loc` ends in pydantic's own "[key]", the place is that of the key, not of the value.
    """
    for part in loc:
        node = _child(node, part) or node
    on_key = key or (bool(loc) and loc[-1] == "[key]")
    if on_key and node.key_line:
        return Mark(path, node.key_line, node.key_column)
    return Mark(path, node.line, node.column)


def _child(node: Node, part: str | int) -> Node | None:
    value = node.value
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and -len(value) <= part < len(value):
        return value[part]
    return None
