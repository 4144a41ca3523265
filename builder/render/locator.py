"""Where in the country a place lies: a small still map, its region filled, its spot marked."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markupsafe import Markup

from builder.corpus import Corpus
from builder.derive.connectivity import around
from builder.model.naming import Place
from builder.render.basemap import Box, Outline, Point, Ring, clip, project, read_basemap
from builder.render.reader import Reader

ZOOM = 3.9
"""Whole pixels at this zoom are fine enough for a picture of half that width."""
MARGIN = 10
SPOTS = ("city", "building", "point")


def locator(reader: Reader, place: Place) -> Markup:
    """The map; empty for a country, and for a place that is on no map of ours."""
    region = _outline(reader.corpus, place)
    at = place.coordinates if place.precision in SPOTS else None
    width, height = _frame()[2:]
    spot = _on((float(at.lon), float(at.lat))) if at else None
    inside = spot is not None and 0 < spot[0] < width and 0 < spot[1] < height
    if place.precision == "country" or not (region or inside):
        return Markup("")
    label = reader.t(
        "{place} on the map of the regions of Kazakhstan as of January 2022",
        place=reader.plain(place.name),
    )
    shapes = Markup("").join(_shape(outline, region) for outline in read_regions())
    mark = Markup('<circle class="locator__spot" cx="{}" cy="{}" r="9"/>').format(*spot) if (
        inside and spot) else Markup("")  # fmt: skip
    return Markup(
        '<svg class="locator" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
    ).format(width, height, label, shapes, mark)


def _outline(corpus: Corpus, place: Place) -> str | None:
    """The base map's name of the region in which the place lies, or that it is."""
    chain = (corpus.get(id, Place).outline for id in around(corpus, place.id))
    return next((outline for outline in chain if outline), None)


def _shape(outline: Outline, region: str | None) -> Markup:
    kind = Markup(' class="locator__here"') if outline.name["en"] == region else Markup("")
    return Markup('<path{} d="{}"/>').format(kind, _path(outline.id))


@cache
def read_regions() -> tuple[Outline, ...]:
    """The outlines of the regions, read once."""
    return read_basemap().regions


@cache
def _frame() -> tuple[float, float, int, int]:
    west, south, east, north = _box()
    left, bottom = project((west, south), ZOOM)
    right, top = project((east, north), ZOOM)
    return (
        left - MARGIN,
        top - MARGIN,
        round(right - left) + 2 * MARGIN,
        round(bottom - top) + 2 * MARGIN,
    )


@cache
def _box() -> Box:
    return read_basemap().view


def _on(point: Point) -> tuple[int, int]:
    left, top, _, _ = _frame()
    x, y = project(point, ZOOM)
    return round(x - left), round(y - top)


@cache
def _path(id: str) -> str:
    (outline,) = (one for one in read_regions() if one.id == id)
    rings = (clip(polygon[0], _box()) for polygon in outline.polygons)
    return "".join(_steps(ring) for ring in rings if len(ring) > 2)


def _steps(ring: Ring) -> str:
    """A closed path in whole pixels, each point told from the one before."""
    points = list(dict.fromkeys(map(_on, ring)))
    if len(points) < 3:
        return ""
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(_moves(points)) + "z"


def _moves(points: list[tuple[int, int]]) -> Iterator[str]:
    for (x, y), (to_x, to_y) in pairwise(points):
        yield f"{to_x - x} {to_y - y}"
