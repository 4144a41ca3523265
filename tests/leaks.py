"""Looks for words in every file below a folder: `python -m tests.leaks FOLDER WORDS`.

WORDS is a file with one word or name a line; it lies outside the repository and is never committed.
What is found is told by its line number in WORDS, so that the names do not stand in a log.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from builder.verify import leaks as scanner
from builder.verify.folder import survey


def leaks(folder: Path, words: Iterable[str]) -> list[tuple[str, str]]:
    """Each file below the folder that holds one of the words, with the word."""
    found = survey(str(folder))
    assert found.odd == []
    return scanner.leaks(found, words)


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
