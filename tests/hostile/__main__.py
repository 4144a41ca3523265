"""`python -m tests.hostile`: every hostile input by itself through `qantar check`, with figures."""

import os
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, NoReturn

from builder.checking import check
from builder.cli import main as qantar
from builder.load import read
from builder.validate import validate
from tests.hostile.corpus import ACCEPTED, Case, cases, harmless, held, judged
from tests.small import archive

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TRACEBACK = "Traceback (most recent call last)"


class Run(NamedTuple):
    """What one run of the command over one input came to."""

    status: int
    shown: str
    written: bool


def main() -> int:
    """Print the summary; 1 when anything is not as promised."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        told = judged(folder / "judged")
        runs = {case.name: run(case, folder / "run") for case in cases()}
        let_in = admitted(harmless(), folder / "harmless")
        slowest = max((seconds(case, folder / "slow"), case.name) for case in cases())
    return report(told, runs, let_in, slowest)


def run(case: Case, root: Path) -> Run:
    """`qantar check` in a process of its own, over an archive with one input."""
    archive(root)
    case.lay(root)
    before = held(root)
    log = root.with_suffix(".log")
    child = os.fork()
    if not child:
        command(root, log)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    written = held(root) != before
    shutil.rmtree(root)
    return Run(status, log.read_bytes().decode("utf-8", "replace"), written)


def command(root: Path, log: Path) -> NoReturn:
    """Become the command; whatever it says goes to a file."""
    to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(to, stream)
    try:
        qantar(["check", "--root", str(root), "--format", "github"])
    except SystemExit as left:
        sys.stdout.flush()
        os._exit(left.code if isinstance(left.code, int) else 0)
    finally:
        traceback.print_exc()
        os._exit(70)


def admitted(found: Iterable[Case], root: Path) -> Counter[bool]:
    """How many inputs are let in, and how many are not."""
    archive(root)
    laid = list(found)
    for case in laid:
        case.lay(root)
    refused = {one.path for one in check(root).errors}
    return Counter(case.path not in refused for case in laid)


def seconds(case: Case, root: Path) -> float:
    """Processor time of reading one input and judging it by itself."""
    if case.alone:
        return 0
    case.lay(root)
    start = time.process_time()
    if (root / case.path).is_file() and case.path.count("/") == 2:
        document, found = read(root, case.path)
        if document is not None:
            validate(document, found)
    return time.process_time() - start


def report(
    told: dict[str, tuple[str, ...]],
    runs: dict[str, Run],
    let_in: Counter[bool],
    slowest: tuple[float, str],
) -> int:
    """Print the figures; the number of promises broken."""
    hostile = [case for case in cases() if case.code != ACCEPTED]
    codes = {case.code for case in hostile}
    families = Counter(case.family for case in cases())
    right = [case for case in hostile if told[case.name] == case.expected]
    soft = [case for case in cases() if case.code == ACCEPTED]
    harmed = [case.name for case in soft if told[case.name]]
    wrong = [case.name for case in hostile if told[case.name] != case.expected]
    bad = {
        "tracebacks": [name for name, one in runs.items() if TRACEBACK in one.shown],
        "exit 4": [name for name, one in runs.items() if one.status == 4],
        "other exits": [name for name, one in runs.items() if one.status not in (0, 1, 4)],
        "files written": [name for name, one in runs.items() if one.written],
        "control characters or commands in the log": [
            name for name, one in runs.items() if commands(one.shown)
        ],
    }
    own, ran = (resource.getrusage(who).ru_maxrss for who in WHO)
    print(f"{len(cases())} inputs tried, {len(families)} families, {len(codes)} codes")
    print("  " + ", ".join(f"{name} {count}" for name, count in sorted(families.items())))
    print(f"{len(right)} of {len(hostile)} told with the expected code and place", *wrong)
    print(f"{len(soft)} let in on purpose and made harmless", *harmed)
    for what, names in bad.items():
        print(f"{len(names)} {what}", *names)
    print(f"slowest: {slowest[1]}, {slowest[0]:.2f} s of processor")
    print(f"peak memory: {ran / 1024:.0f} MB a run of qantar check, {own / 1024:.0f} MB here")
    print(f"must be let in: {let_in[True]} of {let_in.total()}")
    return 1 if wrong or harmed or let_in[False] or any(bad.values()) else 0


def commands(shown: str) -> list[str]:
    """Lines of a log that would command a terminal or the machine that reads it."""
    lines = shown.split("\n")
    ours = ("::error file=", "::warning file=")
    forged = [
        line for line in lines if line.lstrip().startswith("::") and not line.startswith(ours)
    ]
    return forged + [line for line in lines if CONTROL.search(line) or "##[" in line]


WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    sys.exit(main())
