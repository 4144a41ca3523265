"""Parquet: the tables, typed, for programs that read columns."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from arro3.core import Array, DataType, Field, Schema
from arro3.core import Table as Columns
from arro3.io import write_parquet

from builder.derive.tables import Row, Table
from builder.export.whole import Whole

TYPES = {
    "text": DataType.utf8(),
    "integer": DataType.int64(),
    "number": DataType.float64(),
    "boolean": DataType.bool(),
    "day": DataType.utf8(),
    "instant": DataType.utf8(),
}
WRITER = "qandy-qantar-archive"
"""Said in each file instead of the writing library's version, which would change the bytes."""


def parquet_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/parquet/<table>.parquet`; a table without rows has its columns all the same."""
    for name, (table, rows) in whole.tables.items():
        yield f"data/parquet/{name}.parquet", written(table, rows)


def written(table: Table, rows: Iterable[Row]) -> bytes:
    """One table; key-value metadata is left out, for its order is not the same twice."""
    cells = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    fields, arrays = [], []
    for column, values in zip(table.columns, cells, strict=True):
        kind = TYPES[column.type]
        fields.append(Field(column.name, kind, nullable=not column.needed))
        if column.type == "number":
            values = tuple(None if value is None else float(value) for value in values)
        arrays.append(Array(values, kind))
    out = BytesIO()
    made = Columns.from_arrays(arrays, schema=Schema(fields))
    write_parquet(made, out, compression="zstd(3)", created_by=WRITER, skip_arrow_metadata=True)
    return out.getvalue()
