"""Asks the listed feeds and lets what is new and likely wait for a person."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from builder.checking import check
from builder.corpus import Corpus
from builder.inbox.apart import Room, read_apart
from builder.inbox.decode import Unreadable
from builder.inbox.entry import Entry, Feed
from builder.inbox.item import Item, address_hash, content_hash, item_id
from builder.inbox.score import Terms, score
from builder.inbox.shelf import MOST_WAITING, Shelf, State
from builder.model.fold import words
from builder.model.source import Source
from builder.net.fetch import fetch
from builder.net.limits import Limits, Unfetched
from builder.problems import Stop
from builder.project import Settings, project

ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, */*;q=0.5"
NO_FEEDS = (
    "no feeds are listed; under [tool.qantar.inbox] in pyproject.toml write, for example, "
    'feeds = ["https://news.example.org/rss.xml"]'
)


class NoFeeds(Stop):
    """Nothing to ask."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking one feed gave."""

    feed: str
    said: str
    """In English, for a terminal; may hold what the feed says, so it must be made printable."""
    queued: int = 0
    why: str = ""
    """Why it failed; empty when it did not."""
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a fetch takes from outside; tests set other limits and let loopback through."""

    limits: Limits = field(default_factory=Limits)
    room: Room = field(default_factory=Room)
    today: date | None = None
    loopback: bool = False
    whole: bool = False
    """Ask for feeds even if they have not changed since."""


def collect(root: Path, conditions: Conditions | None = None) -> Iterator[Outcome]:
    """Ask every listed feed in turn; each that fails is told, and the others are asked all the same."""
    conditions = conditions or Conditions()
    place = project(root)
    if not place.settings.inbox.feeds:
        raise NoFeeds(NO_FEEDS)
    shelf = Shelf(place)
    with shelf.alone():
        collector = _Collector(shelf, check(root).corpus, place.settings, conditions)
        for feed in dict.fromkeys(place.settings.inbox.feeds):
            try:
                yield collector.ask(feed)
            except (Unfetched, Unreadable) as failed:
                yield Outcome(feed, str(failed), why=failed.why, exit_code=failed.exit_code)


class _Collector:
    """What is known so far, while one feed after the other is asked."""

    def __init__(
        self, shelf: Shelf, corpus: Corpus, settings: Settings, conditions: Conditions
    ) -> None:
        self._shelf, self._settings, self._conditions = shelf, settings, conditions
        self._today = conditions.today or datetime.now(UTC).date()
        self._terms = Terms(corpus)
        self._headlines: dict[tuple[str, ...], list[str]] = {}
        self._addresses: set[str] = set()
        self._contents: set[str] = set()
        self._ids: set[str] = set()
        waiting = shelf.waiting()
        self._room = MOST_WAITING - len(waiting)
        self._know(corpus)
        for item in waiting:
            self._add(address_hash(item.entry.url), content_hash(item.entry), item.id)
        for decision in shelf.decisions():
            self._add(decision.address, decision.content, decision.id)

    def ask(self, feed: str) -> Outcome:
        """Fetch, read and queue one feed."""
        state = State(feed=feed) if self._conditions.whole else self._shelf.state(feed)
        answer = fetch(
            feed,
            agent=_agent(self._settings),
            accept=ACCEPT,
            etag=state.etag,
            modified=state.modified,
            limits=self._conditions.limits,
            loopback=self._conditions.loopback,
        )
        if answer.status == 304:
            return Outcome(feed, "unchanged")
        found = read_apart(
            answer.body,
            url=answer.url,
            content_type=answer.content_type,
            today=self._today,
            room=self._conditions.room,
        )
        outcome = self._take(feed, found)
        self._shelf.remember(State(feed=feed, etag=answer.etag, modified=answer.modified))
        return outcome

    def _take(self, feed: str, found: Feed) -> Outcome:
        known = unlikely = queued = full = 0
        for entry in found.entries:
            item = self._item(feed, found.title, entry)
            if self._knows(item):
                known += 1
            elif item.score < self._settings.inbox.least_score:
                unlikely += 1
            elif queued >= self._room:
                full += 1
            else:
                self._shelf.put(item)
                self._add(address_hash(entry.url), content_hash(entry), item.id)
                queued += 1
        self._room -= queued
        said = [
            f"{len(found.entries)} entries: {queued} queued, {known} known, {unlikely} unlikely"
        ]
        said += [f"{full} not taken, for {MOST_WAITING} items wait"] if full else []
        return Outcome(feed, "; ".join([*said, *found.notes]), queued=queued)

    def _item(self, feed: str, publisher: str, entry: Entry) -> Item:
        found = self._terms.found(entry)
        return Item(
            id=item_id(entry),
            feed=feed,
            publisher=publisher,
            fetched=self._today.isoformat(),
            score=score(found),
            found=tuple(f"{one.kind} {one.id}" for one in found),
            like=tuple(self._headlines.get(tuple(words(entry.title)), ())),
            entry=entry,
        )

    def _know(self, corpus: Corpus) -> None:
        for source in corpus.of(Source):
            self._add(address_hash(source.url or ""), "")
            if source.title:
                self._headlines.setdefault(tuple(words(source.title)), []).append(source.id)

    def _add(self, address: str, content: str, id: str = "") -> None:
        self._addresses |= {address} - {""}
        self._contents |= {content} - {""}
        self._ids |= {id} - {""}

    def _knows(self, item: Item) -> bool:
        return (
            item.id in self._ids
            or address_hash(item.entry.url) in self._addresses
            or content_hash(item.entry) in self._contents
        )


def _agent(settings: Settings) -> str:
    """Who asks: the program and where to reach its people, nothing of this machine."""
    about = settings.site_address or settings.contact
    known = f"; +{about}" if about.isascii() and about.isprintable() and about else ""
    return f"qandy-qantar-archive/{version('qandy-qantar-archive')} (feed reader{known})"
