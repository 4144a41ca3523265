"""A small invented archive under a test's own folder, and what `check` says when it is broken."""

import shutil
from pathlib import Path

from builder.corpus import Corpus
from builder.pipeline import check
from builder.problems import Problem

ARCHIVE = Path(__file__).parent / "cases" / "archive"


def archive(root: Path) -> Path:
    """Copy the invented archive to `root`."""
    shutil.copytree(ARCHIVE, root, dirs_exist_ok=True)
    return root


def put(root: Path, path: str, text: str) -> None:
    """Write one record, in place of what may be there."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace a piece of one record; the piece must be there once."""
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path} has {old!r} {text.count(old)} times"
    put(root, path, text.replace(old, new))


def told(root: Path) -> list[str]:
    """Every problem of the archive, one line each, as the cases write them."""
    return [line(problem) for problem in check(root).problems]


def line(one: Problem) -> str:
    return f"{one.path}:{one.line}:{one.column} {one.level} {one.code}: {one.message} | {one.hint}"


def corpus(root: Path) -> Corpus:
    """The records under `root`, which must have no problem."""
    checked = check(root)
    assert checked.problems == [], [line(one) for one in checked.problems]
    return checked.corpus
