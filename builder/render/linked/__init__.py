"""Records as linked data: schema.org for what they are, PROV for who said what."""

import json

from markupsafe import Markup

from builder.corpus import Claiming
from builder.links import href
from builder.model.base import Record
from builder.render.linked.claims import claim_head, claim_node
from builder.render.linked.kinds import record_node
from builder.render.linked.terms import CONTEXT, Node, Readers
from builder.render.reader import Reader

__all__ = ["CONTEXT", "Node", "Readers", "graph", "linked"]

PROVENANCE = "prov:wasDerivedFrom"
WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
"""What could end the element in which the data stand → the same to a reader of JSON."""


def graph(readers: Readers, record: Record) -> list[Node]:
    """The record and its claims, whole."""
    node = record_node(readers, record)
    if not isinstance(record, Claiming):
        return [node]
    return [node, *(claim_node(readers, record, claim) for claim in record.claims)]


def linked(reader: Reader, record: Record) -> Markup:
    """The record in the head of its page, as a data block, and where all about it stands.

    Browsers do not run the block. It leaves out what the page itself says in words.
    """
    site = reader.settings.site_address.rstrip("/")
    base = f"{site}/" if site else href(reader.path, "/")
    node = _brief(record_node((reader,), record))
    if isinstance(record, Claiming):
        node["subjectOf"] = [claim_head(record, claim) for claim in record.claims]
    whole = href(reader.path, f"/e/{record.id}.jsonld")
    link = f'<link rel="alternate" type="application/ld+json" href="{whole}">\n'
    return Markup(link) + script({"@context": {"@base": base, **CONTEXT}, **node})


def _brief(node: Node) -> Node:
    """The node with the steps of a case as dates and types alone."""
    steps = node.get("subEvent")
    if not isinstance(steps, list):
        return node
    return node | {"subEvent": [_without(step, "description", PROVENANCE) for step in steps]}


def _without(node: Node, *keys: str) -> Node:
    return {key: value for key, value in node.items() if key not in keys}


def script(node: Node) -> Markup:
    """JSON inside HTML, which no text in it can end."""
    text = WRITER.encode(node)
    for mark, escaped in UNSAFE.items():
        text = text.replace(mark, escaped)
    return Markup(f'<script type="application/ld+json">{text}</script>\n')
