"""The page that says what every table and every column of the data means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from builder.derive.tables import TABLES, Column, Table
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

TYPES: Mapping[str, str] = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "day": "day",
    "instant": "instant in UTC",
}
"""Type of a column → what its cells hold."""


@dataclass(frozen=True, slots=True)
class Told:
    """Columns that say the same, each in its language: their names, and what their cells hold."""

    names: tuple[str, ...]
    holds: str
    column: Column
    found: str
    """The table in whose key their values are found; empty where there is none."""
    key: bool


def dictionary_page(reader: Reader, folder: Path) -> Page:
    """The page at `/data/dictionary/` in the reader's language."""
    here = reader.at("data/dictionary/")
    tables = [(table, list(_told(here, table))) for table in TABLES.values()]
    title = here.t("What the data mean")
    content = fill(folder, "dictionary.html", here, tables=tables)
    about = here.t("Every table and every column of the data files, with its meaning.")
    return Page(here.language, here.path, title, about, content)


def _told(here: Reader, table: Table) -> Iterator[Told]:
    for _, same in groupby(table.columns, key=lambda column: (column.about, column.type)):
        columns = list(same)
        first, names = columns[0], tuple(column.name for column in columns)
        found = (key.table for key in table.foreign if first.name in key.columns)
        holds = here.t(TYPES[first.type])
        yield Told(names, holds, first, next(found, ""), first.name in table.key)
