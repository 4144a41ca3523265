"""What a person decides on an item: it becomes the draft of a source, or is set aside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from builder.checking import Faulty, check
from builder.disk import explained, remove_file, write_whole
from builder.inbox.item import Decision, Item, address_hash, content_hash
from builder.inbox.plaintext import plain
from builder.inbox.shelf import Shelf
from builder.model.base import record_id
from builder.model.text import LONGEST_LINE
from builder.problems import Flaw, Stop
from builder.project import Project, project
from builder.write.fmt import canonical
from builder.write.given import given


class Refused(Stop):
    """What was asked for cannot be done as it was asked."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person says of the source; empty takes what the feed says."""

    id: str
    title: str = ""
    publisher: str = ""
    language: str = ""
    seen: str = "headline"
    medium: str = "article"


def accept(root: Path, asked: str, wanted: Wanted, *, today: date | None = None) -> str:
    """Write the draft of a source and return its path; Faulty, and nothing written, if it has faults."""
    today = today or datetime.now(UTC).date()
    place = project(root)
    shelf = Shelf(place)
    with shelf.alone():
        item = shelf.find(asked)
        path = _free(place, wanted.id)
        data = canonical(_draft(item, wanted, today).encode(), path)
        if data is None:
            raise Refused("the draft has text that no record may have; give --title or --publisher")
        with explained(f"writing {path}"):
            write_whole(root / path, data)
            faulty = check(root, [path])
            if faulty.errors:
                remove_file(str(root / path))
                raise Faulty(root, faulty.problems)
        shelf.decide(_decision(item, "accepted", today, source=wanted.id))
    return path


def reject(root: Path, asked: str, reason: str, *, today: date | None = None) -> str:
    """Set an item aside for good, and say why; returns its id."""
    today = today or datetime.now(UTC).date()
    why = plain(reason, LONGEST_LINE)
    if not why:
        raise Refused("say why, in a few words: it is kept so that others need not ask again")
    shelf = Shelf(project(root))
    with shelf.alone():
        item = shelf.find(asked)
        shelf.decide(_decision(item, "rejected", today, reason=why))
    return item.id


def _decision(
    item: Item, decided: str, today: date, *, reason: str = "", source: str = ""
) -> Decision:
    return Decision.model_validate(
        {
            "id": item.id,
            "decided": decided,
            "on": today.isoformat(),
            "reason": reason,
            "source": source,
            "address": address_hash(item.entry.url),
            "content": content_hash(item.entry),
        }
    )


def _free(place: Project, id: str) -> str:
    """The path of a new source; refuses an id that is, or ever was, another's."""
    try:
        record_id(id)
    except Flaw as flaw:
        raise Refused(
            f"{id!r} is not an id: lower-case letters, digits and single hyphens"
        ) from flaw
    if id in given(place):
        raise Refused(f"the id {id!r} is taken; ids are never used twice")
    return f"entries/sources/{id}.yaml"


def _draft(item: Item, wanted: Wanted, today: date) -> str:
    """The record, its first lines saying what a person still has to do."""
    entry = item.entry
    title, publisher = wanted.title or entry.title, wanted.publisher or item.publisher
    language = wanted.language or entry.language
    for name, value in (("title", title), ("publisher", publisher), ("language", language)):
        if not value:
            raise Refused(f"the feed does not say the {name}; give it with --{name}")
    lines = list(_remarks(item))
    fields = {
        "id": wanted.id,
        "recorded": today.isoformat(),
        "title": _quoted(title),
        "publisher": _quoted(publisher),
        "authors": f"[{', '.join(map(_quoted, entry.authors))}]" if entry.authors else "",
        "published": entry.published,
        "language": language,
        "url": _quoted(entry.url) if entry.url else "",
        "seen": wanted.seen,
        "seen_on": today.isoformat(),
        "medium": wanted.medium,
    }
    lines += [f"{name}: {value}" for name, value in fields.items() if value]
    return "\n".join(lines) + "\n"


def _remarks(item: Item) -> Iterator[str]:
    """Comments: where the draft is from, and what the feed says of the date."""
    yield f"# Draft from the inbox ({item.id}). Read the publication, then mend what is not as printed."
    raw = item.entry.date
    yield f"# The feed gives this date: {_quoted(raw)}" if raw else "# The feed gives no date."
    if raw and not item.entry.published:
        yield "# It could be more than one day, or is not a day: find `published` yourself."


def _quoted(text: str) -> str:
    """A double-quoted scalar: what JSON may hold, YAML reads as the same."""
    return json.dumps(text, ensure_ascii=False)
