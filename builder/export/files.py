"""The list of exporters, and what each file they write holds."""

from collections.abc import Callable, Iterator, Mapping

from builder.corpus import Corpus
from builder.export.connectivity import connectivity_files
from builder.export.csv_files import csv_files
from builder.export.json_files import json_files
from builder.export.schema_files import schema_files

EXPORTERS: Mapping[str, Callable[[Corpus], Iterator[tuple[str, bytes]]]] = {
    "json": json_files,
    "csv": csv_files,
    "connectivity": connectivity_files,
    "schema": schema_files,
}
"""Every export, by the name of its format."""


def exports(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """Every export file by path below the site."""
    for write in EXPORTERS.values():
        yield from write(corpus)
