"""Makes what cannot be a plain file of a repository: huge, unreadable, links, pipes, clashing names."""

import os
import socket
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from builder.pipeline import release

Made = Mapping[str, Any]


def make(root: Path, path: str, made: Made) -> None:
    """Carry out every instruction of a case, in the order of `STEPS`."""
    for key, step in STEPS.items():
        if key in made:
            step(root, path, made[key])


def _release(root: Path, _: str, date: str) -> None:
    release(root, date, today=date)


def _remove(root: Path, _: str, paths: list[str]) -> None:
    for path in paths:
        (root / path).unlink()


def _files(root: Path, _: str, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _change(root: Path, _: str, changes: list[tuple[str, str, str]]) -> None:
    for path, old, new in changes:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
        (root / path).write_text(text.replace(old, new), encoding="utf-8")


def _fill(root: Path, path: str, fill: Mapping[str, Any]) -> None:
    body = fill.get("before", "") + fill["unit"] * fill["times"] + fill.get("after", "")
    _place(root, path).write_text(body, encoding="utf-8", newline="")


def _hex(root: Path, path: str, digits: str) -> None:
    _place(root, path).write_bytes(bytes.fromhex(digits))


def _encoding(root: Path, path: str, how: Mapping[str, str]) -> None:
    _place(root, path).write_bytes(how["text"].encode(how["as"]))


def _sparse(root: Path, path: str, size: int) -> None:
    with _place(root, path).open("wb") as stream:
        stream.truncate(size)


def _link(root: Path, path: str, target: str) -> None:
    _place(root, path).symlink_to(target)


def _pipe(root: Path, path: str, _: bool) -> None:
    os.mkfifo(_place(root, path))


def _device(root: Path, path: str, number: list[int]) -> None:
    """A device; whoever may not make one makes a pipe, which is refused alike."""
    try:
        os.mknod(_place(root, path), stat.S_IFCHR | 0o600, os.makedev(*number))
    except PermissionError:
        os.mkfifo(_place(root, path))


def _socket(root: Path, path: str, _: bool) -> None:
    place = _place(root, path)
    here = os.open(place.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(f"/proc/self/fd/{here}/{place.name}")  # the whole path may be too long for one
    os.close(here)


def _folder(root: Path, path: str, _: bool) -> None:
    (root / path).mkdir(parents=True)


def _moved(root: Path, path: str, to: str) -> None:
    """The real thing stands elsewhere, and a link in its place."""
    (root / path).rename(root / to)
    (root / path).symlink_to(to)


def _named(root: Path, path: str, name: str) -> None:
    """A name that is no text: its bytes, as hexadecimal digits."""
    place = os.path.join(os.fsencode(_place(root, path).parent), bytes.fromhex(name))
    with open(place, "wb") as stream:
        stream.write(b"id: x\n")


def _place(root: Path, path: str) -> Path:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


STEPS: Mapping[str, Callable[[Path, str, Any], None]] = {
    "released": _release,
    "remove": _remove,
    "files": _files,
    "change": _change,
    "fill": _fill,
    "hex": _hex,
    "encoded": _encoding,
    "sparse": _sparse,
    "link": _link,
    "pipe": _pipe,
    "device": _device,
    "socket": _socket,
    "folder": _folder,
    "moved": _moved,
    "named": _named,
}
"""Instruction of a case → how it is carried out."""
