"""The map as a still picture: inline SVG for readers without JavaScript, and for print."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from builder.render.basemap import BaseMap, Box, Outline, Point, Ring, clip, project, uncut
from builder.render.map_places import Bubble, MapPlace, bubbles

ZOOM = 4.5
MARGIN = 14  # pixels round the regions
FONT = 8
LINE = 9  # pixels a line of a label takes
LETTER = 4.8  # pixels a letter takes, about
EARTH = 40_075.017  # kilometres round the equator


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
    shown = bubbles(places, ZOOM, apart=26)
    size = f'viewBox="0 0 {frame.width} {frame.height}"'
    parts = [
        f'<svg class="qq-map-picture" {size} role="group" aria-label="{escape(name)}">',
        *_outlines(base, places, frame),
        *_labels(base, language, frame, shown),
        *_discs(places, frame),
        *(_bubble(b, frame, speak(b)) for b in shown),
        "</svg>",
    ]
    return "\n".join(parts)


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


def _labels(base: BaseMap, language: str, frame: Frame, shown: Sequence[Bubble]) -> Iterator[str]:
    """The names that fit: inside the picture, not under a bubble or another name."""
    taken = [_around(frame.at((b.places[0].lon, b.places[0].lat)), 20, 20) for b in shown]
    yield f'<g class="qq-map-names" text-anchor="middle" font-size="{FONT}" aria-hidden="true">'
    for outline in (*base.neighbours, *base.regions):
        centre = outline.centre(frame.box)
        if centre is None or small(outline):
            continue
        lines, (x, y) = split_label(outline.name[language]), frame.at(centre)
        room = _around((x, y), LETTER * max(map(len, lines)), LINE * len(lines))
        inside = 0 < room[0] and room[2] < frame.width and 0 < room[1] and room[3] < frame.height
        if inside and not any(_overlap(room, other) for other in taken):
            taken.append(room)
            yield _label(lines, x, y, outline.kind)
    yield "</g>"


def _label(lines: Sequence[str], x: float, y: float, kind: str) -> str:
    first = y + FONT / 3 - LINE * (len(lines) - 1) / 2
    rows = (
        f'<tspan x="{x}" y="{first + row * LINE:g}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return f'<text class="qq-name-{kind}">{"".join(rows)}</text>'


def _around(point: Point, width: float, height: float) -> Box:
    x, y = point
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _overlap(one: Box, other: Box) -> bool:
    return all(one[at] < other[at + 2] and other[at] < one[at + 2] for at in (0, 1))


def small(outline: Outline) -> bool:
    """Whether a name does not fit at the whole country's zoom, by the shape's height."""
    ys = [p[1] for polygon in outline.polygons for p in polygon[0]]
    return max(ys) - min(ys) < 1


def split_label(name: str) -> tuple[str, ...]:
    """A long name in two lines, cut at the space nearest its middle; brackets are left out."""
    short = name.split(" (")[0]
    spaces = [at for at, letter in enumerate(short) if letter in " -"]
    if len(short) <= 12 or not spaces:
        return (short,)
    cut = min(spaces, key=lambda at: abs(at - len(short) / 2))
    return short[: cut + 1].rstrip(), short[cut + 1 :]


def _discs(places: Sequence[MapPlace], frame: Frame) -> Iterator[str]:
    for place in places:
        if place.drawn and not place.outline and place.radius_km:
            x, y = frame.at((place.lon, place.lat))
            radius = max(place.radius_km * _pixels_per_km(place.lat), 1)
            yield f'<circle class="qq-disc" cx="{x}" cy="{y}" r="{radius:.1f}" fill="none"/>'


def _pixels_per_km(latitude: float) -> float:
    north, south = project((0, latitude + 0.5), ZOOM)[1], project((0, latitude - 0.5), ZOOM)[1]
    return (south - north) / (EARTH / 360)


def _bubble(bubble: Bubble, frame: Frame, name: str) -> str:
    head = bubble.places[0]
    x, y = frame.at((head.lon, head.lat))
    label = escape(name)
    return (
        f'<a class="qq-mark qq-{head.precision}" href="#place-{head.id}" aria-label="{label}">'
        f"<title>{label}</title>"
        f'<circle cx="{x}" cy="{y}" r="{radius(bubble.count)}" fill="#22211f"/>'
        f'<text x="{x}" y="{y + 3.5:g}" text-anchor="middle" font-size="10" fill="#fff"'
        f' aria-hidden="true">{bubble.count}</text></a>'
    )


def radius(count: int) -> int:
    """A bubble's radius in pixels by the digits of its count."""
    return (8, 10, 12, 14)[min(len(str(count)), 4) - 1]
