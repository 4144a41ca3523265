"""Every file by which other programs follow the archive, and what is left out for want of what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from builder.corpus import Corpus
from builder.derive.changes import changes
from builder.derive.feeds import Feed, feeds, last_days
from builder.i18n import LANGUAGES
from builder.links import LinkStyle
from builder.project import Settings
from builder.release.history import History
from builder.release.ledger import Ledger
from builder.render.reader import Reader
from builder.syndicate.atom import atom
from builder.syndicate.calendars import calendars
from builder.syndicate.crawlers import opensearch, redirects, robots, security
from builder.syndicate.items import told
from builder.syndicate.json_feed import json_feed
from builder.syndicate.oembed import oembed
from builder.syndicate.sitemap import listed, sitemaps

File = tuple[str, bytes]
SECURITY = ".well-known/security.txt"


@dataclass(frozen=True)
class Syndicated:
    """What these files are made from."""

    corpus: Corpus
    settings: Settings
    ledger: Ledger
    history: History
    style: LinkStyle = "site"

    @cached_property
    def found(self) -> tuple[Feed, ...]:
        """Every feed, not yet in words."""
        return feeds(changes(self.ledger, self.corpus, self.history), self.corpus)

    def beside(self, files: Iterable[File]) -> Iterator[File]:
        """All files of the site, then those that follow from them.

        Nobody follows a copied folder: of these it has the calendars alone.
        """
        pages: list[str] = []
        made: set[str] = set()
        for path, data in files:
            made.add(path)
            page = listed(path, data)
            pages += [page] if page else []
            yield path, data
        changed = last_days(self.ledger, self.history)
        for path, data in self._files(pages, changed):
            made.add(path)
            yield path, data
        if self.style == "site":
            yield "_redirects", redirects(made)

    def _files(self, pages: Iterable[str], changed: Mapping[str, date]) -> Iterator[File]:
        placed = bool(self.settings.site_address)
        for reader in self._readers():
            yield from calendars(reader, changed)
            if self.style == "site":
                yield from self._feeds(reader)
                yield from (*opensearch(reader), *oembed(reader)) if placed else ()
        if self.style != "site":
            return
        yield "robots.txt", robots(self.settings)
        if placed:
            yield from sitemaps(pages, self.settings.site_address.rstrip("/"), changed)
        if self.settings.security_contact and changed:
            yield SECURITY, security(self.settings, max(changed.values()))

    def _readers(self) -> Iterator[Reader]:
        for language in LANGUAGES:
            yield Reader(
                self.corpus,
                language,
                style=self.style,
                settings=self.settings,
                history=self.history,
            )

    def _feeds(self, reader: Reader) -> Iterator[File]:
        for feed in self.found:
            found = told(reader, feed)
            yield feed.path(reader.language, "atom").removeprefix("/"), atom(found)
            if self.settings.site_address:
                yield feed.path(reader.language, "json").removeprefix("/"), json_feed(found)


NO_ADDRESS = (
    "site_address is not set in pyproject.toml; left out, because they need a whole address: "
    "JSON feeds, sitemap, OpenSearch, oEmbed, and what tells search engines of other languages"
)
NO_CONTACT = f"security_contact is not set in pyproject.toml; left out: {SECURITY}"


def left_out(settings: Settings) -> Iterator[str]:
    """A sentence for each setting without which something was not made."""
    if not settings.site_address:
        yield NO_ADDRESS
    if not settings.security_contact:
        yield NO_CONTACT
