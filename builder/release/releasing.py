"""Writes a release: the ids, then the files, then the line that seals it; killed, it is resumed."""

import os
from pathlib import Path

from builder.corpus import Corpus
from builder.disk import explained, flush, locked, read_file, remove_file, write_new
from builder.problems import Mark, Problem, problem
from builder.project import Project
from builder.release import ledger
from builder.release.entering import entries
from builder.release.freezing import Made, made, waiting
from builder.release.history import NAME, History, read
from builder.release.kept import release_of
from builder.release.ledger import Broken, Ledger
from builder.release.lines import Step
from builder.release.signing import sign


def release(book: Path, folder: Path, corpus: Corpus, date: str) -> Made | None:
    """Enter what is new in the ledger `book`, and freeze in `folder` what changed; None if nothing.

    Killed, the same command writes the same bytes and goes on with what is there. A file that is
    there and differs is never touched: it may be all that is left of a release whose line the
    ledger lost. Raises `Broken` then, and when anything else is not sound; `Refused` for the disk.
    """
    with explained(f"writing {NAME}"):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, NAME):
        known = _ledger(book)
        past, left = _past(folder, known)
        known = ledger.append(book, entries(known, corpus, date))
        if not waiting(past, corpus):
            return None
        new = made(past, corpus, date, known.anchor)
        if foreign := left - new.files.keys():
            raise Broken([_stray(path) for path in sorted(foreign)])
        _write(folder, new)
        ledger.append(book, [Step(date, "release", release=new.name, sums=new.sums)])
        return new


def sign_last(place: Project, key: Path) -> str:
    """Sign the last release with an SSH key; its name."""
    past, _ = _past(place.releases, _ledger(place.ledger))
    name = release_of(past, None).name
    sign(place.releases / name, key)
    return name


def _ledger(book: Path) -> Ledger:
    found = ledger.read(book)
    if isinstance(found, list):
        raise Broken(found)
    return found


def _past(folder: Path, known: Ledger) -> tuple[History, set[str]]:
    """What was released, and the files that no release names: a killed command may go on there."""
    found = read(folder, known)
    if isinstance(found, History):
        return found, set()
    strays = {one.path.removeprefix(f"{NAME}/") for one in found if one.code == "release-stray"}
    again = read(folder, known, left=strays)
    if isinstance(again, list):
        raise Broken(again)
    return again, {path for path in strays if not path.endswith(BESIDE)}


def _stray(path: str) -> Problem:
    return problem("release-stray", Mark(f"{NAME}/{path}"))


BESIDE = ".new"
"""How a file is called until it is whole."""


def _write(folder: Path, new: Made) -> None:
    """Every file is new, or was written by the same command before it was killed."""
    with explained(f"writing {NAME}"):
        wanted = {str(folder / path): data for path, data in new.files.items()}
        there = {path: read_file(path) for path in wanted if os.path.lexists(path)}
        if other := sorted(path for path, data in there.items() if data != wanted[path]):
            raise Broken([_stray(os.path.relpath(path, folder)) for path in other])
        absent = [path for path in wanted if path not in there]
        for path in absent:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            remove_file(path + BESIDE)
            write_new(path + BESIDE, wanted[path])
        flush([path + BESIDE for path in absent])
        for path in absent:
            os.rename(path + BESIDE, path)
        flush(sorted({os.path.dirname(path) for path in absent}))
