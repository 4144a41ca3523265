"""Coverage-guided fuzzing of gate, fmt, dates and prose, from the cases as seeds.

`python -m tests.fuzz gate --minutes 8 --folder FOLDER`: FOLDER keeps what was found, for next time.
It needs atheris, which is no dependency of the project: `pip install atheris`.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["builder"]):
    from tests import promises

TESTS = Path(__file__).parent
LONGEST = {"gate": 4_000, "fmt": 1_000, "dates": 100, "prose": 2_000}
"""Most bytes of an input."""
SLOWEST = 20
"""Seconds after which an input counts as one that hangs, on a machine that has other work."""


def as_text(promise: Callable[[str], None]) -> Callable[[bytes], None]:
    """A promise about texts, held to bytes; what is no UTF-8 is the gate's to refuse."""

    def run(data: bytes) -> None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return
        promise(text)

    return run


TARGETS: dict[str, Callable[[bytes], None]] = {
    "gate": promises.gate,
    "fmt": promises.formatted,
    "dates": as_text(promises.dates),
    "prose": as_text(promises.prose),
}


def seeds(target: str) -> Iterator[bytes]:
    """What the cases hold for a target: whole records, or the texts in their lines."""
    records = [*TESTS.glob("cases/**/*.yaml"), *TESTS.glob("hostile/**/*.yaml")]
    if target in ("gate", "fmt"):
        yield from (file.read_bytes() for file in records)
    elif target == "dates":
        for file in TESTS.glob("cases/dates/*.tsv"):
            yield from (line.split(b"\t")[0] for line in file.read_bytes().splitlines())
    else:
        for file in records:
            lines = (line.strip() for line in file.read_bytes().splitlines())
            yield from (line.partition(b": ")[2] for line in lines)


def sow(target: str, folder: Path) -> None:
    """Write the seeds where the fuzzer looks for them, each under its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in {one[: LONGEST[target]] for one in seeds(target)}:
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


def main() -> None:
    """Fuzz one target for some minutes; stops at the first input that breaks a promise."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("target", choices=sorted(TARGETS))
    asked.add_argument("--minutes", type=float, default=8)
    asked.add_argument("--folder", type=Path, required=True)
    given = asked.parse_args()
    folder = given.folder / given.target
    sow(given.target, folder)
    options = {
        "max_total_time": round(given.minutes * 60),
        "max_len": LONGEST[given.target],
        "timeout": SLOWEST,
        "artifact_prefix": f"{folder}-broke-",
        "print_final_stats": 1,
    }
    words = [sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(folder)]
    atheris.Setup(words, TARGETS[given.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
