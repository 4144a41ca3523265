"""What became of the archive itself, day by day: what was entered, and what left and why.

What a claim's author took back later is no change of the archive; `taken_back` keeps it apart.
What came and what left stands in the ledger; what was reworded, in the logs of the releases.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from builder.corpus import Claiming, Corpus
from builder.model.claim import Claim
from builder.model.kinds import KINDS
from builder.release.entering import entries
from builder.release.freezing import waiting as waiting_in
from builder.release.history import NOTHING_RELEASED, History
from builder.release.ledger import Ledger
from builder.release.lines import Step
from builder.release.manifest import Change

LEAVING = ("redact", "withdraw", "merge")
"""Acts by which a record leaves, the gravest first."""
ORDER = {model.kind: place for place, model in enumerate(KINDS.values())}
UNDATED = "9999-12-31"
"""For `entries`, which needs a day: what is not in the ledger yet has none."""
UNDONE = ("retracted", "superseded")


@dataclass(frozen=True, slots=True)
class Left:
    """A record that left: by which act, the class of the reason or what took it over."""

    id: str
    kind: str
    act: str
    reason: str
    into: str


@dataclass(frozen=True, slots=True)
class Entered:
    """New records of one kind, by id, and how many claims came with them."""

    kind: str
    ids: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Added:
    """Claims that a record had not had before."""

    id: str
    kind: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A record that says something else than before: which fields, and which of its claims."""

    id: str
    kind: str
    version: int
    fields: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A day of the ledger; without a `day`, what has not been entered in it yet."""

    day: date | None
    left: tuple[Left, ...]
    added: tuple[Added, ...]
    entered: tuple[Entered, ...]
    edited: tuple[Edited, ...] = ()

    @property
    def records(self) -> int:
        """How many records are new."""
        return sum(len(group.ids) for group in self.entered)

    @property
    def claims(self) -> int:
        """How many claims are new, those of new records included."""
        return sum(group.claims for group in self.entered) + sum(len(a.claims) for a in self.added)


@dataclass(frozen=True, slots=True)
class Changes:
    """Every day on which something changed, the newest first."""

    days: tuple[Changed, ...]

    @property
    def left(self) -> tuple[tuple[date | None, Left], ...]:
        """Every record that left, the newest first."""
        return tuple((day.day, one) for day in self.days for one in day.left)


def changes(ledger: Ledger, corpus: Corpus, history: History = NOTHING_RELEASED) -> Changes:
    """The days of the ledger, and before them what the next release would bring."""
    kinds = {id: entry.kind for id, entry in ledger.entered.items()}
    kinds |= {id: corpus.kind(id) for id in [*corpus.records, *corpus.tombstones]}
    waiting = entries(ledger, corpus, UNDATED)
    logs = [(release.date, release.changes) for release in history.releases]
    logs += [(UNDATED, waiting_in(history, corpus))] if logs else []
    edited: dict[str, list[Edited]] = defaultdict(list)
    for text, log in logs:
        edited[text] += _edited(log)
    steps: dict[str, list[Step]] = defaultdict(list)
    for step in [*ledger.steps, *waiting]:
        steps[step.date].append(step)
    days = sorted({*steps, *(text for text in edited if edited[text])}, reverse=True)
    return Changes(tuple(_changed(text, steps[text], kinds, edited[text]) for text in days))


def taken_back(corpus: Corpus) -> Mapping[str, tuple[tuple[Claiming, Claim], ...]]:
    """Claims that whoever made them took back or replaced, by status and in order of records."""
    found: dict[str, list[tuple[Claiming, Claim]]] = {status: [] for status in UNDONE}
    for record, claim in corpus.claims.values():
        if claim.status in found:
            found[claim.status].append((record, claim))
    return {status: tuple(claims) for status, claims in found.items()}


def _edited(log: Mapping[str, Change]) -> Iterator[Edited]:
    for id, one in log.items():
        claims = tuple(one.claims.changed)
        if one.what == "changed" and (one.fields or claims):
            yield Edited(id, one.kind, one.version, tuple(one.fields), claims)


def _changed(
    text: str, steps: list[Step], kinds: Mapping[str, str], edited: Iterable[Edited]
) -> Changed:
    day = None if text == UNDATED else date.fromisoformat(text)
    left = (Left(s.id, kinds[s.id], s.act, s.reason, s.into) for s in steps if s.act in LEAVING)
    added = (Added(s.id, kinds[s.id], s.claims) for s in steps if s.act == "claims")
    return Changed(
        day,
        tuple(sorted(left, key=lambda one: (LEAVING.index(one.act), one.id))),
        tuple(sorted(added, key=lambda one: (ORDER[one.kind], one.id))),
        tuple(_entered(step for step in steps if step.act == "enter")),
        tuple(sorted(edited, key=lambda one: (ORDER[one.kind], one.id))),
    )


def _entered(steps: Iterable[Step]) -> Iterator[Entered]:
    by_kind: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_kind[step.kind].append(step)
    for kind in sorted(by_kind, key=ORDER.__getitem__):
        found = by_kind[kind]
        ids = tuple(sorted(step.id for step in found))
        yield Entered(kind, ids, sum(len(step.claims) for step in found))
