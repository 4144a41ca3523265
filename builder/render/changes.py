"""The page of changes: what was entered and what left, by day, and never too much of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from builder.corpus import Claiming
from builder.derive.changes import Added, Changed, Changes, Edited, Entered, taken_back
from builder.derive.feeds import Feed
from builder.model.claim import Claim
from builder.render import claims as words
from builder.render import feed_links as follow
from builder.render.feed_links import CALENDARS, feed_links
from builder.render.labels import LABELS
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

ROOM = 900
"""Records named on the page: with more it would weigh over 100 kB, compressed."""
HOMES = {
    "event": "timeline/",
    "episode": "timeline/",
    "figure": "figures/",
    "case": "cases/",
    "law": "law/",
    "source": "sources/",
    "person": "people/",
    "organisation": "organisations/",
    "place": "places/",
}
"""Kind → the page that lists all of it."""


@dataclass(frozen=True, slots=True)
class Group:
    """New records of one kind: listed, or only counted with the way to their own page."""

    words: str
    listed: tuple[tuple[str, str], ...]
    home: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A day as the page shows it."""

    changed: Changed
    added: tuple[Added, ...]
    edited: tuple[Edited, ...]
    groups: tuple[Group, ...]


class Room:
    """How many records may still be named on the page; what is asked for first gets it."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, wanted: int, *, whole: bool = False) -> int:
        """How many of `wanted` fit; with `whole`, all or none."""
        given = 0 if whole and wanted > self.left else min(wanted, self.left)
        self.left -= given
        return given


def changes_page(reader: Reader, folder: Path, seen: Changes, feeds: tuple[Feed, ...] = ()) -> Page:
    """The page at `/changes/`."""
    r = reader.at("changes/")
    title = r.t("Changes")
    room = Room(ROOM)
    left = seen.left[: room.take(len(seen.left))]
    undone = list(_undone(r, room))
    about = r.t("What was entered in this archive, what left it and why, day by day.")
    content = fill(
        folder,
        "changes.html",
        r,
        seen=seen,
        left=left,
        days=[_shown(r, day, room) for day in seen.days],
        undone=undone,
        words=words,
        labels=LABELS,
        recorded=any(day.day for day in seen.days),
        feeds=feeds,
        follow=follow,
        calendars=CALENDARS,
    )
    head = feed_links(r, (feed for feed in feeds if not feed.topic))
    return Page(r.language, r.path, title, about, content, head=head)


def _shown(reader: Reader, day: Changed, room: Room) -> Shown:
    added = day.added[: room.take(len(day.added))]
    edited = day.edited[: room.take(len(day.edited))]
    return Shown(day, added, edited, tuple(_group(reader, group, room) for group in day.entered))


def _group(reader: Reader, entered: Entered, room: Room) -> Group:
    kind = reader.term("kind", entered.kind)
    text = f"{kind[:1].upper()}{kind[1:]}: {reader.number_of(len(entered.ids))}"
    if entered.claims:
        text += f" ({reader.n('{count} claim', '{count} claims', entered.claims)})"
    fits = room.take(len(entered.ids), whole=True)
    named = ((id, _name(reader, id)) for id in entered.ids[:fits])
    listed = tuple(sorted(named, key=lambda pair: (pair[1].casefold(), pair[0])))
    return Group(text, listed, HOMES[entered.kind])


def _name(reader: Reader, id: str) -> str:
    record = reader.corpus.records.get(id)
    return reader.plain(record.heading) if record is not None else id


Grouped = list[tuple[Claiming, list[Claim]]]


def _undone(reader: Reader, room: Room) -> Iterator[tuple[str, int, Grouped]]:
    for status, found in taken_back(reader.corpus).items():
        fits = room.take(len(found), whole=True)
        groups = groupby(found[:fits], key=lambda pair: pair[0].id)
        listed = [list(group) for _, group in groups]
        yield status, len(found), [(pairs[0][0], [c for _, c in pairs]) for pairs in listed]
