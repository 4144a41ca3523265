"""Windows of connectivity as a table: the data of the chart on the blackout page."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from builder.corpus import Corpus
from builder.derive.blackout import Row, Stretch, rows
from builder.derive.edges import Edge
from builder.export.csv_files import table

EDGE = ["earliest", "latest", "about", "claimed_first", "claimed_last", "claims"]
COLUMNS = [
    "record", "place", "layer", "providers", "state",
    *(f"start_{name}" for name in EDGE),
    *(f"end_{name}" for name in EDGE),
    "shortest_hours", "longest_hours",
]  # fmt: skip


def connectivity_files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """`data/connectivity.csv`: one line a window and place, in the order of the chart."""
    lines = (_line(row, stretch) for row in rows(corpus) for stretch in row.stretches)
    yield "data/connectivity.csv", table(COLUMNS, lines)


def _line(row: Row, stretch: Stretch) -> list[object]:
    length = stretch.length
    return [
        stretch.episode.id,
        row.place,
        row.layer,
        " ".join(row.providers),
        stretch.state,
        *_edge(stretch.start),
        *_edge(stretch.end),
        length and _hours(length.shortest),
        length and length.longest and _hours(length.longest),
    ]


def _edge(edge: Edge | None) -> list[object]:
    """Empty where the end is open or not known."""
    if edge is None:
        return [None] * len(EDGE)
    own = edge.own
    bounds = (own.low, own.high), (edge.low, edge.high)
    (earliest, latest), (first, last) = (tuple(map(_instant, pair)) for pair in bounds)
    return [earliest, latest, own.about, first, last, len(edge.voices)]


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%MZ}"


def _hours(length: timedelta) -> str:
    return f"{length / timedelta(hours=1):.2f}"
