"""The files of one state of the archive, wherever they lie: names, modes, what tells them apart."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

PLAIN = "100644"
LINK = "120000"
SUBMODULE = "160000"
OTHER = "000000"


@dataclass(frozen=True, slots=True)
class File:
    """One file: `oid` is git's name for its bytes, so that the same bytes have the same name."""

    path: str
    mode: str
    oid: str
    size: int


def walked(root: Path) -> list[str]:
    """Every file below a folder, links unfollowed, `.git` left out."""
    found = []
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if name != ".git")
        links = [name for name in inner if os.path.islink(os.path.join(folder, name))]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in [*names, *links]]
    return sorted(path.replace(os.sep, "/") for path in found)


def on_disk(root: Path, path: str, *, digits: int = 40) -> File | None:
    """One file of a folder; None when it is gone. `digits` is the length of the oids to match."""
    file = root / path
    try:
        about = os.lstat(file)
    except OSError:
        return None
    if stat.S_ISLNK(about.st_mode):
        return File(path, LINK, "", 0)
    if not stat.S_ISREG(about.st_mode):
        return File(path, OTHER, "", 0)
    # The right to run a file is not asked: on many disks every file has it.
    return File(path, PLAIN, _oid(file, about.st_size, digits), about.st_size)


def _oid(file: Path, size: int, digits: int) -> str:
    name = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    name.update(b"blob %d\0" % size)
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            name.update(piece)
    return name.hexdigest()
