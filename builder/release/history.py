"""What was released: every release and every frozen version of every record, and their hashes.

    archive/releases/records/<id>/<n>.json      one version of one record (`builder.release.frozen`)
    archive/releases/<release>/release.json     what the release holds: id → version
    archive/releases/<release>/changes.json     what changed since the one before, by record
    archive/releases/<release>/SHA256SUMS       the hash of each of these files; `sha256sum -c`
    archive/releases/<release>/SHA256SUMS.sig   a signature, if the release was signed

A line of the ledger seals each release with the hash of its SHA256SUMS; `release.json` names the
line of the ledger before. So each of the two shows a change to the other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.disk import explained, read_file
from builder.problems import Mark, Problem, problem
from builder.release.frozen import Frozen, digest, place, thaw
from builder.release.ledger import Ledger
from builder.release.manifest import Change, Manifest, Point, Sealed, changes, manifest

NAME = "archive/releases"
SUMS, MANIFEST, CHANGES, SIGNATURE = "SHA256SUMS", "release.json", "changes.json", "SHA256SUMS.sig"


@dataclass(frozen=True, slots=True)
class Version:
    """A frozen state of a record: its `number` counts from 1, `sha256` is of the bytes released.

    `redacted` is the class of the reason when those bytes were taken out since.
    """

    id: str
    kind: str
    number: int
    release: str
    date: str
    sha256: str
    status: str = "current"
    redacted: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A dated set of versions: `records` is id → number; `sums` the hash of its list of hashes."""

    name: str
    date: str
    sums: str
    records: Mapping[str, int]
    changes: Mapping[str, Change]
    signed: bool = False


@dataclass(frozen=True)
class History:
    """Every release in order and every version by id; the bytes stay on the disk until asked for."""

    folder: Path
    releases: tuple[Release, ...] = ()
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    _read: dict[tuple[str, int], Frozen] = field(default_factory=dict, repr=False, compare=False)

    def release(self, name: str) -> Release:
        """A release by its name."""
        return next(one for one in self.releases if one.name == name)

    def latest(self, id: str) -> Version | None:
        """The last version of a record; None when it was never released."""
        found = self.versions.get(id)
        return found[-1] if found else None

    def stored(self, version: Version) -> bytes:
        """A version as it lies on the disk: whole, or the stub of what was redacted."""
        with explained(f"reading {NAME}"):
            return (self.folder / place(version.id, version.number)).read_bytes()

    def frozen(self, version: Version) -> Frozen:
        """What a version holds; read once."""
        key = version.id, version.number
        if key not in self._read:
            found = thaw(self.stored(version))
            assert found is not None, version
            self._read[key] = found
        return self._read[key]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the releases, by path below them, as the site and a deposit carry it."""
        for versions in self.versions.values():
            for one in versions:
                yield place(one.id, one.number), self.stored(one)
        for release in self.releases:
            for name in (MANIFEST, CHANGES, SUMS, *([SIGNATURE] if release.signed else [])):
                yield f"{release.name}/{name}", (self.folder / release.name / name).read_bytes()


NOTHING_RELEASED = History(Path())
"""Before the first release."""


def read(
    folder: Path, ledger: Ledger, *, left: Collection[str] = (), unfinished: bool = False
) -> History | list[Problem]:
    """The releases that `ledger` seals, every byte checked; or all that is wrong with them.

    `left` are files, by path below `folder`, that may lie there though no release names them;
    `unfinished` lets versions pass that should have been redacted and are whole.
    """
    with explained(f"reading {NAME}"):
        reading = _Reading(folder, ledger, unfinished=unfinished)
        reading.known |= set(left)
        for name, (line, step) in ledger.releases.items():
            reading.release(name, step.date, step.sums, line)
        reading.strays()
    if reading.problems:
        return sorted(set(reading.problems))
    versions = {id: tuple(found) for id, found in sorted(reading.versions.items())}
    return History(folder, tuple(reading.releases), versions)


class _Reading:
    """The releases read so far, in the ledger's order, and what was wrong with them."""

    def __init__(self, folder: Path, ledger: Ledger, *, unfinished: bool) -> None:
        self.folder, self.ledger, self.unfinished = folder, ledger, unfinished
        self.redactions = ledger.redactions
        self.problems: list[Problem] = []
        self.releases: list[Release] = []
        self.versions: dict[str, list[Version]] = defaultdict(list)
        self.known: set[str] = set()

    def report(self, path: str, code: str, /, **values: str) -> None:
        self.problems.append(problem(code, Mark(f"{NAME}/{path}"), **values))

    def release(self, name: str, date: str, sums: str, line: int) -> None:
        """Read one release; `line` of the ledger seals it with the hash `sums`."""
        listed = self._bytes(f"{name}/{SUMS}", {f"{name}/{SUMS}": sums}, line)
        hashes = dict(_listed(listed)) if listed is not None else {}
        first = manifest(self._bytes(f"{name}/{MANIFEST}", hashes, line) or b"")
        second = changes(self._bytes(f"{name}/{CHANGES}", hashes, line) or b"")
        if first is None or second is None:
            return
        self._chain(first, line)
        for id, number in first.records.items():
            self._version(
                Version(id, "", number, name, date, hashes.get(place(id, number), "")), line
            )
        signed = (self.folder / name / SIGNATURE).is_file()
        if signed:
            self.known.add(f"{name}/{SIGNATURE}")
        self.releases.append(Release(name, date, sums, first.records, second.records, signed))

    def _bytes(self, path: str, hashes: Mapping[str, str], line: int) -> bytes | None:
        """The bytes of a file, if it is there and is what was released."""
        data = self._there(path, line)
        if data is None or digest(data) == hashes.get(path):
            return data
        self.report(path, "release-altered", line=str(line))
        return None

    def _there(self, path: str, line: int) -> bytes | None:
        self.known.add(path)
        data = read_file(str(self.folder / path))
        if data is None:
            self.report(path, "release-gone", line=str(line))
        return data

    def _chain(self, found: Manifest, line: int) -> None:
        """The release names the one before it, and the line of the ledger before its own."""
        before = self.releases[-1] if self.releases else None
        previous = Sealed(release=before.name, sums=before.sums) if before else None
        point = self.ledger.point(line - 1)
        if found.previous != previous or found.ledger != Point(line=point.n, sha256=point.sha256):
            self.report(f"{found.release}/{MANIFEST}", "release-chain", line=str(line))

    def _version(self, one: Version, line: int) -> None:
        """A version that this release names: one of an earlier release, or the next of its record."""
        path, known = place(one.id, one.number), self.versions[one.id]
        if known and one.number == known[-1].number:
            if one.sha256 != known[-1].sha256:
                self.report(path, "release-rewritten", release=one.release)
            return
        reasons = self._redacted(one, line)
        data = self._either(path, one, line) if reasons else self._hashed(path, one, line)
        found = thaw(data) if data is not None else None
        if found is None:
            known.append(one)  # told already; the versions after it are not to blame
            return
        head = found.id, found.version, found.release
        if head != (one.id, len(known) + 1, one.release) or found.redacted not in {*reasons, ""}:
            self.report(path, "release-rewritten", release=one.release)
            return
        known.append(replace(one, kind=found.kind, status=found.status, redacted=found.redacted))

    def _redacted(self, one: Version, line: int) -> set[str]:
        """The classes of the reasons for which the ledger took a version out after its release."""
        keys = (one.id, 0), (one.id, one.number)
        later = (self.redactions[key] for key in keys if key in self.redactions)
        return {reason for at, reason in later if at > line}

    def _hashed(self, path: str, one: Version, line: int) -> bytes | None:
        return self._bytes(path, {path: one.sha256}, line)

    def _either(self, path: str, one: Version, line: int) -> bytes | None:
        """A stub that keeps the hash of what it stands for; or that, its redaction unfinished."""
        data = self._there(path, line)
        if data is None:
            return None
        if digest(data) == one.sha256:
            if not self.unfinished:
                self.report(path, "release-not-redacted", id=one.id)
            return data
        found = thaw(data)
        if found is not None and found.sha256 == one.sha256:
            return data
        self.report(path, "release-altered", line=str(line))
        return None

    def strays(self) -> None:
        """Files that no release names: nothing may lie here that nobody vouches for."""
        for file in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            path = file.relative_to(self.folder).as_posix()
            if (file.is_symlink() or not file.is_dir()) and path not in self.known:
                self.report(path, "release-stray")


def _listed(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode().splitlines():
        sha, _, path = line.partition("  ")
        yield path, sha
