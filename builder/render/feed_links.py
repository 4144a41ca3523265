"""How a page tells programs and people of the feeds and calendars that follow it."""

from collections.abc import Iterable
from html import escape

from builder.derive.feeds import CORRECTED, Feed
from builder.render.reader import Reader

CALENDARS = ("events", "anniversaries")
NAMES = {"atom": "Atom", "json": "JSON Feed"}
TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


def feed_title(reader: Reader, feed: Feed) -> str:
    """What a feed is called."""
    if feed.topic:
        return reader.t("New: {topic}", topic=reader.term("topic", feed.topic))
    return reader.t("Corrections") if feed.name == CORRECTED else reader.t("New records")


def calendar_title(reader: Reader, name: str) -> str:
    """What a calendar is called."""
    titles = {
        "events": reader.t("Events of January 2022"),
        "anniversaries": reader.t("Anniversaries of January 2022"),
    }
    return titles[name]


def calendar_path(reader: Reader, name: str) -> str:
    """Where a calendar lies, from the site's root."""
    return f"/calendar/{name}.{reader.language}.ics"


def forms(reader: Reader) -> tuple[str, ...]:
    """The forms feeds have: JSON Feed knows whole addresses only, Atom relative ones as well."""
    return ("atom", "json") if reader.settings.site_address else ("atom",)


def feed_links(reader: Reader, feeds: Iterable[Feed]) -> str:
    """Lines for the head of the page on which the reader stands."""
    return "".join(
        f'<link rel="alternate" type="{TYPES[form]}" title="{escape(feed_title(reader, feed))}" '
        f'href="{escape(reader.file(feed.path(reader.language, form)))}">\n'
        for feed in feeds
        for form in forms(reader)
    )
