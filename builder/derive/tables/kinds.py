"""Tables of what each kind of record has of its own."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.derive.tables.table import (
    Column,
    Row,
    Table,
    id_of,
    number,
    one,
    said,
    shown,
    spaced,
    texts,
)
from builder.model.happening import Episode, Figure
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source

ID, RECORD = id_of("records")


def _sources(corpus: Corpus) -> Iterator[Row]:
    for one_ in corpus.of(Source):
        yield (
            one_.id,
            one_.publisher,
            one_.organisation,
            one_.title,
            *said(one_.description),
            "; ".join(one_.authors) or None,
            shown(one_.published),
            one_.language,
            one_.url,
            one_.copy_of,
            one_.copied_from,
            one_.seen,
            str(one_.seen_on),
            one_.medium,
        )


def _places(corpus: Corpus) -> Iterator[Row]:
    for place in corpus.of(Place):
        at = place.coordinates
        yield (
            place.id,
            *said(place.name),
            place.precision,
            number(at.lat if at else None),
            number(at.lon if at else None),
            number(place.radius_km),
            spaced(place.zone),
            place.within,
            place.geonames,
            place.source,
        )


def _people(corpus: Corpus) -> Iterator[Row]:
    for person in corpus.of(Person):
        shown = (*said(person.name), person.initials, *said(person.role))
        yield (person.id, person.publish, person.publish_reason, *shown)


def _organisations(corpus: Corpus) -> Iterator[Row]:
    for body in corpus.of(Organisation):
        yield (body.id, *said(body.name), body.type, body.official, body.country, body.part_of)


def _figures(corpus: Corpus) -> Iterator[Row]:
    for figure in corpus.of(Figure):
        counted = (figure.quantity, figure.unit, *said(figure.category))
        yield (figure.id, *counted, figure.rule, figure.part_of)


def _episodes(corpus: Corpus) -> Iterator[Row]:
    for episode in corpus.of(Episode):
        net = episode.connectivity
        how = (net.layer, net.state, spaced(net.providers)) if net else (None, None, None)
        yield (episode.id, episode.type, *how)


def _laws(corpus: Corpus) -> Iterator[Row]:
    for law in corpus.of(Law):
        dates = (shown(law.adopted), shown(law.in_force))
        yield (law.id, law.type, law.number, *dates, law.issuer, law.amends, law.text_at)


SOURCES = Table(
    "sources",
    "One line a source, with how much of it was seen.",
    (
        ID,
        Column("publisher", "Publisher as printed.", needed=True),
        Column("organisation", "The publisher's record, where it has one."),
        Column("title", "Headline as printed, in its own language."),
        *texts("description", "Description in brackets, where no headline is known or may be shown."),
        Column("authors", "Bylines as printed, separated by semicolons."),
        Column("published", "When it was published; empty when undated."),
        Column("language", "Language of the publication.", needed=True, words="language"),
        Column("url", "Canonical address, without tracking parameters."),
        Column("copy_of", "The publication of which this is a repost, mirror or translation."),
        Column("copied_from", "The same as printed, when the original has no record here."),
        Column("seen", "How much of it was read.", needed=True, words="seen"),
        Column("seen_on", "When it was read.", needed=True),
        Column("medium", "What kind of publication.", needed=True, words="medium"),
    ),
    ("id",),
    _sources,
    (RECORD, one("organisation", "organisations"), one("copy_of", "sources")),
)  # fmt: skip
PLACES = Table(
    "places",
    "One line a place, with its precision.",
    (
        ID,
        *texts("name", "Today's name."),
        Column("precision", "How precise the place is.", needed=True, words="precision"),
        Column("lat", "Latitude of a point that stands for it, WGS 84.", "number"),
        Column("lon", "Longitude of that point.", "number"),
        Column("radius_km", "Radius of the disc drawn, for settlements.", "number"),
        Column("zone", "IANA time zones, separated by spaces.", needed=True),
        Column("in", "The place that contains it, as of January 2022."),
        Column("geonames", "GeoNames id."),
        Column("coordinates_from", "Where the coordinates come from."),
    ),
    ("id",),
    _places,
    (RECORD, one("in", "places")),
)
PEOPLE = Table(
    "people",
    "One line a person, never beyond their level of publication.",
    (
        ID,
        Column("publish", "How much of the name may be shown.", needed=True, words="publish"),
        Column("publish_reason", "Why.", needed=True, words="publish-reason"),
        *texts("name", "Full name; only of those published in full."),
        Column("initials", "Initials; only of those published by initials."),
        *texts("role", "Who this is, without a name."),
    ),
    ("id",),
    _people,
    (RECORD,),
)
ORGANISATIONS = Table(
    "organisations",
    "One line a body that acts or speaks.",
    (
        ID,
        *texts("name", "What it is called."),
        Column("type", "What kind of body.", needed=True, words="organisation-type"),
        Column("official", "True for bodies of the state of Kazakhstan.", "boolean", needed=True),
        Column("country", "Two-letter country code."),
        Column("part_of", "The body to which it belongs."),
    ),
    ("id",),
    _organisations,
    (RECORD, one("part_of", "organisations")),
)
FIGURES = Table(
    "figures",
    "One line a counted quantity; its rungs are its claims.",
    (
        ID,
        Column("quantity", "What kind of thing is counted.", needed=True, words="quantity"),
        Column("unit", "In what it is counted.", needed=True, words="unit"),
        *texts("category", "Who or what is counted, when the quantity alone does not say."),
        Column("rule", "The rule by which the value shown follows from the claims.",
               needed=True, words="rule"),
        Column("part_of", "The wider figure that includes this one."),
    ),
    ("id",),
    _figures,
    (RECORD, one("part_of", "figures")),
)  # fmt: skip
EPISODES = Table(
    "episodes",
    "One line a state that held for a while.",
    (
        ID,
        Column("type", "What kind of state.", needed=True, words="episode-type"),
        Column("layer", "Which kind of network.", words="layer"),
        Column("state", "How the network was.", words="state"),
        Column("providers", "Networks meant, separated by spaces; empty means all."),
    ),
    ("id",),
    _episodes,
    (RECORD,),
)
LAWS = Table(
    "laws",
    "One line an act, its dates and what it amends.",
    (
        ID,
        Column("type", "What kind of act.", needed=True, words="law-type"),
        Column("number", "Number as printed."),
        Column("adopted", "When it was adopted, signed or launched."),
        Column("in_force", "From when to when it was in force."),
        Column("issuer", "Who made it."),
        Column("amends", "The act that this one changes."),
        Column("text_at", "Where the text can be read."),
    ),
    ("id",),
    _laws,
    (RECORD, one("issuer", "organisations"), one("amends", "laws")),
)
TABLES = (ORGANISATIONS, SOURCES, PLACES, PEOPLE, FIGURES, EPISODES, LAWS)
