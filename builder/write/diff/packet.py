"""The review packet as values: what a change means, before anything is written."""

from dataclasses import dataclass, field

from builder.problems import Problem
from builder.write.diff.words import Note


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One part of a record before and after; empty where it was not or is no more."""

    name: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is `new`, `gone` or `changed`."""

    id: str
    what: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is `new`, `changed` or `left`; every difference is in its parts and claims."""

    id: str
    kind: str
    what: str
    heading: str
    parts: tuple[Part, ...] = ()
    claims: tuple[ClaimChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem of the head; `stood` when the base has it too."""

    problem: Problem
    stood: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything a reviewer is told; what is in `refused` must be mended before a merge."""

    base: str
    head: str
    refused: tuple[Fault, ...] = ()
    levels: tuple[Note, ...] = ()
    meaning: tuple[Note, ...] = ()
    risks: tuple[Note, ...] = ()
    records: tuple[RecordChange, ...] = ()
    warnings: tuple[Fault, ...] = ()
    outside: tuple[Note, ...] = ()
    unread: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    hidden: tuple[str, ...] = field(default=(), repr=False)
    """Words of names that the head takes out of the open: no writer may repeat them."""

    @property
    def sources(self) -> int:
        """How many sources are new or changed."""
        return sum(one.kind == "source" and one.what != "left" for one in self.records)
