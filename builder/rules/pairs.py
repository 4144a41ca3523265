"""Finds the pairs of records with like titles among those of one time, without trying every pair."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from builder.rules.alike import ALIKE, Stems, Titled, alike

CROWD = 50
"""Records of one time that share a rare word and are tried; of more, the last so many."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record to be compared: at an overlapping time, with those listed where it looks."""

    id: str
    title: Titled
    low: float
    high: float
    listed: tuple[Hashable, ...]
    """Under what later ones find it: a publisher, a place."""
    looks: tuple[Hashable, ...]
    """Under what it finds earlier ones."""


def pairs(items: Iterable[Item]) -> Iterator[tuple[Item, Item, float]]:
    """Every two items with like titles, once, with how alike they are.

    Two sets that are alike share one of the rarest words of each, so only those are looked up;
    and as the items come in the order of time, those that have ended are forgotten.
    """
    waiting = sorted(items, key=lambda item: (item.low, item.id))
    common = Counter(word for item in waiting for stems in item.title.values() for word in stems)
    open_at: dict[Hashable, list[Item]] = defaultdict(list)
    for item in waiting:
        rare = sorted({word for s in item.title.values() for word in _rarest(s, common)})
        for other in _met(item, rare, open_at):
            if (likeness := alike(item.title, other.title)) >= ALIKE:
                yield other, item, likeness
        for group, word in product(item.listed, rare):
            open_at[group, word].append(item)


def _met(item: Item, rare: Sequence[str], open_at: dict[Hashable, list[Item]]) -> Iterable[Item]:
    """Earlier items under the same words that have not ended, each once."""
    found: dict[str, Item] = {}
    for key in product(item.looks, rare):
        if key in open_at:
            open_at[key] = [other for other in open_at[key][-CROWD:] if other.high >= item.low]
            found |= {other.id: other for other in open_at[key]}
    return found.values()


def _rarest(stems: Stems, common: Counter[str]) -> Sequence[str]:
    """So many of the rarest words that a set alike to this one must have one of them."""
    # The smallest set alike to this one still shares so many of its words.
    shared = ceil(len(stems) * ALIKE / (2 - ALIKE))
    ranked = sorted(stems, key=lambda word: (common[word], word))
    return ranked[: len(ranked) - shared + 1] if ranked else ()
