"""SQLite: the tables with keys, indices and full-text search, in one file."""

from collections.abc import Iterator
from itertools import chain

import apsw

from builder.derive.tables import Column, Table
from builder.export.datasette import datasette
from builder.export.whole import Whole
from builder.i18n import LANGUAGES

TYPES = {"integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
"""Type of a column → its affinity; all else is text."""
STAMPS = {24: 1, 92: 1, 96: 0}
"""Place in the header → what stands there instead of counts of changes and SQLite's version."""
TOKENS = {"en": "porter unicode61 remove_diacritics 2", "ru": "unicode61", "kk": "unicode61"}
"""Language → how its words are told apart; only English is cut to its stems."""
READING = """
CREATE VIEW reading_{0} AS SELECT records.rowid AS number, id, kind, title_{0} AS title,
summary_{0} AS summary, body_{0} AS body,
(SELECT group_concat(text_{0}, char(10)) FROM claims WHERE claims.record = records.id) AS claims,
(SELECT group_concat(name, char(10)) FROM names WHERE names.record = records.id) AS names
FROM records
"""
SEARCH = """
CREATE VIRTUAL TABLE search_{0} USING fts5(id UNINDEXED, title, summary, body, claims, names,
content='reading_{0}', content_rowid='number', tokenize='{1}', prefix='3 4')
"""


def sqlite_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/archive.sqlite`, and the words of its tables for Datasette."""
    yield "data/archive.sqlite", stamped(_database(whole))
    yield "data/datasette.json", datasette(whole)


def stamped(data: bytes) -> bytes:
    """The file without what differs from one library and one run to the next."""
    whole = bytearray(data)
    for place, value in STAMPS.items():
        whole[place : place + 4] = value.to_bytes(4, "big")
    return bytes(whole)


def _database(whole: Whole) -> bytes:
    found = apsw.Connection(":memory:")
    for setting in ("page_size = 4096", "encoding = 'UTF-8'", "user_version = 1"):
        found.execute(f"PRAGMA {setting}")
    with found:
        for name, (table, rows) in whole.tables.items():
            found.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            found.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
        for statement in chain(_indices(whole), _search()):
            found.execute(statement)
    broken = list(found.execute("PRAGMA foreign_key_check"))
    assert not broken, broken[:3]  # the linker has resolved every reference
    return found.serialize("main")


def _create(table: Table) -> str:
    parts = [_column(column) for column in table.columns]
    if table.key:
        parts.append(f"PRIMARY KEY ({_names(table.key)})")
    parts += [
        f'FOREIGN KEY ({_names(key.columns)}) REFERENCES "{key.table}" ({_names(key.keys)})'
        for key in table.foreign
    ]
    inside = ",\n  ".join(parts)
    return f'CREATE TABLE "{table.name}" (\n  {inside}\n)'


def _column(column: Column) -> str:
    needed = " NOT NULL" if column.needed else ""
    return f'"{column.name}" {TYPES.get(column.type, "TEXT")}{needed}'


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _indices(whole: Whole) -> Iterator[str]:
    """One for each foreign key that the table's own key does not begin with."""
    for name, (table, _) in whole.tables.items():
        for key in table.foreign:
            if table.key[: len(key.columns)] != key.columns:
                index = f"{name}_{'_'.join(key.columns)}"
                yield f'CREATE INDEX "{index}" ON "{name}" ({_names(key.columns)})'


def _search() -> Iterator[str]:
    for language in LANGUAGES:
        yield READING.format(language)
        yield SEARCH.format(language, TOKENS[language])
        yield f"INSERT INTO search_{language}(search_{language}) VALUES ('rebuild')"
