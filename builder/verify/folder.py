"""The folder of a site as plain files: links are not followed, what is not a file is told."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from typing import Any

from builder.disk import read_file
from builder.verify.answer import Fault

LARGEST = 256 * 1024 * 1024
DEEPEST = 16
MOST = 500_000


class Unread(Exception):
    """A file that is not there or does not hold what it should; says so in a sentence."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(what)
        self.fault = Fault(path, what)


@dataclass(frozen=True)
class Folder:
    """Every file by its path from `root` and its size, and what else lies there."""

    root: str
    files: dict[str, int] = field(default_factory=dict)
    odd: list[Fault] = field(default_factory=list)

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def below(self, start: str, end: str = "") -> Iterator[str]:
        """Files whose path starts and ends so, in order of path."""
        return (path for path in self.files if path.startswith(start) and path.endswith(end))

    def read(self, path: str) -> bytes:
        """The bytes of a file; `Unread` when there are none."""
        data = read_file(f"{self.root}/{path}") if path in self.files else None
        if data is None:
            raise Unread(path, "is not there")
        return data

    def text(self, path: str) -> str:
        """A file in UTF-8; `Unread` when it is not."""
        try:
            return self.read(path).decode()
        except UnicodeDecodeError as error:
            raise Unread(path, f"is not UTF-8 (byte {error.start})") from error

    def json(self, path: str) -> Any:
        """The value of a JSON file; `Unread` when it holds none."""
        return parsed(path, self.text(path))

    def digest(self, path: str) -> str:
        """SHA-256 in hexadecimal; empty when the file cannot be read any more."""
        try:
            with open(f"{self.root}/{path}", "rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def parsed(path: str, text: str) -> Any:
    """The value of JSON; `Unread`, naming `path`, when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unread(path, f"is not JSON: {error}") from error


def survey(root: str) -> Folder:
    """Look at every entry below `root` once; nothing is opened."""
    found = Folder(root)
    waiting = [("", 0)]
    while waiting:
        prefix, depth = waiting.pop()
        for entry in _entries(found, prefix):
            below = _look(found, entry, prefix + entry.name, depth)
            waiting += [(below, depth + 1)] if below else []
            if len(found.files) > MOST:
                found.odd.append(Fault("", f"holds more than {MOST} files: the rest was not read"))
                return found
    ordered = dict(sorted(found.files.items()))
    found.files.clear()
    found.files.update(ordered)
    return found


def _entries(found: Folder, prefix: str) -> "list[os.DirEntry[str]]":
    try:
        with os.scandir(f"{found.root}/{prefix}") as entries:
            return list(entries)
    except OSError as error:
        found.odd.append(Fault(prefix, f"cannot be read: {error.strerror}"))
        return []


def _look(found: Folder, entry: "os.DirEntry[str]", path: str, depth: int) -> str:
    """Note one entry; the prefix of what lies below it, when it is a folder to go into."""
    what = ""
    try:
        path.encode()
        folder, file = entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False)
        size = entry.stat(follow_symlinks=False).st_size
    except UnicodeEncodeError:
        what, folder, file, size = "has a name that is not UTF-8", False, False, 0
    except OSError as error:
        what, folder, file, size = f"cannot be read: {error.strerror}", False, False, 0
    if folder and depth >= DEEPEST:
        what = f"lies deeper than {DEEPEST} folders: not read"
    elif folder:
        return f"{path}/"
    elif file and size > LARGEST:
        what = f"is larger than {LARGEST} bytes: not read"
    elif file:
        found.files[path] = size
        return ""
    found.odd.append(Fault(path, what or "is a link or no file; a site holds plain files"))
    return ""
