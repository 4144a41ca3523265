"""JSON-LD: each record with its claims, and all of them, in three languages, nothing fetched."""

import json
from collections.abc import Iterator

from builder.export.whole import ABOUT, LICENCE_ADDRESS, TITLE, Whole
from builder.i18n import LANGUAGES
from builder.render.linked import CONTEXT, Node, graph
from builder.render.reader import Reader


def jsonld_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`e/<id>.jsonld`, and `data/archive.jsonld`; ids are addresses from the site's root."""
    readers = [Reader(whole.corpus, language) for language in LANGUAGES]
    context = _line({"@base": whole.site or "../", **CONTEXT})
    lines = [_line(_archive(whole))]
    for record in whole.corpus.records.values():
        own = [_line(node) for node in graph(readers, record)]
        lines += own
        yield f"e/{record.id}.jsonld", _file(context, own)
    yield "data/archive.jsonld", _file(context, lines)


def _file(context: str, nodes: list[str]) -> bytes:
    """One node a line."""
    lines = ",\n".join(nodes)
    return f'{{"@context":{context},\n"@graph":[\n{lines}\n]}}\n'.encode()


def _archive(whole: Whole) -> Node:
    return {
        "@id": "data/",
        "@type": "Dataset",
        "name": {"en": TITLE},
        "description": {"en": ABOUT},
        "license": {"@id": LICENCE_ADDRESS},
        "temporalCoverage": "2022-01",
        "hasPart": [{"@id": f"e/{id}/"} for id in whole.corpus.records],
    }


def _line(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, separators=(",", ":"))
