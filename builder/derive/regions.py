"""The light of each region by the hour, for the map: whose claim it is stays with every hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from builder.corpus import Corpus
from builder.derive.band import HOURS, START, Run
from builder.derive.connectivity import HOUR, Window, light_at, windows
from builder.model.naming import Place


@dataclass(frozen=True, slots=True)
class Area:
    """A region, the country around it, or a place that no region's outline may speak for."""

    place: Place
    runs: tuple[Run, ...]


def areas(corpus: Corpus) -> tuple[Area, ...]:
    """Every area with its ten days: the country first, then by id."""
    known = windows(corpus)
    places = sorted(_places(corpus, known), key=lambda p: (p.precision != "country", p.id))
    return tuple(Area(place, tuple(_runs(corpus, known, place.id))) for place in places)


def _places(corpus: Corpus, known: tuple[Window, ...]) -> Iterator[Place]:
    """Regions and countries; towns that lie in no region, or that a claim names."""
    named = {id for window in known for id in window.episode.places}
    for place in corpus.of(Place):
        around = corpus.records.get(place.within or "")
        apart = isinstance(around, Place) and around.precision == "country"
        drawn = place.outline is not None or place.coordinates is not None
        if place.precision == "country" or (drawn and (apart or place.id in named)):
            yield place


def _runs(corpus: Corpus, known: tuple[Window, ...], place: str) -> Iterator[Run]:
    middles = (START + HOUR * n + HOUR / 2 for n in range(HOURS))
    lights = enumerate(light_at(corpus, known, place, middle) for middle in middles)
    for light, group in groupby(lights, key=lambda item: item[1]):
        hours = [hour for hour, _ in group]
        yield Run(light, hours[0], len(hours))
