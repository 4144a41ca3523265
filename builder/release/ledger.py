"""The append-only, hash-chained list of every id and claim id ever given.

One JSON object a line, canonical (keys sorted, UTF-8, no spaces, `\\n` at the end), for example

    {"act":"enter","claims":["stormed"],"date":"2026-11-23","id":"almaty-akimat-stormed",
     "kind":"event","n":1,"prev":"000…"}          (one line in the file)

`n` counts from 1; `prev` is the SHA-256 of the previous line's bytes without its `\\n`, 64 zeros on
the first line. The chain shows every edit but those at the very end: a release keeps the `Anchor`
of its day, and a ledger is then also checked to go on from there.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from builder.disk import explained, locked, write_whole
from builder.problems import Mark, Problem, Stop, problem
from builder.release.lines import FIRST, Step, lines, parse, shown, step

NAME = "archive/ledger.jsonl"

State = Literal["current", "withdrawn", "merged", "redacted"]

_LEAVES: Mapping[str, tuple[State, frozenset[State]]] = {
    "withdraw": ("withdrawn", frozenset({"current"})),
    "merge": ("merged", frozenset({"current", "withdrawn"})),
    "redact": ("redacted", frozenset({"current", "withdrawn", "merged"})),
}
"""Act → the state it leads to, and those it may come from."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One id: its kind, its claim ids (each → the line that gave it), how it stands now."""

    kind: str
    claims: Mapping[str, int]
    state: State
    line: int
    into: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point of the ledger to remember elsewhere: line `n` and the SHA-256 of its bytes."""

    n: int = 0
    sha256: str = FIRST


START = Anchor()
"""Before the first line; every ledger goes through it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger whose every line was checked: ids in the order they were given."""

    entered: Mapping[str, Entry] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    anchor: Anchor = Anchor()
    name: str = NAME
    hashes: tuple[str, ...] = ()
    """The SHA-256 of each line."""

    @property
    def releases(self) -> Mapping[str, tuple[int, Step]]:
        """Every release by name, in order: the line that seals it, and what that line says."""
        lines = enumerate(self.steps, start=1)
        return {step.release: (line, step) for line, step in lines if step.act == "release"}

    @property
    def redactions(self) -> Mapping[tuple[str, int], tuple[int, str]]:
        """Every redaction by id and version (0: all there were): its line, and the reason's class."""
        return {
            (step.id, step.version): (line, step.reason)
            for line, step in enumerate(self.steps, start=1)
            if step.act in ("redact", "redact-version")
        }

    def point(self, line: int) -> Anchor:
        """The ledger as it was after `line` lines."""
        return Anchor(line, self.hashes[line - 1] if line else FIRST)


class Broken(Stop):
    """A step that the ledger cannot take, or a ledger that is not sound; nothing was written."""

    exit_code = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(f"{first.path}:{first.line}: {first.message}; {first.hint}")
        self.problems = tuple(problems)


class NoAnchor(Stop):
    """A text that names no point of a ledger."""

    exit_code = 2


def parse_anchor(text: str) -> Anchor:
    """The point that `LINE:SHA256` names."""
    number, _, sha = text.partition(":")
    if not (re.fullmatch("[1-9][0-9]{0,8}", number) and re.fullmatch("[0-9a-f]{64}", sha)):
        raise NoAnchor(f"'{text[:80]}' is no anchor; write it as LINE:SHA256, such as 12:9f86d0…")
    return Anchor(int(number), sha)


def read(path: Path, *, name: str = NAME, anchor: Anchor = Anchor()) -> Ledger | list[Problem]:
    """The ledger at `path`, or everything that is wrong with it; no file is an empty ledger.

    `name` is how problems call the file; `anchor` a point it must still go through.
    """
    with explained(f"reading {name}"):
        return verify(_bytes(path), name=name, anchor=anchor)


def verify(data: bytes, *, name: str = NAME, anchor: Anchor = Anchor()) -> Ledger | list[Problem]:
    """The same as `read`, from the file's bytes."""
    if b"\r\n" in data:
        return [problem("ledger-crlf", Mark(name, data[: data.index(b"\r\n")].count(b"\n") + 1))]
    *whole, torn = data.split(b"\n")
    check = _Check(name)
    for line in whole:
        check.line(line)
    if torn:
        code = "ledger-torn" if isinstance(parse(torn), tuple) else "ledger-line-end"
        check.report(len(whole) + 1, code)
    check.anchor(anchor, whole)
    if check.problems:
        return sorted(check.problems)
    anchored = Anchor(len(whole), check.last)
    return Ledger(check.entered, tuple(check.steps), anchored, name, tuple(check.hashes))


def append(path: Path, steps: Sequence[Step], *, name: str = NAME) -> Ledger:
    """Add lines for `steps`, all or none, leaving every byte before them as it is.

    Raises `Broken` when the ledger is not sound or cannot take a step, `Refused` for the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with explained(f"writing {name}"), locked(path.parent, f"the folder of {name}"):
        old = _bytes(path)
        ledger = _sound(verify(old, name=name))
        new = old + b"".join(lines(ledger.anchor.n, ledger.anchor.sha256, steps))
        ledger = _sound(verify(new, name=name))
        if new != old:
            write_whole(path, new)
        return ledger


def missing(
    ledger: Ledger,
    present: Mapping[str, tuple[str, AbstractSet[str]]],
    *,
    leaving: Collection[str] = (),
) -> list[Problem]:
    """Ids and claims once given that are not in `present` (id → kind, claim ids), kinds changed.

    A record that left (withdrawn, merged, redacted, or about to: `leaving`) keeps its file and
    kind, but need not keep its claims: its tombstone lists them from here.
    """
    return sorted(
        problem(code, Mark(ledger.name, line), **values)
        for id, entry in ledger.entered.items()
        for line, code, values in _lost(id, entry, present, id in leaving)
    )


def returned(ledger: Ledger, standing: Collection[str]) -> list[Problem]:
    """Records that left by the ledger, but are among those that stand."""
    return [
        problem("ledger-returned", Mark(ledger.name, entry.line), id=id, state=entry.state)
        for id, entry in ledger.entered.items()
        if entry.state != "current" and id in standing
    ]


def additions(
    ledger: Ledger, present: Mapping[str, tuple[str, AbstractSet[str]]], date: str
) -> list[Step]:
    """The steps that would enter what is in `present` and not in the ledger, by id."""
    found = []
    for id, (kind, claims) in sorted(present.items()):
        entry = ledger.entered.get(id)
        new = tuple(sorted(claims - entry.claims.keys() if entry else claims))
        if entry is None:
            found.append(Step(date, "enter", id, kind=kind, claims=new))
        elif new:
            found.append(Step(date, "claims", id, claims=new))
    return found


def _lost(
    id: str, entry: Entry, present: Mapping[str, tuple[str, AbstractSet[str]]], leaving: bool
) -> Iterator[tuple[int, str, dict[str, str]]]:
    if id not in present:
        yield entry.line, "ledger-id-gone", {"id": id, "kind": entry.kind}
        return
    kind, claims = present[id]
    if kind != entry.kind:
        yield entry.line, "ledger-kind-changed", {"id": id, "was": entry.kind, "now": kind}
    if entry.state == "current" and not leaving:
        for claim, line in entry.claims.items():
            if claim not in claims:
                yield line, "ledger-claim-gone", {"id": id, "claim": claim}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _sound(result: Ledger | list[Problem]) -> Ledger:
    if isinstance(result, list):
        raise Broken(result)
    return result


class _Check:
    """The lines read so far: what they entered, and what was wrong with them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.entered: dict[str, Entry] = {}
        self.steps: list[Step] = []
        self.last = FIRST
        self._count = 0
        self._n = 0
        self._sealed = set[str]()
        self.hashes: list[str] = []

    def report(self, at: int, code: str, /, **values: str) -> None:
        self.problems.append(problem(code, Mark(self.name, at), **values))

    def line(self, line: bytes) -> None:
        self._count += 1
        before, self.last = self.last, sha256(line).hexdigest()
        self.hashes.append(self.last)
        expected, self._n = self._n + 1, self._n + 1
        value = parse(line)
        if isinstance(value, tuple):
            self.report(self._count, value[0], **value[1])
            return
        self._chain(value, expected, before)
        taken = step(value)
        if self.steps and taken.date < self.steps[-1].date:
            self.report(self._count, "ledger-date", date=taken.date, before=self.steps[-1].date)
        self.steps.append(taken)
        self._take(taken)

    def _chain(self, value: Mapping[str, object], expected: int, before: str) -> None:
        """Number and hash; one problem a break, told at the line that no longer fits."""
        found = value["n"]
        if isinstance(found, int) and found != expected:
            self._n = found
            self.report(self._count, "ledger-number", expected=str(expected), found=shown(found))
        elif value["prev"] != before:
            at = max(1, self._count - 1)
            self.report(at, "ledger-chain", line=str(at), keeper=str(self._count))

    def _take(self, step: Step) -> None:
        if step.act == "release":
            self._release(step)
            return
        entry = self.entered.get(step.id)
        if step.act == "enter":
            if entry is not None:
                self.report(self._count, "ledger-reuse", id=step.id, line=str(entry.line))
                return
            entry = self.entered[step.id] = Entry(step.kind, {}, "current", self._count)
        if entry is None:
            self.report(self._count, "ledger-unknown-id", act=step.act, id=step.id)
        elif step.act in _LEAVES:
            self._leave(step, entry)
        elif step.act != "redact-version":
            self._give(step, entry)

    def _release(self, step: Step) -> None:
        if step.release in self._sealed:
            self.report(self._count, "ledger-release-twice", release=step.release)
        self._sealed.add(step.release)

    def _give(self, step: Step, entry: Entry) -> None:
        claims = dict(entry.claims)
        for claim in step.claims:
            if claim in claims:
                self.report(
                    self._count, "ledger-claim-reuse",
                    id=step.id, claim=claim, line=str(claims[claim]),
                )  # fmt: skip
            claims.setdefault(claim, self._count)
        self.entered[step.id] = Entry(entry.kind, claims, entry.state, entry.line, entry.into)

    def _leave(self, step: Step, entry: Entry) -> None:
        state, sources = _LEAVES[step.act]
        if entry.state not in sources:
            self.report(self._count, "ledger-state", act=step.act, id=step.id, state=entry.state)
        elif step.into == step.id or (step.into and step.into not in self.entered):
            self.report(self._count, "ledger-into", id=step.id, into=step.into)
        else:
            into = step.into or entry.into
            self.entered[step.id] = Entry(entry.kind, entry.claims, state, entry.line, into)

    def anchor(self, anchor: Anchor, lines: Sequence[bytes]) -> None:
        if anchor.n > len(lines):
            self.report(
                max(1, len(lines)), "ledger-shorter", lines=str(len(lines)), anchor=str(anchor.n)
            )
        elif anchor.n and sha256(lines[anchor.n - 1]).hexdigest() != anchor.sha256:
            self.report(anchor.n, "ledger-anchor", line=str(anchor.n))
