"""Feeds as JSON Feed 1.1, which knows whole addresses only: made once the archive has one."""

import json

from builder.syndicate.atom import author, moment, placed
from builder.syndicate.items import Item, Told

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(told: Told) -> bytes:
    """The feed's file."""
    reader, feed = told.reader, told.feed
    page = f"topics/{feed.topic}/" if feed.topic else "changes/"
    found = {
        "version": VERSION,
        "title": told.title,
        "description": told.about,
        "language": reader.language,
        "home_page_url": placed(told, reader.at(page).path),
        "feed_url": placed(told, feed.path(reader.language, "json")),
        "authors": [{"name": author(told)}],
        "items": [_item(told, item) for item in told.items],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(told: Told, item: Item) -> dict[str, object]:
    found: dict[str, object] = {
        "id": item.urn,
        "url": placed(told, item.path),
        "title": item.title,
        "content_text": item.text or item.title,
        "date_published": moment(item.day.isoformat()),
        "date_modified": moment(item.day.isoformat()),
    }
    if item.compared:
        found["external_url"] = placed(told, item.compared)
    return found | ({"tags": list(item.topics)} if item.topics else {})
