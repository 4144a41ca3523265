"""Flips random single bits and counts how many verify finds: `python -m tests.flips N [SITE]`.

Half of the flips fall on any file of the site, and all that is checked without reading markup is
checked. The other half fall on the ledger and the releases, which must show them without the list
of the site's files. As many runs on the untouched site must raise no alarm. SITE is put back as
it was after each flip; without one, the invented archive is released twice and built.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.verify import CHECKS, Built
from builder.verify.checks import judged
from builder.verify.folder import survey
from tests.released import released_site

SEED = 20220105
WHOLE = ("plain files", "sums", "ledger", "releases")
RELEASED = ("plain files", "ledger", "releases")


@dataclass(frozen=True, slots=True)
class Found:
    """How many bits were flipped, how many of them were found, and how often a clean site failed."""

    flips: int
    found: int
    alarms: int


def fails(site: Path, checks: Sequence[str]) -> bool:
    """Whether one of the checks fails."""
    built = Built(site)
    return any(judged(CHECKS[name], built).state == "failed" for name in checks)


def run(site: Path, flips: int) -> Found:
    """Flip `flips` bits, one at a time, each followed by a run on the site as it was."""
    dice = random.Random(SEED)
    every = survey(str(site)).files
    released = {
        path: size
        for path, size in every.items()
        if path == "data/ledger.jsonl" or path.startswith("data/releases/")
    }
    found = alarms = 0
    for number in range(flips):
        files, checks = (released, RELEASED) if number % 2 else (every, WHOLE)
        found += _flipped(site, files, checks, dice)
        alarms += fails(site, checks)
    return Found(flips, found, alarms)


def _flipped(site: Path, files: dict[str, int], checks: Sequence[str], dice: random.Random) -> bool:
    """Whether one flip is found; every bit of every file is as likely as any other."""
    path = dice.choices(list(files), weights=list(files.values()))[0]
    file = site / path
    old = file.read_bytes()
    bit = dice.randrange(8 * len(old))
    new = bytearray(old)
    new[bit // 8] ^= 1 << bit % 8
    file.write_bytes(new)
    try:
        seen = fails(site, checks)
    finally:
        file.write_bytes(old)
    if not seen:
        print(f"not found: bit {bit} of {path}", file=sys.stderr)
    return seen


def main() -> int:
    """Say how many were found; 1 if one was not, or if a clean site failed."""
    flips = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        site = Path(sys.argv[2]) if len(sys.argv) > 2 else released_site(Path(folder))
        done = run(site, flips)
    print(f"{done.flips} bits flipped, {done.found} found")
    print(f"{done.flips} clean runs, {done.alarms} alarms")
    return 0 if (done.found, done.alarms) == (flips, 0) else 1


if __name__ == "__main__":
    sys.exit(main())
