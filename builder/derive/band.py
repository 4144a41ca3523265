"""The ten days of the band: light by the hour, emergencies, and the deaths as known then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from builder.clock import record_zones, said
from builder.corpus import Corpus
from builder.derive.connectivity import HOUR, Light, light_at, windows
from builder.derive.ladders import Rung, ladder
from builder.model.happening import Episode, Figure

ZONE = "Asia/Almaty"
START = datetime(2022, 1, 1, 18, tzinfo=UTC)
"""Midnight of 2 January 2022 in Almaty."""
DAYS = 10
HOURS = DAYS * 24
DEATHS = "deaths-kazakhstan"
APART = 14
"""Hours that two numbers need between them to be readable."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring hours with one light, counted from `START`."""

    light: Light
    first: int
    hours: int

    @property
    def begins(self) -> datetime:
        """The instant of its first hour."""
        return START + HOUR * self.first

    @property
    def ends(self) -> datetime:
        """The instant after its last hour."""
        return self.begins + HOUR * self.hours


@dataclass(frozen=True, slots=True)
class Bar:
    """An emergency, from hour to hour."""

    episode: Episode
    first: float
    hours: float


@dataclass(frozen=True, slots=True)
class Dot:
    """A number of deaths at the hour in the middle of when it may have been said."""

    rung: Rung
    hour: float


@dataclass(frozen=True, slots=True)
class Band:
    """Ten days at one place."""

    place: str
    runs: tuple[Run, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    days: tuple[datetime, ...]


def band(corpus: Corpus, place: str = "almaty") -> Band | None:
    """The band of `place`; None in an archive that does not have it."""
    if place not in corpus.records:
        return None
    days = tuple(START + timedelta(days=day) for day in range(DAYS))
    bars, dots = tuple(_bars(corpus)), tuple(_dots(corpus))
    return Band(place, tuple(_runs(corpus, place)), bars, dots, days)


def _runs(corpus: Corpus, place: str) -> Iterator[Run]:
    known = windows(corpus)
    middles = (START + HOUR * n + HOUR / 2 for n in range(HOURS))
    hours = [light_at(corpus, known, place, middle) for middle in middles]
    for light, group in groupby(enumerate(hours), key=lambda item: item[1]):
        found = list(group)
        yield Run(light, found[0][0], len(found))


def _bars(corpus: Corpus) -> Iterator[Bar]:
    episodes = [episode for episode in corpus.of(Episode) if episode.type == "emergency"]
    spans = [(episode.when.span(record_zones(corpus, episode)), episode) for episode in episodes]
    for span, episode in sorted(spans, key=lambda item: (item[0].sort_key, item[1].id)):
        first = max(0.0, _hour(span.earliest or START))
        last = min(float(HOURS), _hour(span.latest) if span.latest else HOURS)
        if last > first:
            yield Bar(episode, first, last - first)


def _dots(corpus: Corpus) -> Iterator[Dot]:
    figure = corpus.records.get(DEATHS)
    last = -float(APART)
    for rung in ladder(corpus, figure).rungs if isinstance(figure, Figure) else ():
        when = said(rung.claim.asserted_on) if rung.claim.asserted_on else None
        if when is None or when.earliest is None or when.latest is None:
            continue
        hour = _hour(when.earliest + (when.latest - when.earliest) / 2)
        if 0 <= hour < HOURS and hour - last >= APART:
            yield Dot(rung, hour)
            last = hour


def _hour(moment: datetime) -> float:
    return (moment - START) / HOUR
