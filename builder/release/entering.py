"""Enters what is new among the records in the ledger; from then on it may not vanish."""

from collections.abc import Iterator

from builder.corpus import Corpus, claims_of
from builder.model.base import Tombstone
from builder.release.ledger import Ledger, additions
from builder.release.lines import Step

ACTS = {"withdrawn": "withdraw", "merged": "merge", "redacted": "redact"}
"""Status of a tombstone → the act that the ledger notes."""


def present(corpus: Corpus) -> dict[str, tuple[str, set[str]]]:
    """Every id that has a file: its kind and its claim ids."""
    here = {id: (r.kind, {c.id for c in claims_of(r)}) for id, r in corpus.records.items()}
    return here | {id: (corpus.kind(id), set[str]()) for id in corpus.tombstones}


def entries(ledger: Ledger, corpus: Corpus, date: str) -> list[Step]:
    """The lines to append on `date` (YYYY-MM-DD): new ids, new claims, and what left since."""
    return [*additions(ledger, present(corpus), date), *_left(ledger, corpus, date)]


def _left(ledger: Ledger, corpus: Corpus, date: str) -> Iterator[Step]:
    for id, tombstone in corpus.tombstones.items():
        entry = ledger.entered.get(id)
        if entry is None or entry.state != tombstone.status:
            yield _act(tombstone, date)


def _act(tombstone: Tombstone, date: str) -> Step:
    act = ACTS[tombstone.status]
    into, reason = tombstone.merged_into or "", tombstone.redaction or ""
    return Step(date, act, tombstone.id, into=into, reason=reason)
