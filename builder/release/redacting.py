"""Takes versions out openly: a line in the ledger, a stub in place of the bytes, a tombstone."""

from dataclasses import dataclass
from pathlib import Path

from builder.corpus import Corpus
from builder.disk import explained, locked, write_whole
from builder.model.kinds import KINDS
from builder.near import did_you_mean
from builder.problems import Stop
from builder.project import Project
from builder.release import ledger
from builder.release.frozen import place as place_of
from builder.release.frozen import stub
from builder.release.history import NAME, History, Version, read
from builder.release.ledger import Broken, Ledger
from builder.release.lines import Step

UNFINISHED = "release-not-redacted"


class NotThere(Stop):
    """What was never entered or released cannot be taken out."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Redacted:
    """The versions that were replaced, the records that still name the one that left with them.

    `standing` says that a version was taken out and the record itself still says the same.
    """

    versions: tuple[Version, ...]
    naming: tuple[str, ...] = ()
    standing: bool = False


def redact(
    place: Project, corpus: Corpus, id: str, number: int, reason: str, date: str
) -> Redacted:
    """Replace version `number` of `id` by a stub, or with 0 all versions and the record itself.

    The ledger's line comes first: killed after it, `check` says that the redaction is not
    finished, and the same command finishes it.
    Raises `NotThere`, `Broken` when something is not sound, or `Refused` for the disk.
    """
    with explained(f"writing {NAME}"):
        place.releases.mkdir(parents=True, exist_ok=True)
    with locked(place.releases, NAME):
        known = _ledger(place.ledger, id)
        past = _history(place.releases, known)
        if (id, number) not in known.redactions:
            _released(past, id, number)
            act = "redact-version" if number else "redact"
            step = Step(date, act, id, reason=reason, version=number)
            known = ledger.append(place.ledger, [step])
        taken = tuple(_waiting(past, known, id, number))
        for one in taken:
            _stub(past, one, known)
        if number:
            latest = past.latest(id)
            standing = latest is not None and latest.number == number and id in corpus.records
            return Redacted(taken, standing=standing)
        _bury(place.entries, known, id, date)
    naming = {link.record for link in corpus.backlinks.get(id, ())} - {id}
    return Redacted(taken, tuple(sorted(naming)))


def _bury(entries: Path, known: Ledger, id: str, date: str) -> None:
    """Put a tombstone where the record's file is: the class of the reason, and nothing more."""
    kind, (_, reason) = known.entered[id].kind, known.redactions[id, 0]
    folder = next(name for name, model in KINDS.items() if model.kind == kind)
    text = f"id: {id}\nstatus: redacted\nrecorded: {date}\nredaction: {reason}\n"
    with explained(f"writing {folder}/{id}.yaml"):
        write_whole(entries / folder / f"{id}.yaml", text.encode())


def _ledger(book: Path, id: str) -> Ledger:
    found = ledger.read(book)
    if isinstance(found, list):
        raise Broken(found)
    if id not in found.entered:
        near = did_you_mean(id, found.entered, otherwise="only what was entered can be redacted")
        raise NotThere(f"the ledger has no '{id}'; {near}")
    return found


def _history(folder: Path, known: Ledger) -> History:
    """The releases; a redaction that was begun and not finished does not stand in the way."""
    found = read(folder, known, unfinished=True)
    if isinstance(found, list):
        raise Broken(found)
    return found


def _released(past: History, id: str, number: int) -> None:
    released = len(past.versions.get(id, ()))
    if number > released:
        raise NotThere(f"'{id}' has {released} released versions, and no version {number}")


def _waiting(past: History, known: Ledger, id: str, number: int) -> "list[Version]":
    """The versions that the ledger's line takes out, and that are still whole."""
    line, _ = known.redactions[id, number]
    return [
        one
        for one in past.versions.get(id, ())
        if not one.redacted and number in (0, one.number) and known.releases[one.release][0] < line
    ]


def _stub(past: History, one: Version, known: Ledger) -> None:
    keys = (one.id, one.number), (one.id, 0)
    _, reason = next(known.redactions[key] for key in keys if key in known.redactions)
    with explained(f"writing {NAME}"):
        write_whole(past.folder / place_of(one.id, one.number), stub(past.stored(one), reason))
