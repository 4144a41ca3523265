"""The list of exporters, from which every data file comes."""

from collections.abc import Callable, Iterator, Mapping

from builder.cite.subject import Standing
from builder.corpus import Corpus
from builder.export.citation_files import citation_files
from builder.export.csv_files import csv_files
from builder.export.geojson_files import geojson_files
from builder.export.guides import guide_files
from builder.export.json_files import json_files
from builder.export.jsonl_files import jsonl_files
from builder.export.jsonld_file import jsonld_files
from builder.export.parquet_files import parquet_files
from builder.export.schema_files import schema_files
from builder.export.sqlite_file import sqlite_files
from builder.export.text_files import text_files
from builder.export.whole import UNSET, Whole
from builder.project import Settings

EXPORTERS: Mapping[str, Callable[[Whole], Iterator[tuple[str, bytes]]]] = {
    "json": json_files,
    "json-lines": jsonl_files,
    "csv": csv_files,
    "sqlite": sqlite_files,
    "parquet": parquet_files,
    "geojson": geojson_files,
    "json-ld": jsonld_files,
    "text": text_files,
    "citations": citation_files,
    "guides": guide_files,
    "schema": schema_files,
}
"""Every export, by the name of its format."""
NEVER: Mapping[str, Standing] = {}
"""Of an archive that was never released."""


def exports(
    corpus: Corpus, settings: Settings = UNSET, standings: Mapping[str, Standing] = NEVER
) -> Iterator[tuple[str, bytes]]:
    """Every export file by path below the site."""
    whole = Whole(corpus, settings, standings)
    for write in EXPORTERS.values():
        yield from write(whole)
