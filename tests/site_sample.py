"""Two builds of a small site that differ in every way, and what to hold a folder against."""

import os
from pathlib import Path

Build = dict[str, bytes]

OLD: Build = {
    "index.html": b"old home",
    "same.css": b"same",
    "e/a/index.html": b"old a",
    "e/gone/index.html": b"gone",
    "turns": b"a file that turns into a folder",
    "swap/one": b"a folder that turns into a file",
    "swap/deep/two": b"so does this",
}
NEW: Build = {
    "index.html": b"new home",
    "same.css": b"same",
    "e/a/index.html": b"new a, longer",
    "e/b/index.html": b"b",
    "turns/index.html": b"now a folder",
    "swap": b"now a file",
    "empty": b"",
}


def tree(out: Path) -> dict[str, bytes | str | None]:
    """Everything in the folder: files with bytes, links with what they name, folders with None."""
    found: dict[str, bytes | str | None] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_symlink():
            found[name] = os.readlink(path)
        else:
            found[name] = path.read_bytes() if path.is_file() else None
    return found


def folders_too(build: Build) -> dict[str, bytes | None]:
    folders = {p.as_posix(): None for name in build for p in Path(name).parents}
    return {name: value for name, value in (folders | build).items() if name != "."}


def state(out: Path) -> list[str]:
    return sorted(os.listdir(out.parent / f".{out.name}.state"))


def settled(out: Path, build: Build) -> bool:
    """The site is exactly this build, and nothing is left over beside it."""
    return tree(out) == folders_too(build) and state(out) == ["lock", "sidecar"]


def whole(out: Path) -> None:
    """Every address serves whole bytes, old or new; what both builds have is never absent."""
    found = {name: data for name, data in tree(out).items() if data is not None}
    for name, data in found.items():
        assert data in (OLD.get(name), NEW.get(name)), name
    assert OLD.keys() & NEW.keys() <= found.keys()
