"""Permanent ids that a change would lose, reuse or give to something else."""

from collections.abc import Iterator

from builder.corpus import Corpus, claims_of
from builder.problems import Mark, Problem, problem
from builder.write.diff.side import Side


def gone(before: Side, after: Side) -> Iterator[Problem]:
    """Ids and claims of the base that the head no longer has, whether the ledger knows them or not."""
    old, new = before.whole, after.whole
    for id in sorted({*old.records, *old.tombstones}):
        path, kind = old.documents[id].path, old.kind(id)
        if id not in new.documents:
            # A file that could not be read is told as that.
            if path not in after.files:
                yield problem("ledger-id-gone", Mark(path), id=id, kind=kind)
        elif new.kind(id) != kind:
            yield problem("ledger-kind-changed", _mark(new, id), id=id, was=kind, now=new.kind(id))
        elif id in old.tombstones and id in new.records:
            state = old.tombstones[id].status
            yield problem("ledger-returned", _mark(new, id), id=id, state=state)
        elif id in old.records and id in new.records:
            yield from _claims(old, new, id)


def _claims(old: Corpus, new: Corpus, id: str) -> Iterator[Problem]:
    now = {claim.id for claim in claims_of(new.records[id])}
    for claim in claims_of(old.records[id]):
        if claim.id not in now:
            mark = new.mark(id, "claims")
            yield problem("ledger-claim-gone", mark, id=id, claim=claim.id)


def _mark(corpus: Corpus, id: str) -> Mark:
    return Mark(corpus.documents[id].path)
