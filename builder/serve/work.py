"""Checks and builds again after each save; what is known so far is one value, replaced whole."""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from builder.checking import check
from builder.corpus import Corpus
from builder.host.run import fingerprint, host
from builder.host.shell import Hosted
from builder.i18n import Language, prefix
from builder.load import quoter
from builder.pipeline import files, pages_of
from builder.printable import printable
from builder.problems import Problem, Stop
from builder.project import Project, Settings, project
from builder.publish import publish
from builder.report import REPORTERS, summary

PROBLEMS = "problems/"
"""The page of everything that is wrong, below each language's root; only ever served."""
QUIET = 0.3
"""Seconds without a change before a build begins: editors save in several steps."""
AHEAD = 5
"""Records whose pages are shown before the whole site is built; of more, none is."""


class _Overtaken(Stop):
    """Something was saved while the site was being built."""


@dataclass(frozen=True)
class Now:
    """What is known of the archive as it was last saved."""

    corpus: Corpus | None = None
    problems: tuple[Problem, ...] = ()
    hosted: Hosted | None = None
    fresh: Mapping[str, bytes] = field(default_factory=dict)
    """Pages that are ahead of the site on the disk, by path below it."""
    stopped: str = ""
    """Why nothing could be built, when that is not in the records."""

    @property
    def failed(self) -> bool:
        """Whether the site cannot be built as things stand."""
        return bool(self.stopped) or any(one.level == "error" for one in self.problems)


class Work:
    """The one thread that checks and builds; others only read `now`."""

    def __init__(self, root: Path, out: Path, language: Language = "en") -> None:
        self.root, self.out, self.language = root, out, language
        self.home = ""
        """Where the site is served; known once a port is taken."""
        self.now = Now()
        self._changed, self._changed_again = threading.Event(), threading.Event()
        self._built: Corpus | None = None
        self._look: tuple[str, Settings] | None = None

    def saved(self) -> None:
        """A file was saved: begin anew."""
        self._changed_again.set()
        self._changed.set()

    def run(self) -> None:
        """Build once, then after each save, for ever."""
        while True:
            self.once()
            self._changed.wait()
            while self._changed_again.is_set():
                self._changed_again.clear()
                self._changed_again.wait(QUIET)

    def once(self) -> None:
        """Check and build; problems are told, and the last good site stays."""
        self._changed.clear()
        self._changed_again.clear()
        try:
            self._build(project(self.root))
        except _Overtaken:
            return
        except Stop as stop:
            self.now = replace(self.now, stopped=str(stop))
            click.echo(f"qantar: {printable(str(stop))}")

    def _build(self, place: Project) -> None:
        checked = check(self.root)
        self.now = replace(
            self.now, corpus=checked.corpus, problems=tuple(checked.problems), stopped=""
        )
        if checked.errors:
            self._tell(checked.problems)
        elif checked.problems:
            report = REPORTERS["text"](checked.problems, quoter(self.root), self.language)
            click.echo(report, nl=False)
        hosted = self._hosted(place)
        if checked.errors:
            return
        self.now = replace(self.now, fresh=self._ahead(place, checked.corpus, hosted))
        jobs = len(os.sched_getaffinity(0))
        made = files(place, checked.corpus, hosted, jobs=jobs)
        outcome = publish(self._until_saved(made), self.out)
        self.now, self._built = replace(self.now, fresh={}), checked.corpus
        click.echo(f"built: {outcome.written} files written, {outcome.unchanged} unchanged")

    def _tell(self, problems: Iterable[Problem]) -> None:
        """How many errors there are and where to read them; the page says the rest."""
        click.echo(summary([one for one in problems if one.level == "error"], self.language))
        where = f"see {self.home}{prefix(self.language)}{PROBLEMS}"
        click.echo(where if (self.out / "index.html").exists() else f"nothing built yet; {where}")

    def _hosted(self, place: Project) -> Hosted:
        """The shells and the hand-written pages, made again only when their files changed."""
        look = fingerprint(self.root), place.settings
        if self.now.hosted is None or look != self._look:
            self.now = replace(self.now, hosted=host(self.root, settings=place.settings))
            # Pages made with another look, or a part of it, are no longer ahead of anything.
            self._look, self._built = look, None
        assert self.now.hosted is not None
        return self.now.hosted

    def _ahead(self, place: Project, corpus: Corpus, hosted: Hosted) -> dict[str, bytes]:
        """The pages of the few records that changed since the site was built."""
        if self._built is None:
            return {}
        before = self._built.records
        ids = [id for id, record in corpus.records.items() if before.get(id) != record]
        return pages_of(place, corpus, hosted, ids) if 0 < len(ids) <= AHEAD else {}

    def _until_saved(self, made: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
        for file in made:
            if self._changed.is_set():
                raise _Overtaken("something was saved meanwhile")
            yield file
