"""Which characters a record may hold; what looks like nothing or like something else is refused."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from builder.problems import Mark

# Letters of scripts whose spelling needs the joiners U+200C and U+200D.
_ARABIC = (
    "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ed\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff"
)
_JOINED = _ARABIC + "\u0710-\u074a\u07ca-\u07f5\u0900-\u0dff\u0f00-\u0fbc\u1000-\u109f\u1780-\u17d3"
_MONGOL = "\u1820-\u18aa"
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
_EMOJI_BASE = _EMOJI + "0-9#*\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"

# Printable to Unicode, yet blank or nothing on the screen.
_BLANK = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U0001d159\U000e0100-\U000e01ef"
)
_ODD = re.compile(f"[{_BLANK}\ufffc\ufffd]")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2")
_MARK_RUN = re.compile(r"[^\w\s\x00-\u02ff]{7,}")
_MOST_MARKS = 6

_CODES = {
    "Cc": "text-control",
    "Cf": "text-invisible",
    "Cn": "text-unassigned",
    "Co": "text-private",
    "Cs": "text-surrogate",
    "Zl": "text-space",
    "Zp": "text-space",
    "Zs": "text-space",
}

_LEGITIMATE = {
    # Unbreakable spaces of ordinary typography, between two things and not as indentation.
    "text-space": re.compile(r"(?<=\S)[\u00a0\u2009\u202f](?=\S)"),
    "text-joiner": re.compile(
        f"(?<=[{_JOINED}{_MONGOL}])\u200c(?=[{_JOINED}{_MONGOL}])"
        f"|(?<=[{_JOINED}{_MONGOL}])\u200d"
        f"|(?:(?<=[{_EMOJI}])|(?<=[{_EMOJI}]\ufe0f))\u200d(?=[{_EMOJI}])"
    ),
    "text-invisible": re.compile(
        f"(?<=[{_EMOJI_BASE}])[\ufe0e\ufe0f]|(?<=[{_MONGOL}])[\u180b-\u180d\u180f]"
    ),
    # Every version of Unicode adds emoji; the block is reserved for them.
    "text-unassigned": re.compile("[\U0001f000-\U0001fafd]"),
}


class Fault(NamedTuple):
    """One character that may not stand `at` an index."""

    at: int
    code: str
    char: str


def faults(text: str) -> Iterator[Fault]:
    """Find every refused character of a text; line feeds are fine."""
    if not (text.replace("\n", "").isprintable() and _ODD.search(text) is None):
        for index, char in enumerate(text):
            if (not char.isprintable() and char != "\n") or _ODD.match(char):
                code = _code(char)
                allowed = _LEGITIMATE.get(code)
                if code and not (allowed and allowed.match(text, index)):
                    yield Fault(index, code, char)
    if not text.isascii():
        for run in _MARK_RUN.finditer(text):
            yield from _piled_marks(run[0], run.start())


def _piled_marks(run: str, start: int) -> Iterator[Fault]:
    piled = 0
    for index, char in enumerate(run):
        piled = piled + 1 if unicodedata.category(char)[0] == "M" else 0
        if piled > _MOST_MARKS:
            yield Fault(start + index, "text-marks", char)


def _code(char: str) -> str:
    point = ord(char)
    if char in _VISIBLE_FORMAT:
        return ""
    if char in _BIDI:
        return "text-bidi"
    if char in "\u200c\u200d":
        return "text-joiner"
    if char in "\ufffc\ufffd":
        return "text-replacement"
    if point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF:
        return "text-noncharacter"
    return _CODES.get(unicodedata.category(char), "text-invisible")


def describe(char: str) -> str:
    """Name a character for a message: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def place(text: str, index: int, path: str) -> Mark:
    """Turn a position in a text into a line and a column."""
    return Mark(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


# Alphabets with letters that look like those of another, in fonts a reader is likely to have:
# which characters are theirs, and which of their letters have such a twin.
_ALPHABETS = {
    "Latin": ("A-Za-z\u00c0-\u02af\u1e00-\u1eff", "AaBCcEeHhIiKMOopPTXxyəƏɵ"),
    "Cyrillic": ("\u0400-\u052f", "АаВСсЕеНһІіКМОорРТХхуәӘө"),
    "Greek": ("\u0370-\u03ff", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορυϲϳ"),
    "Armenian": ("\u0531-\u0587", "ՍՏՕԼօոսհյցզ"),
    "Coptic": ("\u2c80-\u2cff", "ⲎⲒⲔⲘⲚⲞⲢⲤⲦⲬⲟⲣⲥⲭ"),
    "Cherokee": ("\u13a0-\u13f5", "ᎠᎡᎢᎥᎪᎫᎬᎳᎷᎻᏀᏃᏆᏎᏒᏔᏕᏙᏚᏞᏟᏢᏤᏦᏧᏮᏴ"),
    "Lisu": ("\ua4d0-\ua4f7", "ꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓞꓟꓠꓡꓢꓣꓤꓥꓦꓧꓨꓩꓪꓫꓬꓮꓯꓰꓲꓳꓴ"),
}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile("|".join(f"(?P<{name}>[{span}])" for name, (span, _) in _ALPHABETS.items()))
_NEIGHBOURS = re.compile(
    "|".join(
        f"[{span}](?=[{''.join(other for other, _ in _ALPHABETS.values() if other != span)}])"
        for span, _ in _ALPHABETS.values()
    )
)


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Find words with letters of another alphabet that look like the word's own: (word, letter).

    A word that plainly mixes the two, as "WhatsAppтан" does, is left alone.
    """
    if text.isascii() or not _NEIGHBOURS.search(text):
        return
    for word in _WORD.findall(text):
        letters: dict[str, str] = {}
        for found in _LETTER.finditer(word):
            name = str(found.lastgroup)
            letters[name] = letters.get(name, "") + found[0]
        # Of as many letters of two alphabets, Latin is the foreign one.
        host = max(letters, key=lambda name: (len(letters[name]), name != "Latin"), default="")
        for name, foreign in letters.items():
            if name != host and set(foreign) <= set(_ALPHABETS[name][1]):
                yield word, foreign[0]
