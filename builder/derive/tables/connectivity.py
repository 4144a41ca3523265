"""Windows of connectivity as a table: the data of the chart on the blackout page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from builder.corpus import Corpus
from builder.derive.blackout import Row as Line
from builder.derive.blackout import Stretch, rows
from builder.derive.edges import Edge
from builder.derive.tables.table import Cell, Column, Row, Table, one, spaced

EDGE: tuple[Column, ...] = (
    Column("earliest", "Earliest instant of this end, as recorded.", "instant"),
    Column("latest", "Latest instant of this end, as recorded.", "instant"),
    Column("about", "True when this end is said to be approximate.", "boolean"),
    Column("claimed_first", "Earliest instant that any claim gives for this end.", "instant"),
    Column("claimed_last", "Latest instant that any claim gives for this end.", "instant"),
    Column("claims", "How many claims speak of this end.", "integer"),
)


def _lines(corpus: Corpus) -> Iterator[Row]:
    """In the order of the chart."""
    return (_line(row, stretch) for row in rows(corpus) for stretch in row.stretches)


def _line(row: Line, stretch: Stretch) -> Row:
    length = stretch.length
    return (
        stretch.episode.id,
        row.place,
        row.layer,
        spaced(row.providers),
        stretch.state,
        *_edge(stretch.start),
        *_edge(stretch.end),
        _hours(length.shortest) if length else None,
        _hours(length.longest) if length and length.longest else None,
    )


def _edge(edge: Edge | None) -> tuple[Cell, ...]:
    """Empty where the end is open or not known."""
    if edge is None:
        return (None,) * len(EDGE)
    own = edge.own
    bounds = (own.low, own.high), (edge.low, edge.high)
    (earliest, latest), (first, last) = (tuple(map(_instant, pair)) for pair in bounds)
    return earliest, latest, own.about, first, last, len(edge.voices)


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _hours(length: timedelta) -> float:
    return round(length / timedelta(hours=1), 2)


def _end(name: str) -> tuple[Column, ...]:
    return tuple(Column(f"{name}_{one_.name}", one_.about, one_.type) for one_ in EDGE)


CONNECTIVITY = Table(
    "connectivity",
    "One line a window of connectivity and place: network, state, and both ends as recorded "
    "and as claimed.",
    (
        Column("record", "The record.", needed=True),
        Column("place", "Where.", needed=True),
        Column("layer", "Which kind of network.", needed=True, words="layer"),
        Column("providers", "Networks meant, separated by spaces; empty means all."),
        Column("state", "How the network was.", needed=True, words="state"),
        *_end("start"),
        *_end("end"),
        Column("shortest_hours", "Shortest length that the ends allow, in hours.", "number"),
        Column("longest_hours", "Longest length that the ends allow, in hours.", "number"),
    ),
    ("record", "place", "layer"),
    _lines,
    (one("record", "episodes"), one("place", "places")),
)
TABLES = (CONNECTIVITY,)
