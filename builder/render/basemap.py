"""The base map: outlines of January 2022, their projection, where their labels go."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

Point = tuple[float, float]  # longitude, latitude; after `project`: x, y
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]  # west, south, east, north

WORLD = 256.0  # pixels round the Earth at zoom 0, as Leaflet counts them


@dataclass(frozen=True)
class Outline:
    """One region or neighbour; `polygons` are GeoJSON's: an outer ring, then its holes."""

    id: str
    kind: str
    name: Mapping[str, str]
    polygons: tuple[tuple[Ring, ...], ...]

    def feature(self) -> dict[str, Any]:
        """A GeoJSON feature without its names, so that one file serves every language."""
        return _feature(self.id, "MultiPolygon", self.polygons)

    def borders(self, edge: Box) -> dict[str, Any]:
        """The same as lines, without the straight cuts where the data ends."""
        lines = [line for part in self.polygons for ring in part for line in uncut(ring, edge)]
        return _feature(self.id, "MultiLineString", lines)

    def centre(self, view: Box) -> Point | None:
        """A point well inside the largest part that lies in `view`, for a label."""
        shown = [clip(polygon[0], view) for polygon in self.polygons]
        areas = [(abs(_moments(ring)[0]), ring) for ring in shown if len(ring) > 2]
        if not areas:
            return None
        x, y = _inside(max(areas)[1])
        return round(x, 3), round(y, 3)


@dataclass(frozen=True)
class BaseMap:
    outlines: tuple[Outline, ...]

    @cached_property
    def view(self) -> Box:
        """The box round the regions."""
        return _box(self.regions)

    @cached_property
    def edge(self) -> Box:
        """The box at which the neighbours' outlines are cut off."""
        return _box(self.neighbours)

    @property
    def regions(self) -> tuple[Outline, ...]:
        return tuple(o for o in self.outlines if o.kind == "region")

    @property
    def neighbours(self) -> tuple[Outline, ...]:
        return tuple(o for o in self.outlines if o.kind == "neighbour")

    def region(self, english: str) -> Outline:
        """The region of that English name; KeyError when the base map has none."""
        for outline in self.regions:
            if outline.name["en"] == english:
                return outline
        raise KeyError(english)


def _box(outlines: Sequence[Outline]) -> Box:
    rings = [ring for o in outlines for polygon in o.polygons for ring in polygon]
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _feature(name: str, shape: str, coordinates: object) -> dict[str, Any]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "id": name, "properties": {}, "geometry": geometry}


def read_basemap() -> BaseMap:
    """The base map that comes with the package."""
    text = files("builder").joinpath("data/basemap.geojson").read_text(encoding="utf-8")
    return BaseMap(tuple(_outline(feature) for feature in json.loads(text)["features"]))


def _outline(feature: Mapping[str, Any]) -> Outline:
    shape = feature["geometry"]
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    polygons = tuple(tuple(tuple((x, y) for x, y in ring) for ring in part) for part in parts)
    named = feature["properties"]
    return Outline(feature["id"], named["kind"], named["name"], polygons)


def project(point: Point, zoom: float) -> Point:
    """Web Mercator in pixels at `zoom`, as Leaflet does it, so that both pictures agree."""
    size = WORLD * 2**zoom
    x = (point[0] + 180) / 360
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(point[1]) / 2)) / (2 * math.pi)
    return x * size, y * size


def clip(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside a box (Sutherland and Hodgman, one side after another)."""
    for axis, bound, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        ring = tuple(_clip_side(ring, axis, bound, sign))
    return ring


def _clip_side(ring: Ring, axis: int, bound: float, sign: int) -> Iterator[Point]:
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        was_in, is_in = ((p[axis] - bound) * sign >= 0 for p in (before, here))
        if was_in != is_in:
            share = (bound - before[axis]) / (here[axis] - before[axis])
            yield (
                before[0] + share * (here[0] - before[0]),
                before[1] + share * (here[1] - before[1]),
            )
        if is_in:
            yield here


def uncut(ring: Ring, box: Box) -> Iterator[Ring]:
    """The ring as lines, without the steps that run along the sides of the box."""
    line: list[Point] = list(ring[:1])
    for here in ring[1:] + ring[:1]:
        if any(
            line[-1][axis] == here[axis] == box[axis + side] for axis in (0, 1) for side in (0, 2)
        ):
            if len(line) > 1:
                yield tuple(line)
            line = []
        line.append(here)
    if len(line) > 1:
        yield tuple(line)


def _inside(ring: Ring) -> Point:
    """The centroid; for a bent shape whose centroid lies outside, the middle of a wide chord."""
    area, x, y = _moments(ring)
    middle = (x / area, y / area)
    if any(west <= middle[0] <= east for west, east in _chords(ring, middle[1])):
        return middle
    south, north = min(p[1] for p in ring), max(p[1] for p in ring)
    levels = [south + (north - south) * step / 10 for step in range(2, 9)]
    wide = max((east - west, west, y) for y in levels for west, east in _chords(ring, y))
    return wide[1] + wide[0] / 2, wide[2]


def _chords(ring: Ring, y: float) -> list[tuple[float, float]]:
    """Where a parallel runs inside the ring, as (west, east) pairs."""
    crossings = sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True)
        if (a[1] <= y) != (b[1] <= y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _moments(ring: Ring) -> tuple[float, float, float]:
    """Signed area, and the two first moments of it."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross / 2
        x += (x0 + x1) * cross / 6
        y += (y0 + y1) * cross / 6
    return area, x, y
