"""Every record as it is found, handed to the index in the reader's language."""

from collections.abc import Iterator
from dataclasses import replace

from builder.clock import record_when, record_zones
from builder.corpus import claims_of
from builder.derive.connectivity import around
from builder.derive.facets import Facets, facets
from builder.i18n import LANGUAGES
from builder.model.base import Record
from builder.model.case import Case
from builder.model.claim import Value
from builder.model.law import Law
from builder.model.naming import Person, Place
from builder.model.source import Source
from builder.model.when import When
from builder.render.reader import Reader
from builder.render.record import description
from builder.render.search import SearchDoc
from builder.render.search_days import Days

REPRINT = 0.75
"""What a source's title counts for beside the records that rest on it."""

SPOKEN_OF = 0.03
"""What each doubling of the records that speak of it adds."""


def found_by(reader: Reader, record: Record) -> Facets:
    """The words that narrow a search down to the record; a place lies in itself."""
    found = facets(reader.corpus, record)
    return replace(found, places=(record.id,)) if isinstance(record, Place) else found


def searched(reader: Reader) -> Iterator[Record]:
    """The records that can be found at all."""
    return (
        record
        for record in reader.corpus.records.values()
        if getattr(record, "publish", "full") != "withheld"
    )


def search_docs(reader: Reader) -> Iterator[SearchDoc]:
    """Every record as it is found and shown."""
    return (_doc(reader, record) for record in searched(reader))


def _doc(reader: Reader, record: Record) -> SearchDoc:
    when = _when(record)
    zones = record_zones(reader.corpus, record)
    found = found_by(reader, record)
    within = dict.fromkeys(p for place in found.places for p in around(reader.corpus, place))
    return SearchDoc(
        id=record.id,
        url=reader.record(record.id),
        title=reader.plain(record.heading),
        summary=_summary(reader, record),
        kind=record.kind,
        kind_label=reader.term("kind", record.kind),
        date_label=reader.when(when, zones) if when else "",
        days=Days(*when.days(zones)) if when else None,
        place_label=_place(reader, record),
        names=tuple(_names(record)),
        about=tuple(_about(reader, record)),
        text=_text(reader, record),
        facets={
            "kind": (found.kind,),
            "place": tuple(within),
            "topic": found.topics,
            "grade": found.grades,
        },
        share=_share(reader, record),
    )


def _summary(reader: Reader, record: Record) -> str:
    """Its own; of a person, the positions held."""
    if record.summary is None and isinstance(record, Person):
        return "; ".join(reader.plain(office.text) for office in record.roles)
    return description(reader, record) if record.summary else ""


def _place(reader: Reader, record: Record) -> str:
    """Where it was; of a source, who published it."""
    if isinstance(record, Source):
        return record.publisher
    places = getattr(record, "places", ())[:3]
    return ", ".join(reader.plain(reader.corpus.records[place].heading) for place in places)


def _share(reader: Reader, record: Record) -> float:
    """What its names count for: the more other records speak of it, the more."""
    spoken_of = len(reader.corpus.backlinks.get(record.id, ()))
    return (REPRINT if isinstance(record, Source) else 1.0) * (
        1 + SPOKEN_OF * spoken_of.bit_length()
    )


def _when(record: Record) -> When | None:
    """The date that a reader would look for it under."""
    if isinstance(record, Law):
        return record.adopted or record.in_force
    if isinstance(record, Source):
        return record.published
    if isinstance(record, Case):
        return _course(record)
    return record_when(record)


def _course(case: Case) -> When | None:
    """From the first step's day to the last one's, as far as they are known."""
    spans = [step.when.days(()) for step in case.steps]
    first = min((first for first, _ in spans if first), default=None)
    last = max((last for _, last in spans if last), default=None)
    if first is None or last is None:
        return None
    return When.parse(str(first) if first == last else f"{first}/{last}")


def _names(record: Record) -> Iterator[str]:
    """Its heading in every language, its other spellings, its names of other times."""
    yield from (record.heading.get(language)[0] for language in LANGUAGES)
    yield from getattr(record, "variants", ())
    for former in getattr(record, "names_as_of", ()):
        yield from (former.name.get(language)[0] for language in LANGUAGES)


def _about(reader: Reader, record: Record) -> Iterator[str]:
    """The names of the places, people and organisations it is about."""
    for field in ("places", "people", "organisations"):
        for id in getattr(record, field, ()):
            other = reader.corpus.records[id]
            yield from (other.heading.get(language)[0] for language in LANGUAGES)
            yield from getattr(other, "variants", ())


def _text(reader: Reader, record: Record) -> str:
    claims = list(claims_of(record))
    texts = [claim.text for claim in claims if claim.text]
    prose = [reader.prose_text(t) for t in (*texts, record.body, record.note) if t]
    return " ".join([*prose, *(_number(claim.value) for claim in claims if claim.value)])


def _number(value: Value) -> str:
    """A claimed number in figures, each of its bounds once."""
    found = dict.fromkeys(str(n) for n in (value.min, value.max, value.about) if n is not None)
    return " ".join(found)
