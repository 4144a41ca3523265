"""The instants a date may mean, once the clocks of its places are known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import inf
from typing import NamedTuple

from builder.model.edtf import Precision, Qualifier
from builder.model.hours import DAY
from builder.model.zones import CAPITAL, EAST, WEST, fixed, offsets
from builder.model.zones import zone as load
from builder.problems import Flaw

Local = tuple[int, int]
"""First and last second of an end on its own clock, counted from the day before 1 January 1."""

EPOCH = datetime.min.replace(tzinfo=UTC)
FIRST_DAY = DAY
"""The second at which 1 January of year 1 begins, in the count that Local uses."""

MARGIN = {
    Precision.SECOND: timedelta(minutes=1),
    Precision.MINUTE: timedelta(minutes=30),
    Precision.PART: timedelta(hours=3),
    Precision.DAY: timedelta(days=1),
    Precision.MONTH: timedelta(days=31),
    Precision.SEASON: timedelta(days=92),
    Precision.YEAR: timedelta(days=366),
    Precision.DECADE: timedelta(days=3653),
    Precision.CENTURY: timedelta(days=36525),
}
"""How far `about`, `~`, `?` and `%` may reach, by the precision they qualify."""


class Ends(NamedTuple):
    """Both ends on their own clocks; None is an open or unknown end; `single` is no interval."""

    start: Local | None
    end: Local | None
    single: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Not before `earliest`, not after `latest`, both UTC and inclusive; None is open.

    What lasts begins no later than `begins_by` and ends no sooner than `ends_from`; for a single
    date these are `latest` and `earliest`. Whole days end in their last second, an exact clock
    time is one instant. Qualifiers do not widen a span; `loose` does.
    """

    earliest: datetime | None
    latest: datetime | None
    begins_by: datetime | None
    ends_from: datetime | None
    precision: Precision
    qualifier: Qualifier

    @property
    def sort_key(self) -> tuple[float, float, int, int]:
        """By earliest instant, the longer span first, then the coarser, then the surer."""
        first = -inf if self.earliest is None else self.earliest.timestamp()
        last = inf if self.latest is None else self.latest.timestamp()
        return first, -last, int(self.precision), self.qualifier.value

    def loose(self) -> "Span":
        """Widen a qualified span by its margin, for rules that must not accuse wrongly."""
        if not self.qualifier:
            return self
        margin = MARGIN[self.precision]
        return Span(
            self.earliest and _shifted(self.earliest, -margin),
            self.latest and _shifted(self.latest, margin),
            self.begins_by and _shifted(self.begins_by, margin),
            self.ends_from and _shifted(self.ends_from, -margin),
            self.precision,
            self.qualifier,
        )


def span_of(
    ends: Ends, zone: str, zones: tuple[str, ...], precision: Precision, qualifier: Qualifier
) -> Span:
    """Place both ends on the clock of the world."""
    names = _names(zone, zones)
    earliest, begins_by = _instants(ends.start, names) if ends.start else (None, None)
    if ends.single:
        return Span(earliest, begins_by, begins_by, earliest, precision, qualifier)
    ends_from, latest = _instants(ends.end, names) if ends.end else (None, None)
    return Span(earliest, latest, begins_by, ends_from, precision, qualifier)


def days_of(
    ends: Ends, zone: str, zones: tuple[str, ...], *, clocked: bool
) -> tuple[date | None, date | None]:
    """First and last day touched; what ends at midnight does not touch the day that begins."""
    first = ends.start and ends.start[0]
    last = ends.end and ends.end[1]
    if last is not None and last % DAY == 0 and last != first:
        last -= 1
    if clocked and zones and zone not in ("place", "unknown"):
        first = first and _moved(first, zone, zones[0])
        last = last and _moved(last, zone, zones[0])
    return _date(first), _date(last)


def wrong_offset(ends: Ends, zone: str, zones: tuple[str, ...]) -> Flaw | None:
    """Find a stated offset, other than UTC, that no place had at that instant."""
    if zone[0] not in "+-" or not fixed(zone) or not zones:
        return None
    for local in (_naive(second) for end in (ends.start, ends.end) if end for second in end):
        had = {name: offsets(local, name) for name in zones}
        if not any(fixed(zone) in pair for pair in had.values()):
            were = " and ".join(f"{name} was {_offset(pair[0])}" for name, pair in had.items())
            return Flaw("date-zone-contradiction", were=were, day=_iso(local), offset=zone)
    return None


def skipped_hour(seconds: Iterable[int], zone: str, zones: tuple[str, ...]) -> Flaw | None:
    """Find a written time that no clock showed, because clocks went forward over it."""
    names = (zone,) if "/" in zone else zones
    if len(names) != 1 or zone not in ("place", *names):
        return None
    for local in map(_naive, seconds):
        before, after = offsets(local, names[0])
        if before < after:
            clock = f"{local:%H:%M}"
            return Flaw("date-clock-skipped", clock=clock, zone=names[0], day=_iso(local))
    return None


def _date(second: int | None) -> date | None:
    return None if second is None else _naive(second).date()


def _names(zone: str, zones: Iterable[str]) -> tuple[str, ...]:
    if zone == "place":
        return tuple(zones)
    return {"capital": (CAPITAL,), "unknown": ()}.get(zone, (zone,))


def _instants(local: Local, names: tuple[str, ...]) -> tuple[datetime, datetime]:
    """First and last instant of an end, by whichever of the clocks is furthest ahead or behind."""
    first, last = local
    start = _offsets(first, names)
    end = start if last == first else _offsets(last, names)
    return _utc(first, max(start)), _utc(last, min(end))


def _offsets(second: int, names: tuple[str, ...]) -> list[timedelta]:
    return [offset for name in names for offset in _held(second, name)] or [EAST, WEST]


def _utc(second: int, offset: timedelta) -> datetime:
    return _shifted(EPOCH, timedelta(seconds=second - FIRST_DAY) - offset)


def _held(second: int, name: str) -> tuple[timedelta, ...]:
    if name == "UTC":
        return (timedelta(),)
    return (fixed(name),) if name[0] in "+-" else offsets(_naive(second), name)


def _moved(second: int, zone: str, place: str) -> int:
    instant, _ = _instants((second, second), _names(zone, ()))
    try:
        local = instant.astimezone(load(place))
    except OverflowError:
        return second
    return local.toordinal() * DAY + local.hour * 3600 + local.minute * 60 + local.second


def _naive(second: int) -> datetime:
    days, seconds = divmod(second, DAY)
    if days > date.max.toordinal():
        return datetime.max.replace(microsecond=0)
    return datetime.fromordinal(days) + timedelta(seconds=seconds)


def _shifted(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        edge = datetime.max if by > timedelta() else datetime.min
        return edge.replace(microsecond=0, tzinfo=moment.tzinfo)


def _offset(value: timedelta) -> str:
    minutes = round(abs(value).total_seconds() / 60)
    return f"{'-' if value < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _iso(local: datetime) -> str:
    return local.date().isoformat()
