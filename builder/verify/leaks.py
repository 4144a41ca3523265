"""Looks for what may not come out: names below their level, and words of a private list."""

import gzip
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from builder.verify import tables
from builder.verify.answer import Answer, Fault, answer, counted, joined, not_checked
from builder.verify.built import RELEASES, Built
from builder.verify.folder import Folder, Unread, parsed

ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")
NAMING = frozenset({"name", "variants", "names_as_of", "title"})
TOMBSTONE = frozenset(
    {"id", "kind", "status", "recorded", "reason", "merged_into", "redaction", "address"}
)
DEEPEST = 3
LARGEST = 256 * 1024 * 1024
"""How much may come out of one packed file."""


def people(built: Built) -> Answer:
    """Below full publication no record of a person has a name, now or in any version."""
    folder = built.folder
    whole = [path for path in folder.below("data/", ".json") if path.count("/") == 1]
    single = [path for path in folder.below("e/", ".json")]
    versions = list(folder.below(f"{RELEASES}/records/", ".json"))
    if not (whole or single):
        return not_checked("there is no data of records")
    levels: dict[str, str] = {}
    parts = [list(_named(folder, path, levels)) for path in (*single, *whole, "data/archive.jsonl")]
    parts += [list(_version(folder, path, levels)) for path in versions]
    parts.append(list(_table(folder, levels)))
    below = sum(level != "full" for level in levels.values())
    return answer(f"{counted(below, 'person', 'people')} below full publication", joined(*parts))


def private_words(built: Built) -> Answer:
    """No file, packed ones too, has a word of the private list; told by its number there."""
    if built.words is None:
        return not_checked("no list was given (--words)")
    wanted = {plain(w.encode()): n for n, w in enumerate(built.words, start=1) if w.strip()}
    looked = f"{counted(len(built.folder.files), 'file')}, {counted(len(wanted), 'word')}"
    return answer(looked, _words(built.folder, wanted))


def _words(folder: Folder, wanted: Mapping[str, int]) -> Iterator[Fault]:
    for path in folder.files:
        try:
            for name, data in layers(path, folder.read(path)):
                text = plain(data)
                for number in (number for low, number in wanted.items() if low in text):
                    yield Fault(name, f"has the word of line {number}")
        except Unread as error:
            yield error.fault


# names below their level


def _objects(path: str, text: str) -> Iterator[dict[str, Any]]:
    """Every object of the file that may be a record, at whatever depth it lies."""
    lines = text.splitlines() if path.endswith("l") else [text]
    waiting: list[object] = [parsed(path, line) for line in lines]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if "id" in value and "kind" in value:
                yield value
            else:
                waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _named(folder: Folder, path: str, levels: dict[str, str]) -> Iterator[Fault]:
    try:
        for one in _objects(path, folder.text(path)):
            if one.get("status") in ("withdrawn", "merged", "redacted"):
                for key in sorted(one.keys() - TOMBSTONE):
                    yield Fault(path, f"{one['id']} has left, and still has {key}")
            elif one["kind"] == "person":
                levels.setdefault(str(one["id"]), str(one.get("publish")))
                yield from _person(path, one, levels[str(one["id"])])
    except Unread as error:
        yield error.fault


def _person(path: str, one: Mapping[str, Any], level: str) -> Iterator[Fault]:
    if "full" != level or one.get("publish") != "full":
        for key in sorted(NAMING & one.keys()):
            yield Fault(path, f"{one['id']} is published as {level}, and has {key}")
    if "initials" in one and "initials" not in (level, one.get("publish")):
        yield Fault(path, f"{one['id']} is published as {level}, and has initials")


def _version(folder: Folder, path: str, levels: Mapping[str, str]) -> Iterator[Fault]:
    """A frozen version: the level is today's, for what was once full may be so no more."""
    try:
        value = folder.json(path)
    except Unread as error:
        yield error.fault
        return
    record = value.get("record") if isinstance(value, dict) else None
    if not isinstance(record, dict) or value.get("kind") != "person":
        return
    if record.get("status", "current") == "current":
        id = str(value.get("id"))
        yield from _person(path, {**record, "id": id}, levels.get(id, str(record.get("publish"))))


def _table(folder: Folder, levels: Mapping[str, str]) -> Iterator[Fault]:
    for name, key, naming in (("people", "id", "name_"), ("names", "record", "name")):
        path = f"data/{name}.csv"
        if path not in folder:
            continue
        try:
            header, rows = tables.of_csv(folder, path, {})
        except Unread as error:
            yield error.fault
            continue
        for row in rows:
            cells = dict(zip(header, row, strict=True))
            level = levels.get(cells.get(key, ""), "full")
            said = any(cells[one] for one in cells if one.startswith(naming))
            if level != "full" and said:
                yield Fault(path, f"{cells[key]} is published as {level}, and has a name")


# words, however they are packed


def plain(data: bytes) -> str:
    """The bytes as text, without escapes of JSON or addresses, in one case."""
    text = data.decode("utf-8", "replace")
    text = ESCAPE.sub(lambda match: json.loads(f'"{match[0]}"', strict=False), text)
    return unicodedata.normalize("NFC", unquote(text)).casefold()


def layers(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """The file, its name, and what lies packed within it; `Unread` when that cannot be had."""
    yield name, name.encode() + b"\n" + data
    unpack = next((one for start, one in PACKED.items() if data.startswith(start)), None)
    if unpack is None:
        return
    if depth >= DEEPEST:
        raise Unread(name, f"is packed more than {DEEPEST} times")
    try:
        for inner, bare, again in unpack(data):
            if again:
                yield from layers(f"{name}!{inner}", bare, depth + 1)
            else:
                yield f"{name}!{inner}", bare
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise Unread(name, f"cannot be unpacked: {error}") from error


Unpacked = Iterator[tuple[str, bytes, bool]]
"""Name, bytes, and whether there may be more within them."""


def _gzip(data: bytes) -> Unpacked:
    with gzip.open(BytesIO(data)) as packed:
        yield "", _bounded(packed.read(LARGEST + 1)), True


def _zip(data: bytes) -> Unpacked:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        left = LARGEST
        for inner in packed.infolist():
            with packed.open(inner) as file:
                bare = _bounded(file.read(left + 1), left)
            left -= len(bare)
            yield inner.filename, bare, True


def _sqlite(data: bytes) -> Unpacked:
    yield "", b"\n".join(map(_cell, tables.every_cell(data))), False


def _parquet(data: bytes) -> Unpacked:
    yield "", b"\n".join(map(_cell, tables.every_parquet_cell(data))), False


def _bounded(data: bytes, most: int = LARGEST) -> bytes:
    if len(data) > most:
        raise OSError(f"more than {LARGEST} bytes come out of it")
    return data


def _cell(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else str(cell).encode()


PACKED = {b"\x1f\x8b": _gzip, b"PK": _zip, b"SQLite format 3\0": _sqlite, b"PAR1": _parquet}
"""By how a file begins, what takes out what lies packed in it."""


def leaks(folder: Folder, words: Iterable[str]) -> list[tuple[str, str]]:
    """Each file, packed ones too, that holds one of the words, with the word."""
    wanted = {word: plain(word.encode()) for word in words}
    found = []
    for path in folder.files:
        for name, data in layers(path, folder.read(path)):
            text = plain(data)
            found += [(name, word) for word, low in wanted.items() if low in text]
    return found
