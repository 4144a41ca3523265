"""What can be wrong, as values: a place, a code, one sentence and a hint."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

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
    "write the record of the {rest} first",
    "name a record of kind {rest}",
    "name '{rest}' instead",
    "write that record first",
    "remove the reference",
    "needs",
    "has no use for",
    "a list",
    "a group of fields",
    "text",
    "true or false",
    "a number",
)
"""What values say in words of ours; `{rest}` stands for names, which no language changes."""
WORDED = {"near", "verb", "expected", "found"}
"""Values that may hold a phrase; all others are quoted from the record."""


def _phrase(name: str, value: str, language: Language) -> str:
    """Word a value in a language; one that is no phrase of ours stays as it is."""
    if language == "en" or name not in WORDED:
        return value
    for phrase in PHRASES:
        before, rest, after = phrase.partition("{rest}")
        if value == phrase or (rest and value.startswith(before) and value.endswith(after)):
            inner = value[len(before) : len(value) - len(after)]
            return translations(language).gettext(phrase).replace("{rest}", inner)
    return value


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


class Stop(Exception):
    """The one base of everything this program raises on purpose; `exit_code` is the process's."""

    exit_code = 1
