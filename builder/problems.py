"""What can be wrong, as values: a place, a code, one sentence and a hint."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

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
def catalogue() -> Mapping[str, Code]:
    """Every code a problem may carry, from `data/problems.toml`."""
    text = (files("builder") / "data" / "problems.toml").read_text(encoding="utf-8")
    return {code: Code(**entry) for code, entry in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place; `message` and `hint` come filled from the catalogue."""

    path: str
    line: int
    column: int
    code: str
    values: tuple[tuple[str, str], ...] = ()
    level: Level = "error"

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        return catalogue()[self.code].message.format_map(dict(self.values))

    @property
    def hint(self) -> str:
        """How to mend it."""
        return catalogue()[self.code].hint.format_map(dict(self.values))

    @property
    def example(self) -> str:
        """The same thing written correctly, or an empty string."""
        return catalogue()[self.code].example


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
