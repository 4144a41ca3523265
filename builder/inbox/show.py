"""What the inbox prints: one line an item, or all of one."""

from collections.abc import Iterator
from pathlib import Path

from builder.inbox.item import Item
from builder.inbox.shelf import Shelf
from builder.project import project

NO_DAY = "no date   "
SHOWN = 80
"""Characters of the text that stand for a headline that is missing."""


def waiting(root: Path) -> list[Item]:
    """The items that wait, the likeliest first."""
    return Shelf(project(root)).waiting()


def found(root: Path, asked: str) -> Item:
    """The one waiting item that is meant."""
    return Shelf(project(root)).find(asked)


def row(item: Item) -> str:
    """One line: name, score, day, language, headline."""
    entry = item.entry
    day = entry.published[:10] or NO_DAY
    like = f"  (headline of {', '.join(item.like)})" if item.like else ""
    return (
        f"{item.id[:8]}  {item.score:3}  {day}  {entry.language or '--'}  {_headline(item)}{like}"
    )


def lines(item: Item) -> Iterator[str]:
    """All that is known of an item, a line each; nothing of it is safe to print as it is."""
    entry = item.entry
    yield _headline(item)
    for name, value in (
        ("item", item.id),
        ("feed", item.feed),
        ("publisher", item.publisher),
        ("address", entry.url or (f"refused ({entry.refused})" if entry.refused else "")),
        ("date", f"{entry.published or 'not read'}; the feed writes: {entry.date or 'nothing'}"),
        ("language", entry.language),
        ("authors", ", ".join(entry.authors)),
        ("score", f"{item.score}: {', '.join(item.found) or 'nothing found'}"),
        ("headline of", ", ".join(item.like)),
        ("summary", entry.summary),
    ):
        if value:
            yield f"{name}: {value}"


def _headline(item: Item) -> str:
    return item.entry.title or f"(no headline) {item.entry.summary[:SHOWN]}"
