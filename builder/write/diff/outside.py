"""What changes outside the records: files that a reviewer of records would not look for."""

from collections.abc import Iterator
from dataclasses import replace

from builder.load import ENTRIES
from builder.problems import Mark, Problem, problem
from builder.release.ledger import NAME as LEDGER
from builder.release.ledger import Ledger, verify
from builder.write.diff.side import Side
from builder.write.diff.words import Note, Told, count, note


def outside(before: Side, after: Side, ledger: bytes) -> Iterator[Note]:
    """One note for each file outside entries/ that is new, changed or gone."""
    for path in differing(before, after):
        if not path.startswith(f"{ENTRIES}/") and path != LEDGER:
            yield note("", f"{_what(before, after, path)}: ", Told(path))
    if ledger != before.ledger:
        more = ledger.count(b"\n") - before.ledger.count(b"\n")
        sign = "+" if more > 0 else "−" if more < 0 else "±"
        yield note("", f"changed: {LEDGER}, {sign}{count(abs(more), 'line')}")


def differing(before: Side, after: Side) -> list[str]:
    """The paths of files that are not the same on both sides."""
    paths = {*before.files, *after.files}
    return sorted(path for path in paths if before.files.get(path) != after.files.get(path))


def refused(before: Side, after: Side) -> Iterator[Problem]:
    """The same files as problems, for changes that may only touch records.

    What an editor or a system left in entries/ may say whose machine it was, so it is refused too.
    """
    touched = differing(before, after)
    for path in touched:
        if not path.startswith(f"{ENTRIES}/"):
            yield problem("file-outside", Mark(path))
    for one in after.problems:
        if one.code == "file-stray" and one.path in touched:
            yield replace(one, level="error")


def ledger_faults(before: Side, ledger: bytes) -> list[Problem]:
    """What is wrong with the head's ledger: it must go on from where the base's ends."""
    base = verify(before.ledger)
    if not isinstance(base, Ledger) or ledger == before.ledger:
        return []
    found = verify(ledger, anchor=base.anchor)
    return [] if isinstance(found, Ledger) else found


def _what(before: Side, after: Side, path: str) -> str:
    if path not in after.files:
        return "gone"
    old, new = before.files.get(path), after.files[path]
    if old is None:
        return "new" if new.mode == "100644" else f"new, mode {new.mode}"
    return "changed" if old.mode == new.mode else f"mode {old.mode} → {new.mode}"
