"""The hostile corpus: every input by name, where it is laid, and what must be said of it.

A case is a file `<family>/<code>--<id>.yaml`, laid at `entries/<folder>/<id>.yaml` of the invented
archive; `expected.tsv` gives its folder, every error as `code:line:column`, and why it is dangerous.
`accepted` stands for a code where the text is let in and made harmless by the outputs. What cannot
be a plain file of a repository is made from `built.toml`, one table a case.
"""

import csv
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from builder.checking import check
from builder.problems import Problem
from tests.hostile.make import make
from tests.small import archive

HERE = Path(__file__).parent
ACCEPTED = "accepted"


@dataclass(frozen=True)
class Case:
    """One input: `path` is where its problems are told; `alone` needs an archive of its own."""

    family: str
    name: str
    path: str
    expected: tuple[str, ...]
    why: str
    data: bytes = b""
    made: Mapping[str, Any] = field(default_factory=dict)
    alone: bool = False

    @property
    def code(self) -> str:
        """What the name states."""
        return self.name.partition("--")[0]

    def lay(self, root: Path) -> None:
        """Put the input into an archive."""
        if self.made:
            make(root, self.path, self.made)
            return
        file = root / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.data)


@cache
def cases() -> tuple[Case, ...]:
    """Every hostile input, by family and name."""
    found = [*_plain(), *_built()]
    return tuple(sorted(found, key=lambda case: (case.family, case.name)))


def _plain() -> Iterator[Case]:
    for row in rows(HERE / "expected.tsv"):
        path = f"entries/{row['folder']}/{row['case'].partition('--')[2]}.yaml"
        expected = () if row["expected"] == "-" else tuple(row["expected"].split())
        data = (HERE / row["family"] / f"{row['case']}.yaml").read_bytes()
        yield Case(row["family"], row["case"], path, expected, row["why"], data)


def _built() -> Iterator[Case]:
    for name, made in tomllib.loads((HERE / "built.toml").read_text(encoding="utf-8")).items():
        path = made.get("path", f"entries/organisations/{name.partition('--')[2]}.yaml")
        if "named" in made:
            path = "entries/organisations/" + os.fsdecode(bytes.fromhex(made["named"]))
        yield Case(
            made["family"],
            name,
            path,
            tuple(made["expected"]),
            made["why"],
            made=made,
            alone=made.get("alone", False),
        )


@cache
def harmless() -> tuple[Case, ...]:
    """Every input that must be let in: `accept/<field>.tsv`, each put into `accept/<field>.yaml`."""
    found = []
    for table in sorted((HERE / "accept").glob("*.tsv")):
        head, _, template = table.with_suffix(".yaml").read_text(encoding="utf-8").partition("\n")
        folder = head.removeprefix("# laid in: ")
        for row in rows(table):
            written = row["written"].replace("⏎", "\n    ")
            text = template.replace("@ID@", row["name"]).replace("@LANG@", row["language"])
            data = text.replace("@TEXT@", written).encode()
            path = f"entries/{folder}/{row['name']}.yaml"
            found.append(Case(f"accept-{table.stem}", row["name"], path, (), row["why"], data))
    return tuple(found)


def rows(file: Path) -> list[dict[str, str]]:
    """The lines of a table under its header."""
    text = file.read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def judged(folder: Path) -> dict[str, tuple[str, ...]]:
    """What is said of every case: those of a family share an archive where they can."""
    told: dict[str, tuple[str, ...]] = {}
    for family, group in groupby(cases(), key=lambda case: case.family):
        together = []
        for case in group:
            if case.alone:
                told[case.name] = tell([case], folder / case.name)[case.name]
            else:
                together.append(case)
        told |= tell(together, folder / family)
    return told


def held(root: Path) -> list[tuple[str, int, int]]:
    """Everything in a folder, with its size and when it was written."""
    there = ((path, path.lstat()) for path in sorted(root.rglob("*")))
    return [(str(path), about.st_size, about.st_mtime_ns) for path, about in there]


def tell(group: Iterable[Case], root: Path) -> dict[str, tuple[str, ...]]:
    """Lay some cases into one archive and say what `check` says of each."""
    laid = list(group)
    archive(root)
    for case in laid:
        case.lay(root)
    before = held(root)
    problems = check(root).problems
    assert held(root) == before, "check wrote to the archive"
    return {case.name: _said(case, problems) for case in laid}


def _said(case: Case, problems: Iterable[Problem]) -> tuple[str, ...]:
    """What is told of a case; of a file with more than can be told, that there is more."""
    told = tuple(_of(case, problems))
    return tuple(one for one in told if one.startswith("file-more:")) or told


def _of(case: Case, problems: Iterable[Problem]) -> Iterator[str]:
    for one in problems:
        if case.alone:
            if one.level == "error":
                yield f"{one.path}:{one.code}:{one.line}:{one.column}"
        elif one.path == case.path and (one.level == "error" or one.code == case.code):
            yield f"{one.code}:{one.line}:{one.column}"
