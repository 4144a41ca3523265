"""The order of the stages, once, for the command line and for mkdocs."""

import os
import re
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from builder.checking import Checked, Faulty, check
from builder.corpus import Corpus
from builder.export.files import exports
from builder.host.run import host
from builder.host.shell import Hosted
from builder.links import LinkStyle, file_of
from builder.model.when import When
from builder.problems import Stop
from builder.project import Project, project
from builder.publish import Outcome, publish
from builder.release import ledger
from builder.release.entering import entries
from builder.render.downloads import downloads_page
from builder.render.site import bound, site

__all__ = ["BadDate", "Checked", "Faulty", "build", "check", "files", "release"]

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
    checked, found = _prepared(place, links, jobs) if hosted is None else (_sound(root), hosted)
    return publish(files(place, checked.corpus, found, jobs=jobs), out, clean=clean)


def _prepared(place: Project, links: LinkStyle, jobs: int) -> tuple[Checked, Hosted]:
    """The records and the host's part; neither needs the other, so two processes do them."""
    work = partial(host, place.root, style=links, address=place.settings.site_address)
    if jobs == 1:
        return _sound(place.root), work()
    with get_context("fork").Pool(1) as beside:
        hosting = beside.apply_async(work)
        return _sound(place.root), hosting.get()


def _sound(root: Path) -> Checked:
    """The records; Faulty when they have errors."""
    checked = check(root)
    if checked.errors:
        raise Faulty(root, checked.problems)
    return checked


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
    checked = _sound(root)
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
    known = ledger.read(place.ledger)
    if isinstance(known, list):
        raise ledger.Broken(known)
    if known.steps:
        made["data/ledger.jsonl"] = place.ledger.read_bytes()
    yield from made.items()
    for page in downloads_page(corpus, place.templates, made, hosted.style):
        yield file_of(page.path), bound(page, hosted)
    shared: set[str] = set()
    for path, data in site(
        corpus, hosted, place.templates, jobs=jobs, settings=place.settings, ledger=known
    ):
        if path not in shared:
            shared.add(path)
            yield path, data
