"""What can be wrong, as values: a place, a code, one sentence and a hint."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from babel.dates import format_date

from builder.i18n import Language, translations

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: `line` and `column` are 1-based, columns count characters."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the catalogue: templates filled with a problem's values."""

    message: str
    hint: str
    example: str = ""


@cache
def catalogue(language: Language = "en") -> Mapping[str, Code]:
    """Every code a problem may carry, worded in a language; the examples are the same in all."""
    codes = {code: Code(**entry) for code, entry in _worded("problems.toml").items()}
    if language == "en":
        return codes
    words = _worded(f"problems.{language}.toml")
    return {code: replace(entry, **words.get(code, {})) for code, entry in codes.items()}


def _worded(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files("builder") / "data" / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place; `message` and `hint` come filled from the catalogue."""

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    level: Level = "error"

    def told(self, language: Language) -> Code:
        """The message and the hint in a language, with this problem's values filled in."""
        entry = catalogue(language)[self.code]
        values = {name: _phrase(name, value, language) for name, value in self.values}
        message, hint = entry.message.format_map(values), entry.hint.format_map(values)
        return Code(message, hint, entry.example.strip("\n"))

    @property
    def message(self) -> str:
        """What is wrong, in one English sentence."""
        return self.told("en").message

    @property
    def hint(self) -> str:
        """How to mend it, in English."""
        return self.told("en").hint


PHRASES = (
    "did you mean '{rest}'?",
    "known fields: {rest}",
    "use one of: {rest}",
    "known: {rest}",
    "write its record first: {rest}",
    "name a record of kind {rest}",
    "name '{rest}' instead",
    "'{rest}' has no such claim",
    "no record is '{rest}'",
    "entry {count} of {rest}",
    "{rest} Write its fields on lines of their own below it",
    "{rest} Write: [{entry}]",
)
"""What values say in words of ours around names, which no language changes; others have none."""
KIND_WORDS = {
    "event": "an event",
    "episode": "an episode",
    "figure": "a figure",
    "case": "a case",
    "law": "a law",
    "source": "a source",
    "person": "a person",
    "organisation": "an organisation",
    "place": "a place",
    "record": "a record",
}
"""Kind → what a message calls a record of it."""
WORDED = {"about", "expected", "found", "instead", "language", "looks", "near", "original"} | {
    "readings",
    "script",
    "verb",
}
"""Values that may hold words of ours; all others are quoted from the record."""
_TWO_DAYS = re.compile(r"([0-9-]{10}) \([^)]+\)(?: or ([0-9-]{10}) \([^)]+\))?")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    slots = ((phrase, re.escape(phrase)) for phrase in PHRASES)
    return {
        phrase: re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", escaped))
        for phrase, escaped in slots
    }


def _phrase(name: str, value: str, language: Language) -> str:
    """Word a value in a language; one that is no phrase of ours stays as it is."""
    if language == "en" or not value or name not in WORDED | {"field", "kind"}:
        return value
    words = translations(language)
    if name == "readings" and (days := _TWO_DAYS.fullmatch(value)):
        named = (_named_day(day, language) for day in days.groups() if day)
        return words.gettext(" or ").join(named)
    if name == "kind":
        kinds = (words.gettext(KIND_WORDS.get(kind, kind)) for kind in value.split(" or "))
        return words.gettext(" or ").join(kinds)
    for phrase, pattern in _patterns().items():
        if found := pattern.fullmatch(value):
            inner = found.groupdict()
            if name == "about":
                inner["rest"] = _about(inner["rest"], language)
            return words.gettext(phrase).format(**inner)
    if name == "field":
        return value
    return _about(value, language) if name == "about" else words.gettext(value)


def _about(description: str, language: Language) -> str:
    """What the field reference says of a field, as far as that is translated."""
    said = translations(language).gettext(description)
    return (
        translations(language).gettext("see the field reference") if said == description else said
    )


def _named_day(day: str, language: Language) -> str:
    return f"{day} ({format_date(date.fromisoformat(day), 'd MMMM', locale=language)})"


def problem(code: str, mark: Mark, level: Level = "error", /, **values: str) -> Problem:
    """Build a problem; an unknown code or a missing value raises KeyError at once, not when shown."""
    entry = catalogue()[code]
    entry.message.format_map(values), entry.hint.format_map(values)
    return Problem(mark.path, mark.line, mark.column, code, tuple(sorted(values.items())), level)


class Flaw(ValueError):
    """A fault found inside a model type, before its place in the file is known."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.offset: int | None = None
        """Which character of the text is at fault, where it is one of them."""

    def at(self, offset: int) -> "Flaw":
        """The same, at a character of the text."""
        self.offset = offset
        return self

    def moved(self, by: int) -> "Flaw":
        """The same, where the text at fault begins further in."""
        if self.offset is not None:
            self.offset += by
        return self


class Stop(Exception):
    """The one base of everything this program raises on purpose; `exit_code` is the process's."""

    exit_code = 1
