"""The pages for search engines, with the day on which each record changed last.

The format knows whole addresses only, so there is none while the archive has no address.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from builder.i18n import LANGUAGES, Language, language_of, prefix

HIDDEN = b'<meta name="robots" content="noindex">'
HEAD = 6000
"""Bytes of a page within which its head says whether it may be listed."""
MOST = 50_000
"""Addresses of one file, by the protocol."""
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def listed(path: str, data: bytes) -> str | None:
    """The page's path from the site's root, if the file is a page that may be listed."""
    name = f"/{path}"
    if not name.endswith("/index.html") or HIDDEN in data[:HEAD]:
        return None
    return name.removesuffix("index.html")


def sitemaps(
    pages: Iterable[str], site: str, changed: Mapping[str, date]
) -> Iterator[tuple[str, bytes]]:
    """One file for each language, and the list of them, by path below the site."""
    known = set(pages)
    by_language: dict[Language, list[str]] = defaultdict(list)
    for page in sorted(known):
        by_language[language_of(page)].append(page)
    names = []
    for language in LANGUAGES:
        found = by_language[language]
        for number, first in enumerate(range(0, len(found), MOST)):
            name = f"sitemap.{language}{f'-{number + 1}' if number else ''}.xml"
            names.append(name)
            part = found[first : first + MOST]
            yield name, _file("urlset", (_page(page, known, site, changed) for page in part))
    entries = (f"<sitemap><loc>{escape(f'{site}/{name}')}</loc></sitemap>" for name in names)
    yield "sitemap.xml", _file("sitemapindex", entries)


def _file(root: str, entries: Iterable[str]) -> bytes:
    spaces = f'xmlns="{SPACE}"'
    if root == "urlset":
        spaces += ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<{root} {spaces}>", *entries, f"</{root}>"]
    return "\n".join([*lines, ""]).encode()


def _page(page: str, known: set[str], site: str, changed: Mapping[str, date]) -> str:
    bare = page.removeprefix(prefix(language_of(page)))
    same = {str(code): prefix(code) + bare for code in LANGUAGES if prefix(code) + bare in known}
    if "en" in same:
        same["x-default"] = same["en"]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(site + other)}/>'
        for code, other in same.items()
    )
    parts = bare.split("/")
    day = changed.get(parts[1]) if parts[0] == "e" and len(parts) == 3 else None
    last = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(site + page)}</loc>{last}{links}</url>"
