"""Why a text is not a date: the likeliest slip, named, with what to write instead."""

import re
import unicodedata
from calendar import month_name
from collections.abc import Callable

from builder.problems import Flaw

MONTHS = tuple(month_name)
"""English month names after an empty first; the program never sets a locale."""
TWO = re.compile(r"(?<![0-9])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})(?![0-9])")
FULL = re.compile(
    r"([0-9]{4})[./ ]([0-9]{1,2})[./ ]([0-9]{1,2})(?![0-9])"
    r"|([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])"
    r"|([0-9]{4})[./]([0-9]{1,2})\Z"
)
UNPADDED = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?(?![0-9X])")


def misread(text: str) -> Flaw:
    """Name the first slip that fits; the whole list of forms when none does."""
    text, shown = text[:80], text[:60]
    for fits, code, more in SLIPS:
        found = fits(text)
        if found:
            return Flaw(code, text=shown, **more(found))
    return Flaw("date-form", text=shown)


def _odd(text: str) -> re.Match[str] | None:
    """A character that is neither ASCII nor a letter: other digits, dashes, spaces."""
    return next((m for m in re.finditer(r"[^\x20-\x7e]", text) if not m[0].isalpha()), None)


def _character(found: re.Match[str]) -> dict[str, str]:
    name = unicodedata.name(found[0], "")
    return {"character": f"U+{ord(found[0]):04X} {name}".rstrip()}


def _readings(found: re.Match[str]) -> dict[str, str]:
    first, second, year = int(found[1]), int(found[2]), found[3]
    if len(year) == 2:
        return {"readings": "the year in four digits, then month and day, as in 2022-01-05"}
    both = {(first, second), (second, first)}
    likely = [
        f"{year}-{month:02}-{day:02} ({day} {MONTHS[month]})"
        for day, month in sorted(both, key=lambda pair: pair[1])
        if 1 <= month <= 12 and 1 <= day <= 31
    ]
    return {"readings": " or ".join(likely) or "year, month and day, as in 2022-01-05"}


def _padded(found: re.Match[str]) -> dict[str, str]:
    parts = [part for part in found.groups() if part]
    return {"reading": "-".join(part.zfill(2) for part in parts)}


def _nothing(_: re.Match[str]) -> dict[str, str]:
    return {}


def _unpadded(text: str) -> re.Match[str] | None:
    found = re.finditer(UNPADDED, text)
    return next((m for m in found if any(part and len(part) < 2 for part in m.groups())), None)


Slip = tuple[Callable[[str], re.Match[str] | None], str, Callable[[re.Match[str]], dict[str, str]]]
SLIPS: tuple[Slip, ...] = (
    (re.compile(r"\A\s*\Z").match, "date-empty", _nothing),
    (_odd, "date-character", _character),
    (re.compile(r"(?<=[0-9X-])[xuХх]").search, "date-character", _character),
    (re.compile(r"\A | \Z|  ").search, "date-spaces", _nothing),
    (re.compile(r"[\[\]{}]").search, "date-level-two", _nothing),
    (FULL.match, "date-separators", _padded),
    (TWO.search, "date-ambiguous", _readings),
    (_unpadded, "date-padding", _padded),
    (re.compile(r"[0-9]T[0-9]").search, "date-stamp", _nothing),
    (re.compile(r"[^\W\d_]{3,}|[^\W\d_a-zA-Z]").search, "date-words", _nothing),
)
