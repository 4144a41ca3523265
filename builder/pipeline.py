"""The order of the stages, once, for the command line and for mkdocs."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.corpus import Corpus
from builder.export.files import exports
from builder.host.run import host
from builder.host.shell import Hosted
from builder.link import link
from builder.load import load
from builder.problems import Problem, Stop
from builder.project import Project, project
from builder.publish import Outcome, publish
from builder.release import ledger
from builder.release.entering import entries, present
from builder.render.downloads import downloads_page
from builder.render.site import bound, site
from builder.rules.checks import check as check_rules
from builder.validate import validate


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


def check(root: Path) -> Checked:
    """Read, type, join and judge every record; nothing is written."""
    place = project(root)
    documents, problems = load(root)
    read = []
    for document in documents:
        record, found = validate(document)
        problems += found
        if record is not None:
            read.append((document, record))
    corpus, found = link(read)
    unread = {p.path for p in problems if p.level == "error"}
    problems += [p for p in found if not _follows(p, unread)]
    if not any(p.level == "error" for p in problems):
        problems += check_rules(corpus)
        problems += _ledger(place, corpus)
    return Checked(corpus, sorted(set(problems)))


def build(root: Path, out: Path, *, hosted: Hosted | None = None, clean: bool = False) -> Outcome:
    """Check, then write the whole site to `out`; with any error, Faulty and nothing written."""
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    place = project(root)
    return publish(files(place, checked.corpus, hosted or host(root)), out, clean=clean)


def release(root: Path, date: str) -> int:
    """Enter what is new in the ledger, dated `date`; the number of lines added."""
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    known = ledger.read(project(root).ledger)
    assert isinstance(known, ledger.Ledger)
    steps = entries(known, checked.corpus, date)
    ledger.append(project(root).ledger, steps)
    return len(steps)


def files(place: Project, corpus: Corpus, hosted: Hosted) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by path below it, each once."""
    yield from hosted.assets.items()
    yield from hosted.pages.items()
    made = dict(exports(corpus))
    yield from made.items()
    for page in downloads_page(corpus, place.templates, made):
        yield f"{page.path.removeprefix('/')}index.html", bound(page, hosted)
    shared: set[str] = set()
    for path, data in site(corpus, hosted, place.templates):
        if path not in shared:
            shared.add(path)
            yield path, data


def _follows(problem: Problem, unread: set[str]) -> bool:
    """True for an unknown reference that only follows from a record that could not be read."""
    values = dict(problem.values)
    stems = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in unread}
    return (
        problem.code in ("ref-unknown", "ref-claim-unknown")
        and values["id"].partition("#")[0] in stems
    )


def _ledger(place: Project, corpus: Corpus) -> list[Problem]:
    known = ledger.read(place.ledger)
    if isinstance(known, list):
        return known
    return ledger.missing(known, present(corpus), leaving=corpus.tombstones.keys())
