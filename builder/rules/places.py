"""Places: coordinates on the globe, near what contains them, no finer than they are known."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from builder.corpus import Corpus
from builder.model.naming import Coordinates, Place
from builder.model.zones import known
from builder.near import did_you_mean
from builder.problems import Problem, problem

DECIMALS = {"point": 5, "building": 5, "city": 5, "region": 3, "country": 2}
FAR_KM = {"city": 60, "region": 900, "country": 2500, "building": 5, "point": 5}
"""How far a place may lie from the point that stands for what contains it."""
EARTH_KM = 6371.0
NULL_ISLAND_KM = 300
"""How far from 0, 0 there is nothing but sea and the noise of empty forms."""


def check_places(corpus: Corpus) -> Iterator[Problem]:
    """Coordinates, zones and outlines."""
    regions_first = sorted(corpus.of(Place), key=lambda place: place.precision != "region")
    drawn = {place.outline: place.id for place in reversed(regions_first)}
    for place in corpus.of(Place):
        yield from _zones(corpus, place)
        if place.outline is not None:
            yield from _outline(corpus, place, place.outline, drawn)
        if place.radius_km is not None and place.radius_km <= 0:
            yield problem("place-radius", corpus.mark(place.id, "radius_km"))
        if place.coordinates is not None:
            yield from _coordinates(corpus, place, place.coordinates)


@cache
def outlines() -> frozenset[str]:
    """English names of the regions drawn on the base map."""
    text = (files("builder") / "data" / "basemap.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    return frozenset(
        f["properties"]["name"]["en"] for f in features if f["properties"]["kind"] == "region"
    )


def _outline(
    corpus: Corpus, place: Place, outline: str, drawn: dict[str | None, str]
) -> Iterator[Problem]:
    """An outline of the base map, for a region, and for one region only."""
    mark = corpus.mark(place.id, "outline")
    if outline not in outlines():
        otherwise = "leave it out: the place is drawn as a disc"
        near = did_you_mean(outline, outlines(), otherwise=otherwise)
        yield problem("place-outline", mark, outline=outline, near=near)
    elif place.precision not in ("region", "city"):
        yield problem("place-outline-kind", mark, precision=place.precision)
    elif drawn[outline] != place.id:
        yield problem("place-outline-taken", mark, outline=outline, id=drawn[outline])


def _zones(corpus: Corpus, place: Place) -> Iterator[Problem]:
    if not place.zone:
        about = " ".join((Place.model_fields["zone"].description or "").split())
        yield problem("field-empty-list", corpus.mark(place.id, "zone"), field="zone", about=about)
    for index, zone in enumerate(place.zone):
        if zone not in known():
            near = did_you_mean(zone, known(), otherwise="write an IANA name such as Asia/Almaty")
            yield problem("place-zone", corpus.mark(place.id, "zone", index), zone=zone, near=near)


def _coordinates(corpus: Corpus, place: Place, at: Coordinates) -> Iterator[Problem]:
    mark = corpus.mark(place.id, "coordinates")
    lat, lon = float(at.lat), float(at.lon)
    values = {"lat": str(at.lat), "lon": str(at.lon)}
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        yield problem("place-range", mark, **values)
    elif distance_km(lat, lon, 0, 0) < NULL_ISLAND_KM:
        yield problem("place-null-island", mark)
    elif 46 <= lat <= 88 and 40 <= lon <= 56 and not (40 <= lat <= 56 and 46 <= lon <= 88):
        yield problem("place-swapped", mark, **values)
    else:
        yield from _near_container(corpus, place, lat, lon)
    decimals = max(_decimals(at.lat), _decimals(at.lon))
    limit = DECIMALS[place.precision]
    if decimals > limit:
        values = {"count": str(decimals), "precision": place.precision, "limit": str(limit)}
        yield problem("place-too-precise", mark, **values)


def _near_container(corpus: Corpus, place: Place, lat: float, lon: float) -> Iterator[Problem]:
    """Near the nearest place around it that has a point, however many steps up."""
    for around in _containers(corpus, place):
        if around.coordinates is not None:
            there = float(around.coordinates.lat), float(around.coordinates.lon)
            far, limit = distance_km(lat, lon, *there), FAR_KM[around.precision]
            mark = corpus.mark(place.id, "coordinates")
            if far > limit and abs(lon) <= 90 and distance_km(lon, lat, *there) <= limit:
                yield problem("place-swapped", mark, lat=f"{lat:g}", lon=f"{lon:g}")
            elif far > limit:
                yield problem("place-far", mark, distance=f"{far:.0f}", parent=around.id)
            return


def _containers(corpus: Corpus, place: Place) -> Iterator[Place]:
    """The places around it, step by step; a circle ends where it closes."""
    seen = {place.id}
    while place.within and place.within not in seen:
        seen.add(place.within)
        place = corpus.get(place.within, Place)
        yield place


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees, in kilometres."""
    a1, o1, a2, o2 = map(radians, (lat1, lon1, lat2, lon2))
    h = sin((a2 - a1) / 2) ** 2 + cos(a1) * cos(a2) * sin((o2 - o1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(h))
