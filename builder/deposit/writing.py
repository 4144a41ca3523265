"""Writes a folder beside its place and moves it there: whoever looks finds all of it or none."""

import os
from collections.abc import Iterable
from pathlib import Path

from builder.disk import explained, flush, locked, remove_tree, write_new
from builder.problems import Stop


class Taken(Stop):
    """Something stands already where the folder should."""

    exit_code = 2


def write_folder(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write `files`, by path below it, as the folder `out`; how many they were.

    `out` may be an empty folder. Killed, nothing is at `out`; the next command sweeps what lies
    beside. Raises `Taken`, or `Refused` for the disk.
    """
    out = Path(os.path.abspath(out))
    with explained(f"writing {out}"):
        out.parent.mkdir(parents=True, exist_ok=True)
        with locked(out.parent, f"the folder {out.parent}"):
            if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
                raise Taken(f"{out} is there already; name a folder that is new or empty")
            beside = str(out.with_name(f".{out.name}.qantar-new"))
            remove_tree(beside)
            try:
                written = _write(beside, files)
                os.rename(beside, out)
            except BaseException:
                remove_tree(beside)
                raise
            flush([str(out.parent)])
    return written


def _write(folder: str, files: Iterable[tuple[str, bytes]]) -> int:
    folders, paths = {folder}, []
    os.mkdir(folder)
    for name, data in files:
        path = os.path.join(folder, name)
        inner = os.path.dirname(path)
        while inner not in folders:
            folders.add(inner)
            inner = os.path.dirname(inner)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_new(path, data)
        paths.append(path)
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        flush([*paths, *sorted(folders)], within=descriptor)
    finally:
        os.close(descriptor)
    return len(paths)
