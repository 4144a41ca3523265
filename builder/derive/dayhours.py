"""A dark day hour by hour: the light of one place, and the hours in which no entry begins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from builder.corpus import Corpus
from builder.derive.connectivity import HOUR, Light, Window, light_at
from builder.derive.timeline import Day, Entry
from builder.model.hours import BEFORE
from builder.model.naming import Place
from builder.model.when import Side
from builder.model.zones import zone as load_zone

FIRST, LAST = date(2022, 1, 4), date(2022, 1, 10)
"""The days told by hours."""
HOURS = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring hours of the day with one light."""

    first: int
    hours: int
    light: Light

    @property
    def last(self) -> int:
        """The hour after its last one."""
        return self.first + self.hours


@dataclass(frozen=True, slots=True)
class DayHours:
    """A day by the clock of `place`; entries whose hour is not known stand apart."""

    place: str
    runs: tuple[Stretch, ...]
    placed: tuple[Entry | Stretch, ...]
    """Entries in order of their hour, and between them the stretches in which none begins."""
    unplaced: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that have an hour."""
        return tuple(one for one in self.placed if isinstance(one, Entry))


def day_hours(
    corpus: Corpus, known: tuple[Window, ...], day: Day, place: str = "almaty"
) -> DayHours | None:
    """The hours of a dark day; None for other days, and in an archive without the place."""
    if day.day is None or not FIRST <= day.day <= LAST or place not in corpus.records:
        return None
    midnight = _midnight(corpus, place, day.day)
    lights = [light_at(corpus, known, place, midnight + HOUR * n + HOUR / 2) for n in range(HOURS)]
    timed = [(position(entry, midnight), entry) for entry in day.entries if has_hour(entry)]
    return DayHours(
        place,
        tuple(_stretches(lights, range(HOURS))),
        tuple(_interleaved(sorted(timed, key=lambda item: item[0]), lights)),
        tuple(entry for entry in day.entries if not has_hour(entry)),
    )


def has_hour(entry: Entry) -> bool:
    """True when a clock is written where the entry begins."""
    return isinstance(entry.when.start, Side) and entry.when.start.clock is not None


def position(entry: Entry, midnight: datetime) -> float:
    """The hour of the day at which the entry stands, in hours after `midnight`.

    What happened "by" an hour stands at that hour: its beginning is not known.
    """
    side, moment = entry.when.start, entry.span.earliest
    if isinstance(side, Side) and side.clock and side.clock.form in BEFORE:
        moment = entry.span.latest
    hour = (moment - midnight) / HOUR if moment else 0.0
    return min(max(hour, 0.0), HOURS - 1 / 60)


def _midnight(corpus: Corpus, place: str, day: date) -> datetime:
    zone = load_zone(corpus.get(place, Place).zone[0])
    return datetime.combine(day, time(), zone)


def _interleaved(
    timed: Iterable[tuple[float, Entry]], lights: list[Light]
) -> Iterator[Entry | Stretch]:
    free = 0
    for hour, entry in timed:
        yield from _stretches(lights, range(free, int(hour)))
        free = int(hour) + 1
        yield entry
    yield from _stretches(lights, range(free, HOURS))


def _stretches(lights: list[Light], hours: range) -> Iterator[Stretch]:
    for light, group in groupby(hours, key=lambda hour: lights[hour]):
        found = list(group)
        yield Stretch(found[0], len(found), light)
