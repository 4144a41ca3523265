"""Makes a release: every changed record as its next version, with what it changed, and the sums."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.model.base import Record, Tombstone
from builder.model.plain import Data, plain
from builder.release.comparing import differing
from builder.release.frozen import Frozen, digest, freeze, place
from builder.release.history import CHANGES, MANIFEST, SUMS, History
from builder.release.ledger import Anchor
from builder.release.manifest import (
    Change,
    Changes,
    Manifest,
    Point,
    Sealed,
    What,
    written,
)


@dataclass(frozen=True, slots=True)
class Made:
    """A release not yet written: its files below the releases, the list of hashes the last."""

    name: str
    files: Mapping[str, bytes]
    changes: Mapping[str, Change]

    @property
    def sums(self) -> str:
        """The hash that seals it."""
        return digest(self.files[f"{self.name}/{SUMS}"])


def waiting(history: History, corpus: Corpus) -> dict[str, Change]:
    """What the next release would change, by id."""
    return {id: change for id, change, _ in _changed(history, corpus)}


def made(history: History, corpus: Corpus, date: str, anchor: Anchor) -> Made:
    """The release of `date` (YYYY-MM-DD), the ledger standing at `anchor`."""
    name = _named(history, date)
    found = list(_changed(history, corpus))
    files = {
        place(id, change.version): freeze(id, change.kind, change.version, name, fields)
        for id, change, fields in found
    }
    before = history.releases[-1] if history.releases else None
    changes = {id: change for id, change, _ in found}
    records = {id: change.version for id, change in changes.items()}
    files[f"{name}/{MANIFEST}"] = written(
        Manifest(
            release=name,
            date=date,
            previous=Sealed(release=before.name, sums=before.sums) if before else None,
            ledger=Point(line=anchor.n, sha256=anchor.sha256),
            records=dict(sorted({**(before.records if before else {}), **records}.items())),
        )
    )
    since = before.name if before else None
    files[f"{name}/{CHANGES}"] = written(Changes(release=name, since=since, records=changes))
    files[f"{name}/{SUMS}"] = _sums(history, {path: digest(data) for path, data in files.items()})
    return Made(name, files, changes)


def _named(history: History, date: str) -> str:
    """The name of the next release: its date, and from the second of a day on a number."""
    taken = sum(one.date == date for one in history.releases)
    return f"{date}-{taken + 1}" if taken else date


def _sums(history: History, new: Mapping[str, str]) -> bytes:
    """The list of hashes, in the form that `sha256sum -c` reads: all versions that stand now."""
    latest = (versions[-1] for versions in history.versions.values())
    standing = {place(one.id, one.number): one.sha256 for one in latest}
    replaced = {path.rsplit("/", 1)[0] for path in new}
    kept = {p: sha for p, sha in standing.items() if p.rsplit("/", 1)[0] not in replaced}
    return "".join(f"{sha}  {path}\n" for path, sha in sorted({**kept, **new}.items())).encode()


def _changed(history: History, corpus: Corpus) -> Iterator[tuple[str, Change, Data]]:
    """Every record that is not as its last version says, with its fields as they are now."""
    here: dict[str, Record | Tombstone] = {**corpus.records, **corpus.tombstones}
    for id, record in sorted(here.items()):
        fields, kind, last = plain(record), corpus.kind(id), history.latest(id)
        # By the hash, for of what was redacted nothing else is left.
        if last and digest(freeze(id, kind, last.number, last.release, fields)) == last.sha256:
            continue
        old = history.frozen(last) if last else None
        number = last.number + 1 if last else 1
        what: What = "left" if id in corpus.tombstones else "changed" if old else "new"
        yield id, _change(kind, number, what, old, fields), fields


def _change(kind: str, number: int, what: What, old: Frozen | None, fields: Data) -> Change:
    status = str(fields.get("status", "current"))
    whole = old is not None and not old.redacted
    names, claims = differing(what, old.fields if old and whole else None, fields)
    return Change(kind=kind, version=number, what=what, status=status, fields=names, claims=claims)
