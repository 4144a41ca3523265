"""The map as a still picture: inline SVG for readers without JavaScript, and for print."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from builder.render.basemap import BaseMap, Box, Outline, Point, Ring, clip, project, uncut
from builder.render.map_names import (
    Shape,
    around,
    drawn,
    fit_neighbours,
    fit_places,
    fit_regions,
    names_of,
)
from builder.render.map_places import Bubble, MapPlace, bubbles

ZOOM = 4.5
MARGIN = 14  # pixels round the regions
EARTH = 40_075.017  # kilometres round the equator


@dataclass(frozen=True)
class Scale:
    """How marks and names are drawn; a style sheet shows one of the scales by the screen's width.

    Sizes are in the picture's pixels: on a phone two of them make one of the screen's.
    """

    name: str
    radius: float  # of a bubble of one digit
    apart: float
    size: float  # of names
    regions: bool  # whether regions and neighbours are named


SCALES = (Scale("wide", 8, 26, 9.5, regions=True), Scale("narrow", 17, 56, 24, regions=False))


@dataclass(frozen=True)
class Frame:
    """The picture's own coordinates: pixels at ZOOM, counted from its upper left corner."""

    left: float
    top: float
    width: int
    height: int
    box: Box

    def at(self, point: Point) -> Point:
        x, y = project(point, ZOOM)
        return round(x - self.left, 1), round(y - self.top, 1)

    def on(self, ring: Ring) -> Ring:
        return tuple(self.at(point) for point in ring)


def picture(
    base: BaseMap,
    places: Sequence[MapPlace],
    language: str,
    *,
    name: str,
    speak: Callable[[Bubble], str],
) -> str:
    """The picture; each bubble links to its place's heading in the list."""
    frame = _frame(base.view)
    size = f'viewBox="0 0 {frame.width} {frame.height}"'
    parts = [
        f'<svg class="qq-map-picture" {size} role="group" aria-label="{escape(name)}">',
        *_outlines(base, places, frame),
        *_discs(places, frame),
    ]
    for scale in SCALES:
        shown = bubbles(places, ZOOM, apart=scale.apart)
        parts += [
            f'<g class="qq-scale-{scale.name}" text-anchor="middle">',
            '<g class="qq-map-names" aria-hidden="true">',
            *_names(base, language, frame, scale, shown),
            "</g>",
            *(_bubble(bubble, frame, scale, speak(bubble)) for bubble in shown),
            "</g>",
        ]
    return "\n".join([*parts, "</svg>"])


def _frame(view: Box) -> Frame:
    left, bottom = project((view[0], view[1]), ZOOM)
    right, top = project((view[2], view[3]), ZOOM)
    slack = MARGIN * 360 / (256 * 2**ZOOM)
    box = (view[0] - slack, view[1] - slack, view[2] + slack, view[3] + slack)
    width, height = round(right - left) + 2 * MARGIN, round(bottom - top) + 2 * MARGIN
    return Frame(left - MARGIN, top - MARGIN, width, height, box)


def _outlines(base: BaseMap, places: Sequence[MapPlace], frame: Frame) -> Iterator[str]:
    filled = {place.outline for place in places if place.outline and place.drawn}
    yield '<g aria-hidden="true">'
    for outline in (*base.neighbours, *base.regions):
        path = "".join(_path(outline, frame))
        if path:
            named = outline.name["en"] in filled
            kind = f"qq-{outline.kind}" + (" qq-area" if named else "")
            yield f'<path class="{kind}" fill="none" stroke="#8a857a" d="{path}"/>'
    yield "</g>"


def _path(outline: Outline, frame: Frame) -> Iterator[str]:
    """Regions are closed shapes, neighbours only the lines of their borders."""
    for polygon in outline.polygons:
        for ring in polygon:
            shown = clip(ring, frame.box)
            if len(shown) < 3:
                continue
            if outline.kind == "region":
                yield _steps(frame.on(shown)) + "z"
            else:
                yield from (_steps(frame.on(line)) for line in uncut(shown, frame.box))


def _steps(ring: Ring) -> str:
    """A path in whole half pixels, each point told from the one before."""
    doubled = [(round(x * 2), round(y * 2)) for x, y in ring]
    x, y = doubled[0]
    steps = [f"M{_half(x)} {_half(y)}l"]
    for to_x, to_y in doubled[1:]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{_half(to_x - x)} {_half(to_y - y)} ")
            x, y = to_x, to_y
    return "".join(steps).rstrip()


def _half(doubled: int) -> str:
    return f"{doubled / 2:g}"


def _names(
    base: BaseMap, language: str, frame: Frame, scale: Scale, shown: Sequence[Bubble]
) -> Iterator[str]:
    """The names that fit: inside the picture, not under a bubble or another name."""
    marks = [_mark(bubble, frame, scale) for bubble in shown]
    taken = [around(mark.at, mark.radius) for mark in marks]
    within = (0.0, 0.0, float(frame.width), float(frame.height))
    towns = [(m.place.name, m.at, m.radius) for m in marks if m.place.precision != "region"]
    yield from map(drawn, fit_places(towns, scale.size, taken, within))
    if not scale.regions:
        return
    squares = {
        base.region(m.place.outline).id: (m.at, m.radius)
        for m in marks
        if m.place.outline and m.place.precision == "region"
    }
    named = [(_shape(outline, frame), lines) for outline, lines in names_of(base, language)]
    inner = [one for one in named if one[0].outline.kind == "region"]
    outer = [(*one, _at(one[0], frame)) for one in named if one[0].outline.kind == "neighbour"]
    yield from map(drawn, fit_regions(inner, squares, scale.size, taken, within))
    yield from map(drawn, fit_neighbours(outer, scale.size, taken, within))


@dataclass(frozen=True)
class _Mark:
    place: MapPlace
    at: Point
    radius: float


def _mark(bubble: Bubble, frame: Frame, scale: Scale) -> _Mark:
    head = bubble.places[0]
    return _Mark(head, frame.at((head.lon, head.lat)), radius(bubble.count, scale))


def _at(shape: Shape, frame: Frame) -> Point:
    """The middle of what is in the picture; a corner of no use where nothing is."""
    middle = shape.outline.centre(frame.box)
    return frame.at(middle) if middle else (0.0, 0.0)


def _shape(outline: Outline, frame: Frame) -> Shape:
    largest = max(outline.polygons, key=lambda polygon: len(polygon[0]))
    return Shape(outline, tuple(frame.on(ring) for ring in largest))


def _discs(places: Sequence[MapPlace], frame: Frame) -> Iterator[str]:
    for place in places:
        if place.drawn and not place.outline and place.radius_km:
            x, y = frame.at((place.lon, place.lat))
            radius = max(place.radius_km * _pixels_per_km(place.lat), 1)
            yield f'<circle class="qq-disc" cx="{x}" cy="{y}" r="{radius:.1f}" fill="none"/>'


def _pixels_per_km(latitude: float) -> float:
    north, south = project((0, latitude + 0.5), ZOOM)[1], project((0, latitude - 0.5), ZOOM)[1]
    return (south - north) / (EARTH / 360)


def _bubble(bubble: Bubble, frame: Frame, scale: Scale, name: str) -> str:
    head = bubble.places[0]
    x, y = frame.at((head.lon, head.lat))
    label, size = escape(name), radius(bubble.count, scale)
    mark = (
        f'<rect x="{x - size:g}" y="{y - size:g}" width="{2 * size:g}" height="{2 * size:g}"'
        if head.precision == "region"
        else f'<circle cx="{x}" cy="{y}" r="{size:g}"'
    )
    return (
        f'<a class="qq-mark qq-{head.precision}" href="#place-{head.id}" aria-label="{label}">'
        f'<title>{label}</title>{mark} fill="#22211f"/>'
        f'<text x="{x}" y="{y + scale.radius * 0.44:.1f}" font-size="{scale.radius * 1.25:g}"'
        f' fill="#fff" aria-hidden="true">{bubble.count}</text></a>'
    )


def radius(count: int, scale: Scale) -> float:
    """A bubble's radius by the digits of its count."""
    return scale.radius * (1, 1.25, 1.5, 1.75)[min(len(str(count)), 4) - 1]
