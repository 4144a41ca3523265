"""Reads the same tables from CSV, SQLite and Parquet as rows of plain text."""

import csv
import re
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.util import find_spec
from io import BytesIO, StringIO

from builder.verify.folder import Folder, Unread

Row = tuple[str, ...]
Types = Mapping[str, str]
GUARDED = re.compile(r"((?:^|[;\t\r\n])[\s\"]*)'(?=[=+@\-＝＋－＠])")
"""An apostrophe that keeps a spreadsheet from running what follows."""


def of_csv(folder: Folder, path: str, types: Types) -> tuple[Row, list[Row]]:
    """The header and the rows of a CSV file."""
    reader = csv.reader(StringIO(folder.text(path), newline=""), strict=True)
    try:
        header, *rows = ([GUARDED.sub(r"\1", cell) for cell in row] for row in reader)
    except (csv.Error, ValueError) as error:
        raise Unread(path, f"is not CSV: {error}") from error
    if wrong := next((row for row in rows if len(row) != len(header)), None):
        raise Unread(path, f"has a row of {len(wrong)} cells under {len(header)} names")
    kinds = [types.get(name, "string") for name in header]
    return tuple(header), [tuple(map(plain, row, kinds)) for row in rows]


def database(folder: Folder, path: str) -> sqlite3.Connection:
    """A SQLite file, opened from its bytes so that nothing can be written beside it."""
    found = sqlite3.connect(":memory:")
    try:
        found.deserialize(folder.read(path))
        found.execute("PRAGMA trusted_schema = OFF")
        found.execute("PRAGMA cell_size_check = ON")
        said = found.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise Unread(path, f"is no SQLite file: {error}") from error
    if said != ("ok",):
        raise Unread(path, f"is damaged: {said[0]}")
    return found


def of_sqlite(
    opened: sqlite3.Connection, path: str, name: str, types: Types
) -> tuple[Row, list[Row]]:
    """The header and the rows of a table."""
    try:
        found = opened.execute(f'SELECT * FROM "{name}"')
        header = tuple(column[0] for column in found.description)
        kinds = [types.get(one, "string") for one in header]
        return header, [tuple(map(plain, row, kinds)) for row in found]
    except sqlite3.Error as error:
        raise Unread(path, f"has no table {name}: {error}") from error


def can_read_parquet() -> bool:
    """Whether a reader of Parquet is installed."""
    return find_spec("arro3") is not None and find_spec("arro3.io") is not None


def of_parquet(folder: Folder, path: str, types: Types) -> tuple[Row, list[Row]]:
    """The header and the rows of a Parquet file."""
    try:
        columns = parquet_columns(folder.read(path))
    except OSError as error:
        raise Unread(path, str(error)) from error
    cells = [
        [plain(cell, types.get(name, "string")) for cell in column]
        for name, column in columns.items()
    ]
    return tuple(columns), list(zip(*cells, strict=True))


def parquet_columns(data: bytes) -> dict[str, list[object]]:
    """Every column of a Parquet file; `OSError` when it is none, or cannot be read here."""
    if not can_read_parquet():
        raise OSError("no reader of Parquet is installed (arro3-io)")
    from arro3.io import read_parquet  # compiled; only a site with Parquet needs it

    if data[:4] != b"PAR1" or data[-4:] != b"PAR1":
        raise OSError("is no whole Parquet file")
    try:
        table = read_parquet(BytesIO(data)).read_all()
        return {name: list(table.column(name).to_pylist()) for name in table.column_names}
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise OSError(f"is no sound Parquet file: {error}") from error


def plain(cell: object, kind: str) -> str:
    """A cell as text, the same from whichever format it came; nothing is the empty text."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(UTC) if cell.tzinfo else cell:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(cell, date):
        return cell.isoformat()
    if kind == "boolean":
        return "true" if cell in (True, 1, "1", "true") else "false"
    if kind in ("integer", "number"):
        try:
            return repr(float(str(cell)))
        except ValueError:
            return str(cell)
    return str(cell)


def every_cell(data: bytes) -> Iterator[object]:
    """Every cell of every table of a SQLite file, those of the search included."""
    opened = sqlite3.connect(":memory:")
    try:
        opened.deserialize(data)
        listed = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in listed:
            for row in opened.execute('SELECT * FROM "{}"'.format(name.replace('"', '""'))):
                yield from row
    except sqlite3.Error as error:
        raise OSError(f"no SQLite file: {error}") from error
    finally:
        opened.close()


def every_parquet_cell(data: bytes) -> Iterator[object]:
    """Every cell of a Parquet file, and its columns' names."""
    for name, column in parquet_columns(data).items():
        yield name
        yield from column
