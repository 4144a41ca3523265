"""Where the archive is silent: places without an event, and whence the hours of each region are known."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.corpus import Corpus
from builder.derive.band import START, ZONE, Run
from builder.derive.connectivity import Light, around
from builder.derive.regions import areas
from builder.model.happening import Event
from builder.model.naming import Place
from builder.model.zones import zone as load_zone

DAYS = (4, 10)
"""The first and the last of the dark days of January 2022, by the clock of the capital."""
LENGTH = (DAYS[1] + 1 - DAYS[0]) * 24
WIDE = ("region", "country")
"""Precisions of places that are no single town or site."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring hours that are known alike, counted from the first of the dark days.

    `what` is "measured" or "said" if something names this very place or one around it that is no
    country; "country-measured" or "country-said" if only the whole country is meant; or "none".
    """

    what: str
    first: int
    hours: int


@dataclass(frozen=True, slots=True)
class Area:
    """A region, or a town that no region speaks for: its events and its dark days."""

    place: str
    events: int
    stretches: tuple[Stretch, ...]

    def hours(self, *what: str) -> int:
        """How many hours are known in one of these ways."""
        return sum(one.hours for one in self.stretches if one.what in what)


def events_at(corpus: Corpus) -> Mapping[str, int]:
    """How many events each place has, those inside it included."""
    counts: Counter[str] = Counter()
    for event in corpus.of(Event):
        counts.update({place for named in event.places for place in around(corpus, named)})
    return counts


def silent(corpus: Corpus, events: Mapping[str, int]) -> tuple[tuple[str, ...], int]:
    """Towns and sites without an event, those that most records name first; and out of how many."""
    places = [place.id for place in corpus.of(Place) if place.precision not in WIDE]
    named = {id: len(corpus.backlinks.get(id, ())) for id in places}
    found = sorted((id for id in places if not events.get(id)), key=lambda id: (-named[id], id))
    return tuple(found), len(places)


def gap_areas(corpus: Corpus, events: Mapping[str, int]) -> tuple[Area, ...]:
    """Every region, those with the fewest events first."""
    found = [
        Area(area.place.id, events.get(area.place.id, 0), tuple(_stretches(corpus, area.place.id, area.runs)))
        for area in areas(corpus)
        if area.place.precision != "country"
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.events, one.place)))


def _stretches(corpus: Corpus, place: str, runs: Sequence[Run]) -> Iterator[Stretch]:
    begins = (DAYS[0] - START.astimezone(load_zone(ZONE)).day) * 24
    chain = around(corpus, place)
    hours = [_known(corpus, chain, run.light) for run in runs for _ in range(run.hours)]
    dark = enumerate(hours[begins : begins + LENGTH])
    for what, group in groupby(dark, key=lambda item: item[1]):
        found = [hour for hour, _ in group]
        yield Stretch(what, found[0], len(found))


def _known(corpus: Corpus, chain: Sequence[str], light: Light) -> str:
    if light.episode is None:
        return "none"
    named = (corpus.get(id, Place) for id in light.episode.places if id in chain)
    whose = "" if any(place.precision != "country" for place in named) else "country-"
    return whose + ("said" if light.reported else "measured")
