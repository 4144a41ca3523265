"""CSV: tables that a spreadsheet opens, safe against formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from builder.export.package import package
from builder.export.whole import Whole

FORMULA = re.compile(r"(?:^|[;\t\r\n])[\s\"]*(?=[=+@\-＝＋－＠])")
"""What a spreadsheet runs: at a cell's start, or where one that splits at semicolons begins one."""
NUMBER = re.compile(r"-*[0-9]+(?:\.[0-9]*)?")


def csv_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/<table>.csv`, and the data package that describes and seals them."""
    made = {}
    for name, (table, rows) in whole.tables.items():
        made[name] = written((column.name for column in table.columns), rows)
        yield f"data/{name}.csv", made[name]
    yield "data/datapackage.json", package(whole, made)


def written(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a header line; what a spreadsheet would run stands behind an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue().encode()


def safe(cell: object) -> str:
    """Text that no spreadsheet takes for a formula; plain numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\g<0>'", text)
