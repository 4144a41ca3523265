"""Reads and judges every record: the stages before anything is derived, in their order."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from builder.corpus import Corpus
from builder.link import Unread, link, link_written, name_meant, sound, unread
from builder.load import load
from builder.problems import Problem, Stop, problem
from builder.project import project
from builder.release import history, ledger
from builder.release.entering import present
from builder.release.ledger import START, Anchor, Ledger
from builder.rules.checks import ABSENCE
from builder.rules.checks import check as check_rules
from builder.validate import validate
from builder.written import is_written, read_written


class Faulty(Stop):
    """The records have errors; nothing was written."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        super().__init__("the records have errors; nothing was written")
        self.root, self.problems = root, problems


@dataclass(frozen=True)
class Checked:
    """The records as far as they could be read, and everything wrong with them."""

    corpus: Corpus
    problems: list[Problem]

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return [problem for problem in self.problems if problem.level == "error"]

    def under(self, paths: Collection[str]) -> "Checked":
        """The same with only the problems at or below `paths`; none given means all."""
        kept = [one for one in self.problems if not paths or _lies(one.path, paths)]
        return Checked(self.corpus, kept)


def _lies(path: str, paths: Collection[str]) -> bool:
    return any(path == one or path.startswith(f"{one}/") or one == "." for one in paths)


def check(
    root: Path, only: Collection[str] = (), *, anchor: Anchor = START, releases: bool = True
) -> Checked:
    """Read, type, join and judge every record; nothing is written.

    `only` names files or folders whose problems are wanted; all records are read all the same.
    `anchor` is a point, remembered elsewhere, that the ledger must still go through. Without
    `releases` only the records and their ledger are looked at: what was frozen lies elsewhere.
    """
    place = project(root)
    corpus, problems, absent = _joined(root)
    known = ledger.read(place.ledger, anchor=anchor)
    problems += _judge(corpus, problems, absent, known)
    if releases and isinstance(known, Ledger):
        released = history.read(place.releases, known)
        problems += released if isinstance(released, list) else ()
    if only:
        named = [path for path in only if not is_written(root, path)]
        problems += [one for one in load(root, named)[1] if one.code == "file-missing"]
    return Checked(corpus, sorted(set(problems))).under(only)


def _joined(root: Path) -> tuple[Corpus, list[Problem], Unread]:
    """The records read, typed and joined, what is wrong with them so far, and what was not read."""
    documents, problems = load(root)
    refused = {path: list(group) for path, group in groupby(problems, lambda one: one.path)}
    read = []
    for document in documents:
        record, found = validate(document, refused.get(document.path, ()))
        problems += found
        if record is not None:
            read.append((document, record))
    corpus, found = link(read)
    written, faults = read_written(root)
    corpus, more = link_written(corpus, written)
    problems, found = [name_meant(corpus, one) for one in problems + faults], found + more
    taken = [one for one in found if one.code == "ref-id-taken"]
    absent = unread([*problems, *taken], documents)
    problems += [one for one in found if not absent.explains(one)]
    return corpus, problems, absent


def faultless(root: Path) -> Checked:
    """The records; Faulty when they have errors."""
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    return checked


def _judge(
    corpus: Corpus,
    problems: Sequence[Problem],
    absent: Unread,
    known: Ledger | list[Problem],
) -> Iterator[Problem]:
    """What the rules and the ledger say of the records that have no errors so far."""
    faulty = {one.path for one in problems if one.level == "error"}
    # Of two records with one id neither can be trusted to be the one that others mean.
    faulty |= {dict(one.values)["path"] for one in problems if one.code == "ref-id-taken"}
    found = check_rules(sound(corpus, faulty))
    yield from (one for one in found if not (faulty and one.code in ABSENCE))
    if isinstance(known, list):
        yield from known
        return
    back = ledger.returned(known, corpus.records.keys())
    yield from (_at_its_record(corpus, one) for one in back)
    if not absent.kinds:
        here = present(corpus) | {
            id: (known.entered[id].kind, set[str]()) for id in absent.ids & known.entered.keys()
        }
        lost = ledger.missing(known, here, leaving={*corpus.tombstones, *absent.ids})
        yield from (_at_its_record(corpus, one) for one in lost)


def _at_its_record(corpus: Corpus, one: Problem) -> Problem:
    """What the ledger misses or refuses is told in the record's own file, where there is one."""
    values = dict(one.values)
    if values["id"] not in corpus.documents:
        return one
    part = "claims" if "claim" in values else "id"
    return problem(one.code, corpus.mark(values["id"], part), **values)
