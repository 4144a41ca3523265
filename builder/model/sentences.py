"""A text cut into its sentences, so that each can be asked what it rests on."""

import re
from collections.abc import Iterator

from builder.model.nodes import Emphasis, Inline, Inlines, Link, Prose, Strong, Text, Value, runs

# A full stop ends a sentence where a capital, a digit or another node follows it.
_END = re.compile(r"(?<=[.!?…])([»”’\"')]{0,3})\s+(?=[«“„‘\"(]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]|\Z)")


def sentences(prose: Prose) -> Iterator[Inlines]:
    """The sentences of every block, in order."""
    for block in prose.blocks:
        for run in runs(block):
            yield from _cut(run)


def leads(sentence: Inlines) -> bool:
    """True when the sentence shows a claim's value or links to a record."""
    return any(_leads(node) for node in sentence)


def words(sentence: Inlines) -> str:
    """The sentence without its marks, for a message."""
    return "".join(_words(node) for node in sentence).strip()


def _leads(node: Inline) -> bool:
    match node:
        case Link():
            return not node.external
        case Emphasis(children) | Strong(children):
            return leads(children)
    return isinstance(node, Value)


def _words(node: Inline) -> str:
    match node:
        case Text(value):
            return value
        case Emphasis(children) | Strong(children) | Link(_, children):
            return "".join(map(_words, children))
        case Value(figure, claim):
            return f"{{{figure}#{claim}}}"
    return ""


def _cut(run: Inlines) -> Iterator[Inlines]:
    sentence: list[Inline] = []
    for node in run:
        first, *rest = _parts(node)
        sentence.append(first)
        for part in rest:
            yield tuple(sentence)
            sentence = [part]
    if words(tuple(sentence)):
        yield tuple(sentence)


def _parts(node: Inline) -> list[Inline]:
    if not isinstance(node, Text):
        return [node]
    # A paragraph holds no line break of its own, so one can mark the ends.
    return [Text(part) for part in _END.sub(r"\1\n", node.value).split("\n")]
