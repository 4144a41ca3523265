"""The bytes of a feed in any format become entries of plain text."""

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]  # it has no types

from builder.inbox.dates import published
from builder.inbox.decode import Unreadable, decode
from builder.inbox.entry import Entry, Feed
from builder.inbox.plaintext import plain
from builder.inbox.prolog import sound
from builder.model.address import canonical, check_address
from builder.model.text import LONGEST_LINE
from builder.model.vocabulary import vocabularies
from builder.problems import Flaw

MOST_ENTRIES = 500
"""Entries of one feed that are read; a feed has ten to a hundred."""
MOST_AUTHORS = 5
LONGEST_SUMMARY = 2000
LONGEST_NAME = 120
LONGEST_DATE = 120
JSON_FEED = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")

Raw = dict[str, Any]
"""One entry as its format gives it: title, summary, link, date, language, authors."""


def read(
    data: bytes, *, url: str, content_type: str, today: date, most: int = MOST_ENTRIES
) -> Feed:
    """The feed in `data`, fetched from `url`; Unreadable when it is none."""
    text, broken = decode(data, content_type)
    as_json = text.lstrip()[:1] == "{"
    head, raw, cut = _json(text, most) if as_json else _xml(text, url, most)
    notes = [f"only the first {most} entries were read"] if cut else []
    notes += [f"characters that could not be read: {broken}"] if broken else []
    entries = [_entry(one, head, url, today) for one in raw]
    kept = [one for one in entries if one.title or one.summary]
    if len(kept) < len(entries):
        notes.append(f"entries without text: {len(entries) - len(kept)}")
    single = list(_single(kept))
    if len(single) < len(kept):
        notes.append(f"entries that came twice: {len(kept) - len(single)}")
    title = plain(head["title"], LONGEST_NAME)
    return Feed(title=title, entries=tuple(single), notes=tuple(notes))


def _entry(raw: Raw, head: Raw, base: str, today: date) -> Entry:
    address, refused = _address(raw["link"], base)
    when = plain(raw["date"], LONGEST_DATE)
    authors = dict.fromkeys(plain(name, LONGEST_NAME) for name in raw["authors"][:MOST_AUTHORS])
    return Entry(
        title=plain(raw["title"], LONGEST_LINE),
        summary=plain(raw["summary"], LONGEST_SUMMARY),
        url=address,
        refused=refused,
        date=when,
        published=published(when, today),
        language=_language(raw["language"] or head["language"]),
        authors=tuple(filter(None, authors)),
    )


def _address(link: object, base: str) -> tuple[str, str]:
    """The address and "", or "" and the code of what is wrong with it."""
    if not isinstance(link, str) or not link.strip():
        return "", ""
    try:
        whole = urljoin(base, link.strip())
        return check_address(whole), ""
    except ValueError as error:
        if not isinstance(error, Flaw):
            return "", "url-form"
        without = error.values.get("without", "")
        return (without, "") if error.code == "url-tracking" else ("", error.code)


def _language(tag: object) -> str:
    """The language of a tag such as `kk-KZ`, if the archive's vocabulary has it."""
    name = tag.strip().lower().replace("_", "-").partition("-")[0] if isinstance(tag, str) else ""
    return name if name in vocabularies()["language"] else ""


def _single(entries: list[Entry]) -> Iterator[Entry]:
    """Each entry once, by its address; without one, by its text."""
    seen: set[str] = set()
    for one in entries:
        key = canonical(one.url) if one.url else f"{one.title}\n{one.summary}"
        if key not in seen:
            seen.add(key)
            yield one


def _xml(text: str, url: str, most: int) -> tuple[Raw, list[Raw], bool]:
    """RSS and Atom, by feedparser; it gets bytes in a stream, for a name it would open."""
    markup = sound(text, most)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    found = feedparser.parse(
        io.BytesIO(markup.text.encode()),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    entries = [_of_feedparser(entry) for entry in found["entries"][:most]]
    return {**_of_feedparser(found["feed"])}, entries, markup.cut


def _of_feedparser(found: Any) -> Raw:
    content = [part.get("value", "") for part in found.get("content") or ()]
    names = [author.get("name") for author in found.get("authors") or ()]
    detail = found.get("title_detail") or {}
    return {
        "title": found.get("title"),
        "summary": found.get("summary") or next(iter(content), ""),
        "link": found.get("link"),
        "date": found.get("published") or found.get("updated"),
        "language": found.get("language") or detail.get("language"),
        "authors": names if any(names) else [found.get("author")],
    }


def _json(text: str, most: int) -> tuple[Raw, list[Raw], bool]:
    """JSON Feed 1.0 and 1.1."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json", f"it is not sound JSON: {type(error).__name__}") from error
    version = found.get("version") if isinstance(found, dict) else None
    items = found.get("items") if isinstance(found, dict) else None
    if not (str(version).startswith(JSON_FEED) and isinstance(items, list)):
        raise Unreadable("other", "it is JSON, but not a JSON Feed")
    entries = [_of_json(item) for item in items[:most] if isinstance(item, dict)]
    return _of_json(found), entries, len(items) > most


def _of_json(found: Raw) -> Raw:
    authors = found.get("authors") or [found.get("author")]
    people = [one for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    texts = ("summary", "content_text", "content_html")
    return {
        "title": found.get("title"),
        "summary": next((found[name] for name in texts if found.get(name)), ""),
        "link": found.get("url") or found.get("external_url"),
        "date": found.get("date_published") or found.get("date_modified"),
        "language": found.get("language"),
        "authors": [one.get("name") for one in people],
    }
