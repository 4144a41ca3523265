"""Tells what differs between two releases, or between one and the records as they are now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.corpus import Corpus
from builder.model.base import Record, Tombstone
from builder.model.plain import Data, plain
from builder.release.frozen import canonical, digest, freeze
from builder.release.history import History, Release, Version
from builder.release.manifest import ClaimsChanged, What

FORMAT = 1


def differing(what: What, old: Data | None, new: Data | None) -> tuple[list[str], ClaimsChanged]:
    """The fields that differ, and the claims; names only, and none for a record that left.

    None stands for a side that is not there, or that was taken out.
    """
    if what == "new" and new is not None:
        return [], ClaimsChanged(new=sorted(_claims(new)))
    if what != "changed" or old is None or new is None:
        return [], ClaimsChanged()
    names = [name for name in _names(old, new) if name != "claims"]
    return names, _claims_changed(_claims(old), _claims(new))


def _claims(fields: Data) -> dict[str, Data]:
    found = fields.get("claims", ())
    assert isinstance(found, list | tuple)
    return {str(claim["id"]): claim for claim in found}


def _claims_changed(old: Mapping[str, Data], new: Mapping[str, Data]) -> ClaimsChanged:
    both = ((id, _names(old[id], new[id])) for id in sorted(old.keys() & new.keys()))
    return ClaimsChanged(
        new=sorted(new.keys() - old.keys()),
        gone=sorted(old.keys() - new.keys()),
        changed={id: names for id, names in both if names},
    )


def _names(old: Data, new: Data) -> list[str]:
    """The fields that are not the same on both sides."""
    sides = (old, new)
    return sorted(
        name for name in {*old, *new} if len({canonical(side.get(name)) for side in sides}) == 2
    )


@dataclass(frozen=True, slots=True)
class State:
    """A record as one side of a comparison has it: its `version`, 0 when it has none yet.

    `fields` is None when it was redacted; then only `sha256` is left to compare.
    """

    kind: str
    version: int
    status: str
    sha256: str
    fields: Data | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one record from the `old` to the `new` side."""

    what: What
    old: State | None
    new: State
    fields: list[str] = field(default_factory=list)
    claims: ClaimsChanged = field(default_factory=ClaimsChanged)

    @property
    def redacted(self) -> list[int]:
        """The versions that were taken out, so that what differs in them cannot be told."""
        return [side.version for side in (self.old, self.new) if side and side.fields is None]


def compared(past: History, old: Release, new: Release | Corpus) -> dict[str, Difference]:
    """Every record that is not alike on both sides, by id; a corpus is the records as they are."""
    sides = _released(past, new) if isinstance(new, Release) else _present(past, new)
    return {id: found for id, side in sides if (found := _difference(past, old, id, side))}


def written(old: Release, new: Release | None, found: Mapping[str, Difference]) -> bytes:
    """The differences as canonical JSON; a side or a version that is not there is null."""
    return canonical(
        {
            "format": FORMAT,
            "old": old.name,
            "new": new.name if new else None,
            "records": {id: _data(one) for id, one in found.items()},
        }
    )


def _data(one: Difference) -> Data:
    return {
        "kind": one.new.kind,
        "what": one.what,
        "status": one.new.status,
        "from": one.old.version if one.old else None,
        "to": one.new.version or None,
        "redacted": one.redacted,
        "fields": one.fields,
        "claims": one.claims.model_dump(mode="json"),
    }


def _difference(past: History, old: Release, id: str, new: State) -> Difference | None:
    number = old.records.get(id)
    before = _state(past, past.versions[id][number - 1]) if number else None
    if before is not None and before.sha256 == new.sha256:
        return None
    what: What = "left" if new.status != "current" else "changed" if before else "new"
    return Difference(
        what, before, new, *differing(what, before.fields if before else None, new.fields)
    )


def _released(past: History, release: Release) -> Iterator[tuple[str, State]]:
    for id, number in sorted(release.records.items()):
        yield id, _state(past, past.versions[id][number - 1])


def _state(past: History, version: Version) -> State:
    # Of a stub only the list of changes still says how the record stood; it is never rewritten.
    status = past.release(version.release).changes[version.id].status
    fields = None if version.redacted else past.frozen(version).fields
    return State(version.kind, version.number, status, version.sha256, fields)


def _present(past: History, corpus: Corpus) -> Iterator[tuple[str, State]]:
    """The records as they are now; each with the number of the version that says the same."""
    here: dict[str, Record | Tombstone] = {**corpus.records, **corpus.tombstones}
    for id, record in sorted(here.items()):
        fields, kind = plain(record), corpus.kind(id)
        status = str(fields.get("status", "current"))
        for one in past.versions.get(id, ()):
            sha = digest(freeze(id, kind, one.number, one.release, fields))
            if sha == one.sha256:
                yield id, State(kind, one.number, status, sha, fields)
                break
        else:
            yield id, State(kind, 0, status, "", fields)
