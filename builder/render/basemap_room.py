"""Room inside an outline: where a mark or a name stands free of borders and of other marks."""

import math
from bisect import bisect
from collections.abc import Iterator, Sequence

from builder.render.basemap import Box, Outline, Point, Ring, project

ZOOM = 5  # at which distances are weighed; any would do
ROWS = 13
COLUMNS = 20
NAMED = 9  # pixels of distance that room for a name is worth
LABEL = (92, 70)  # pixels at ZOOM that a square and a name of two lines below it take


def inside(rings: Sequence[Ring], point: Point) -> bool:
    """Whether a point lies in a polygon: its outer ring and not its holes."""
    x, y = point
    return sum(x < crossing for ring in rings for crossing in _crossings(ring, y)) % 2 == 1


def holds(rings: Sequence[Ring], box: Box) -> bool:
    """Whether a box lies in a polygon, by its corners and the middles of its long sides."""
    west, south, east, north = box
    xs, ys = (west, (west + east) / 2, east), (south, north)
    return all(inside(rings, (x, y)) for x in xs for y in ys)


def grid(rings: Sequence[Ring]) -> Iterator[Point]:
    """Points spread evenly over a polygon, in its own coordinates."""
    xs, ys = ([point[axis] for point in rings[0]] for axis in (0, 1))
    columns = [min(xs) + (max(xs) - min(xs)) * n / COLUMNS for n in range(1, COLUMNS)]
    for row in range(1, ROWS):
        y = min(ys) + (max(ys) - min(ys)) * row / ROWS
        crossings = sorted(x for ring in rings for x in _crossings(ring, y))
        for x in columns:
            if bisect(crossings, x) % 2:
                yield x, y


def _crossings(ring: Ring, y: float) -> Iterator[float]:
    """Where a parallel crosses a ring."""
    for a, b in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if (a[1] <= y) != (b[1] <= y):
            yield a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])


def roomiest(outline: Outline, placed: Sequence[Point]) -> Point:
    """The longitude and latitude in an outline furthest from its border and `placed`, with room for a name."""
    largest = max(outline.polygons, key=lambda polygon: len(polygon[0]))
    rings = [tuple(project(point, ZOOM) for point in ring) for ring in largest]
    edges = [point for ring in rings for point in ring]
    marks = [project(point, ZOOM) for point in placed]

    def room(point: Point) -> float:
        x, y = project(point, ZOOM)
        border = min((x - a) ** 2 + (y - b) ** 2 for a, b in edges)
        others = min(((x - a) ** 2 + (y - b) ** 2 for a, b in marks), default=border * 4)
        label = (x - LABEL[0] / 2, y - LABEL[1] * 0.3, x + LABEL[0] / 2, y + LABEL[1] * 0.7)
        return round(math.sqrt(min(border, others / 4)) + NAMED * holds(rings, label), 3)

    lon, lat = max(grid(largest), key=lambda point: (room(point), point))
    return round(lon, 3), round(lat, 3)
