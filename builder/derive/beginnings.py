"""When entries of the timeline begin: the hours they may begin in, and how many begin in each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from builder.corpus import Corpus
from builder.derive.band import DAYS, HOURS, START, ZONE
from builder.derive.connectivity import HOUR
from builder.derive.dayhours import has_hour
from builder.derive.disputes import time_contested
from builder.derive.timeline import Day, Entry
from builder.model.hours import AFTER, BEFORE
from builder.model.when import Side
from builder.model.zones import zone as load_zone

ONE_SIDED = (*BEFORE, *AFTER)


@dataclass(slots=True)
class Column:
    """One hour of the band: entries that begin in it, that may, and whose time is contested.

    What may begin in one of several hours counts in each of them with its share.
    """

    sure: float = 0
    vague: float = 0
    contested: float = 0

    @property
    def total(self) -> float:
        """All of them."""
        return self.sure + self.vague + self.contested


@dataclass(frozen=True, slots=True)
class Beginnings:
    """The ten days of the band: a column for each hour, and how many entries have no hour."""

    columns: tuple[Column, ...]
    hourless: tuple[int, ...]

    @property
    def highest(self) -> float:
        """The tallest column, or one."""
        return max(1.0, *(column.total for column in self.columns))


def beginnings(corpus: Corpus, days: Iterable[Day]) -> Beginnings:
    """Count the entries of the band by the hour in which they begin."""
    columns = tuple(Column() for _ in range(HOURS))
    hourless = [0] * DAYS
    first = START.astimezone(load_zone(ZONE)).date()
    for day in days:
        number = (day.day - first).days if day.day else -1
        for entry in day.entries:
            if has_hour(entry):
                _count(corpus, entry, columns)
            elif 0 <= number < DAYS:
                hourless[number] += 1
    return Beginnings(columns, tuple(hourless))


def _count(corpus: Corpus, entry: Entry, columns: tuple[Column, ...]) -> None:
    low, high = begins(entry)
    if low is None or high is None:
        return
    first, last = ((moment - START) // HOUR for moment in (low, high))
    share, contested = 1 / (last - first + 1), disputed(corpus, entry)
    for column in columns[max(first, 0) : max(last + 1, 0)]:
        if contested:
            column.contested += share
        elif first == last and not _bounded(entry):
            column.sure += share
        else:
            column.vague += share


def begins(entry: Entry) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant at which it may have begun; None is open.

    What happened "by" an hour stands at that hour, as in the list: its beginning is not known.
    """
    side, span = entry.when.start, entry.span
    if not isinstance(side, Side):
        return None, span.begins_by
    if side.clock and side.clock.form in BEFORE:
        return span.begins_by, span.begins_by
    wide = span.loose() if side.qualifier else span
    return wide.earliest, wide.begins_by


def _bounded(entry: Entry) -> bool:
    """True when only an hour before or after which it began is known."""
    side = entry.when.start
    return isinstance(side, Side) and side.clock is not None and side.clock.form in ONE_SIDED


def disputed(corpus: Corpus, entry: Entry) -> bool:
    """True when the record's time is contested; a step of a case has its own."""
    return entry.step is None and time_contested(corpus, entry.record)
