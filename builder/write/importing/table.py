"""A table as read: CSV, JSON or JSON Lines become rows of texts, never more than the limits."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from builder.disk import read_file
from builder.problems import Mark, Problem, problem
from builder.write.importing.map import TableForm

MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 500
MAX_CELL = 10_000

FORMS = {".csv": "csv", ".tsv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` is that of a spreadsheet (its header is 1), or of the object, from 1."""

    number: int
    cells: Mapping[str, str]
    told: int = 0
    """How many cells it really had, when not as many as the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns in their order, and rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def ordinal(self, column: str) -> int:
        """The number of a column, from 1; 0 for what is no column."""
        return self.columns.index(column) + 1 if column in self.columns else 0


class Unreadable(Exception):
    """Why a file is no table, and where."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


def read(path: Path, form: TableForm) -> Table | Problem:
    """The table at `path`, or why it is none."""
    try:
        kind = form.form or FORMS.get(path.suffix.lower())
        if kind is None:
            raise Unreadable("its name does not say whether it is csv, json or jsonl")
        text = _text(path, form.encoding)
        columns, rows = _csv(text, _delimiter(path, form)) if kind == "csv" else _json(text, kind)
        return Table(path.name, _checked(columns), tuple(_emptied(rows, form.empty)))
    except Unreadable as why:
        return problem("import-table", Mark(path.name, why.line), reason=str(why))


def _text(path: Path, encoding: str) -> str:
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"it has more than {MAX_BYTES:,} bytes")
    data = read_file(str(path))
    if data is None:
        raise Unreadable("it is not a file that can be read")
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"a byte there is not {encoding}; state its encoding", line) from error
    return unicodedata.normalize("NFC", text)


def _delimiter(path: Path, form: TableForm) -> str:
    return DELIMITERS[form.delimiter or ("tab" if path.suffix.lower() == ".tsv" else "comma")]


def _csv(text: str, delimiter: str) -> tuple[list[str], list[Row]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        others = [name for name, mark in DELIMITERS.items() if mark in "".join(header)]
        if len(header) == 1 and others:
            raise Unreadable(f"its header is one cell; is its delimiter {' or '.join(others)}?")
        rows = [
            Row(
                number,
                {name: _ends(cell) for name, cell in zip(header, cells, strict=False)},
                0 if len(cells) == len(header) else len(cells),
            )
            for number, cells in enumerate(islice(lines, MAX_ROWS + 1), 2)
            if cells
        ]
    except csv.Error as error:
        raise Unreadable(f"its quotes or cells are not whole ({error})", lines.line_num) from error
    return header, _limited(rows)


def _ends(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _json(text: str, kind: str) -> tuple[list[str], list[Row]]:
    lines = text.split("\n") if kind == "jsonl" else [text]
    found: list[tuple[int, Any]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            value = _value(line, number)
            found += [(number, value)] if kind == "jsonl" else enumerate(_list(value), 1)
        if len(found) > MAX_ROWS:
            break
    for number, one in found:
        if not isinstance(one, dict):
            raise Unreadable(f"object {number} is not a group of names and values")
    columns = dict.fromkeys(name.strip() for _, one in found for name in one)
    return list(columns), _limited([_object(number, one) for number, one in found])


def _object(number: int, one: Mapping[str, Any]) -> Row:
    return Row(number, {name.strip(): _cell(value, number) for name, value in one.items()})


def _value(line: str, number: int) -> Any:
    try:
        return json.loads(
            line, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_once
        )
    except RecursionError as error:
        raise Unreadable("it is nested too deep", number) from error
    except ValueError as error:
        at = getattr(error, "lineno", 1)
        raise Unreadable(f"it is not JSON ({error})", number + at - 1) from error


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("an object has a name twice")
    return found


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable("it is not a list of objects")
    return value


def _cell(value: Any, number: int) -> str:
    if isinstance(value, list | dict):
        raise Unreadable(f"object {number} has a list or a group where a cell should be")
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    return _ends(str(value))


def _limited(rows: list[Row]) -> list[Row]:
    if len(rows) > MAX_ROWS:
        raise Unreadable(f"it has more than {MAX_ROWS:,} rows")
    return rows


def _checked(columns: Sequence[str]) -> tuple[str, ...]:
    if not columns:
        raise Unreadable("it has no columns")
    if len(columns) > MAX_COLUMNS:
        raise Unreadable(f"it has more than {MAX_COLUMNS} columns")
    twice = [name for at, name in enumerate(columns) if name and name in columns[:at]]
    if twice:
        raise Unreadable(f"two columns are called '{twice[0][:60]}'")
    return tuple(columns)


def _emptied(rows: Sequence[Row], empty: Sequence[str]) -> Iterator[Row]:
    for row in rows:
        cells = {name: "" if cell in empty else cell for name, cell in row.cells.items()}
        yield Row(row.number, cells, row.told)
