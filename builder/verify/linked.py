"""Whether JSON-LD says something: every key a term, every reference an address, no text lost."""

import importlib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from urllib.parse import urljoin

from builder.verify.answer import Fault
from builder.verify.folder import Unread, parsed

_KEYWORDS = frozenset(["@context", "@graph", "@id", "@type", "@value", "@language"])
_NOWHERE = "https://site.invalid/"
"""In place of the site's address: references are relative to where the file lies."""


def structure(path: str, text: str) -> Iterator[Fault]:
    """What JSON-LD 1.1 would drop or could not read; of its contexts only those written out."""
    try:
        value = parsed(path, text)
    except Unread as error:
        yield error.fault
        return
    context = value.get("@context") if isinstance(value, dict) else None
    if not isinstance(context, dict):
        yield Fault(path, "its JSON-LD has no context written out")
        return
    graph = value.get("@graph", [value])
    if not isinstance(graph, list) or not graph:
        yield Fault(path, "its JSON-LD has nothing in its graph")
        return
    for node in graph:
        yield from (Fault(path, what) for what in _node(node, context, 0))


def _node(node: object, context: Mapping[str, object], depth: int) -> Iterator[str]:
    if not isinstance(node, dict) or depth > 20:
        yield "its JSON-LD has something that is no node"
        return
    for key, value in node.items():
        if key == "@context":
            continue
        if key.startswith("@") and key not in _KEYWORDS:
            yield f"its JSON-LD has the keyword {key}, which is none"
        elif not key.startswith("@") and not _known(key, context):
            yield f"its JSON-LD has {key}, which its context does not know"
        elif key in ("@id", "@type"):
            yield from _named(key, value, context)
        else:
            yield from _value(key, value, context, depth)


def _known(term: str, context: Mapping[str, object]) -> bool:
    before, colon, _ = term.partition(":")
    return (before in context) if colon else (term in context or "@vocab" in context)


def _named(key: str, value: object, context: Mapping[str, object]) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str) or not one:
            yield f"its JSON-LD has a {key} that is no text"
        elif key == "@id" and "://" not in urljoin(_NOWHERE, one):
            yield f"its JSON-LD has a {key} that is no address: {one}"
        elif key == "@type" and not _known(one, context):
            yield f"its JSON-LD has the type {one}, which its context does not know"


def _value(key: str, value: object, context: Mapping[str, object], depth: int) -> Iterator[str]:
    term = context.get(key)
    if isinstance(term, dict) and term.get("@container") == "@language":
        yield from _languages(key, value)
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from _node(one, context, depth + 1)
        elif not isinstance(one, str | int | float):
            yield f"its JSON-LD has a {key} that says nothing"


def _languages(key: str, value: object) -> Iterator[str]:
    texts = value if isinstance(value, dict) else {}
    said = [one for text in texts.values() for one in (text if isinstance(text, list) else [text])]
    if not said or not all(isinstance(one, str) and one for one in said):
        yield f"its JSON-LD has a {key} without texts by language"


def expand(text: str) -> "list[str] | None":
    """The ids that the reference reader finds in JSON-LD; None when it is not installed.

    It may ask no network: a context that is not written out is an error.
    """
    if find_spec("pyld") is None:
        return None
    jsonld = importlib.import_module("pyld.jsonld")

    def refused(url: str, options: object) -> None:
        raise ValueError(f"asks for {url}")

    options = {"base": f"{_NOWHERE}data/", "documentLoader": refused}
    nodes = jsonld.expand(parsed("", text), options)
    return [node["@id"] for node in nodes if "@id" in node]
