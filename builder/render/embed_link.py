"""Which records have a card for other sites, where it is, and how a page tells them."""

from html import escape

from builder.model.base import Record
from builder.render.reader import Reader

KINDS = ("event", "episode", "figure", "case", "law")
"""Kinds that have cards: what an article tells of; the others are what it is told with."""
OEMBED = "/oembed/{id}.{language}.json"
SIZE = (600, 420)
"""Width and height of the frame, in pixels; a longer card scrolls."""


def embed_path(reader: Reader, id: str) -> str:
    """The card's address from the site's root."""
    return reader.at(f"embed/{id}/").path


def embed_link(reader: Reader, record: Record) -> str:
    """A line for the head of the record's page: where the card is described, as oEmbed."""
    site = reader.settings.site_address.rstrip("/")
    if not site or reader.style != "site" or record.kind not in KINDS:
        return ""
    file = site + OEMBED.format(id=record.id, language=reader.language)
    title = escape(reader.plain(record.heading))
    return (
        f'<link rel="alternate" type="application/json+oembed" '
        f'href="{escape(file)}" title="{title}">\n'
    )
