"""The names written on the map: the short form of each, and where on a still picture it fits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain

from builder.render.basemap import BaseMap, Box, Outline, Point, Ring
from builder.render.basemap_room import grid, holds
from builder.render.map_places import small

LETTER = {"place": 0.6, "region": 0.68, "neighbour": 0.69}  # width in font sizes, about
CAPITALS = ("en", "kk")  # tell a region from its town; Russian names do so by their endings
LINE = 1.15
GAP = 2.0
KINDS = (" Region", " область", " облысы")  # what a border shows needs no word


@dataclass(frozen=True)
class Name:
    """Lines of text round a point; `kind` is region, neighbour or place."""

    lines: tuple[str, ...]
    at: Point
    kind: str
    size: float

    @property
    def box(self) -> Box:
        """The room it takes, its halo included."""
        wide = self.size * LETTER[self.kind] * max(map(len, self.lines)) + GAP
        high = self.size * LINE * len(self.lines) + GAP
        x, y = self.at
        return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


@dataclass(frozen=True)
class Shape:
    """An outline as a picture draws it: the rings of its largest part."""

    outline: Outline
    rings: tuple[Ring, ...]


def short_name(name: str) -> str:
    """A region's name without the word for region, nor what stands in brackets."""
    short = name.split(" (")[0]
    for kind in KINDS:
        short = short.removesuffix(kind)
    return short


def split_label(name: str) -> tuple[str, ...]:
    """A long name in two lines, cut at the space nearest its middle."""
    spaces = [at for at, letter in enumerate(name) if letter in " -"]
    if len(name) <= 12 or not spaces:
        return (name,)
    cut = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return name[: cut + 1].rstrip(), name[cut + 1 :]


def names_of(base: BaseMap, language: str) -> Iterator[tuple[Outline, tuple[str, ...]]]:
    """Every outline with its name in lines; a city's own outline bears the city's name already."""
    for outline in (*base.neighbours, *base.regions):
        if not small(outline):
            name = short_name(outline.name[language])
            capital = outline.kind == "region" and language in CAPITALS
            yield outline, split_label(name.upper() if capital else name)


def fit_places(
    places: Iterable[tuple[str, Point, float]], size: float, taken: list[Box], within: Box
) -> Iterator[Name]:
    """Names of marks (name, middle, radius): below, above, or beside, where there is room."""
    for text, (x, y), radius in places:
        made = _round((text,), "place", size, (x, y), radius)
        yield from _first(made, taken, within)


def _round(
    lines: tuple[str, ...], kind: str, size: float, at: Point, radius: float
) -> Iterator[Name]:
    """A name below, above and on both sides of a mark."""
    x, y = at
    wide, high = size * LETTER[kind] * max(map(len, lines)) / 2, size * LINE * len(lines) / 2
    down, aside = radius + high + 2, radius + wide + 4
    for spot in ((x, y + down), (x, y - down), (x + aside, y), (x - aside, y)):
        yield Name(lines, spot, kind, size)


def fit_regions(
    shapes: Iterable[tuple[Shape, tuple[str, ...]]],
    marks: Mapping[str, tuple[Point, float]],
    size: float,
    taken: list[Box],
    within: Box,
) -> Iterator[Name]:
    """Names that lie wholly in their region: at its mark (middle, radius), else near its middle."""
    for shape, lines in shapes:
        xs, ys = ([point[axis] for point in shape.rings[0]] for axis in (0, 1))
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        points = sorted(grid(shape.rings), key=lambda point: _apart(point, middle))
        forms = dict.fromkeys((("".join(_spaced(lines)),), lines))
        mark = marks.get(shape.outline.id)
        beside = (name for form in forms if mark for name in _round(form, "region", size, *mark))
        middling = (Name(form, at, "region", size) for form in forms for at in points)
        yield from _first(chain(beside, middling), taken, within, shape.rings)


def fit_neighbours(
    shapes: Iterable[tuple[Shape, tuple[str, ...], Point]],
    size: float,
    taken: list[Box],
    within: Box,
) -> Iterator[Name]:
    """Names of the countries around, each at one point of its own."""
    for _, lines, at in shapes:
        yield from _first([Name(lines, at, "neighbour", size)], taken, within)


def _spaced(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line if number == 0 or lines[number - 1].endswith("-") else f" {line}"


def _first(
    names: Iterable[Name], taken: list[Box], within: Box, rings: Sequence[Ring] = ()
) -> Iterator[Name]:
    """The first name that has room of its own, in the polygon `rings` where one is given."""
    for name in names:
        box = name.box
        free = _contains(within, box) and not any(overlap(box, other) for other in taken)
        if free and (not rings or holds(rings, box)):
            taken.append(box)
            yield name
            return


def drawn(name: Name) -> str:
    """The name as SVG text."""
    x, y = name.at
    first = y + name.size / 3 - name.size * LINE * (len(name.lines) - 1) / 2
    rows = (
        f'<tspan x="{x:.1f}" y="{first + row * name.size * LINE:.1f}">{escape(line)}</tspan>'
        for row, line in enumerate(name.lines)
    )
    size = name.size * (0.85 if name.kind == "region" else 1)
    return f'<text class="qq-name-{name.kind}" font-size="{size:g}">{"".join(rows)}</text>'


def around(point: Point, radius: float) -> Box:
    """The box round a mark."""
    x, y = point
    return x - radius, y - radius, x + radius, y + radius


def _apart(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + 2 * (one[1] - other[1]) ** 2


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share room."""
    return all(one[at] < other[at + 2] and other[at] < one[at + 2] for at in (0, 1))


def _contains(outer: Box, inner: Box) -> bool:
    return all(outer[at] < inner[at] and inner[at + 2] < outer[at + 2] for at in (0, 1))
