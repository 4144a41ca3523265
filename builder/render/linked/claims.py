"""Claims as linked data: who said what, when, from what (PROV), against which others (CiTO)."""

from builder.clock import said
from builder.corpus import Claiming, Corpus
from builder.derive.grades import grade
from builder.derive.tables.table import instant, number
from builder.model.claim import Citation, Claim, Value
from builder.model.source import Source
from builder.render.linked.terms import (
    Node,
    Readers,
    address,
    claim_link,
    day,
    fact,
    filled,
    link,
    links,
    told,
)

BETWEEN = {
    "contradicts": "cito:disagreesWith",
    "supersedes": "cito:updates",
    "retracts": "cito:retracts",
}
"""Field of a claim → the relation between two claims."""


def claim_head(record: Claiming, claim: Claim) -> Node:
    """Who said it, when, from what, and how it stands: what a page tells beside its own text."""
    sources = dict.fromkeys(cited.source for cited in claim.citations)
    node: Node = {
        "@id": address(record.id, claim.id),
        "@type": ["Claim", "prov:Entity"],
        "dateCreated": day(claim.asserted_on),
        "creativeWorkStatus": claim.status,
        "prov:wasAttributedTo": links(claim.asserted_by),
        "prov:wasDerivedFrom": links(sources),
    }
    return filled(node)


def claim_node(readers: Readers, record: Claiming, claim: Claim) -> Node:
    """One claim, whole; a time of its making is given only where the minute is known."""
    corpus = readers[0].corpus
    node: Node = {
        **claim_head(record, claim),
        "identifier": f"{record.id}#{claim.id}",
        "text": told(readers, claim.text),
        "about": link(record.id),
        "prov:generatedAtTime": _moment(claim),
        "citation": [_citation(corpus, cited) for cited in claim.citations],
        "additionalProperty": [
            fact("modality", claim.modality),
            fact("grade", grade(corpus, claim).name),
        ],
        "mainEntity": claim.value and _value(claim.value, getattr(record, "unit", "")),
    }
    for field, relation in BETWEEN.items():
        others = (other.within(record.id) for other in getattr(claim, field))
        node[relation] = [claim_link(other) for other in dict.fromkeys(others)]
    return filled(node)


def _moment(claim: Claim) -> Node | None:
    """The instant of a statement whose clock time and zone are written."""
    when = claim.asserted_on
    span = said(when) if when is not None and when.has_clock and not when.qualifier else None
    if span is None or span.earliest != span.latest:
        return None
    return {"@type": "xsd:dateTime", "@value": instant(span.earliest)}


def _citation(corpus: Corpus, cited: Citation) -> Node:
    language = cited.language or corpus.get(cited.source, Source).language
    quote = {language: cited.quote} if cited.quote else None
    where = {"isPartOf": link(cited.source), "position": cited.locator, "text": quote}
    return {"@type": "Quotation" if quote else "CreativeWork", **filled(where)}


def _value(value: Value, unit: str) -> Node:
    exact = value.min is not None and value.min == value.max
    bounds: Node = {
        "value": number(value.min) if exact else None,
        "minValue": None if exact else number(value.min),
        "maxValue": None if exact else number(value.max),
        "unitText": unit,
    }
    if value.about is not None:
        bounds |= {"value": number(value.about), "description": {"en": "approximate"}}
    return {"@type": "QuantitativeValue", **filled(bounds)}
