"""Whether feeds, site maps and calendars can be read, and name what is there."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.parsers.expat import ExpatError, ParserCreate

import feedparser  # type: ignore[import-untyped]  # it has no types

from builder.verify.addresses import target
from builder.verify.answer import Answer, Fault, answer, counted, joined, not_checked
from builder.verify.built import Built
from builder.verify.calendar import read_calendar
from builder.verify.folder import Folder, Unread

FEEDS = "feeds/"
XML = (".atom", ".rss", ".xml")


def feeds(built: Built) -> Answer:
    """Atom by somebody else's reader, JSON Feed by its rules; every other XML is well formed."""
    folder = built.folder
    xml = [path for path in folder.files if path.endswith(XML)]
    json = [path for path in folder.below("", ".json") if f"/{FEEDS}" in f"/{path}"]
    if not xml and not json:
        return not_checked("there is no feed and no site map")
    parts = [*(_xml(built, path) for path in xml), *(_json(built, path) for path in json)]
    return answer(counted(len(xml) + len(json), "file"), joined(*parts))


def calendars(built: Built) -> Answer:
    """Every calendar by the rules of RFC 5545 that its readers trip over."""
    paths = list(built.folder.below("", ".ics"))
    if not paths:
        return not_checked("there is no calendar")
    return answer(counted(len(paths), "calendar"), joined(*(_ics(built.folder, p) for p in paths)))


def _ics(folder: Folder, path: str) -> Iterator[Fault]:
    try:
        yield from (Fault(path, what) for what in read_calendar(folder.text(path)))
    except Unread as error:
        yield error.fault


def _xml(built: Built, path: str) -> Iterator[Fault]:
    try:
        data = built.folder.read(path)
        root, named = _outline(data)
    except Unread as error:
        yield error.fault
        return
    except ExpatError as error:
        yield Fault(path, f"is not well-formed XML: {error}")
        return
    if root in ("feed", "rss"):
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False)
        yield from _entries(path, found)
        named = [link["href"] for entry in found.entries for link in entry.get("links", ())]
    yield from _there(built, path, named)


def _outline(data: bytes) -> tuple[str, list[str]]:
    """The name of the outermost element, and what stands in every `loc`."""
    names: list[str] = []
    texts: list[str] = []
    parser = ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: object) -> None:
        names.append(name.rpartition(" ")[2])
        if names[-1] == "loc":
            texts.append("")

    def words(text: str) -> None:
        if names[-1] == "loc":
            texts[-1] += text

    parser.StartElementHandler, parser.CharacterDataHandler = start, words
    parser.Parse(data, True)
    return names[0], texts


def _entries(path: str, found: "feedparser.FeedParserDict") -> Iterator[Fault]:
    if found.bozo:
        yield Fault(path, f"is no feed: {found.get('bozo_exception')}")
    for part in ("id", "title", "updated"):
        if not found.feed.get(part):
            yield Fault(path, f"has no {part}")
        for entry in found.entries:
            if not entry.get(part):
                yield Fault(path, f"has an entry without {part}: {entry.get('id', '')}")
    yield from _twice(path, (entry.get("id", "") for entry in found.entries))


def _json(built: Built, path: str) -> Iterator[Fault]:
    try:
        value = built.folder.json(path)
    except Unread as error:
        yield error.fault
        return
    version = value.get("version") if isinstance(value, dict) else None
    items = value.get("items") if isinstance(value, dict) else None
    if not str(version).startswith("https://jsonfeed.org/version/1"):
        yield Fault(path, "is no JSON Feed")
    elif not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        yield Fault(path, "has no items")
    else:
        yield from _items(built, path, value, items)


def _items(
    built: Built, path: str, value: dict[str, object], items: list[dict[str, object]]
) -> Iterator[Fault]:
    if not value.get("title"):
        yield Fault(path, "has no title")
    for item in items:
        if not item.get("id") or not (item.get("content_text") or item.get("content_html")):
            yield Fault(path, f"has an item without id or content: {item.get('id', '')}")
    yield from _twice(path, (str(item.get("id", "")) for item in items))
    yield from _there(built, path, (str(item.get("url", "")) for item in items))


def _twice(path: str, ids: Iterable[str]) -> Iterator[Fault]:
    for id, count in Counter(ids).items():
        if id and count > 1:
            yield Fault(path, f"has {id} {count} times")


def _there(built: Built, path: str, addresses: Iterable[str]) -> Iterator[Fault]:
    """Addresses of the site itself that name no file of it."""
    for address in addresses:
        found = target(f"/{path.rpartition('/')[0]}", address, built.address)
        if found.path and found.path not in built.folder:
            yield Fault(path, f"names {address}, which is not there")
