"""Counts of records by kind, in words."""

from collections import Counter
from collections.abc import Iterable

from builder.model.base import Record
from builder.render.reader import Reader

COUNTED = {
    "event": ("{count} event", "{count} events"),
    "episode": ("{count} episode", "{count} episodes"),
    "figure": ("{count} figure", "{count} figures"),
    "case": ("{count} case", "{count} cases"),
    "law": ("{count} act", "{count} acts"),
    "source": ("{count} source", "{count} sources"),
    "person": ("{count} person", "{count} people"),
    "organisation": ("{count} organisation", "{count} organisations"),
    "place": ("{count} place", "{count} places"),
}
"""Kind → its counted message, in the order of the kinds."""


def counted(reader: Reader, records: Iterable[Record]) -> str:
    """How many records of each kind there are; kinds without any are left out."""
    counts = Counter(record.kind for record in records)
    found = (reader.n(*COUNTED[kind], counts[kind]) for kind in COUNTED if counts[kind])
    return " · ".join(found)
