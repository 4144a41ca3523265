"""Neutral words: loaded terms stand only in attributed claims and in quotation marks."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from builder.model.prose import PLACEHOLDER, Prose, unquoted, voice

# Of a word of the lexicon, as many letters as tell it from most other words.
_SHORTEST_START, _LONGEST_START = 2, 6
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The loaded words of one language and, for each group of them, what to write instead."""

    starts: frozenset[str]
    loaded: re.Pattern[str]
    allowed: re.Pattern[str]
    instead: tuple[str, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of `data/neutral.toml` for one language."""
    text = (files("builder") / "data" / "neutral.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    terms = [term[language] for term in data["term"]]
    groups = (f"({_any_of(term['words'])})" for term in terms)
    starts = (word.split(" ")[0].rstrip("*") for term in terms for word in term["words"])
    return Lexicon(
        starts=frozenset(re.split(r"\W", start)[0][:_LONGEST_START] for start in starts),
        loaded=_whole("|".join(groups)),
        allowed=_whole(_any_of(data["allowed"][language])),
        instead=tuple(term["use"] for term in terms),
    )


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(_plain(re.escape(word)) for word in longest_first)


def _plain(word: str) -> str:
    """A word of the lexicon as a pattern; every repetition is bounded, so reading stays linear."""
    return word.replace("ё", "е").replace(r"\*", r"\w{0,30}").replace(r"\ ", r"[\s-]")


def _whole(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def loaded_alone() -> list[str]:
    """The lexicon's single words in all languages; `*` at the end stands for any ending."""
    text = (files("builder") / "data" / "neutral.toml").read_text(encoding="utf-8")
    groups = (group for term in tomllib.loads(text)["term"] for group in term.values())
    words = (word for group in groups if isinstance(group, dict) for word in group["words"])
    return sorted({word for word in words if word.rstrip("*").isalpha()})


def loaded_words(text: Prose | str, language: str) -> list[tuple[str, str]]:
    """Every loaded word the archive uses in its own voice, with what to write instead."""
    return list(_loaded(text, lexicon(language)))


def _loaded(text: Prose | str, words: Lexicon) -> Iterator[tuple[str, str]]:
    said = voice(text) if isinstance(text, Prose) else unquoted(text)
    said = said.replace("ё", "е").replace("Ё", "Е")
    if not _may_hold(said, words.starts):
        return
    said = words.allowed.sub(PLACEHOLDER, said)
    for found in words.loaded.finditer(said):
        yield found[0], words.instead[(found.lastindex or 1) - 1]


def _may_hold(text: str, starts: frozenset[str]) -> bool:
    """Whether any word begins like one of the lexicon: most texts need no closer look."""
    lengths = range(_SHORTEST_START, _LONGEST_START + 1)
    return any(word[:n] in starts for word in _WORD.findall(text.lower()) for n in lengths)
