"""JSON Lines: every record whole, one a line."""

import json
from collections.abc import Iterator

from builder.export.plain import record_data
from builder.export.whole import Whole


def jsonl_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/archive.jsonl`: the records of `data/archive.json`, sorted by id."""
    records = (record_data(whole.corpus, record) for record in whole.corpus.records.values())
    lines = (
        json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for record in records
    )
    yield "data/archive.jsonl", "".join(f"{line}\n" for line in lines).encode()
