"""Reads revisions of a repository as listings and blobs; nothing is checked out, nothing is run."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from builder.problems import Stop
from builder.write.diff.files import File

AT_ONCE = 500
"""Blobs asked for in one go, so that memory stays small."""

# Settings of the repository may name programs; none of these can be reached by reading objects,
# and the two that could touch the machine are switched off all the same.
_GIT = (
    "git",
    "--no-replace-objects",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
)
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class NoGit(Stop):
    """The git program is missing, or could not read what it was asked for."""

    exit_code = 3


def commit(root: Path, name: str) -> str | None:
    """The commit that a name means in the repository at `root`; None when it means none."""
    asked = ("rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    found = _run(root, *asked, fails=True)
    return found.decode("ascii").strip() or None


def head(root: Path) -> str:
    """The commit that the working tree started from; empty where there is none."""
    return (commit(root, "HEAD") or "") if (root / ".git").exists() else ""


def common(root: Path, one: str, other: str) -> str | None:
    """The newest commit that two commits share, where the history at hand reaches that far."""
    return _run(root, "merge-base", one, other, fails=True).decode("ascii").strip() or None


def tree(root: Path, commit: str) -> Iterator[File]:
    """Every file of a commit below `root`, with its mode; nothing of it is read."""
    for line in _run(root, "ls-tree", "-r", "-l", "-z", commit).split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _, oid, size = about.decode("ascii").split()
            yield File(os.fsdecode(path), mode, oid, int(size) if size != "-" else 0)


def blobs(root: Path, files: Sequence[File]) -> Iterator[tuple[File, bytes]]:
    """The bytes of files that `tree` listed."""
    left = iter(files)
    while some := list(islice(left, AT_ONCE)):
        asked = "".join(f"{file.oid}\n" for file in some).encode("ascii")
        answer, at = _run(root, "cat-file", "--batch", given=asked), 0
        for file in some:
            end = answer.index(b"\n", at)
            oid, kind, size = answer[at:end].decode("ascii").split()
            if (oid, kind, int(size)) != (file.oid, "blob", file.size):
                raise NoGit(f"git gave another object than {file.oid}")
            at = end + 1 + file.size + 1
            yield file, answer[end + 1 : at - 1]


def listed(root: Path) -> list[str] | None:
    """The files of a working tree that git knows or would add; None where there is no git."""
    if not (root / ".git").exists():
        return None
    names = _run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return sorted({os.fsdecode(name) for name in names.split(b"\0") if name})


def _run(root: Path, *asked: str, given: bytes = b"", fails: bool = False) -> bytes:
    try:
        done = subprocess.run(
            [*_GIT, "-C", str(root), *asked],
            input=given,
            capture_output=True,
            check=False,
            env={**os.environ, **_QUIET},
        )
    except FileNotFoundError:
        raise NoGit("git is not installed; give two folders instead") from None
    if done.returncode and not fails:
        raise NoGit(f"git {asked[0]}: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return b"" if done.returncode else done.stdout
