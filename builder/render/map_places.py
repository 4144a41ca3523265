"""What the map shows: records gathered by place, places gathered into bubbles by zoom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from builder.i18n import Language
from builder.render.alphabet import key
from builder.render.basemap import BaseMap, Box, Outline, Point, project
from builder.render.basemap_room import roomiest

Precision = Literal["point", "building", "city", "region", "country"]

ZOOMS = tuple(3 + step / 2 for step in range(19))
APART = 34  # pixels two bubbles need between their middles
_ORDER: dict[str, int] = {"city": 0, "building": 1, "point": 2, "region": 3, "country": 4}
_WEIGHT: dict[str, int] = {"city": 0, "region": 1, "building": 2, "point": 3}


@dataclass(frozen=True)
class MapItem:
    """One record at one place, in the reader's language; `url` as seen from the map page.

    It began between `start` and `end`, as `2022-01-05T17:00` by the clock of Almaty; empty where
    no time is known. A place without coordinates has no `lat` and `lon`, and is drawn only where
    it has an outline.
    """

    id: str
    url: str
    title: str
    when: str
    kind: str
    place_id: str
    place: str
    lat: float | None
    lon: float | None
    precision: Precision
    radius_km: float | None = None
    outline: str | None = None  # a base map region's English name
    start: str = ""
    end: str = ""
    place_url: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class MapPlace:
    """A place and its records; a country, and a place without coordinates, is never drawn."""

    id: str
    name: str
    lat: float
    lon: float
    precision: Precision
    radius_km: float | None
    outline: str | None
    url: str
    items: tuple[MapItem, ...]
    drawn: bool


@dataclass(frozen=True)
class Bubble:
    """One mark on the map: it stands at its first place and counts for all of them."""

    places: tuple[MapPlace, ...]

    @property
    def count(self) -> int:
        return len({item.id for place in self.places for item in place.items})


def gather(items: Iterable[MapItem], language: Language, *, base: BaseMap) -> tuple[MapPlace, ...]:
    """Places in reading order: the more precise before the vaguer, what is not drawn at the end."""
    ordered = sorted(items, key=lambda item: (item.place_id, item.start, item.id))
    groups = groupby(ordered, lambda item: item.place_id)
    places = [_place(tuple(group), base) for _, group in groups]
    placed = [(place.lon, place.lat) for place in places if place.drawn and not place.outline]
    moved = (_amid(place, base, placed) for place in places)
    return tuple(sorted(moved, key=lambda p: _place_in_list(p, language)))


def _place_in_list(place: MapPlace, language: Language) -> tuple[object, ...]:
    return not place.drawn, _ORDER[place.precision], key(place.name, language), place.id


def _place(items: tuple[MapItem, ...], base: BaseMap) -> MapPlace:
    first = items[0]
    if first.outline is not None:
        base.region(first.outline)  # an unknown outline is refused
    known = first.lat is not None or first.outline is not None
    return MapPlace(
        first.place_id, first.place, first.lat or 0.0, first.lon or 0.0, first.precision,
        first.radius_km, first.outline, first.place_url, items,
        known and first.precision != "country" and _within(first, base.edge),
    )  # fmt: skip


def _within(item: MapItem, box: Box) -> bool:
    """Whether the base map reaches as far as the place: Geneva is in the list only."""
    if item.lat is None or item.lon is None:
        return True
    return box[0] <= item.lon <= box[2] and box[1] <= item.lat <= box[3]


def _amid(place: MapPlace, base: BaseMap, placed: Sequence[Point]) -> MapPlace:
    """A region's records happened somewhere in it: its mark stands free of any town."""
    if place.outline is None:
        return place
    outline = base.region(place.outline)
    lon, lat = _middle(outline, base) if small(outline) else roomiest(outline, placed)
    return replace(place, lon=lon, lat=lat)


def _middle(outline: Outline, base: BaseMap) -> Point:
    middle = outline.centre(base.view)
    assert middle is not None
    return middle


def small(outline: Outline) -> bool:
    """Whether a shape is a mere spot at the whole country's zoom."""
    ys = [p[1] for polygon in outline.polygons for p in polygon[0]]
    return max(ys) - min(ys) < 1


def bubbles(places: Sequence[MapPlace], zoom: float, *, apart: float = APART) -> list[Bubble]:
    """Bubbles at a zoom: a place too near a weightier one is counted there."""
    heads: list[tuple[float, float, list[MapPlace]]] = []
    drawn = [place for place in places if place.drawn]
    for place in sorted(drawn, key=lambda p: (_WEIGHT[p.precision], -len(p.items), p.id)):
        x, y = project((place.lon, place.lat), zoom)
        near = (h for h in heads if (h[0] - x) ** 2 + (h[1] - y) ** 2 < apart**2)
        found = next(near, None)
        if found is None:
            heads.append((x, y, [place]))
        else:
            found[2].append(place)
    return [Bubble(tuple(members)) for _, _, members in heads]


def levels(places: Sequence[MapPlace]) -> dict[float, list[list[int]]]:
    """For every zoom at which they change, the bubbles as lists of indexes into `places`."""
    number = {place.id: index for index, place in enumerate(places)}
    found: dict[float, list[list[int]]] = {}
    before: list[list[int]] = []
    for zoom in ZOOMS:
        now = [[number[p.id] for p in bubble.places] for bubble in bubbles(places, zoom)]
        if now != before:
            found[zoom] = before = now
    return found
