"""The ten days of the band: light by the hour, emergencies, and the deaths as known then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from builder.clock import record_zones, said
from builder.corpus import Corpus
from builder.derive.connectivity import HOUR, Light, Window, light_at, windows
from builder.derive.ladders import Rung, ladder
from builder.model.happening import Episode, Figure
from builder.model.when import Side, Span

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
    """Neighbouring hours with one light, counted from `START`; `about` when the first is a guess."""

    light: Light
    first: int
    hours: int
    about: bool = False

    @property
    def begins(self) -> datetime:
        """The instant of its first hour."""
        return START + HOUR * self.first

    @property
    def ends(self) -> datetime:
        """The instant after its last hour."""
        return self.begins + HOUR * self.hours


@dataclass(frozen=True, slots=True)
class Piece:
    """Hours of an emergency; `soft` where it is not known whether it had begun or ended."""

    first: float
    hours: float
    soft: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """An emergency as pieces."""

    episode: Episode
    span: Span
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A number of deaths in the middle of the hours, `first` to `last`, in which it was said."""

    rung: Rung
    first: float
    last: float

    @property
    def hour(self) -> float:
        """The middle."""
        return (self.first + self.last) / 2


@dataclass(frozen=True, slots=True)
class Band:
    """Ten days at one place."""

    place: str
    runs: tuple[Run, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    days: tuple[datetime, ...]
    deaths: str = DEATHS
    """The figure whose claims the dots are."""


def band(corpus: Corpus, place: str = "almaty") -> Band | None:
    """The band of `place`; None in an archive that does not have it."""
    if place not in corpus.records:
        return None
    days = tuple(START + timedelta(days=day) for day in range(DAYS))
    bars, dots = tuple(_bars(corpus)), tuple(_dots(corpus))
    return Band(place, tuple(_runs(corpus, place)), bars, dots, days)


def _runs(corpus: Corpus, place: str) -> Iterator[Run]:
    before: Light | None = None
    for run in runs(corpus, windows(corpus), place):
        about = run.first > 0 and _about(corpus, before, run.light, run.begins)
        yield replace(run, about=about)
        before = run.light


def runs(corpus: Corpus, known: Sequence[Window], place: str) -> Iterator[Run]:
    """The ten days of `place` as runs of hours with one light, in order."""
    middles = (START + HOUR * n + HOUR / 2 for n in range(HOURS))
    hours = [light_at(corpus, known, place, middle) for middle in middles]
    for light, group in groupby(enumerate(hours), key=lambda item: item[1]):
        numbers = [number for number, _ in group]
        yield Run(light, numbers[0], len(numbers))


def _about(corpus: Corpus, before: Light | None, after: Light, moment: datetime) -> bool:
    """True when what ends or begins at `moment` does so at an approximate time."""
    edges = []
    for light, ending in ((before, True), (after, False)):
        if light is not None and light.episode is not None:
            when = light.episode.when
            span = when.span(record_zones(corpus, light.episode))
            edges.append((when.end, span.latest) if ending else (when.start, span.earliest))
    return any(
        isinstance(side, Side) and bool(side.qualifier) and at and abs(at - moment) <= HOUR
        for side, at in edges
    )


def _bars(corpus: Corpus) -> Iterator[Bar]:
    episodes = [episode for episode in corpus.of(Episode) if episode.type == "emergency"]
    spans = [(episode.when.span(record_zones(corpus, episode)), episode) for episode in episodes]
    for span, episode in sorted(spans, key=lambda item: (item[0].sort_key, item[1].id)):
        pieces = tuple(piece for piece in _pieces(span) if piece.hours > 0)
        if pieces:
            yield Bar(episode, span, pieces)


def _pieces(span: Span) -> Iterator[Piece]:
    """What may be, what is sure, what may be."""
    far = START + HOUR * HOURS
    edges = (span.earliest or START, span.begins_by or START, span.ends_from or far,
             span.latest or far)  # fmt: skip
    first, began, ended, last = (
        min(max(round(_hour(edge), 1), 0.0), float(HOURS)) for edge in edges
    )
    if began >= ended:
        yield Piece(first, last - first, soft=True)
        return
    yield Piece(first, began - first, soft=True)
    yield Piece(began, ended - began, soft=False)
    yield Piece(ended, last - ended, soft=True)


def _dots(corpus: Corpus) -> Iterator[Dot]:
    figure = corpus.records.get(DEATHS)
    last = -float(APART)
    for rung in ladder(corpus, figure).rungs if isinstance(figure, Figure) else ():
        when = said(rung.claim.asserted_on) if rung.claim.asserted_on else None
        if when is None or when.earliest is None or when.latest is None:
            continue
        dot = Dot(rung, round(_hour(when.earliest), 1), round(_hour(when.latest), 1))
        if 0 <= dot.hour < HOURS and dot.hour - last >= APART:
            yield dot
            last = dot.hour


def _hour(moment: datetime) -> float:
    return (moment - START) / HOUR
