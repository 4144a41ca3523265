"""What the map shows: records gathered by place, places gathered into bubbles by zoom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from builder.render.basemap import BaseMap, project

Precision = Literal["point", "building", "city", "region", "country"]

ZOOMS = range(3, 13)
APART = 34  # pixels two bubbles need between their middles
_ORDER: dict[str, int] = {"country": 0, "region": 1, "city": 2, "building": 3, "point": 4}


@dataclass(frozen=True)
class MapItem:
    """One record at one place, in the reader's language; `url` as seen from the map page."""

    id: str
    url: str
    title: str
    when: str
    kind: str
    place_id: str
    place: str
    lat: float
    lon: float
    precision: Precision
    radius_km: float | None = None
    outline: str | None = None  # a base map region's English name
    day: str = ""  # the first day as YYYY-MM-DD, for filters; empty when not known
    place_url: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapPlace:
    """A place and its records; a country is listed and never drawn."""

    id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    radius_km: float | None
    outline: str | None
    url: str
    items: tuple[MapItem, ...]

    @property
    def drawn(self) -> bool:
        return self.precision != "country"


@dataclass(frozen=True)
class Bubble:
    """One mark on the map: it stands at its first place and counts for all of them."""

    places: tuple[MapPlace, ...]

    @property
    def count(self) -> int:
        return len({item.id for place in self.places for item in place.items})


def gather(items: Iterable[MapItem], *, base: BaseMap) -> tuple[MapPlace, ...]:
    """Places in reading order: the country, regions, then cities with what lies in them."""
    ordered = sorted(items, key=lambda item: (item.place_id, item.day, item.id))
    places = (_place(tuple(group), base) for _, group in groupby(ordered, lambda i: i.place_id))
    return tuple(sorted(places, key=lambda p: (_ORDER[p.precision], p.name, p.id)))


def _place(items: tuple[MapItem, ...], base: BaseMap) -> MapPlace:
    first = items[0]
    lat, lon = first.lat, first.lon
    if first.outline is not None:
        middle = base.region(first.outline).centre(base.view)
        # A region's records happened somewhere in it: the mark stands in the middle of the
        # fill, not on the town whose coordinates the record carries.
        lon, lat = middle or (lon, lat)
    return MapPlace(
        first.place_id, first.place, lat, lon, first.precision,
        first.radius_km, first.outline, first.place_url, items,
    )  # fmt: skip


def bubbles(places: Sequence[MapPlace], zoom: float, *, apart: float = APART) -> list[Bubble]:
    """Bubbles at a zoom: a place too near a weightier one is counted there."""
    heads: list[tuple[float, float, list[MapPlace]]] = []
    drawn = [place for place in places if place.drawn]
    for place in sorted(drawn, key=lambda p: (_ORDER[p.precision], -len(p.items), p.id)):
        x, y = project((place.lon, place.lat), zoom)
        near = (h for h in heads if (h[0] - x) ** 2 + (h[1] - y) ** 2 < apart**2)
        found = next(near, None)
        if found is None:
            heads.append((x, y, [place]))
        else:
            found[2].append(place)
    return [Bubble(tuple(members)) for _, _, members in heads]


def levels(places: Sequence[MapPlace]) -> dict[int, list[list[int]]]:
    """For every zoom at which they change, the bubbles as lists of indexes into `places`."""
    number = {place.id: index for index, place in enumerate(places)}
    found: dict[int, list[list[int]]] = {}
    before: list[list[int]] = []
    for zoom in ZOOMS:
        now = [[number[p.id] for p in bubble.places] for bubble in bubbles(places, zoom)]
        if now != before:
            found[zoom] = before = now
    return found
