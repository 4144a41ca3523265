"""The fields of each kind of record in words, for the plain-text edition."""

from collections.abc import Callable, Iterator, Mapping

from builder.derive.ladders import ladder
from builder.export.text_parts import names, wrapped
from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Episode, Figure, Happening
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.render.reader import Reader
from builder.render.record import total

Fact = tuple[str, str]
"""A label, and what stands behind it; empty when there is nothing to say."""


def facts(reader: Reader, record: Record) -> Iterator[str]:
    """What the record says in its fields, one a line."""
    for label, text in FACTS[record.kind](reader, record):
        if text:
            yield from wrapped(f"{label}: {text}")


def _happening(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Happening)
    yield reader.t("When"), reader.date_of(record, record.when)
    yield reader.t("Where"), names(reader, record.places)
    yield reader.t("People"), names(reader, record.people)
    yield reader.t("Organisations"), names(reader, record.organisations)
    if isinstance(record, Episode) and record.connectivity:
        net = record.connectivity
        words = (reader.term("layer", net.layer), reader.term("state", net.state))
        yield reader.t("Network"), ", ".join(words)


def _figure(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Figure)
    yield reader.t("When"), reader.date_of(record, record.when)
    yield reader.t("Where"), names(reader, record.places)
    yield reader.term("quantity", record.quantity), total(reader, ladder(reader.corpus, record))
    yield reader.t("Rule"), reader.term("rule", record.rule)


def _case(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Case)
    yield reader.t("Where"), names(reader, record.places)
    yield reader.t("Known up to"), reader.when(record.known_up_to)


def _law(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Law)
    yield reader.t("Kind"), reader.term("law-type", record.type)
    yield reader.t("Number"), record.number or ""
    yield reader.t("Adopted"), reader.when(record.adopted) if record.adopted else ""
    yield reader.t("In force"), reader.when(record.in_force) if record.in_force else ""
    yield reader.t("Amends"), names(reader, [record.amends] if record.amends else [])
    yield reader.t("Text"), record.text_at or ""


def _source(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Source)
    yield reader.t("Publisher"), record.publisher
    yield reader.t("Authors"), ", ".join(record.authors)
    published = reader.when(record.published) if record.published else reader.t("undated")
    yield reader.t("Published"), published
    yield reader.t("Language"), reader.term("language", record.language)
    yield reader.t("Address"), record.url or ""
    copied = names(reader, [record.copy_of]) if record.copy_of else record.copied_from or ""
    yield reader.t("Copy of"), copied
    yield reader.t("Seen"), f"{reader.term('seen', record.seen)}, {reader.when(record.seen_on)}"


def _person(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Person)
    if record.role and record.publish in ("full", "initials"):
        yield reader.t("Role"), reader.plain(record.role)
    yield reader.t("Other spellings"), ", ".join(record.variants)


def _organisation(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Organisation)
    yield reader.t("Kind"), reader.term("organisation-type", record.type)
    yield reader.t("Other spellings"), ", ".join(record.variants)


def _place(reader: Reader, record: Record) -> Iterator[Fact]:
    assert isinstance(record, Place)
    yield reader.t("Precision"), reader.term("precision", record.precision)
    yield reader.t("Where"), names(reader, [record.within] if record.within else [])
    yield reader.t("Other spellings"), ", ".join(record.variants)


FACTS: Mapping[str, Callable[[Reader, Record], Iterator[Fact]]] = {
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
"""Kind → its fields in words."""
