"""Writes what the checks found, for people and for programs."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

from builder.printable import printable
from builder.verify.answer import Answer

Found = Iterable[tuple[str, Answer]]


def as_text(found: Found) -> Iterator[str]:
    """A line for each check, with the first places of what is wrong below it."""
    states = {"passed": 0, "failed": 0, "not checked": 0}
    for name, one in found:
        states[one.state] += 1
        yield from _told(name, one)
    yield ", ".join(f"{count} {state}" for state, count in states.items())


def _told(name: str, one: Answer) -> Iterator[str]:
    said = one.reason or one.looked
    if one.state == "failed":
        said = f"{said or 'it'}: {one.count:,} wrong"
    yield printable(f"{one.state:12}{name}: {said}")
    for note in one.notes:
        yield printable(f"{'':14}{note}")
    for fault in one.faults:
        yield printable(f"{'':14}{f'{fault.path}: ' if fault.path else ''}{fault.what}")
    if one.count > len(one.faults):
        yield f"{'':14}and {one.count - len(one.faults):,} more"


def as_json(found: Found) -> Iterator[str]:
    """One object: by the name of the check, all of its answer."""
    checks = {name: asdict(one) for name, one in found}
    yield json.dumps({"format": 1, "checks": checks}, ensure_ascii=True, indent=1)


REPORTS: Mapping[str, Callable[[Found], Iterator[str]]] = {"json": as_json, "text": as_text}
"""Every way to write it."""
