"""Looks for words in every file below a folder: `python -m tests.leaks FOLDER WORDS`.

WORDS is a file with one word or name a line; it lies outside the repository and is never committed.
What is found is told by its line number in WORDS, so that the names do not stand in a log.
"""

import gzip
import json
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}")


def plain(data: bytes) -> str:
    """The bytes as text, without escapes of JSON or addresses, in one case."""
    text = data.decode("utf-8", "replace")
    text = ESCAPE.sub(lambda match: json.loads(f'"{match[0]}"', strict=False), text)
    return unicodedata.normalize("NFC", unquote(text)).casefold()


def layers(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file, its name, and what lies packed within it."""
    yield name, name.encode() + b"\n" + data
    if data.startswith(b"\x1f\x8b"):
        yield from layers(f"{name}!", gzip.decompress(data))
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for inner in packed.namelist():
                yield from layers(f"{name}!{inner}", packed.read(inner))


def leaks(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Each file below the folder that holds one of the words, with the word."""
    wanted = {word: plain(word.encode()) for word in words}
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        for name, data in layers(str(file.relative_to(folder)), file.read_bytes()):
            text = plain(data)
            found += [(name, word) for word, low in wanted.items() if low in text]
    return found


def main() -> int:
    """Say where words were found; 1 if any was."""
    folder, listed = Path(sys.argv[1]), Path(sys.argv[2])
    lines = [line.strip() for line in listed.read_text(encoding="utf-8").splitlines()]
    numbers = {word: number for number, word in enumerate(lines, 1) if word}
    found = leaks(folder, numbers)
    for name, word in found:
        print(f"{name}: the word of line {numbers[word]}")
    files = sum(path.is_file() for path in folder.rglob("*"))
    print(f"{files} files read for {len(numbers)} words: {len(found)} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
