"""The tables of one build as plain Python, from each of the formats they are written in."""

import csv
import re
import sqlite3
from collections.abc import Mapping
from io import BytesIO, StringIO

from arro3.io import read_parquet

Rows = list[dict[str, object]]
GUARDED = re.compile(r"((?:^|[;\t\r\n])[\s\"]*)'(?=[=+@\-＝＋－＠])")


def of_csv(made: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Cells as text, without the apostrophe before what a spreadsheet would run."""
    rows = csv.DictReader(StringIO(made[f"data/{name}.csv"].decode(), newline=""))
    return [{key: _plain(cell) for key, cell in row.items()} for row in rows]


def _plain(cell: str) -> str:
    return GUARDED.sub(r"\1", cell)


def of_parquet(data: bytes) -> Rows:
    """Every row of a Parquet file."""
    table = read_parquet(BytesIO(data)).read_all()
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def database(data: bytes) -> sqlite3.Connection:
    """The SQLite file, opened by the standard library."""
    found = sqlite3.connect(":memory:")
    found.deserialize(data)
    found.row_factory = sqlite3.Row
    return found
