"""What a deposit of a release holds: its own versions, its lists, the ledger up to it, the schemas."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.disk import explained, read_file
from builder.model.schema import NAMES, schema
from builder.problems import Stop
from builder.project import Project
from builder.release.frozen import place as place_of
from builder.release.history import CHANGES, MANIFEST, SIGNATURE, SUMS, History, Release, Version
from builder.release.ledger import Ledger

LICENCE_FILE, LEDGER_FILE = "LICENSE-DATA", "ledger.jsonl"
RELEASES, RECORDS, SCHEMA = "releases/", "releases/records/", "schema/"
JSON, TEXT = "application/json", "text/plain"


class NoLicence(Stop):
    """Without its licence a release is of no use to anybody."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a deposit: its path, its bytes, what it is and in which format."""

    path: str
    data: bytes
    about: str
    format: str
    redacted: str = ""


@dataclass(frozen=True)
class Kept:
    """A release, and what the archive keeps around it."""

    place: Project
    ledger: Ledger
    past: History
    release: Release

    @property
    def versions(self) -> list[Version]:
        """The versions that stood in the release, by id."""
        numbers = sorted(self.release.records.items())
        return [self.past.versions[id][number - 1] for id, number in numbers]

    @property
    def line(self) -> int:
        """The line of the ledger up to which the deposit has it: the one that seals the release.

        Or a later one, that takes out what stood in it: without that line, no stub is sound.
        """
        sealed, _ = self.ledger.releases[self.release.name]
        stood = {(one.id, n) for one in self.versions if one.redacted for n in (0, one.number)}
        taken = [line for key, (line, _) in self.ledger.redactions.items() if key in stood]
        return max([sealed, *taken])


def contents(kept: Kept) -> Iterator[Part]:
    """Every file of the release, without those that describe the deposit itself."""
    yield Part(LICENCE_FILE, _licence(kept.place.root), "The licence.", TEXT)
    book = _read(kept.place.ledger).splitlines(keepends=True)[: kept.line]
    about = "Every id and claim id ever given, one line each, chained by hashes."
    yield Part(LEDGER_FILE, b"".join(book), about, "application/jsonl")
    yield from _schemas()
    for one in kept.versions:
        redacted = f", redacted: {one.redacted}" if one.redacted else ""
        about = f"{one.kind} {one.id}, version {one.number}{redacted}"
        path = f"{RELEASES}{place_of(one.id, one.number)}"
        yield Part(path, kept.past.stored(one), about, JSON, one.redacted)
    yield from _lists(kept)


def _schemas() -> Iterator[Part]:
    for kind in NAMES:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        about = f"JSON Schema of the fields of a record of the kind {kind}."
        yield Part(f"{SCHEMA}{kind}.json", text.encode(), about, "application/schema+json")


def _lists(kept: Kept) -> Iterator[Part]:
    lists = {
        MANIFEST: ("The version of every record, and the release before.", JSON),
        CHANGES: ("What changed since the release before, by record.", JSON),
        SUMS: ("The SHA-256 of every file of the release, for sha256sum -c.", TEXT),
        SIGNATURE: ("An SSH signature of SHA256SUMS.", TEXT),
    }
    for name, (about, form) in lists.items():
        if name != SIGNATURE or kept.release.signed:
            file = kept.past.folder / kept.release.name / name
            yield Part(f"{RELEASES}{kept.release.name}/{name}", _read(file), about, form)


def _read(file: Path) -> bytes:
    with explained(f"reading {file.name}"):
        return file.read_bytes()


def _licence(root: Path) -> bytes:
    with explained(f"reading {LICENCE_FILE}"):
        data = read_file(str(root / LICENCE_FILE))
    if data is None:
        raise NoLicence(f"{root} has no {LICENCE_FILE}; a deposit needs the licence of the records")
    return data
