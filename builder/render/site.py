"""Every file of the site that is made from records, in as many processes as asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from builder.cite.standing import standings
from builder.corpus import Corpus
from builder.derive.changes import Changes, changes
from builder.derive.feeds import feeds
from builder.derive.timeline import timeline
from builder.host.shell import Hosted
from builder.i18n import LANGUAGES, Language
from builder.links import file_of
from builder.project import Settings
from builder.release.history import NOTHING_RELEASED, History
from builder.release.ledger import Ledger
from builder.render.changes import changes_page
from builder.render.embed import embed_page
from builder.render.embed_link import KINDS as EMBEDDED
from builder.render.form import form_page
from builder.render.glossary import glossary_page
from builder.render.home import home_page
from builder.render.known import known_pages
from builder.render.known_data import known_data
from builder.render.listings import listing_pages
from builder.render.mapping import map_page
from builder.render.missing import FILE as MISSING
from builder.render.missing import missing_page
from builder.render.page import Page
from builder.render.previews import previews
from builder.render.reader import UNSET, Reader
from builder.render.record import Views, gather, record_page
from builder.render.reference import reference_pages
from builder.render.search_page import search_page
from builder.render.templates import compile_all
from builder.render.tombstones import tombstone_page
from builder.render.versions import version_pages

File = tuple[str, bytes]
NO_LEDGER = Ledger()
SLICE = 250
"""Records a task renders: small enough to share evenly, large enough to cost little to hand over."""


class Task(NamedTuple):
    """A part of the site in one language; `first` is where a slice of records begins."""

    part: str
    language: Language
    first: int = 0


@dataclass(frozen=True)
class Site:
    """What every task needs, derived once before any process is started."""

    corpus: Corpus
    hosted: Hosted
    templates: Path
    views: Views
    settings: Settings
    seen: Changes
    history: History
    ledger: Ledger

    def tasks(self) -> Iterator[Task]:
        """All tasks; the longest first, so that no process waits for them at the end."""
        for language in LANGUAGES:
            yield Task("search", language)
        for language in LANGUAGES:
            yield from (
                Task(part, language)
                for part in ("map", "listings", "known", "form", "front", "previews")
            )
            for first in range(0, len(self.corpus.records), SLICE):
                yield Task("records", language, first)
                yield Task("embeds", language, first)
            for first in range(0, len(self.history.versions), SLICE):
                yield Task("versions", language, first)
            yield Task("tombstones", language)

    def make(self, task: Task) -> list[File]:
        """The files of one task, by path below the site."""
        return list(PARTS[task.part](self, self.reader(task.language), task.first))

    def reader(self, language: Language) -> Reader:
        """Who reads the site in a language."""
        return Reader(
            self.corpus,
            language,
            style=self.hosted.style,
            settings=self.settings,
            history=self.history,
        )

    def bind(self, page: Page) -> File:
        """The page in its shell, and the file it is."""
        return file_of(page.path), bound(page, self.hosted)


def derived(
    corpus: Corpus,
    hosted: Hosted,
    templates: Path,
    settings: Settings,
    ledger: Ledger,
    history: History,
) -> Site:
    """What all pages rest on, worked out once."""
    seen = changes(ledger, corpus, history)
    fed = feeds(seen, corpus) if hosted.style == "site" else ()
    views = gather(timeline(corpus), standings(history, corpus), fed)
    return Site(corpus, hosted, templates, views, settings, seen, history, ledger)


def record_files(made: Site, ids: Iterable[str]) -> Iterator[File]:
    """The pages of a few records, in each language."""
    for language in LANGUAGES:
        reader = made.reader(language)
        for id in ids:
            yield made.bind(
                record_page(reader, made.templates, made.corpus.records[id], made.views)
            )


def site(
    corpus: Corpus,
    hosted: Hosted,
    templates: Path,
    *,
    jobs: int = 1,
    settings: Settings = UNSET,
    ledger: Ledger = NO_LEDGER,
    history: History = NOTHING_RELEASED,
) -> Iterator[File]:
    """All files that are made from records; the same in any number of `jobs`."""
    made = derived(corpus, hosted, templates, settings, ledger, history)
    if jobs == 1:
        for task in made.tasks():
            yield from made.make(task)
        return
    compile_all(templates)
    _held.append(made)
    try:
        with get_context("fork").Pool(jobs) as pool:
            for files in pool.imap(_make, made.tasks()):
                yield from files
    finally:
        _held.pop()


_held: list[Site] = []
"""What forked processes inherit instead of being sent."""


def _make(task: Task) -> list[File]:
    return _held[-1].make(task)


def _listings(made: Site, reader: Reader, _: int) -> Iterator[File]:
    yield from map(made.bind, listing_pages(reader, made.templates, made.views))
    yield from map(made.bind, reference_pages(reader, made.templates))


def _front(made: Site, reader: Reader, _: int) -> Iterator[File]:
    yield made.bind(_home(reader, made))
    yield made.bind(changes_page(reader, made.templates, made.seen, made.views.feeds))
    if made.corpus.written.glossary is not None:
        yield made.bind(glossary_page(reader, made.templates, made.corpus.written.glossary))
    if reader.language == "en" and reader.style == "site":
        yield MISSING, missing_page(reader, made.templates, made.hosted)


def _home(reader: Reader, made: Site) -> Page:
    views = made.views
    return home_page(reader, made.templates, views.days, made.seen, views.feeds)


def _previews(made: Site, reader: Reader, _: int) -> Iterator[File]:
    # Nobody shares the address of a page in a copied folder.
    yield from previews(reader) if made.hosted.style == "site" else ()


def _form(made: Site, reader: Reader, _: int) -> Iterator[File]:
    page, files = form_page(reader, made.templates)
    yield made.bind(page)
    yield from files.items()


def _map(made: Site, reader: Reader, _: int) -> Iterator[File]:
    page, files = map_page(reader, made.templates)
    yield made.bind(page)
    yield from files.items()


def _known(made: Site, reader: Reader, _: int) -> Iterator[File]:
    yield from map(made.bind, known_pages(reader, made.templates))
    yield from known_data(reader).items()


def _search(made: Site, reader: Reader, _: int) -> Iterator[File]:
    page, files = search_page(reader, made.templates)
    yield made.bind(page)
    yield from files.items()


def _records(made: Site, reader: Reader, first: int) -> Iterator[File]:
    for record in list(made.corpus.records.values())[first : first + SLICE]:
        yield made.bind(record_page(reader, made.templates, record, made.views))


def _embeds(made: Site, reader: Reader, first: int) -> Iterator[File]:
    # A frame needs a server, so a copied folder has no cards.
    shown = made.hosted.style == "site"
    for id in list(made.corpus.records)[first : first + SLICE] if shown else ():
        if made.corpus.kind(id) in EMBEDDED:
            yield embed_page(reader, made.templates, id, made.views.standings)


def _versions(made: Site, reader: Reader, first: int) -> Iterator[File]:
    for id in list(made.history.versions)[first : first + SLICE]:
        yield from map(made.bind, version_pages(reader, made.templates, made.history, id))


def _tombstones(made: Site, reader: Reader, _: int) -> Iterator[File]:
    for left in made.corpus.tombstones.values():
        kind = made.corpus.kind(left.id)
        if kind in EMBEDDED and made.hosted.style == "site":
            yield embed_page(reader, made.templates, left.id, made.views.standings)
        yield made.bind(tombstone_page(reader, made.templates, left, kind, made.ledger))


PARTS: Mapping[str, Callable[[Site, Reader, int], Iterator[File]]] = {
    "listings": _listings,
    "front": _front,
    "known": _known,
    "form": _form,
    "map": _map,
    "previews": _previews,
    "search": _search,
    "records": _records,
    "embeds": _embeds,
    "versions": _versions,
    "tombstones": _tombstones,
}
"""Part of the site → what makes its files."""


def bound(page: Page, hosted: Hosted) -> bytes:
    """The page in its shell."""
    others = {language: _in(page, language) for language in LANGUAGES}
    return hosted.shell(page.path).splice(
        title=page.title,
        description=page.description,
        content=page.content,
        path=page.path,
        alternates=others,
        head=page.head,
        body_class=page.body_class,
        scripts=page.scripts,
        section=page.section,
        subject=page.subject,
    )


def _in(page: Page, language: str) -> str:
    return page.neutral if language == "en" else f"/{language}{page.neutral}"
