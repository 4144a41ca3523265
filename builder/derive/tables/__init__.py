"""The archive as tables: the one list from which every tabular export is written."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.derive.tables import cases, claims, connectivity, kinds, known, records
from builder.derive.tables.table import Column, Row, Table, texts
from builder.i18n import translations

__all__ = ["TABLES", "Column", "Row", "Table"]


def _dictionary(_: Corpus) -> Iterator[Row]:
    for table in TABLES.values():
        yield (table.name, None, None, *_in_each(table.about))
        for column in table.columns:
            yield (table.name, column.name, column.type, *_in_each(column.about))


def _in_each(message: str) -> tuple[str, str, str]:
    ru, kk = (translations(language).gettext(message) for language in ("ru", "kk"))
    return message, ru, kk


DICTIONARY = Table(
    "dictionary",
    "What every table and every column says, in three languages: this list.",
    (
        Column("table", "The table.", needed=True),
        Column("column", "The column; empty for the table itself."),
        Column("type", "What its cells hold."),
        *texts("about", "What it says."),
    ),
    (),
    _dictionary,
)
_ALL = (
    *records.TABLES,
    *kinds.TABLES,
    *claims.TABLES,
    *cases.TABLES,
    *connectivity.TABLES,
    *known.TABLES,
    *records.LAST,
    DICTIONARY,
)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Every table by name; each names in its foreign keys only itself or tables before it."""
