"""Feeds as Atom (RFC 4287).

The names of entries need no address. Links may be relative to where the feed was read from
(section 2), and are while the archive has no address; once it has, they are whole.
"""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.links import href
from builder.render.feed_links import TYPES
from builder.syndicate.items import Item, Told

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def atom(told: Told) -> bytes:
    """The feed's file."""
    reader, feed = told.reader, told.feed
    here = feed.path(reader.language, "atom")
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": reader.language})
    _text(root, "id", told.urn)
    _text(root, "title", told.title)
    _text(root, "subtitle", told.about)
    _text(root, "updated", moment(feed.updated.isoformat()))
    _text(SubElement(root, "author"), "name", author(told))
    _link(told, root, "self", here, type=TYPES["atom"])
    page = f"topics/{feed.topic}/" if feed.topic else "changes/"
    _link(told, root, "alternate", reader.at(page).path, type="text/html")
    SubElement(root, "link", {"rel": "license", "href": LICENCE})
    _text(root, "rights", "CC BY 4.0")
    for item in told.items:
        root.append(_entry(told, item))
    indent(root, " ")
    text = tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def author(told: Told) -> str:
    """Who publishes the archive, as far as it says."""
    return told.reader.settings.publisher or told.reader.t("Qandy Qantar archive")


def moment(day: str) -> str:
    """A day where a moment must be written: its first one, as releases know days only."""
    return f"{day}T00:00:00Z"


def placed(told: Told, path: str) -> str:
    """A path as the feed gives it: whole, or relative to the feed."""
    site = told.reader.settings.site_address.rstrip("/")
    return site + path if site else href(told.feed.path(told.reader.language, "atom"), path)


def _entry(told: Told, item: Item) -> Element:
    entry = Element("entry")
    _text(entry, "id", item.urn)
    _text(entry, "title", item.title)
    _text(entry, "updated", moment(item.day.isoformat()))
    _text(entry, "published", moment(item.day.isoformat()))
    _link(told, entry, "alternate", item.path, type="text/html")
    if item.compared:
        _link(told, entry, "related", item.compared, type="text/html")
    for topic in item.topics:
        SubElement(entry, "category", {"term": topic})
    SubElement(entry, "content", {"type": "text"}).text = item.text or item.title
    return entry


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _link(told: Told, parent: Element, rel: str, path: str, **more: str) -> None:
    SubElement(parent, "link", {"rel": rel, **more, "href": placed(told, path)})
