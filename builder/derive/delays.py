"""How long it took until an event was first told of: where the connection was cut, and elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from builder.derive.timeline import Day, Delay, Entry
from builder.model.happening import Event

GROUPS = {
    "dark": ("dark",),
    "mixed": ("mixed",),
    "open": ("mobile", "access", "lit"),
    "unmeasured": ("unmeasured",),
}
"""Where the place was cut all the time, part of it, not cut, or not measured → shades."""


@dataclass(frozen=True, slots=True)
class Group:
    """The events of one light: those with a dated statement, and how many have none."""

    name: str
    entries: tuple[Entry, ...]
    undated: int

    @property
    def delays(self) -> tuple[Delay, ...]:
        """One delay an entry, in the same order."""
        return tuple(entry.delay for entry in self.entries if entry.delay)

    @property
    def median(self) -> tuple[timedelta, timedelta] | None:
        """The median of the shortest and of the longest delays; None where there are none."""
        if not self.delays:
            return None
        least, most = zip(*((d.shortest, d.longest) for d in self.delays), strict=True)
        return _middle(least), _middle(most)


def _middle(lengths: Iterable[timedelta]) -> timedelta:
    return timedelta(seconds=round(median(each.total_seconds() for each in lengths)))


def groups(days: Iterable[Day]) -> tuple[Group, ...]:
    """Every event by how its place was, the soonest told of first."""
    events = [e for day in days for e in day.entries if isinstance(e.record, Event)]
    return tuple(_group(name, shades, events) for name, shades in GROUPS.items())


def _group(name: str, shades: tuple[str, ...], events: list[Entry]) -> Group:
    here = [entry for entry in events if entry.light.shade in shades]
    told = [entry for entry in here if entry.delay]
    return Group(name, tuple(sorted(told, key=_order)), len(here) - len(told))


def _order(entry: Entry) -> tuple[timedelta, timedelta, str]:
    assert entry.delay is not None  # only those are kept
    return entry.delay.longest, entry.delay.shortest, entry.record.id
