"""Sentences of the packet: our own words, and beside them words that come from records."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


class Told(str):
    """A piece of a sentence that somebody else wrote; the writers never let it act."""

    __slots__ = ()


Sentence = tuple[str, ...]
"""Pieces of text, some of them `Told`."""


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One thing a reviewer should know about a record; `id` may be empty."""

    id: str
    words: Sentence


def note(id: str, *words: str) -> Note:
    """A note in several pieces."""
    return Note(id, words)


def listed(names: Iterable[str]) -> Sentence:
    """Pieces with commas between them."""
    pieces: list[str] = []
    for name in names:
        pieces += [", ", name] if pieces else [name]
    return tuple(pieces)


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(words: Sentence, told: Callable[[str], str]) -> str:
    """The whole sentence, the pieces of others made harmless by `told`."""
    return "".join(told(word) if isinstance(word, Told) else word for word in words)
