"""The switch from one build to the next, as steps that can be run again from the start."""

import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.disk import read_file, remove_file, remove_folder, remove_tree, write_whole


@dataclass(frozen=True, slots=True)
class Put:
    """Move the staged file `number` to `path`; `sha256` tells whether that was done already."""

    path: str
    number: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps in the order they run: files put, files dropped, folders dropped (deepest first)."""

    puts: tuple[Put, ...] = ()
    drops: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    @property
    def paths(self) -> Iterator[str]:
        """Every path a step touches."""
        yield from (put.path for put in self.puts)
        yield from self.drops
        yield from self.folders


def write(path: Path, journal: Journal) -> None:
    """Write the journal, one JSON object a line, the last one its checksum; durable on return."""
    steps: list[dict[str, str | int]] = [
        {"put": put.path, "number": put.number, "sha256": put.sha256} for put in journal.puts
    ]
    steps += [{"drop": drop} for drop in journal.drops]
    steps += [{"folder": folder} for folder in journal.folders]
    body = "".join(json.dumps(step) + "\n" for step in steps).encode()
    write_whole(path, body + _end(body))


def read(path: Path) -> Journal | None:
    """The journal, or None when there is none or it is not complete."""
    try:
        *lines, last = path.read_bytes().splitlines(keepends=True)
    except (FileNotFoundError, ValueError):
        return None
    if last != _end(b"".join(lines)):
        return None
    steps = [json.loads(line) for line in lines]
    return Journal(
        tuple(Put(s["put"], s["number"], s["sha256"]) for s in steps if "put" in s),
        tuple(s["drop"] for s in steps if "drop" in s),
        tuple(s["folder"] for s in steps if "folder" in s),
    )


def _end(body: bytes) -> bytes:
    return json.dumps({"end": sha256(body).hexdigest()}).encode() + b"\n"


def replay(journal: Journal, site: str, stage: str) -> set[str]:
    """Run every step, or what is left of them; the paths whose bytes were nowhere to be found."""
    sound: set[str] = set()
    missing = {put.path for put in journal.puts if not _put(put, site, stage, sound)}
    for drop in journal.drops:
        remove_file(f"{site}/{drop}")
    for folder in journal.folders:
        remove_folder(f"{site}/{folder}")
    return missing


def _put(put: Put, site: str, stage: str, sound: set[str]) -> bool:
    staged, target = f"{stage}/{put.number}", f"{site}/{put.path}"
    _make_folder(os.path.dirname(target), site, sound)
    try:
        os.replace(staged, target)
    except IsADirectoryError:
        remove_tree(target)
        os.replace(staged, target)
    except FileNotFoundError:
        data = read_file(target)
        return data is not None and sha256(data).hexdigest() == put.sha256
    return True


def _make_folder(folder: str, site: str, sound: set[str]) -> None:
    """Make `folder` a real folder inside the site; a file or link in its way is removed."""
    if folder in sound:
        return
    if folder != site:
        _make_folder(os.path.dirname(folder), site, sound)
    try:
        os.mkdir(folder, 0o755)
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            remove_file(folder)
            os.mkdir(folder, 0o755)
    sound.add(folder)


def folders_of(paths: Iterable[str], site: str) -> list[str]:
    """Every folder of the site, still there, that holds or held one of `paths`; the site's too."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    inside = (f"{site}/{folder}".rstrip("/") for folder in sorted(found))
    return [os.path.dirname(site), *(folder for folder in inside if os.path.isdir(folder))]
