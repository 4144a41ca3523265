"""The order of the stages, once, for the command line and for mkdocs."""

import os
import re
from collections.abc import Collection, Iterator
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from builder.checking import Checked, Faulty, check, faultless
from builder.cite.asking import Shelf, asked
from builder.cite.cff import FILE as CFF
from builder.cite.cff import cff
from builder.cite.forms import FORMS
from builder.cite.standing import standings
from builder.corpus import Corpus
from builder.disk import explained, write_whole
from builder.export.files import exports
from builder.host.run import host
from builder.host.shell import Hosted
from builder.i18n import Language
from builder.links import LinkStyle, file_of
from builder.model.when import When
from builder.problems import Stop
from builder.project import Project, project
from builder.publish import Outcome, publish
from builder.publish.sums import with_sums
from builder.release.freezing import Made
from builder.release.history import History
from builder.release.kept import kept
from builder.release.ledger import Ledger
from builder.release.redacting import Redacted
from builder.release.redacting import redact as take_out
from builder.release.releasing import release as freeze
from builder.render.downloads import downloads_page
from builder.render.site import bound, derived, record_files, site
from builder.syndicate.files import Syndicated

__all__ = ["Checked", "Faulty", "Misnamed", "build", "check", "files", "release"]

UNVOUCHED = "release-stray"
"""A release that was killed left such files; whether they may be gone on with, it sees itself."""
FULL_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def build(
    root: Path,
    out: Path,
    *,
    links: LinkStyle = "site",
    hosted: Hosted | None = None,
    clean: bool = False,
    jobs: int = 0,
) -> Outcome:
    """Check, then write the whole site to `out`; with any error, Faulty and nothing written.

    `links` is how pages name each other: for a server, or for a folder that is opened as it is.
    `jobs` processes render; 0 takes as many as there are processors. The bytes are the same.
    """
    jobs = jobs or len(os.sched_getaffinity(0))
    place = project(root)
    checked, found = _prepared(place, links, jobs) if hosted is None else (faultless(root), hosted)
    return publish(files(place, checked.corpus, found, jobs=jobs), out, clean=clean)


def _prepared(place: Project, links: LinkStyle, jobs: int) -> tuple[Checked, Hosted]:
    """The records and the host's part; neither needs the other, so two processes do them."""
    work = partial(host, place.root, style=links, settings=place.settings)
    if jobs == 1:
        return faultless(place.root), work()
    with get_context("fork").Pool(1) as beside:
        hosting = beside.apply_async(work)
        return faultless(place.root), hosting.get()


class Misnamed(Stop):
    """A day or a version that is written as no day or version can be, or that is yet to come."""

    exit_code = 2


def release(root: Path, date: str, *, today: str) -> Made | None:
    """Enter what is new in the ledger and freeze what changed, dated `date`; None if nothing did.

    A day after `today` would lock the ledger, which only goes forward.
    """
    when = When.parse(date) if FULL_DAY.fullmatch(date) else None
    if when is None or when.day is None:
        raise Misnamed(f"'{date}' is not a day; write it as {today}")
    if date > today:
        raise Misnamed(f"{date} has not come yet; write today's date, {today}")
    place, checked = project(root), check(root)
    if any(one.code != UNVOUCHED for one in checked.errors):
        raise Faulty(root, checked.problems)
    made = freeze(place.ledger, place.releases, checked.corpus, date)
    with explained(f"writing {CFF}"):
        write_whole(root / CFF, citation_file(root).encode())
    return made


def redact(root: Path, named: str, reason: str, *, today: str) -> Redacted:
    """Take out every version of a record, or with `ID@VERSION` one, for a class of reason.

    The records may have errors: what must go cannot wait until they are mended.
    """
    id, _, version = named.partition("@")
    if version and not version.isdecimal():
        raise Misnamed(f"'{version[:40]}' is no version; write it as {id}@1")
    return take_out(project(root), check(root).corpus, id, int(version or 0), reason, today)


def citation(root: Path, named: str, style: str, language: Language) -> str:
    """How to cite `ID[@VERSION][#CLAIM]` in one of `FORMS`; Uncitable when there is none such."""
    place, corpus = project(root), faultless(root).corpus
    shelf = Shelf(corpus, kept(place)[1], place.settings)
    return FORMS[style](asked(shelf, named, language))


def citation_file(root: Path) -> str:
    """CITATION.cff, as the last release leaves it."""
    place = project(root)
    return cff(place.settings, kept(place)[1], version("qandy-qantar-archive"))


def pages_of(
    place: Project, corpus: Corpus, hosted: Hosted, ids: Collection[str]
) -> dict[str, bytes]:
    """The pages of a few records before the whole site is made, by path below it."""
    made = derived(corpus, hosted, place.templates, place.settings, *kept(place))
    return dict(record_files(made, ids))


def files(
    place: Project, corpus: Corpus, hosted: Hosted, *, jobs: int = 1
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, by path below it, each once; the hashes of all come last."""
    known, past = kept(place)
    beside = Syndicated(corpus, place.settings, known, past, hosted.style)
    yield from with_sums(beside.beside(_own(place, corpus, hosted, known, past, jobs)))


def _own(
    place: Project, corpus: Corpus, hosted: Hosted, known: Ledger, past: History, jobs: int
) -> Iterator[tuple[str, bytes]]:
    """All that is made for people to read and to download."""
    yield from hosted.assets.items()
    yield from hosted.pages.items()
    made = dict(exports(corpus, place.settings, standings(past, corpus)))
    if known.steps:
        made["data/ledger.jsonl"] = place.ledger.read_bytes()
    yield from made.items()
    yield from ((f"data/releases/{path}", data) for path, data in past.files())
    for page in downloads_page(corpus, place.templates, made, hosted.style, place.settings):
        yield file_of(page.path), bound(page, hosted)
    shared: set[str] = set()
    for path, data in site(
        corpus,
        hosted,
        place.templates,
        jobs=jobs,
        settings=place.settings,
        ledger=known,
        history=past,
    ):
        if path not in shared:
            shared.add(path)
            yield path, data
