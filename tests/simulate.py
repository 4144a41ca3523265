"""Many releases with many random edits between them: no permalink is lost, no id is used again.

`python -m tests.simulate RELEASES EDITS RECORDS` prints what it did and found; exit 1 if anything.
"""

import random
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from builder import pipeline
from builder.problems import Problem
from builder.project import project
from builder.release import history, ledger
from tests.small_archive import small_archive

TODAY = "2026-12-31"
WORDS = (
    "snow", "ice", "wind", "road", "school", "river", "bridge", "light",
    "market", "station", "square", "roof", "well", "harbour", "orchard", "mill",
)  # fmt: skip
DAYS = 28
"""Over so many days the records are spread, or every two of them would look like one."""


@dataclass
class Invented:
    """One record of the simulation, as its author would edit it."""

    id: str
    title: int = 0
    claims: list[str] = field(default_factory=lambda: ["said"])
    hours: int = 8
    left: str = ""
    into: str = ""

    def yaml(self, day: str) -> str:
        if self.left:
            reason = "reason: {en: Left., ru: Ушла., kk: Кетті.}\n"
            into = f"merged_into: {self.into}\n" if self.into else ""
            return f"id: {self.id}\nstatus: {self.left}\nrecorded: {day}\n{into}{reason}"
        word = WORDS[self.title % len(WORDS)]
        title = f"About the {word} and the {WORDS[self.title // len(WORDS) % len(WORDS)]}"
        claims = "".join(self._claim(claim) for claim in self.claims)
        date = f"2021-12-{1 + int(self.id.rsplit('-')[1]) % DAYS:02}"
        return (
            f"id: {self.id}\nrecorded: 2026-11-01\ntitle: {{en: {title}, ru: Снег, kk: Қар}}\n"
            f"when: {date} {self.hours:02}:00\nplaces: [tasbulak]\nclaims:\n{claims}"
        )

    def _claim(self, claim: str) -> str:
        return (
            f"  - id: {claim}\n    text: {{en: It snowed., ru: Шёл снег., kk: Қар жауды.}}\n"
            "    asserted_by: [tasbulak-herald]\n    asserted_on: 2022-01-06\n"
            "    citations:\n      - {source: herald-2022-01-06, locator: para 2}\n"
        )


@dataclass
class Tally:
    """What was done, and what went wrong."""

    edits: int = 0
    releases: int = 0
    attempts: int = 0
    refused: int = 0
    permalinks: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


class Simulation:
    """An archive of invented records that is edited at random, always by the same numbers."""

    def __init__(self, root: Path, records: int) -> None:
        self.root, self.dice, self.tally = small_archive(root), random.Random(2022), Tally()
        self.records = {id: Invented(id) for id in map(self._id, range(records))}
        self.dirty = set(self.records)
        self.retired: set[str] = set()

    def _id(self, number: int) -> str:
        return f"snow-{number:04}"

    def run(self, releases: int, edits: int) -> Tally:
        for number in range(releases):
            for _ in range(edits):
                self._edit()
            day = f"2026-{11 + number // 28:02}-{1 + number % 28:02}"
            self._write(day)
            self._attempts()
            told = pipeline.check(self.root).errors
            self.tally.faults += [f"{one.path}: {one.message}" for one in told]
            if told:
                return self.tally
            if pipeline.release(self.root, day, today=TODAY) is not None:
                self.tally.releases += 1
            self._redact(number, day)
            self._note()
        return self.tally

    def _standing(self) -> list[Invented]:
        return [one for one in self.records.values() if not one.left]

    def _edit(self) -> None:
        self.tally.edits += 1
        one = self.dice.choice(self._standing())
        self.dirty.add(one.id)
        match self.dice.randrange(100):
            case n if n < 60:
                one.title += 1
            case n if n < 85:
                one.hours = self.dice.randrange(24)
            case n if n < 98:
                one.claims.append(f"said-{len(one.claims) + 1}") if len(one.claims) < 9 else None
            case n if n < 99:
                new = Invented(self._id(len(self.records)))
                self.records[new.id] = new
                self.dirty.add(new.id)
            case _:
                self._leave(one)

    def _leave(self, one: Invented) -> None:
        others = [other for other in self._standing() if other is not one]
        if len(others) < 5:
            return
        one.left = self.dice.choice(("withdrawn", "merged"))
        one.into = self.dice.choice(others).id if one.left == "merged" else ""

    def _file(self, id: str) -> Path:
        return self.root / "entries" / "events" / f"{id}.yaml"

    def _write(self, day: str) -> None:
        for id in sorted(self.dirty):
            self._file(id).write_text(self.records[id].yaml(day), encoding="utf-8")
        self.dirty.clear()

    def _attempts(self) -> None:
        """Three things that must be refused once something was released."""
        known = [one for one in self._standing() if one.id in self.tally.permalinks]
        gone = [one for one in self.records.values() if one.left and one.id in self.retired]
        if not known:
            return
        one = self.dice.choice(known)
        renamed = self._file(one.id).read_text(encoding="utf-8").replace(one.id, f"{one.id}-x")
        self._try("ledger-id-gone", {one.id: None, f"{one.id}-x": renamed})
        cut = Invented(one.id, claims=["other"]).yaml("")
        self._try("ledger-claim-gone", {one.id: cut})
        if gone:
            back = Invented(self.dice.choice(gone).id)
            self._try("ledger-returned", {back.id: back.yaml("")})

    def _try(self, code: str, files: dict[str, str | None]) -> None:
        before = {id: self._text(id) for id in files}
        for id, text in files.items():
            self._put(id, text)
        self.tally.attempts += 1
        told = {one.code for one in pipeline.check(self.root).errors}
        self.tally.refused += code in told
        if code not in told:
            self.tally.faults.append(f"{code} was not told for {sorted(files)}")
        for id, text in before.items():
            self._put(id, text)

    def _text(self, id: str) -> str | None:
        file = self._file(id)
        return file.read_text(encoding="utf-8") if file.exists() else None

    def _put(self, id: str, text: str | None) -> None:
        if text is None:
            self._file(id).unlink(missing_ok=True)
        else:
            self._file(id).write_text(text, encoding="utf-8")

    def _redact(self, number: int, day: str) -> None:
        """Every fifth release one old version is taken out, every tenth a whole record."""
        one = self.dice.choice(self._standing())
        if number % 10 == 9 and not any(o.into == one.id for o in self.records.values()):
            pipeline.redact(self.root, one.id, "privacy", today=day)
            one.left = "redacted"
        elif number % 5 == 4:
            pipeline.redact(self.root, f"{one.id}@1", "error", today=day)

    def _note(self) -> None:
        """Keep every address that this release gave; none may be missing from the next."""
        place = project(self.root)
        known = ledger.read(place.ledger)
        past = None if isinstance(known, list) else history.read(place.releases, known)
        if isinstance(known, list) or not isinstance(past, history.History):
            self.tally.faults.append(f"unsound: {[one.code for one in _problems(known, past)][:3]}")
            return
        now = {id for id in known.entered}
        now |= {f"{id}#{claim}" for id, entry in known.entered.items() for claim in entry.claims}
        now |= {f"{id}/v/{one.number}" for id, them in past.versions.items() for one in them}
        self.tally.faults += [f"lost: {one}" for one in sorted(self.tally.permalinks - now)]
        self.tally.permalinks |= now
        self.retired |= {id for id, entry in known.entered.items() if entry.state != "current"}


def _problems(*found: object) -> list[Problem]:
    return [one for some in found if isinstance(some, list) for one in some]


def unresolved(root: Path, permalinks: set[str]) -> list[str]:
    """Permalinks that the built site does not answer: no page, or no such anchor on it."""
    pipeline.build(root, root / "site")
    missing = []
    for one in sorted(permalinks):
        path, _, claim = one.partition("#")
        page = root / "site" / "e" / path / "index.html"
        if not page.is_file() or (claim and f'id="{claim}"' not in page.read_text("utf-8")):
            missing.append(one)
    return missing


def main(releases: int, edits: int, records: int) -> int:
    """Run it in a folder that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="simulate-") as folder:
        tally = Simulation(Path(folder), records).run(releases, edits)
        lost = [] if tally.faults else unresolved(Path(folder), tally.permalinks)
    print(
        f"{tally.releases} releases, {tally.edits:,} edits, {len(tally.permalinks):,} permalinks: "
        f"{len(lost)} lost; {tally.refused} of {tally.attempts} forbidden edits refused; "
        f"{len(tally.faults)} faults"
    )
    for one in [*lost, *tally.faults][:20]:
        print(one)
    return 1 if lost or tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
