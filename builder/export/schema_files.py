"""JSON Schema of each kind of record, for editors and for programs that read the exports."""

from collections.abc import Iterator

from builder.export.json_files import written
from builder.export.whole import Whole
from builder.model.schema import NAMES, schema


def schema_files(_: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/schema/<kind>.json`; the same for every archive."""
    for kind in NAMES:
        yield f"data/schema/{kind}.json", written(schema(kind))
