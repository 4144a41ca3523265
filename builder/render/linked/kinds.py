"""Each kind of record as a thing of schema.org, told no further than it may be."""

from collections.abc import Callable, Mapping

from builder.clock import record_zones, zones
from builder.derive.ladders import ladder
from builder.derive.tables.table import number
from builder.model.base import Record
from builder.model.case import Case, Step
from builder.model.happening import Figure, Happening
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.render.linked.terms import (
    Node,
    Readers,
    address,
    day,
    days,
    fact,
    filled,
    link,
    links,
    told,
)

MEDIA = {
    "article": "NewsArticle",
    "report": "Report",
    "dataset": "Dataset",
    "law-text": "Legislation",
}
"""Medium of a source → its type; all else is a creative work."""


def _happening(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Happening)
    return {
        "@type": "Event",
        **days(record.when, record_zones(readers[0].corpus, record)),
        "temporalCoverage": str(record.when),
        "location": links(record.places),
        "about": links((*record.people, *record.organisations)),
    }


def _figure(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Figure)
    view = ladder(readers[0].corpus, record)
    measured = {
        "@type": "PropertyValue",
        "propertyID": record.quantity,
        "unitText": record.unit,
        "minValue": number(view.low),
        "maxValue": number(view.high),
        "measurementTechnique": record.rule,
        "description": told(readers, record.category),
    }
    return {
        "@type": "Dataset",
        "temporalCoverage": str(record.when),
        "spatialCoverage": links(record.places),
        "variableMeasured": filled(measured),
        "isPartOf": record.part_of and link(record.part_of),
    }


def _case(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Case)
    parties = {party.id: party.person for party in record.parties if party.person}
    return {
        "@type": "Event",
        "location": links(record.places),
        "about": links(dict.fromkeys(parties.values())),
        "subEvent": [_step(readers, record, step, parties) for step in record.steps],
    }


def _step(readers: Readers, case: Case, step: Step, parties: Mapping[str, str]) -> Node:
    concerned = [parties[id] for id in step.parties or parties if id in parties]
    node = {
        "@type": "Event",
        "additionalType": step.type,
        **days(step.when, zones(readers[0].corpus, case.places)),
        "description": told(readers, step.text),
        "about": links(concerned),
        "prov:wasDerivedFrom": [link(case.id, claim) for claim in step.claims],
    }
    return filled(node)


def _law(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Law)
    return {
        "@type": "Legislation",
        "legislationType": record.type,
        "legislationIdentifier": record.number,
        "legislationDate": day(record.adopted),
        "temporalCoverage": record.in_force and str(record.in_force),
        "legislationPassedBy": record.issuer and link(record.issuer),
        "legislationChanges": record.amends and link(record.amends),
        "url": record.text_at and {"@id": record.text_at},
    }


def _source(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Source)
    copied = link(record.copy_of) if record.copy_of else record.copied_from
    name = {record.language: record.title} if record.title else told(readers, record.description)
    return {
        "@type": [MEDIA.get(record.medium, "CreativeWork"), "prov:Entity"],
        "name": name,
        "author": list(record.authors),
        "publisher": link(record.organisation) if record.organisation else record.publisher,
        "datePublished": day(record.published),
        "inLanguage": record.language,
        "url": record.url and {"@id": record.url},
        "isBasedOn": copied,
        "prov:wasDerivedFrom": link(record.copy_of) if record.copy_of else None,
        "additionalProperty": fact("seen", record.seen),
    }


def _person(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Person)
    named = record.publish in ("full", "initials")
    return {
        "@type": ["Person", "prov:Agent"],
        "name": told(readers, record.heading) if named else None,
        "jobTitle": list(told(readers, record.role).values()) if record.role else None,
        "alternateName": list(record.variants),
        "additionalProperty": fact("publish", record.publish),
    }


def _organisation(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Organisation)
    return {
        "@type": ["GovernmentOrganization" if record.official else "Organization", "prov:Agent"],
        "alternateName": list(record.variants),
        "parentOrganization": record.part_of and link(record.part_of),
        "additionalProperty": fact("type", record.type),
    }


def _place(readers: Readers, record: Record) -> Node:
    assert isinstance(record, Place)
    at = record.coordinates
    return {
        "@type": "Place",
        "alternateName": list(record.variants),
        "containedInPlace": record.within and link(record.within),
        "geo": at
        and {"@type": "GeoCoordinates", "latitude": number(at.lat), "longitude": number(at.lon)},
        "additionalProperty": fact("precision", record.precision),
    }


SHAPES: dict[str, Callable[[Readers, Record], Node]] = {
    "event": _happening,
    "episode": _happening,
    "figure": _figure,
    "case": _case,
    "law": _law,
    "source": _source,
    "person": _person,
    "organisation": _organisation,
    "place": _place,
}
"""Kind → what it is to the rest of the world."""


def record_node(readers: Readers, record: Record) -> Node:
    """The record itself, without its claims."""
    head: Node = {
        "@id": address(record.id),
        "identifier": record.id,
        "name": told(readers, record.heading),
        "description": told(readers, record.summary),
        "keywords": list(record.topics),
        "sdDatePublished": str(record.recorded),
    }
    return filled(head | SHAPES[record.kind](readers, record))
