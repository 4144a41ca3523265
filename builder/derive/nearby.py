"""The settlements of the archive nearest to a place, with the distance between their points."""

import math
from collections.abc import Iterator

from builder.corpus import Corpus
from builder.derive.connectivity import around
from builder.model.naming import Coordinates, Place

EARTH = 6371.0
"""Mean radius in kilometres."""
POINTS = ("city", "building", "point")
"""Precisions at which coordinates stand for the place itself and not for a town in it."""


def nearest(corpus: Corpus, place: Place, most: int = 5) -> tuple[tuple[Place, int], ...]:
    """Up to `most` settlements with whole kilometres; none for a region or without a point."""
    if place.coordinates is None or place.precision not in POINTS:
        return ()
    found = sorted(_apart(corpus, place, place.coordinates), key=lambda item: (item[1], item[0].id))
    return tuple((other, round(distance)) for other, distance in found[:most])


def _apart(corpus: Corpus, place: Place, here: Coordinates) -> Iterator[tuple[Place, float]]:
    for other in corpus.of(Place):
        there = other.coordinates
        if there is None or other.precision != "city":
            continue
        # What lies in the place, or around it, is told as such and is no neighbour.
        if place.id not in around(corpus, other.id) and other.id not in around(corpus, place.id):
            yield other, kilometres(here, there)


def kilometres(one: Coordinates, other: Coordinates) -> float:
    """The length of the great circle between two points."""
    south, north = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon) / 2
    rise = (north - south) / 2
    chord = math.sin(rise) ** 2 + math.cos(south) * math.cos(north) * math.sin(turn) ** 2
    return 2 * EARTH * math.asin(math.sqrt(chord))
