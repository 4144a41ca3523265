"""JSON: each record by itself, and all of them together."""

import json
from collections.abc import Iterator

from builder.corpus import Corpus
from builder.export.plain import Data, record_data


def written(data: object) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, one trailing newline."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def json_files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """`e/<id>.json`, one file a kind, and `data/archive.json`."""
    kinds: dict[str, list[Data]] = {}
    for record in corpus.records.values():
        data = record_data(corpus, record)
        kinds.setdefault(record.folder, []).append(data)
        yield f"e/{record.id}.json", written(data)
    for tombstone in corpus.tombstones.values():
        stub = tombstone.model_dump(mode="json", exclude_none=True)
        yield f"e/{tombstone.id}.json", written({"kind": corpus.kind(tombstone.id), **stub})
    for folder, records in kinds.items():
        yield f"data/{folder}.json", written(records)
    yield "data/archive.json", written({"records": kinds})
