"""One skeleton for every spelling: words in three scripts folded so that variants meet.

Жаңаөзен, Жанаозен, Jańaózen, Janaozen, Zhanaozen all become `janaozen`. The tables here are the
only copy: `tables()` hands them to the search script, which applies them the same way.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

_CYRILLIC = (
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h "
    "ц ts ч ch ш sh щ sh ы i э e ю iu я ia ә a ғ g қ k ң n ө o ұ u ү u һ h і i є e ї i ґ g"
)
_LATIN = "ı i ý u ş sh š sh ś sh ç ch č ch ć ch ž zh ŋ n ə a æ ae œ oe ø o ß ss ł l đ d"
_pairs = f"{_CYRILLIC} {_LATIN}".split()
LETTERS = dict(zip(_pairs[::2], _pairs[1::2], strict=True))

# Signs that stand inside a word and are not heard; among them the apostrophes of the Kazakh
# Latin alphabet of 2017 (Jan'ao'zen).
SILENT = "'’‘ʼʻ`´ьъ\u00ad"

HYPHENS = "\u2010\u2011"

# Applied in this order to each word, whatever its script was. Each pattern means the same to
# Python's `re` and to JavaScript's RegExp.
REWRITES = (
    ("shch|sch", "sh"),
    ("dzh|dj|zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("^x", "h"),
    ("x", "ks"),
    ("w", "u"),
    ("y", "i"),
    ("ou", "u"),
    ("ts(?=[aeiou])", "c"),
    ("c(?![ehi])", "k"),
    ("ie", "e"),
)
# Applied once the endings are off, for Жаңаөзеннің is Жаңаөзен and нің, Жаңаөзенге has no ң.
LAST = (("ng+", "n"), (r"([a-z])\1+", r"\1"))

# Endings by language, written as its readers write them. Light on purpose: number, case, person
# and possession, of derivation only what names whoever lives, works or lacks (жаңаөзендік,
# мұнайшы, интернетсіз). Stripped longest first, again and again, while the language's STEM
# letters stay. Kazakh `сы` is left out: облысы is облыс and ы.
STEM = {"en": 3, "ru": 3, "kk": 4}
# Letters that stay when a second ending comes off: Токаев is not ток, ев and а.
AGAIN = {"en": 3, "ru": 4, "kk": 4}
_ENDINGS = {
    "en": "s es ed ing e y er ers",
    "ru": "а я о е и ы у ю ой ей ою ею ом ем ам ям ах ях ами ями ов ев ий ия ии ию ием иям иях "
    "иями ие ье ья ый ая яя ое ее ые ого его ому ему ым им ых их ыми ими ую юю ся ский ская ское ские ского ской скому скую ским ских скими",
    "kk": "лар лер дар дер тар тер ы і ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты "
    "ті да де та те дан ден тан тен мен бен пен ын ін ындағы індегі дағы дегі тағы тегі ымыз іміз "
    "лық лік дық дік тық тік лығ ліг дығ діг тығ тіг шы ші сыз сіз",
}
# A final consonant that softens before a Kazakh ending (наразылық, наразылығы).
HARDENED = {"g": "k", "b": "p"}

STOP = {
    "en": "a an and are as at be by for from in is it of on or that the to was were with",
    "ru": "в во и из за к ко на не но о об от по с со у что это а для до как при",
    "kk": "және мен бен пен да де та те бұл үшін бір сол деп еді",
}

# A number with separators between its thousands is one word: 20,000 and 20 000 are 20000.
# Neither a look behind nor `\\d`, which Python and JavaScript read differently.
GROUPED = r"(^|[^0-9])([0-9]{1,3}(?:[ ,\u00a0\u202f][0-9]{3})+)(?![0-9])"

# The keys of the two layouts, letter below letter: what was typed with the wrong one is read
# with the other when nothing is found. The last nine type Kazakh letters in the Kazakh layout.
KEYS = ("qwertyuiop[]asdfghjkl;'zxcvbnm,.2345890-=", "йцукенгшщзхъфывапролджэячсмитьбюәіңғүұқөһ")

_WORD = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")
_GROUPED = re.compile(GROUPED)
_rewrites = [(re.compile(pattern), to) for pattern, to in REWRITES]
_last = [(re.compile(pattern), to) for pattern, to in LAST]
# Most words need no rewriting; to see that costs a fraction of trying each rule.
_any_rewrite, _any_last = (
    re.compile("|".join(pattern for pattern, _ in rules)) for rules in (REWRITES, LAST)
)


def words(text: str) -> Iterator[str]:
    """The words of a text as skeletons; a word with hyphens gives its parts and the whole."""
    return (word for written in _written(text) for word in _parts(written))


def query_words(text: str) -> Iterator[str]:
    """The words somebody asks for: as `words`, but only the whole of one with hyphens."""
    return (skeleton(written.replace("-", "")) for written in _written(text))


def word_count(text: str) -> int:
    """How many words a text has; one with hyphens has several."""
    return sum(len(written.split("-")) for written in _written(text))


def counted_stems(text: str, language: str) -> Counter[str]:
    """How often each stem stands in a text; what `stem` gives for each of its `words`."""
    found: Counter[str] = Counter()
    for written, times in Counter(_written(text)).items():
        for term in _stemmed(written, language):
            found[term] += times
    return found


@cache
def _stemmed(written: str, language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in _parts(written))


@cache
def _parts(written: str) -> tuple[str, ...]:
    if "-" not in written:
        return (skeleton(written),)
    parts = written.split("-")
    return tuple(skeleton(part) for part in (*filter(None, parts), "".join(parts)))


def _written(text: str) -> list[str]:
    """Words in plain lower-case letters, signs inside them removed."""
    plain = unicodedata.normalize("NFKC", _GROUPED.sub(_joined, text)).lower().translate(_PLAIN)
    return _WORD.findall(plain)


def _joined(number: re.Match[str]) -> str:
    return number[1] + "".join(filter(str.isdecimal, number[2]))


class _Plain(dict[int, str]):
    """A table for `str.translate` that works out each character when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        kept = (part for part in parts if unicodedata.category(part) != "Mn")
        self[code] = "".join(LETTERS.get(part, part) for part in kept)
        return self[code]


_PLAIN = _Plain({ord(letter): to for letter, to in LETTERS.items()})
_PLAIN.update(dict.fromkeys(map(ord, SILENT), ""))
_PLAIN.update(dict.fromkeys(map(ord, HYPHENS), "-"))


@cache
def skeleton(word: str) -> str:
    """The skeleton of one plain word, so far as its endings can still be told."""
    return _rewritten(word, _rewrites) if _any_rewrite.search(word) else word


@cache
def single(word: str) -> str:
    """A skeleton as it stands in the index: no letter doubled, no ng."""
    return _rewritten(word, _last) if _any_last.search(word) else word


def _rewritten(word: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, to in rules:
        word = pattern.sub(to, word)
    return word


@cache
def _endings_by_last(language: str) -> dict[str, tuple[str, ...]]:
    """The endings by their last letter, longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for ending in endings(language):
        found[ending[-1]] = (*found.get(ending[-1], ()), ending)
    return found


@cache
def endings(language: str) -> tuple[str, ...]:
    """A language's endings as skeletons, longest first."""
    found = set(query_words(_ENDINGS[language]))
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


@cache
def stem(word: str, language: str) -> str:
    """A skeleton without its endings, as it stands in the index."""
    if word.isdecimal():
        return word
    likely, least = _endings_by_last(language), STEM[language]
    while ending := _longest(word, likely, len(word) - least):
        word, least = word[: -len(ending)], AGAIN[language]
    word = single(word)
    if language == "kk" and len(word) > STEM[language]:
        word = word[:-1] + HARDENED.get(word[-1], word[-1])
    return word


def _longest(word: str, likely: Mapping[str, tuple[str, ...]], most: int) -> str:
    """The longest ending of a word that has at most so many letters; empty when none has."""
    for ending in likely.get(word[-1], ()) if most > 0 else ():
        if len(ending) <= most and word.endswith(ending):
            return ending
    return ""


@cache
def stems(word: str, languages: tuple[str, ...] = tuple(_ENDINGS)) -> tuple[str, ...]:
    """The word itself, then its stem in each language, without repeats."""
    return tuple(dict.fromkeys([single(word), *(stem(word, language) for language in languages)]))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words too common to look up, as stems."""
    return frozenset(stem(word, language) for word in query_words(STOP[language]))


def tables() -> dict[str, Any]:
    """Everything the search script needs to fold as this module does."""
    return {
        "letters": LETTERS,
        "silent": SILENT,
        "hyphens": HYPHENS,
        "rewrites": REWRITES,
        "last": [(pattern, to.replace("\\", "$")) for pattern, to in LAST],
        "stem": STEM,
        "again": AGAIN,
        "endings": {language: endings(language) for language in _ENDINGS},
        "hardened": HARDENED,
        "grouped": GROUPED,
        "keys": KEYS,
        "stop": {language: sorted(stop_words(language)) for language in STOP},
    }
