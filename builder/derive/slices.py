"""Some days of the band on their own, for the chapters that tell of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from builder.derive.band import START, ZONE, Band
from builder.derive.connectivity import Light
from builder.model.zones import zone

HOURS = 24


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring hours with one light, counted from the slice's first midnight."""

    light: Light
    first: int
    hours: int
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Slice:
    """Whole days of the band."""

    days: tuple[date, ...]
    parts: tuple[Part, ...]

    @property
    def hours(self) -> int:
        """How long it is."""
        return len(self.days) * HOURS


def cut_slice(band: Band, first: date, last: date) -> Slice:
    """The hours from the beginning of `first` to the end of `last`, both within the band."""
    start = START.astimezone(zone(ZONE)).date()
    skipped = (first - start).days * HOURS
    days = tuple(first + timedelta(days=n) for n in range((last - first).days + 1))
    length = len(days) * HOURS
    parts = []
    for run in band.runs:
        begin = max(run.first - skipped, 0)
        end = min(run.first + run.hours - skipped, length)
        if begin < end:
            at = START + timedelta(hours=skipped + begin)
            parts.append(Part(run.light, begin, end - begin, at, at + timedelta(hours=end - begin)))
    return Slice(days, tuple(parts))
