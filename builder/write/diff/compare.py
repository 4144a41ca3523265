"""Two corpora compared: every record and claim that is new, gone or changed."""

from collections.abc import Iterator

from builder.corpus import Corpus, claims_of
from builder.derive.grades import grade, record_grade
from builder.model.base import Record, Tombstone
from builder.model.claim import Claim
from builder.model.vocabulary import label
from builder.write.diff.packet import ClaimChange, Part, RecordChange
from builder.write.diff.parts import APART, Parts, differing, parts

EMPTY = Corpus({}, {}, {}, {})


def compare(before: Corpus, after: Corpus) -> tuple[RecordChange, ...]:
    """Every difference between records that both sides could read, by id."""
    ids = sorted({*before.records, *after.records, *after.tombstones})
    found = [_record(before, after, id) for id in ids]
    return tuple(one for one in found if one is not None)


def _record(before: Corpus, after: Corpus, id: str) -> RecordChange | None:
    old, new = before.records.get(id), after.records.get(id)
    if new is None:
        stone = after.tombstones.get(id)
        return _left(before, after, stone) if stone else None
    both = old is not None
    parted = differing(_parts(before, old, defaults=both), _parts(after, new, defaults=both))
    claims = tuple(_claims(before, after, old, new))
    if both and not parted and not claims:
        return None
    what = "changed" if both else "new"
    return RecordChange(id, new.kind, what, new.heading.get("en")[0], parted, claims)


def _left(before: Corpus, after: Corpus, stone: Tombstone) -> RecordChange | None:
    """A record that left is not repeated: only what its tombstone says."""
    known = stone.id in before.records and stone.status != "redacted"
    heading = before.records[stone.id].heading.get("en")[0] if known else ""
    old = before.tombstones.get(stone.id)
    parted = differing(parts(EMPTY, old) if old else {}, parts(EMPTY, stone))
    what = "changed" if old else "left"
    return RecordChange(stone.id, after.kind(stone.id), what, heading, parted) if parted else None


def _parts(corpus: Corpus, record: Record | None, *, defaults: bool) -> Parts:
    if record is None:
        return {}
    known = record_grade(corpus, record)
    graded = {("grade", ""): label("grade", known.name, "en")} if known else {}
    return {**parts(corpus, record, apart=APART, defaults=defaults), **graded}


def _claims(
    before: Corpus, after: Corpus, old: Record | None, new: Record
) -> Iterator[ClaimChange]:
    was = {claim.id: claim for claim in claims_of(old)} if old else {}
    now = {claim.id: claim for claim in claims_of(new)}
    for id in [*now, *(id for id in was if id not in now)]:
        parted = _claim_parts(before, was.get(id), after, now.get(id))
        what = "changed" if id in was and id in now else "new" if id in now else "gone"
        if parted:
            yield ClaimChange(id, what, parted)


def _claim_parts(
    before: Corpus, old: Claim | None, after: Corpus, new: Claim | None
) -> tuple[Part, ...]:
    both = old is not None and new is not None
    return differing(_claim(before, old, defaults=both), _claim(after, new, defaults=both))


def _claim(corpus: Corpus, claim: Claim | None, *, defaults: bool) -> Parts:
    if claim is None:
        return {}
    graded = {("grade", ""): label("grade", grade(corpus, claim).name, "en")}
    return {**parts(corpus, claim, apart=APART, defaults=defaults), **graded}
