"""The small files that programs look for by name: robots, security, search, redirects."""

from collections.abc import Container, Iterator
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from builder.i18n import LANGUAGES, prefix
from builder.project import Settings
from builder.render.opensearch import DESCRIPTION
from builder.render.reader import Reader

MOVED = (
    ("/en/*", "/:splat"),
    ("/atom.xml", "/feeds/new.en.atom"),
    ("/feed.xml", "/feeds/new.en.atom"),
    ("/rss.xml", "/feeds/new.en.atom"),
    ("/favicon.ico", "/assets/icon.svg"),
)
"""Addresses that people and programs guess → where it is; one hop, and none leads to another."""


def robots(settings: Settings) -> bytes:
    """robots.txt: everybody may read everything."""
    site = settings.site_address.rstrip("/")
    lines = ["User-agent: *", "Allow: /", *([f"\nSitemap: {site}/sitemap.xml"] if site else []), ""]
    return "\n".join(lines).encode()


def security(settings: Settings, last: date) -> bytes:
    """security.txt (RFC 9116), good for a year after the last day of the ledger."""
    contact = settings.security_contact
    until = _a_year_after(last)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    ]
    if settings.site_address:
        lines.append(f"Canonical: {settings.site_address.rstrip('/')}/.well-known/security.txt")
    return "\n".join([*lines, ""]).encode()


def redirects(made: Container[str]) -> bytes:
    """_redirects, as Netlify and Cloudflare read it; only to what is there."""
    lines = (
        f"{old} {new} 301\n" for old, new in MOVED if ":" in new or new.removeprefix("/") in made
    )
    return "".join(lines).encode()


def opensearch(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """The search of a language for a browser's own search box; it knows whole addresses only."""
    site = reader.settings.site_address.rstrip("/")
    name = escape(reader.t("Qandy Qantar archive"))
    template = f"{site}{prefix(reader.language)}search/?q={{searchTerms}}"
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Qandy Qantar</ShortName>
<LongName>{name}</LongName>
<Description>{escape(reader.t("Search the archive of January 2022 in Kazakhstan."))}</Description>
<Url type="text/html" template={quoteattr(template)}/>
<Language>{reader.language}</Language>
<InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
"""
    yield DESCRIPTION.format(language=reader.language), text.encode()


def _a_year_after(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, 2, 28) if leap else day.replace(year=day.year + 1)
