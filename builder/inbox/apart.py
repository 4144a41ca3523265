"""Reads a feed in a process of its own, which may take only so much time and memory."""

import json
import resource
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import get_args

from builder.inbox.decode import Unreadable, Why
from builder.inbox.entry import Feed
from builder.inbox.read import MOST_ENTRIES, read

MOST_SAID = 16_000_000
"""Bytes of an answer that are taken back."""


@dataclass(frozen=True, slots=True)
class Room:
    """What reading one feed may take."""

    seconds: float = 10.0
    memory: int = 768 * 1024 * 1024
    """Bytes of address space; what is really used stays far below it."""
    entries: int = MOST_ENTRIES


def read_apart(
    data: bytes, *, url: str, content_type: str, today: date, room: Room | None = None
) -> Feed:
    """The same as `read`; a feed that hangs or fills the memory is Unreadable too."""
    room = room or Room()
    # A server that forks: it knows the parser already, and has no thread that a fork could tear.
    context = get_context("forkserver")
    context.set_forkserver_preload(["__main__", "builder.inbox.apart"])
    ours, theirs = context.Pipe(duplex=False)
    work = context.Process(
        target=_work, args=(theirs, data, url, content_type, today, room), daemon=True
    )
    work.start()
    theirs.close()
    try:
        return _told(ours, room)
    finally:
        work.kill()
        work.join()
        ours.close()


def _told(ours: Connection, room: Room) -> Feed:
    if not ours.poll(room.seconds):
        raise Unreadable("time", f"it could not be read within {room.seconds:g} seconds")
    try:
        said = json.loads(ours.recv_bytes(MOST_SAID))
    except (EOFError, OSError):
        said = {"why": "other", "message": "reading it broke off"}
    if "why" in said:
        why: Why = next(why for why in get_args(Why) if why == said["why"])
        raise Unreadable(why, said["message"])
    return Feed.model_validate_json(json.dumps(said))


def _work(
    theirs: Connection, data: bytes, url: str, content_type: str, today: date, room: Room
) -> None:
    """What the other process does."""
    _limit(resource.RLIMIT_AS, room.memory)
    _limit(resource.RLIMIT_CPU, int(room.seconds) + 1)
    try:
        most = room.entries
        feed = read(data, url=url, content_type=content_type, today=today, most=most)
        said = feed.model_dump_json().encode()
    except Unreadable as refused:
        said = json.dumps({"why": refused.why, "message": str(refused)}).encode()
    except Exception as error:  # noqa: BLE001  (one feed of a batch; feedparser raises anything)
        message = f"the parser gave up on it: {type(error).__name__}"
        said = json.dumps({"why": "other", "message": message}).encode()
    theirs.send_bytes(said)
    theirs.close()


def _limit(what: int, most: int) -> None:
    with suppress(ValueError, OSError):  # not every system has each of these limits
        resource.setrlimit(what, (most, most))
