"""The files of the inbox: one a waiting item, one a decision, one a feed; each written whole."""

import json
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from builder.disk import explained, locked, read_file, remove_file, write_whole
from builder.inbox.item import Decision, Item
from builder.model.base import Base
from builder.problems import Stop
from builder.project import Project

B = TypeVar("B", bound=Base)
MOST_WAITING = 5000
"""Items that may wait; then no more are taken in until somebody has decided on some."""
_STEM = re.compile(r"[0-9a-f]{16}")
_ASKED = re.compile(r"[0-9a-f]{4,16}")


class NoItem(Stop):
    """No item of that name waits."""

    exit_code = 2


class Torn(Stop):
    """A file of the inbox that somebody changed by hand."""

    exit_code = 1


class State(Base):
    """What a feed said of itself when it was last read."""

    feed: str
    etag: str = ""
    modified: str = ""


class Shelf:
    """`archive/inbox/` of one archive."""

    def __init__(self, place: Project) -> None:
        self._root = place.inbox
        self._queue, self._decided, self._feeds = (
            self._root / name for name in ("queue", "decided", "feeds")
        )

    def alone(self) -> AbstractContextManager[int]:
        """Hold the inbox so that no other command writes it."""
        with explained("making the inbox"):
            for folder in (self._queue, self._decided, self._feeds):
                folder.mkdir(parents=True, exist_ok=True)
        return locked(self._root, "the inbox")

    def waiting(self) -> list[Item]:
        """The items no one has decided on, the likeliest first."""
        decided = set(_stems(self._decided))
        stems = (stem for stem in _stems(self._queue) if stem not in decided)
        items = [_read(self._queue, stem, Item) for stem in stems]
        return sorted(items, key=lambda one: (-one.score, one.entry.published, one.id))

    def decisions(self) -> Iterator[Decision]:
        """Everything that was decided."""
        return (_read(self._decided, stem, Decision) for stem in _stems(self._decided))

    def find(self, asked: str) -> Item:
        """The waiting item whose id begins with `asked`; NoItem unless it is exactly one."""
        found = [] if not _ASKED.fullmatch(asked) else self.waiting()
        found = [item for item in found if item.id.startswith(asked)]
        if len(found) != 1:
            many = f"{len(found)} items begin with" if found else "no item waits under"
            raise NoItem(f"{many} {asked!r}; `qantar inbox list` shows their names")
        return found[0]

    def put(self, item: Item) -> None:
        """Let an item wait."""
        _write(self._queue, item.id, item)

    def decide(self, decision: Decision) -> None:
        """Remember a decision, then let its item go; interrupted between, the decision holds."""
        _write(self._decided, decision.id, decision)
        with explained("taking an item off the inbox"):
            remove_file(str(self._queue / f"{decision.id}.json"))

    def state(self, feed: str) -> State:
        """What is remembered of a feed."""
        stem = _name(feed)
        known = read_file(str(self._feeds / f"{stem}.json")) is not None
        return _read(self._feeds, stem, State) if known else State(feed=feed)

    def remember(self, state: State) -> None:
        """Keep what a feed said of itself."""
        _write(self._feeds, _name(state.feed), state)


def _name(feed: str) -> str:
    return sha256(feed.encode()).hexdigest()[:16]


def _stems(folder: Path) -> list[str]:
    files = folder.glob("*.json") if folder.is_dir() else ()
    return sorted(file.stem for file in files if _STEM.fullmatch(file.stem))


def _read(folder: Path, stem: str, model: type[B]) -> B:
    file = folder / f"{stem}.json"
    with explained("reading the inbox"):
        data = read_file(str(file))
    try:
        return model.model_validate_json(data or b"")
    except ValidationError:
        where = f"archive/inbox/{folder.name}/{file.name}"
        raise Torn(f"{where} cannot be read; remove it and fetch again") from None


def _write(folder: Path, stem: str, value: Base) -> None:
    said = json.loads(value.model_dump_json(exclude_defaults=True))
    text = json.dumps(said, ensure_ascii=False, indent=1) + "\n"
    with explained("writing the inbox"):
        write_whole(folder / f"{stem}.json", text.encode())
