"""Makes the packet: both sides read, compared, and everything said that a reviewer needs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.load import ENTRIES
from builder.problems import Problem
from builder.write.diff import git
from builder.write.diff.compare import compare
from builder.write.diff.figures import figures
from builder.write.diff.gone import gone
from builder.write.diff.levels import hidden, levels
from builder.write.diff.outcomes import outcomes
from builder.write.diff.outside import differing, ledger_faults, outside, refused
from builder.write.diff.packet import Fault, Packet, RecordChange
from builder.write.diff.risks import risks
from builder.write.diff.side import Place, Side, place, read_ledger, side, working
from builder.write.diff.words import Note, Told, count, note

Key = tuple[str, str, tuple[tuple[str, str], ...]]


def review(root: Path, base: str, head: str | None, *, only_entries: bool = False) -> Packet:
    """What the change from `base` to `head` means; without `head`, to the working tree.

    With `only_entries`, a file outside entries/ that differs is refused.
    """
    new = place(root, head) if head is not None else working(root)
    tip = new.commit if head is not None else git.head(root)
    old = _forked(root, place(root, base), tip)
    old_files = old.files()
    digits = len(next(iter(old_files.values())).oid) if old.commit and old_files else 40
    new_files = new.files(digits=digits)
    ledger = read_ledger(old, old_files)
    before = side(old, old_files, ledger=ledger)
    after = side(new, new_files, ledger=ledger)
    return _packet(before, after, read_ledger(new, new_files), only_entries=only_entries)


def _forked(root: Path, old: Place, tip: str) -> Place:
    """The point that the head started from, so that what the base did since is not undone."""
    shared = git.common(root, old.commit, tip) if old.commit and tip else None
    if shared is None or shared == old.commit:
        return old
    return Place(f"{old.name}, at the common ancestor {shared[:12]}", old.root, shared)


def _packet(before: Side, after: Side, ledger: bytes, *, only_entries: bool) -> Packet:
    changes = compare(before.corpus, after.corpus)
    stood = {_key(one) for one in before.problems}
    wrong = {*gone(before, after), *after.errors, *ledger_faults(before, ledger)}
    wrong |= set(refused(before, after)) if only_entries else set()
    warnings = [one for one in after.problems if one.level == "warning" and _key(one) not in stood]
    return Packet(
        base=before.name,
        head=after.name,
        refused=tuple(Fault(one, _key(one) in stood) for one in _once(wrong)),
        levels=tuple(sorted(levels(before.corpus, after.corpus))),
        meaning=tuple(_meaning(before, after, changes)),
        risks=tuple(risks(after.corpus, changes, warnings)),
        records=changes,
        warnings=tuple(Fault(one) for one in sorted(warnings)),
        outside=tuple(outside(before, after, ledger)),
        unread=_unread(before, after),
        rewritten=_rewritten(before, after, changes),
        hidden=hidden(before.corpus, after.corpus, after.whole),
    )


def _key(one: Problem) -> Key:
    return one.path, one.code, one.values


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Each loss once: the ledger tells some of them too, at another place."""
    told: dict[tuple[str, tuple[tuple[str, str], ...]], Problem] = {}
    found = []
    for one in sorted(problems, key=lambda one: (one.path.startswith("archive/"), one)):
        first = told.setdefault((one.code, one.values), one)
        if first is one or not one.code.startswith("ledger-"):
            found.append(one)
    return sorted(found)


def _meaning(before: Side, after: Side, changes: tuple[RecordChange, ...]) -> Iterator[Note]:
    """The numbers first, then the cases, then what was added."""
    yield from figures(before.corpus, after.corpus)
    yield from outcomes(before.corpus, after.corpus)
    for change in changes:
        yield from _statuses(change)
        if change.what == "left":
            yield note(change.id, "leaves: ", *_stone(change))
    yield from _totals(changes)


def _totals(changes: tuple[RecordChange, ...]) -> Iterator[Note]:
    for what in ("new", "left"):
        kinds = Counter(one.kind for one in changes if one.what == what)
        for kind, number in sorted(kinds.items()):
            sign = "+" if what == "new" else "−"
            yield note("", f"{sign}{count(number, kind, 'people' if kind == 'person' else '')}")
    claims = Counter(claim.what for one in changes for claim in one.claims)
    if claims:
        told = ", ".join(f"{number:,} {what}" for what, number in sorted(claims.items()))
        yield note("", f"claims: {told}")


def _statuses(change: RecordChange) -> Iterator[Note]:
    """Claims whose standing or whose voice changed."""
    for claim in change.claims if change.what == "changed" else ():
        for part in claim.parts if claim.what == "changed" else ():
            if part.name in ("status", "asserted_by"):
                steps = (Told(part.before), " → ", Told(part.after))
                yield note(change.id, "claim ", Told(claim.id), f": {part.name} ", *steps)


def _stone(change: RecordChange) -> Iterator[str]:
    for part in change.parts:
        if part.name in ("status", "merged_into", "redaction"):
            yield Told(part.after)
            yield " "


def _unread(before: Side, after: Side) -> tuple[str, ...]:
    """Records files that are there but could not be compared, being faulty or resting on what is."""
    compared = {after.corpus.documents[id].path for id in _sound(after)}
    paths = {path for path in differing(before, after) if path.startswith(f"{ENTRIES}/")}
    known = {before.corpus.documents[id].path for id in _sound(before)}
    return tuple(sorted(p for p in paths | known if p in after.files and p not in compared))


def _sound(side: Side) -> set[str]:
    return {*side.corpus.records, *side.corpus.tombstones}


def _rewritten(before: Side, after: Side, changes: tuple[RecordChange, ...]) -> tuple[str, ...]:
    """Files that differ and mean the same: comments, order, line breaks."""
    told = {one.id for one in changes}
    same = {after.corpus.documents[id].path for id in _sound(after) & _sound(before) - told}
    return tuple(path for path in differing(before, after) if path in same)
