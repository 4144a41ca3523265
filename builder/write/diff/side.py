"""One side of a comparison: a revision or a folder, read by this program as data."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.checking import check
from builder.corpus import Corpus
from builder.gate.encoding import MAX_BYTES, too_large
from builder.link import sound
from builder.load import ENTRIES
from builder.problems import Mark, Problem, Stop, problem
from builder.release.ledger import NAME as LEDGER
from builder.write.diff import git
from builder.write.diff.files import LINK, PLAIN, SUBMODULE, File, on_disk, walked
from builder.written import TEXTS

MOST_BYTES = 1 << 30
"""Of all records of one side together."""
DEEPEST = 4


class NoSide(Stop):
    """What was given is neither a revision nor a folder of an archive."""

    exit_code = 2


class TooMuch(Stop):
    """More than a reviewer could read and a machine should hold."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side lies: below `root`, at `commit` or, without one, as it lies on the disk."""

    name: str
    root: Path
    commit: str = ""
    only: tuple[str, ...] | None = None

    def files(self, *, digits: int = 40) -> dict[str, File]:
        """Every file by path; `digits` is the length of the other side's oids."""
        if self.commit:
            found = list(git.tree(self.root, self.commit))
            by_path = {file.path: file for file in found}
            if len(by_path) < len(found):
                raise TooMuch(f"a folder of {self.name} has two files of one name")
            return by_path
        names = walked(self.root) if self.only is None else self.only
        seen = (on_disk(self.root, name, digits=digits) for name in names)
        return {file.path: file for file in seen if file is not None}

    def read(self, files: Iterable[File]) -> Iterator[tuple[File, bytes]]:
        """The bytes of plain files."""
        if self.commit:
            yield from git.blobs(self.root, list(files))
            return
        for file in files:
            yield file, (self.root / file.path).read_bytes()


@dataclass(frozen=True)
class Side:
    """One side as read: its files, its records as far as they are sound, what is wrong with it."""

    name: str
    files: Mapping[str, File]
    corpus: Corpus
    whole: Corpus
    problems: tuple[Problem, ...]
    ledger: bytes

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(one for one in self.problems if one.level == "error")


def place(root: Path, name: str) -> Place:
    """What a name on the command line means: a revision of the repository at `root`, or a folder."""
    if (root / ".git").exists() and (commit := git.commit(root, name)):
        shown = name if commit.startswith(name) else f"{name} ({commit[:12]})"
        return Place(shown[:80], root, commit)
    if (Path(name) / ENTRIES).is_dir():
        return Place(name[-80:], Path(name))
    raise NoSide(f"'{name[:80]}' is neither a revision of this archive nor a folder with entries/")


def working(root: Path) -> Place:
    """The files as they lie in `root`, saved or not yet committed."""
    names = git.listed(root)
    return Place("the working tree", root, only=None if names is None else tuple(names))


def read_ledger(at: Place, files: Mapping[str, File]) -> bytes:
    """The bytes of a side's ledger; empty when it has none."""
    file = files.get(LEDGER)
    if file is None or file.mode != PLAIN:
        return b""
    return next(data for _, data in at.read([file]))


def side(at: Place, files: Mapping[str, File], *, ledger: bytes) -> Side:
    """Read a side with this program's rules and the given `ledger`, not with its own."""
    wanted = [
        file for path, file in files.items() if path.startswith(f"{ENTRIES}/") or path in TEXTS
    ]
    found = [fault for file in wanted if (fault := _refused(file))]
    good = [file for file in wanted if _refused(file) is None]
    if sum(file.size for file in good) > MOST_BYTES:
        raise TooMuch(f"the records of {at.name} have more than {MOST_BYTES:,} bytes together")
    with _laid(at.read(good), ledger) as folder:
        checked = check(folder, releases=False)
    problems = tuple(sorted({*found, *checked.problems}))
    judged = sound(checked.corpus, _faulty(checked.corpus, problems))
    return Side(at.name, files, judged, checked.corpus, problems, ledger)


def _faulty(corpus: Corpus, problems: Iterable[Problem]) -> set[str]:
    """Files that cannot be compared: unread, or naming what is not there."""
    read = {corpus.documents[id].path for id in (*corpus.records, *corpus.tombstones)}
    errors = [one for one in problems if one.level == "error"]
    return {one.path for one in errors if one.path not in read or one.code.startswith("ref-")}


def _refused(file: File) -> Problem | None:
    """Why a file is not read at all."""
    mark, parts = Mark(file.path), file.path.split("/")
    if file.mode == LINK:
        return problem("file-link", mark)
    if file.mode != PLAIN:
        is_file = file.mode.startswith("100")
        code = "file-mode" if is_file else "file-submodule" if file.mode == SUBMODULE else ""
        return problem(code, mark, mode=file.mode) if code else problem("file-special", mark)
    if {"", ".", ".."} & set(parts) or len(parts) > DEEPEST or len(os.fsencode(file.path)) > 250:
        return problem("file-name", mark, name=parts[-1][:80])
    return too_large(file.size, file.path) if file.size > MAX_BYTES else None


@contextmanager
def _laid(data: Iterable[tuple[File, bytes]], ledger: bytes) -> Iterator[Path]:
    """Plain copies in a folder of their own, for the stages that read one."""
    with tempfile.TemporaryDirectory(prefix="qantar-diff-") as name:
        folder = Path(name)
        (folder / ENTRIES).mkdir()
        (folder / "pyproject.toml").write_text("[tool.qantar]\n", encoding="ascii")
        for file, content in data:
            _write(folder / file.path, content)
        if ledger:
            _write(folder / LEDGER, ledger)
        yield folder


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(content)
    except (FileExistsError, NotADirectoryError):
        raise TooMuch(f"two files want the name {file.name[:80]}") from None
