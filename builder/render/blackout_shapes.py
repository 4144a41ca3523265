"""The charts of the blackout as shapes to draw: hours by place and network, and delays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log10

from builder.derive.band import DAYS, START
from builder.derive.blackout import END, Row, Stretch, Wider
from builder.derive.connectivity import SHADES
from builder.derive.delays import Group
from builder.derive.edges import Edge

WIDE = 1000
"""Units across a chart."""
HOUR = WIDE / (DAYS * 24)
ZERO = timedelta()
TICKS = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 7 * 24, 30 * 24, 365 * 24))
LONGEST = timedelta(days=3 * 365)
"""The right end of the chart of delays; what took longer is drawn there."""


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of a window: `soft` where the record leaves open whether it had begun or ended."""

    x: float
    width: float
    soft: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A window: its pieces, the approximate ends as places, and whether it goes on to the right."""

    stretch: Stretch
    shade: str
    boxes: tuple[Box, ...]
    about: tuple[float, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """The run of a wider record's window below hours of which the row itself knows nothing."""

    wider: Wider
    shade: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Span:
    """A disputed edge: from the first to the last time claimed, each exact one, and coarser ones."""

    edge: Edge
    first: float
    last: float
    ticks: tuple[float, ...]
    coarse: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the chart."""

    row: Row
    drawn: tuple[Drawn, ...]
    strips: tuple[Strip, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dash:
    """One event's delay: from the shortest to the longest it may have been."""

    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Delays:
    """A group of events as dashes, one below the other, and where its median lies."""

    group: Group
    dashes: tuple[Dash, ...]
    median: Dash | None


def line(row: Row) -> Line:
    """A row as shapes; windows outside the ten days leave none."""
    drawn = tuple(d for d in map(_drawn, row.stretches) if d.boxes)
    strips = tuple(
        Strip(w, SHADES[w.stretch.state], place(w.first), place(w.last) - place(w.first))
        for w in row.wider
    )
    return Line(row, drawn, strips, tuple(_span(edge) for edge in row.edges if edge.rival))


def place(moment: datetime) -> float:
    """Where an instant lies, from 0 to `WIDE`."""
    return round((min(max(moment, START), END) - START) / timedelta(hours=1) * HOUR, 2)


def _drawn(stretch: Stretch) -> Drawn:
    edges = [edge for edge in (stretch.start, stretch.end) if edge is not None]
    about = [place(edge.own.low) for edge in edges if edge.own.about and START < edge.own.low < END]
    goes_on = stretch.end is None or stretch.end.own.low > END
    boxes = tuple(box for box in _boxes(stretch) if box.width > 0)
    return Drawn(stretch, SHADES[stretch.state], boxes, tuple(about), goes_on)


def _boxes(stretch: Stretch) -> Iterator[Box]:
    """What may be, what is sure, what may be."""
    start, end = stretch.start, stretch.end
    first, began = (place(start.own.low), place(start.own.high)) if start else (0.0, 0.0)
    ended, last = (place(end.own.low), place(end.own.high)) if end else (float(WIDE), float(WIDE))
    if began >= ended:
        yield Box(first, round(last - first, 2), soft=True)
        return
    yield Box(first, round(began - first, 2), soft=True)
    yield Box(began, round(ended - began, 2), soft=False)
    yield Box(ended, round(last - ended, 2), soft=True)


def _span(edge: Edge) -> Span:
    counting = [voice.moment for voice in edge.voices if voice.counts]
    others = [voice.moment for voice in edge.voices if not voice.counts]
    ticks = {place(moment.low) for moment in counting if moment.low == moment.high}
    coarse = {(place(moment.low), place(moment.high)) for moment in others}
    return Span(
        edge, place(edge.low), place(edge.high), tuple(sorted(ticks)), tuple(sorted(coarse))
    )


def delays(group: Group) -> Delays:
    """A group as dashes on a scale that grows by powers of ten."""
    dashes = tuple(Dash(share(d.shortest), share(d.longest)) for d in group.delays)
    middle = group.median
    return Delays(group, dashes, Dash(*map(share, middle)) if middle else None)


def share(length: timedelta) -> float:
    """Where a length lies on the scale of delays, from 0 to `WIDE`."""
    hours = max(ZERO, min(length, LONGEST)) / timedelta(hours=1)
    return round(WIDE * log10(1 + hours) / log10(1 + LONGEST / timedelta(hours=1)), 2)
