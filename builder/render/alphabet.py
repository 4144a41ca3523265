"""The order of names in each language, and the letter under which a name stands.

Written out because code points are no alphabet: Ә, Ғ, Қ and Ё would all stand after Я.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from builder.i18n import Language

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RUSSIAN = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
KAZAKH = "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"
SCRIPTS: Mapping[Language, tuple[str, ...]] = {
    "en": (LATIN, KAZAKH),
    "ru": (RUSSIAN, LATIN),
    "kk": (KAZAKH, LATIN),
}
"""Language → its own alphabet, then the other script's; what no alphabet has stands at the end."""

NEAREST = dict(zip("ЁӘҒҚҢӨҰҮҺІЄЇҐ", "ЕАГКНОУУХИЕИГ", strict=True))
NEAREST |= dict(zip("ƏÆŒØŁĐ", "AAOOLD", strict=True))
"""A letter that an alphabet lacks → the one beside which its readers look for it."""

DIGITS = "0–9"
_WORD = re.compile(r"[^\W_]+")
_WORD_END = -1

Key = tuple[tuple[tuple[int, int], ...], str]


def key(text: str, language: Language) -> Key:
    """What to sort by: word by word, digits first, then the letters of the language's alphabet.

    Signs and quotation marks do not count; what they alone tell apart is told by the text.
    """
    ranks: list[tuple[int, int]] = []
    for word in _WORD.findall(text):
        ranks += [_rank(letter, language) for letter in word]
        ranks.append((_WORD_END, 0))
    return tuple(ranks), text


def initial(text: str, language: Language) -> str:
    """The letter under which `text` stands; digits share one, and a text of signs has none."""
    first = _WORD.search(text)
    if first is None:
        return ""
    letter = first[0][0]
    return DIGITS if letter.isdecimal() else _plain(letter, language)


def anchor(letter: str) -> str:
    """The name of a letter's place on a page, in plain characters."""
    return "letter-" + ("0" if letter == DIGITS else letter.lower() if letter in LATIN else
                        f"{ord(letter):x}")  # fmt: skip


def surname(name: str) -> tuple[str, str]:
    """A person's name as what stands before the family name, and the family name, which is last."""
    before, _, last = name.rpartition(" ")
    return before, last


def by_surname(name: str) -> str:
    """The name as it is sorted: the family name first."""
    before, last = surname(name)
    return f"{last} {before}".strip()


@cache
def _rank(letter: str, language: Language) -> tuple[int, int]:
    if letter.isdecimal():
        return 0, unicodedata.decimal(letter)
    plain = _plain(letter, language)
    for number, alphabet in enumerate(SCRIPTS[language], 1):
        if plain in alphabet:
            return number, alphabet.index(plain)
    return len(SCRIPTS[language]) + 1, ord(plain)


@cache
def _plain(letter: str, language: Language) -> str:
    """The letter as the language's alphabets have it: a capital, without foreign marks."""
    upper = letter.upper()[0]
    if any(upper in alphabet for alphabet in SCRIPTS[language]):
        return upper
    bare = unicodedata.normalize("NFKD", upper)[0].upper()
    return NEAREST.get(upper, NEAREST.get(bare, bare))
