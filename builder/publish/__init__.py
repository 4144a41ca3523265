"""The only writer of the site: a new build is staged beside the old one, then switched to.

Beside `site/` lies `.site.state/`, so that the site's folder holds the site's files alone:

    lock      held while a command writes
    sidecar   what was written last (see `builder.publish.sidecar`); it also marks the site as ours
    stage/    files of the next build that differ from what is there
    journal   the steps of a switch; while it is there, the switch is finished before all else

Killed before the journal is whole, the old build stands; after that, the next command ends the
switch. At every moment each address serves whole bytes of the old build or of the new one.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from builder.disk import (
    Refused,
    explained,
    flush,
    locked,
    read_file,
    remove_file,
    remove_tree,
    write_new,
)
from builder.publish import journal, sidecar
from builder.publish.addresses import Addresses
from builder.publish.journal import Journal, Put
from builder.publish.sidecar import Seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many files of the site were written, left untouched and removed."""

    written: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class Recovery:
    """What an earlier command left: nothing, a switch now finished, or a stage now thrown away.

    `missing` names files whose new bytes were nowhere to be found; the next publish writes them.
    """

    found: Literal["nothing", "finished", "thrown away"] = "nothing"
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _State:
    """The site, the folder beside it that publishing keeps, and the descriptor of its lock."""

    site: str
    folder: Path
    lock: int

    @property
    def stage(self) -> str:
        return str(self.folder / "stage")

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    @property
    def sidecar(self) -> Path:
        return self.folder / "sidecar"

    def now(self) -> int:
        """The file system's own clock, in ns: what it stamps on a file touched at this moment."""
        os.utime(self.lock)
        return os.fstat(self.lock).st_mtime_ns


@dataclass(frozen=True, slots=True)
class _Tree:
    """What lies in the site's folder: files and links with their `lstat`, folders parents first."""

    files: dict[str, os.stat_result] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Staged:
    """The new build, compared with the old: its addresses, what differs, and what does not."""

    addresses: Addresses = field(default_factory=Addresses)
    puts: list[Put] = field(default_factory=list)
    kept: dict[str, Seen] = field(default_factory=dict)


def publish(files: Iterable[tuple[str, bytes]], out: Path, *, clean: bool = False) -> Outcome:
    """Make `out` hold exactly `files` (posix path, bytes), all of them or, stopped early, none.

    All of `files` is consumed before the site is touched, so an error while they are made leaves
    the old build as it was. An unchanged file keeps its modification time. `clean` forgets what
    is remembered and reads every file of the old build; it never empties the folder.
    Raises `Refused` (disk, permission, lock, a folder not ours) or `BadAddress`.
    """
    site = _site(out)
    with explained(f"publishing to {out}"):
        os.makedirs(site.parent, exist_ok=True)
        with _held(site) as state:
            _recover(state)
            return _publish(files, state, clean=clean)


def recover(out: Path) -> Recovery:
    """Finish or throw away what a killed command left at `out`; `publish` begins with this."""
    site = _site(out)
    with explained(f"mending {out}"):
        folder = _folder(site)
        if not any(os.path.lexists(folder / name) for name in ("journal", "stage")):
            return Recovery()
        with _held(site) as state:
            return _recover(state)


def _folder(site: Path) -> Path:
    return site.parent / f".{site.name}.state"


def _site(out: Path) -> Path:
    """The absolute path of `out`, or `Refused` when a site cannot be published there."""
    named = out.name not in ("", "..")
    parent = Path(os.path.realpath(out.parent if named else out))
    site = parent / out.name if named else parent
    if site == site.parent:
        raise Refused(f"{out} is the root of the file system; choose a folder")
    with explained(f"looking at {out}"), suppress(FileNotFoundError):
        found = os.lstat(site)
        if stat.S_ISLNK(found.st_mode):
            raise Refused(f"{out} is a symbolic link; name the folder it points to")
        if not stat.S_ISDIR(found.st_mode):
            raise Refused(f"{out} is not a folder; remove it or choose another place")
        if found.st_dev != os.stat(site.parent).st_dev:
            raise Refused(f"{out} is a mount point; choose a folder inside it")
    return site


@contextmanager
def _held(site: Path) -> Iterator[_State]:
    folder = _folder(site)
    with suppress(FileExistsError):
        os.mkdir(folder, 0o755)
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise Refused(f"{folder} is not a folder; remove it and run again")
    with locked(folder / "lock", str(site)) as lock:
        yield _State(str(site), folder, lock)


def _recover(state: _State) -> Recovery:
    if (unfinished := journal.read(state.journal)) is not None:
        known = sidecar.read(state.sidecar) or {}
        above = (str(folder) for path in unfinished.paths for folder in PurePosixPath(path).parents)
        touched = {*unfinished.paths, *above}  # above: a file may have become a folder
        kept = {path: seen for path, seen in known.items() if path not in touched}
        return Recovery("finished", _switch(state, unfinished, kept))
    if os.path.lexists(state.journal) or os.path.lexists(state.stage):
        _discard(state)
        return Recovery("thrown away")
    return Recovery()


def _publish(files: Iterable[tuple[str, bytes]], state: _State, *, clean: bool) -> Outcome:
    now = state.now()
    before = _survey(state.site)
    remembered = sidecar.read(state.sidecar)
    _refuse_foreign(state, before, remembered)
    known = remembered or {}
    try:
        staged = _stage(files, state, before, {} if clean else known, now)
        steps = _steps(before, staged)
        changed = steps != Journal() or not os.path.isdir(state.site)
        if changed:
            names = [f"{state.stage}/{put.number}" for put in steps.puts]
            flush([*names, state.stage], within=state.lock)
            journal.write(state.journal, steps)
    except BaseException:
        # Even interrupted, give the space back; what cannot be removed now is swept next time.
        with suppress(OSError):
            _discard(state)
        raise
    if changed:
        if _switch(state, steps, staged.kept):
            raise Refused(f"files vanished from {state.stage} meanwhile; run again")
    else:
        if staged.kept != remembered:
            sidecar.write(state.sidecar, staged.kept)
        _discard(state)
    return _outcome(before, staged)


def _outcome(before: _Tree, staged: _Staged) -> Outcome:
    removed = before.files.keys() - staged.addresses.files
    unchanged = len(staged.addresses.files) - len(staged.puts)
    return Outcome(len(staged.puts), unchanged, len(removed))


def _survey(site: str) -> _Tree:
    tree = _Tree()
    if os.path.isdir(site):
        _survey_into(tree, site, "")
    return tree


def _survey_into(tree: _Tree, folder: str, prefix: str) -> None:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            tree.folders.append(path)
            _survey_into(tree, entry.path, f"{path}/")
        else:
            tree.files[path] = entry.stat(follow_symlinks=False)


def _refuse_foreign(state: _State, before: _Tree, known: Mapping[str, Seen] | None) -> None:
    """Refuse a folder with someone else's files: no sidecar beside it, or none it names inside."""
    if known is None:
        ours = state.sidecar.exists()  # not whole, but only this program writes one
    else:
        ours = any(path in before.files for path in known)
    if not ours and (before.files or before.folders):
        raise Refused(
            f"{state.site} is not empty and was not written by this program; "
            "move it away or choose another folder"
        )


def _stage(
    files: Iterable[tuple[str, bytes]],
    state: _State,
    before: _Tree,
    known: Mapping[str, Seen],
    now: int,
) -> _Staged:
    staged = _Staged()
    os.mkdir(state.stage, 0o755)
    for path, data in files:
        staged.addresses.add(path)
        digest = sha256(data).hexdigest()
        found = before.files.get(path)
        if found is None or found.st_size != len(data):
            same = False
        elif sidecar.trusted(known.get(path), found):
            same = known[path].sha256 == digest
        else:
            same = read_file(f"{state.site}/{path}") == data
        if same and found is not None:
            staged.kept[path] = sidecar.seen(found, digest, now)
        else:
            write_new(f"{state.stage}/{len(staged.puts)}", data)
            staged.puts.append(Put(path, len(staged.puts), digest))
    return staged


def _steps(before: _Tree, staged: _Staged) -> Journal:
    """New files first, then changed ones, then removals, so that a link to a new page holds."""
    addresses = staged.addresses
    new = [put for put in staged.puts if put.path not in before.files]
    changed = [put for put in staged.puts if put.path in before.files]
    # A file in the way of a new folder is cleared when that folder is made, not dropped later.
    gone = before.files.keys() - addresses.files - addresses.folders
    folders = [folder for folder in before.folders if folder not in addresses.folders]
    return Journal((*new, *changed), tuple(sorted(gone)), tuple(reversed(folders)))


def _switch(state: _State, steps: Journal, kept: dict[str, Seen]) -> frozenset[str]:
    """Run the journaled steps, make them durable, remember the result, then drop the journal."""
    os.makedirs(state.site, exist_ok=True)
    missing = journal.replay(steps, state.site, state.stage)
    flush(journal.folders_of(steps.paths, state.site), within=state.lock)
    now = state.now()
    for put in steps.puts:
        if put.path not in missing:
            kept[put.path] = sidecar.seen(os.lstat(f"{state.site}/{put.path}"), put.sha256, now)
    sidecar.write(state.sidecar, kept)
    _discard(state)
    return frozenset(missing)


def _discard(state: _State) -> None:
    """Drop the journal, and only once that is durable the stage: a journal needs its stage."""
    remove_file(str(state.journal))
    flush([str(state.folder)])
    for name in ("journal.new", "sidecar.new"):
        remove_file(str(state.folder / name))
    remove_tree(state.stage)
