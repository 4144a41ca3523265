"""What a check says: passed, failed, or not checked; never one for another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["passed", "failed", "not checked"]
SHOWN = 20
"""How many places of a fault are told; all are counted."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with one file; `path` is from the site's root and may be empty."""

    path: str
    what: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How one check came out; `looked` says how many of what were looked at.

    `faults` are the first, `count` is how many there are; `reason` is why nothing was checked.
    """

    state: State
    looked: str = ""
    faults: tuple[Fault, ...] = ()
    count: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()


def answer(looked: str, faults: Iterable[Fault], notes: Iterable[str] = ()) -> Answer:
    """Passed when there are no faults."""
    first, count = [], 0
    for fault in faults:
        count += 1
        if count <= SHOWN:
            first.append(fault)
    state: State = "failed" if count else "passed"
    return Answer(state, looked, tuple(first), count, notes=tuple(notes))


def not_checked(reason: str) -> Answer:
    """Nothing is said of the site."""
    return Answer("not checked", reason=reason)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def joined(*parts: Iterable[Fault]) -> Iterator[Fault]:
    """The faults of several parts, each once."""
    seen = set[Fault]()
    for part in parts:
        for fault in part:
            if fault not in seen:
                seen.add(fault)
                yield fault
