"""The record files of a project become documents; nothing else under entries/ is read."""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builder.gate import admit
from builder.gate.encoding import MAX_BYTES, readable, too_large
from builder.problems import Level, Mark, Problem, problem
from builder.tree import Node

ENTRIES = "entries"
FOLDERS = (
    "events",
    "episodes",
    "figures",
    "cases",
    "laws",
    "sources",
    "people",
    "organisations",
    "places",
)

_NAME = re.compile(r"(?=.{3,64}\.yaml\Z)[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.", re.IGNORECASE)
_STRAY = re.compile(r"\..*\.sw.|\.#.*|.*~|#.*#|\.DS_Store|Thumbs\.db|desktop\.ini")
# A link is not followed; opening a pipe does not wait for a writer. Windows has neither flag.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _FLAGS |= getattr(os, _name, 0)


@dataclass(frozen=True, slots=True)
class Document:
    """One record file as written: `path` is POSIX, relative to the root; `stem` is its id."""

    path: str
    folder: str
    stem: str
    tree: Node


def load(root: Path, only: Collection[str] | None = None) -> tuple[list[Document], list[Problem]]:
    """Read every record under `root`, or those `only` names as files or folders.

    Everything wrong with every file is returned. A record is left out when it could not be read as
    it was meant: a problem then has its path, so its id need not be reported as unknown too.
    """
    paths, found = find(root)
    if only is not None:
        paths, found = _choose(paths, found, only)
    documents = []
    for path in paths:
        document, more = read(root, path)
        found += more
        if document:
            documents.append(document)
    return documents, sorted(found)


def find(root: Path) -> tuple[list[str], list[Problem]]:
    """List the record files under `root`, and everything there that may not be there."""
    top = root / ENTRIES
    if top.is_symlink():
        return [], [problem("file-link", Mark(ENTRIES))]
    paths: list[str] = []
    found: list[Problem] = []
    for entry in _entries(top, ENTRIES, found):
        path = f"{ENTRIES}/{entry.name}"
        if entry.name in FOLDERS and entry.is_dir(follow_symlinks=False):
            paths += _find_in(Path(entry.path), path, found)
        else:
            found.append(_not_a_folder(entry, path))
    return paths, found


def _not_a_folder(entry: os.DirEntry[str], path: str) -> Problem:
    """Tell what stands in entries/ and is not one of its folders."""
    code = _refused(entry)
    if code == "file-deep":
        code = "file-folder"
    elif code in ("", "file-name", "file-name-reserved"):
        code = "file-misplaced"
    level: Level = "warning" if code == "file-stray" else "error"
    values = {"name": entry.name, "folders": ", ".join(FOLDERS)}
    return problem(code, Mark(path), level, **values)


def read(root: Path, path: str) -> tuple[Document | None, list[Problem]]:
    """Read the record at a path that `find` returned."""
    data, found = _read_bytes(root / path, path)
    if data is None:
        return None, found
    tree, found = admit(data, path)
    _, folder, name = path.split("/")
    if tree is None:
        return None, found
    return Document(path, folder, name.removesuffix(".yaml"), tree), found


def _choose(
    paths: list[str], found: list[Problem], only: Collection[str]
) -> tuple[list[str], list[Problem]]:
    """Keep what lies at or under the wanted paths; a wanted path where nothing lies is told."""
    wanted = {path.removeprefix("./").rstrip("/") for path in only}

    def within(path: str) -> bool:
        return any(path == one or path.startswith(f"{one}/") for one in wanted)

    chosen = [path for path in paths if within(path)]
    kept = [one for one in found if within(one.path)]
    there = {*(path for path in chosen), *(one.path for one in kept)}
    for one in sorted(wanted):
        if not any(path == one or path.startswith(f"{one}/") for path in there):
            kept.append(problem("file-missing", Mark(one)))
    return chosen, kept


def quoter(root: Path) -> Callable[[str, int], str]:
    """Give the reporters a way to quote lines: unreadable files and lines are quoted as nothing."""

    @lru_cache(maxsize=8)
    def lines(path: str) -> list[str]:
        if ".." in path.split("/") or path.startswith("/"):
            return []
        data, _ = _read_bytes(root / path, path)
        return re.split(r"\r\n?|\n", readable(data or b""))

    return lambda path, line: next(iter(lines(path)[line - 1 : line]), "")


def _read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """Read a regular file of acceptable size; its size is asked first."""
    try:
        with open(os.open(file, _FLAGS), "rb") as stream:
            about = os.fstat(stream.fileno())
            if not stat.S_ISREG(about.st_mode):
                return None, [problem("file-special", Mark(path))]
            if about.st_size > MAX_BYTES:
                return None, [too_large(about.st_size, path)]
            return stream.read(MAX_BYTES + 1), []
    except OSError as error:
        if error.errno == errno.ELOOP:
            return None, [problem("file-link", Mark(path))]
        reason = error.strerror or "unknown"
        return None, [problem("file-unreadable", Mark(path), reason=reason)]


def _entries(folder: Path, path: str, found: list[Problem]) -> list[os.DirEntry[str]]:
    """What is in a folder, in the order of code points whatever the locale and the disk."""
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        reason = error.strerror or "unknown"
        found.append(problem("file-unreadable", Mark(path), reason=reason))
        return []


def _find_in(folder: Path, path: str, found: list[Problem]) -> Iterator[str]:
    seen: dict[str, str] = {}
    entries = _entries(folder, path, found)
    # Right names first: of two that clash, the wrong one is told.
    for entry in sorted(entries, key=lambda entry: not _NAME.fullmatch(entry.name)):
        name = entry.name
        other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        code = "file-case" if other != name else _refused(entry)
        if code:
            values = {"name": name, "other": other, "folder": folder.name}
            level: Level = "warning" if code == "file-stray" else "error"
            found.append(problem(code, Mark(f"{path}/{name}"), level, **values))
        else:
            yield f"{path}/{name}"


def _refused(entry: os.DirEntry[str]) -> str:
    """The code for what may not stand in a folder of records, or nothing for a record."""
    if entry.is_symlink():
        return "file-link"
    if entry.is_dir(follow_symlinks=False):
        return "file-deep"
    if not entry.is_file(follow_symlinks=False):
        return "file-special"
    return refused_name(entry.name)


def refused_name(name: str) -> str:
    """The code for a name that no record may have, or nothing."""
    if _STRAY.fullmatch(name):
        return "file-stray"
    if name.startswith("."):
        return "file-hidden"
    if not name.endswith(".yaml"):
        return "file-extension"
    if _RESERVED.match(name):
        return "file-name-reserved"
    return "" if _NAME.fullmatch(name) else "file-name"
