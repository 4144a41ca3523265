"""What the feeds tell: the newest of what entered the archive, and of what changed or left.

Only days of the ledger are told: what was not entered yet may still be mended before it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from builder.corpus import Corpus
from builder.derive.changes import Changed, Changes
from builder.i18n import Language
from builder.model.vocabulary import vocabularies
from builder.release.history import History
from builder.release.ledger import Ledger

MOST = 50
"""Entries of one feed; the page of changes has the rest."""
NEW, CORRECTED = "new", "corrected"
FORMS = ("atom", "json")


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to one record on a day of the ledger.

    `act` is "enter", "claims", "change", "withdraw", "merge" or "redact"; `version` is set for a
    change, `claims` are those that are new or changed, `fields` what else was changed.
    """

    day: date
    act: str
    id: str
    kind: str
    claims: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    version: int = 0
    reason: str = ""
    into: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: `name` is "new" or "corrected", `topic` is set for what is new on a topic."""

    name: str
    topic: str
    updated: date
    news: tuple[News, ...]

    def path(self, language: Language, form: str) -> str:
        """Where it lies, from the site's root."""
        return f"/feeds/{f'topic/{self.topic}' if self.topic else self.name}.{language}.{form}"


def feeds(seen: Changes, corpus: Corpus) -> tuple[Feed, ...]:
    """Every feed: new, corrected, and new on each topic; none before the first day."""
    days = [day for day in seen.days if day.day]
    if not days or days[0].day is None:
        return ()
    newest = days[0].day
    new = [one for day in days for one in _new(day) if one.id in corpus.records]
    left = (one for day in days for one in _corrected(day))
    topics = (
        _feed(NEW, topic, newest, (x for x in new if topic in corpus.records[x.id].topics))
        for topic in vocabularies()["topic"]
    )
    return (
        _feed(NEW, "", newest, new),
        _feed(CORRECTED, "", newest, left),
        *(feed for feed in topics if feed.news),
    )


def last_days(ledger: Ledger, history: History) -> Mapping[str, date]:
    """Id → the last day on which something of it entered, changed or left."""
    found: dict[str, str] = {}
    for step in ledger.steps:
        if step.id:
            found[step.id] = max(step.date, found.get(step.id, ""))
    for id, versions in history.versions.items():
        found[id] = max(versions[-1].date, found.get(id, ""))
    return {id: date.fromisoformat(day) for id, day in found.items()}


def _feed(name: str, topic: str, newest: date, news: Iterable[News]) -> Feed:
    found = tuple(islice(news, MOST))
    return Feed(name, topic, found[0].day if found else newest, found)


def _new(day: Changed) -> Iterator[News]:
    assert day.day is not None  # only such days are told
    for group in day.entered:
        for id in group.ids:
            yield News(day.day, "enter", id, group.kind)
    for one in day.added:
        yield News(day.day, "claims", one.id, one.kind, one.claims)


def _corrected(day: Changed) -> Iterator[News]:
    assert day.day is not None  # only such days are told
    for one in day.left:
        yield News(day.day, one.act, one.id, one.kind, reason=one.reason, into=one.into)
    for each in day.edited:
        yield News(
            day.day,
            "change",
            each.id,
            each.kind,
            each.claims,
            each.fields,
            each.version,
        )
