"""The blackout by place and network: the windows of each, how long they lasted, and what is not known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

from builder.corpus import Corpus
from builder.derive.band import DAYS, START
from builder.derive.connectivity import LAYERS, around
from builder.derive.edges import Edge, Moment, Voice, claimed_ends, record_ends, voices
from builder.model.claim import Claim
from builder.model.happening import Episode
from builder.model.vocabulary import vocabularies

END = START + timedelta(days=DAYS)
ALL = "all"
DARK_RULE = "own-cut-windows"
"""The name of the rule by which the hours of the cut are added up: see `Row.dark`."""
ZERO = timedelta()

Key = tuple[str, str, tuple[str, ...]]
"""Place, layer and providers."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasted, as a range; `longest` is None while it lasts on."""

    shortest: timedelta
    longest: timedelta | None
    about: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """One window of a row, between two edges; None is an end that is open or not known."""

    episode: Episode
    place: str
    state: str
    start: Edge | None
    end: Edge | None

    @property
    def length(self) -> Length | None:
        """From the latest start and the earliest end claimed, to the reverse."""
        if self.start is None:
            return None
        if self.end is None:
            return Length(ZERO, None, self.start.about)
        shortest = max(ZERO, self.end.low - self.start.high)
        longest = max(ZERO, self.end.high - self.start.low)
        return Length(shortest, longest, self.start.about or self.end.about)


@dataclass(frozen=True, slots=True)
class Wider:
    """Hours for which only the record of a wider place or network says something."""

    first: datetime
    last: datetime
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Row:
    """One network at one place, or at named providers, with its windows in order of time."""

    place: str
    layer: str
    providers: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    wider: tuple[Wider, ...]

    @property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge once, in order of time."""
        found = [edge for s in self.stretches for edge in (s.start, s.end) if edge is not None]
        return tuple(dict.fromkeys(sorted(found, key=lambda e: (e.own.low, e.own.high))))

    @property
    def cuts(self) -> tuple[Stretch, ...]:
        """The windows in which the internet was cut; other networks have none."""
        cut = self.layer in LAYERS
        return tuple(s for s in self.stretches if cut and s.state == "cut" and s.start)

    @property
    def dark(self) -> Length | None:
        """`own-cut-windows`: the hours of the row's own cut windows, overlaps counted once.

        The shortest takes of each window the latest start and the earliest end claimed, the
        longest the reverse. What only a wider record says is not counted. None without a cut.
        """
        if not self.cuts:
            return None
        sure = [(s.start.high, s.end.low if s.end else s.start.high) for s in self.cuts if s.start]
        most = [(s.start.low, s.end.high if s.end else END) for s in self.cuts if s.start]
        about = any(edge.about for s in self.cuts for edge in (s.start, s.end) if edge)
        return Length(_covered(sure), _covered(most), about)


def _covered(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    total, reached = ZERO, START
    for first, last in sorted(spans):
        first, last = max(first, reached), min(last, END)
        if last > first:
            total, reached = total + (last - first), last
    return total


@dataclass(frozen=True, slots=True)
class Account:
    """What one claim of a window's record says of its start, its end and its length."""

    claim: Claim
    start: Moment | None
    end: Moment | None

    @property
    def silent(self) -> bool:
        """True when the claim gives neither end, whatever it may say of the length in words."""
        return self.start is None and self.end is None

    @property
    def length(self) -> Length | None:
        """Known only where the claim gives both ends."""
        if self.start is None or self.end is None:
            return None
        shortest = max(ZERO, self.end.low - self.start.high)
        return Length(shortest, self.end.high - self.start.low, self.start.about or self.end.about)


def accounts(corpus: Corpus, episode: Episode) -> tuple[Account, ...]:
    """Every claim of a window's record, with the times it gives."""
    return tuple(Account(c, *claimed_ends(corpus, episode, c)) for c in episode.claims)


def rows(corpus: Corpus) -> tuple[Row, ...]:
    """Every place and network that has a record, the wider places first."""
    grouped: dict[Key, list[Episode]] = {}
    for episode in corpus.of(Episode):
        state = episode.connectivity
        for place in episode.places if state else ():
            assert state is not None
            grouped.setdefault((place, state.layer, state.providers), []).append(episode)
    found = {key: _stretches(corpus, key[0], grouped[key]) for key in grouped}
    layers = list(vocabularies()["layer"])

    def order(key: Key) -> tuple[object, ...]:
        place, layer, providers = key
        return tuple(reversed(around(corpus, place))), layers.index(layer), providers

    wider = partial(_wider, corpus, found)
    return tuple(Row(*key, found[key], tuple(wider(key))) for key in sorted(found, key=order))


def _stretches(corpus: Corpus, place: str, episodes: list[Episode]) -> tuple[Stretch, ...]:
    """The windows of a row; where one ends at the moment another begins, they share the edge."""
    said: dict[tuple[datetime, datetime], tuple[Moment, list[Voice]]] = {}
    for episode in episodes:
        spoken = voices(corpus, episode)
        for moment, speaking in zip(record_ends(corpus, episode), spoken, strict=True):
            if moment is not None:
                said.setdefault((moment.low, moment.high), (moment, []))[1].extend(speaking)
    edges = {
        key: Edge(moment, tuple(_distinct(speaking))) for key, (moment, speaking) in said.items()
    }

    def edge(moment: Moment | None) -> Edge | None:
        return edges[moment.low, moment.high] if moment else None

    found = [
        Stretch(e, place, e.connectivity.state, *map(edge, record_ends(corpus, e)))
        for e in episodes
        if e.connectivity
    ]
    return tuple(sorted(found, key=lambda s: (s.start.own.low if s.start else START, s.episode.id)))


def _distinct(found: list[Voice]) -> Iterator[Voice]:
    """In order of time; one body that says one time twice is heard once."""
    seen = set()
    for voice in sorted(found, key=lambda v: (v.moment.low, v.moment.high, v.record.id)):
        saying = (voice.claim.asserted_by, voice.moment.low, voice.moment.high)
        if saying not in seen:
            seen.add(saying)
            yield voice


def _wider(corpus: Corpus, found: dict[Key, tuple[Stretch, ...]], key: Key) -> Iterator[Wider]:
    """Runs of hours without a window of the row's own, by the nearest wider record."""
    near = list(_nearest(corpus, found, key))
    marks = {START, END, *(t for s in (*found[key], *near) for t in _reach(s))}
    hours = sorted(mark for mark in marks if START <= mark <= END)
    held: Wider | None = None
    for first, last in pairwise(hours):
        own = any(_holds(s, first) for s in found[key])
        chosen = None if own else next((s for s in near if _holds(s, first)), None)
        if held is not None and (held.stretch is not chosen or held.last != first):
            yield held
            held = None
        if chosen is not None:
            held = Wider(held.first if held else first, last, chosen)
    if held is not None:
        yield held


def _nearest(corpus: Corpus, found: dict[Key, tuple[Stretch, ...]], key: Key) -> Iterator[Stretch]:
    """Windows of wider records: the nearest place first, its own layer before all, the shorter.

    What is recorded of named providers is taken for the network that they are a part of.
    """
    place, layer, providers = key
    layers = (layer, ALL) if layer in LAYERS and layer != ALL else (layer,)
    for outer in around(corpus, place):
        for each in layers:
            keys = [k for k in found if k[:2] == (outer, each) and k != key]
            windows = [s for k in keys if not k[2] or set(providers) <= set(k[2]) for s in found[k]]
            yield from sorted(windows, key=lambda s: (_reach(s)[1] - _reach(s)[0], s.episode.id))


def _reach(stretch: Stretch) -> tuple[datetime, datetime]:
    """From the earliest start to the latest end that the record allows."""
    first = stretch.start.own.low if stretch.start else START
    return first, stretch.end.own.high if stretch.end else END


def _holds(stretch: Stretch, instant: datetime) -> bool:
    first, last = _reach(stretch)
    return first <= instant < last
