"""JSON: each record by itself, and all of them together."""

import json
from collections.abc import Iterable, Iterator

from builder.export.plain import record_data
from builder.export.whole import Whole


def written(data: object) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, one trailing newline."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def json_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`e/<id>.json`, one file a kind, and `data/archive.json`."""
    corpus, kinds = whole.corpus, dict[str, list[str]]()
    for record in corpus.records.values():
        made = written(record_data(corpus, record))
        kinds.setdefault(record.folder, []).append(made.decode().rstrip("\n"))
        yield f"e/{record.id}.json", made
    for tombstone in corpus.tombstones.values():
        stub = tombstone.model_dump(mode="json", exclude_none=True)
        yield f"e/{tombstone.id}.json", written({"kind": corpus.kind(tombstone.id), **stub})
    lists = {folder: joined(records) for folder, records in sorted(kinds.items())}
    for folder, text in lists.items():
        yield f"data/{folder}.json", f"{text}\n".encode()
    named = (f"{json.dumps(folder)}: {text}" for folder, text in lists.items())
    yield "data/archive.json", f'{{\n "records": {deeper(joined(named, "{}"))}\n}}\n'.encode()


def joined(texts: Iterable[str], edges: str = "[]") -> str:
    """Canonical JSON of a list, or an object, from its items' own: writing each once is enough."""
    inner = ",\n ".join(deeper(text) for text in texts)
    return f"{edges[0]}\n {inner}\n{edges[1]}" if inner else edges


def deeper(text: str) -> str:
    """The same a level further in; no text of JSON holds a line break of its own."""
    return text.replace("\n", "\n ")
