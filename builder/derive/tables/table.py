"""What a table of the archive is: columns with their meaning, keys, and rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from builder.corpus import Corpus
from builder.i18n import LANGUAGES
from builder.model.text import Line, Passage
from builder.model.when import Span

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Type = Literal["text", "integer", "number", "boolean", "day", "instant"]
"""`day` is `2022-01-05`; `instant` is `2022-01-05T11:00:00Z`; both are written as text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in every format, its type, and what it says, in English.

    `about` is a message of the catalogues. `words` names the vocabulary its values come from.
    """

    name: str
    about: str
    type: Type = "text"
    needed: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """That the values of `columns` are found in the key columns of `table`, or are empty."""

    columns: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table under one name in every format; `key` tells its rows apart."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Corpus], Iterable[Row]]
    foreign: tuple[Foreign, ...] = ()


def one(column: str, table: str, key: str = "id") -> Foreign:
    """A foreign key of one column."""
    return Foreign((column,), table, (key,))


def id_of(table: str) -> tuple[Column, Foreign]:
    """The first column of a table of one kind: the record's id."""
    return Column("id", "Permanent id of the record.", needed=True), one("id", table)


def texts(name: str, about: str) -> tuple[Column, ...]:
    """A column for each language."""
    return tuple(Column(f"{name}_{language}", about) for language in LANGUAGES)


def said(text: Line | Passage | None) -> tuple[Cell, ...]:
    """The same text in each language; None where it is not written in one."""
    return tuple(getattr(text, language, None) for language in LANGUAGES)


def number(value: Decimal | None) -> int | float | None:
    """A number as programs hold it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def instant(moment: datetime | None) -> str | None:
    """An instant in UTC to the second."""
    return None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def shown(value: object | None) -> str | None:
    """A date, or anything else that has one spelling, as text."""
    return None if value is None else str(value)


def edges(span: Span | None) -> tuple[str | None, str | None]:
    """The first and the last instant of a span."""
    return (None, None) if span is None else (instant(span.earliest), instant(span.latest))


def spaced(ids: Iterable[str]) -> str | None:
    """Several ids or words in one cell."""
    return " ".join(ids) or None
