"""What publishing remembers of the files it wrote, so that an unchanged one need not be read again.

A remembered file is trusted only while its size, modification time, change time and inode are all
as they were; otherwise its bytes are read. The kernel sets the change time and ordinary tools
cannot put it back, so an edit that restores size and modification time is still found. A file
changed in the very clock tick in which it was looked at could hide an edit; it is remembered
without a change time and therefore read again (git's "racy" rule).
"""

import json
import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from builder.disk import write_whole


class Seen(NamedTuple):
    """One file as it was when its bytes were known: `sha256` in hexadecimal, times in ns."""

    size: int
    mtime: int
    ctime: int
    inode: int
    sha256: str


def seen(found: os.stat_result, digest: str, now: int) -> Seen:
    """Remember `found`; `now` is the file system's clock, read before the file was looked at."""
    ctime = found.st_ctime_ns if found.st_ctime_ns < now else 0
    return Seen(found.st_size, found.st_mtime_ns, ctime, found.st_ino, digest)


def trusted(known: Seen | None, found: os.stat_result) -> bool:
    """Whether the file cannot have changed since it was remembered."""
    return (
        known is not None
        and stat.S_ISREG(found.st_mode)
        and found.st_size == known.size
        and found.st_mtime_ns == known.mtime
        and found.st_ctime_ns == known.ctime
        and found.st_ino == known.inode
    )


def read(path: Path) -> dict[str, Seen] | None:
    """What is remembered; None when the file is absent or not whole."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    if digest != sha256(body).hexdigest().encode():
        return None
    return {name: Seen(*fields) for name, fields in json.loads(body).items()}


def write(path: Path, files: Mapping[str, Seen]) -> None:
    """Replace what is remembered; durable when this returns."""
    body = json.dumps(files, separators=(",", ":"), sort_keys=True).encode()
    write_whole(path, sha256(body).hexdigest().encode() + b"\n" + body)
