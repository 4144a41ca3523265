"""Every page of the site in one language, and the map's and the search's files."""

from collections.abc import Iterator
from pathlib import Path

from builder.corpus import Corpus
from builder.derive.timeline import timeline
from builder.host.shell import Hosted
from builder.i18n import LANGUAGES
from builder.links import file_of
from builder.render.listings import listing_pages
from builder.render.mapping import map_page
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import gather, record_page, tombstone_page
from builder.render.searching import search_page

Files = Iterator[tuple[str, bytes]]


def site(corpus: Corpus, hosted: Hosted, templates: Path) -> Files:
    """All files that are made from records, by path below the site."""
    for language in LANGUAGES:
        reader = Reader(corpus, language)
        for page in pages(reader, templates):
            yield file_of(page.path), bound(page, hosted)
        found, files = map_page(reader)
        yield file_of(found.path), bound(found, hosted)
        yield from files.items()
        found, files = search_page(reader)
        yield file_of(found.path), bound(found, hosted)
        yield from files.items()


def pages(reader: Reader, templates: Path) -> Iterator[Page]:
    """Listings, records and tombstones in the reader's language."""
    views = gather(tuple(entry for day in timeline(reader.corpus) for entry in day.entries))
    yield from listing_pages(reader, templates)
    for record in reader.corpus.records.values():
        yield record_page(reader, templates, record, views)
    for tombstone in reader.corpus.tombstones.values():
        yield tombstone_page(reader, templates, tombstone, reader.corpus.kind(tombstone.id))


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
    )


def _in(page: Page, language: str) -> str:
    return page.neutral if language == "en" else f"/{language}{page.neutral}"
