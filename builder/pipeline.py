"""The order of the stages, once, for the command line and for mkdocs."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from builder.corpus import Corpus
from builder.export.files import exports
from builder.host.run import host
from builder.host.shell import Hosted
from builder.link import Unread, link, sound, unread
from builder.load import load
from builder.model.when import When
from builder.problems import Problem, Stop, problem
from builder.project import Project, project
from builder.publish import Outcome, publish
from builder.release import ledger
from builder.release.entering import entries, present
from builder.render.downloads import downloads_page
from builder.render.site import bound, site
from builder.rules.checks import ABSENCE
from builder.rules.checks import check as check_rules
from builder.validate import validate

FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


def check(root: Path, only: Collection[str] = ()) -> Checked:
    """Read, type, join and judge every record; nothing is written.

    `only` names files or folders whose problems are wanted; all records are read all the same.
    """
    place = project(root)
    documents, problems = load(root)
    refused = {path: list(group) for path, group in groupby(problems, lambda one: one.path)}
    read = []
    for document in documents:
        record, found = validate(document, refused.get(document.path, ()))
        problems += found
        if record is not None:
            read.append((document, record))
    corpus, found = link(read)
    taken = [one for one in found if one.code == "ref-id-taken"]
    absent = unread([*problems, *taken], documents)
    problems += [one for one in found if not absent.explains(one)]
    problems += _judge(place, corpus, problems, absent)
    if only:
        problems += [one for one in load(root, only)[1] if one.code == "file-missing"]
    return Checked(corpus, sorted(set(problems))).under(only)


def _judge(
    place: Project, corpus: Corpus, problems: Sequence[Problem], absent: Unread
) -> Iterator[Problem]:
    """What the rules and the ledger say of the records that have no errors so far."""
    faulty = {one.path for one in problems if one.level == "error"}
    # Of two records with one id neither can be trusted to be the one that others mean.
    faulty |= {dict(one.values)["path"] for one in problems if one.code == "ref-id-taken"}
    found = check_rules(sound(corpus, faulty))
    yield from (one for one in found if not (faulty and one.code in ABSENCE))
    known = ledger.read(place.ledger)
    if isinstance(known, list):
        yield from known
        return
    yield from ledger.returned(known, corpus.records.keys())
    if not absent.kinds:
        here = present(corpus) | {
            id: (known.entered[id].kind, set[str]()) for id in absent.ids & known.entered.keys()
        }
        lost = ledger.missing(known, here, leaving={*corpus.tombstones, *absent.ids})
        yield from (_at_its_record(corpus, one) for one in lost)


def _at_its_record(corpus: Corpus, lost: Problem) -> Problem:
    """What the ledger misses is told in the record's own file, where that is still there."""
    values = dict(lost.values)
    if values["id"] not in corpus.documents:
        return lost
    part = "claims" if "claim" in values else "id"
    return problem(lost.code, corpus.mark(values["id"], part), **values)


def build(
    root: Path, out: Path, *, hosted: Hosted | None = None, clean: bool = False, jobs: int = 0
) -> Outcome:
    """Check, then write the whole site to `out`; with any error, Faulty and nothing written.

    `jobs` processes render; 0 takes as many as there are processors. The bytes are the same.
    """
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    place = project(root)
    made = files(
        place, checked.corpus, hosted or host(root), jobs=jobs or len(os.sched_getaffinity(0))
    )
    return publish(made, out, clean=clean)


class BadDate(Stop):
    """A release can only be dated with a day that has come."""

    exit_code = 2


def release(root: Path, date: str, *, today: str) -> int:
    """Enter what is new in the ledger, dated `date`; the number of lines added.

    A day after `today` would lock the ledger, which only goes forward.
    """
    when = When.parse(date) if FULL_DAY.fullmatch(date) else None
    if when is None or when.day is None:
        raise BadDate(f"'{date}' is not a day; write it as {today}")
    if date > today:
        raise BadDate(f"{date} has not come yet; write today's date, {today}")
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    known = ledger.read(project(root).ledger)
    assert isinstance(known, ledger.Ledger)
    steps = entries(known, checked.corpus, date)
    ledger.append(project(root).ledger, steps)
    return len(steps)


def files(
    place: Project, corpus: Corpus, hosted: Hosted, *, jobs: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by path below it, each once."""
    yield from hosted.assets.items()
    yield from hosted.pages.items()
    made = dict(exports(corpus))
    yield from made.items()
    for page in downloads_page(corpus, place.templates, made):
        yield f"{page.path.removeprefix('/')}index.html", bound(page, hosted)
    shared: set[str] = set()
    for path, data in site(corpus, hosted, place.templates, jobs=jobs):
        if path not in shared:
            shared.add(path)
            yield path, data
