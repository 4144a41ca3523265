"""The list of people: by family name, each at their publication level."""

from collections.abc import Iterator

from markupsafe import Markup

from builder.derive.voices import Tally, tally
from builder.model.base import Record
from builder.model.naming import Person
from builder.render.alphabet import by_surname, surname
from builder.render.index import Index, Row, Section, by_letter, index_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

LISTED = ("full", "initials", "role")
"""Publication levels that a list may show; each by what its page shows."""


def listed(record: Record) -> bool:
    """False for a person of whom nothing may be said; true for every other record."""
    return not isinstance(record, Person) or record.publish in LISTED


def people_pages(b: Builder) -> Iterator[Page]:
    """`/people/`: names from A to Я, then those who are told by their role only."""
    r = b.reader
    found = [person for person in r.corpus.of(Person) if listed(person)]
    named = [person for person in found if person.publish != "role"]
    sections = by_letter(r, ((by_surname(r.plain(p.heading)), person_row(r, p)) for p in named))
    by_role = [person for person in found if person.publish == "role"]
    if by_role:
        rows = tuple(person_row(r, person) for person in by_role)
        label = r.t("By role only")
        sections += (Section("by-role", Markup("{}").format(label), rows, label),)
    lede = r.t(
        "Officials, people who spoke in public, and parties of cases, each at their publication level."
    )
    yield from index_pages(b, Index("people/", r.t("People"), lede, sections))


def person_row(reader: Reader, person: Person) -> Row:
    """The name with the family name in bold, the role, and how often the person is met."""
    about = [reader.plain(person.role)] if person.role and person.publish != "role" else []
    if not about and person.roles:
        about = [reader.plain(person.roles[0].text)]
    about += met(reader, tally(reader.corpus, person.id))
    return Row(f"e/{person.id}/", _name(reader, person), tuple(about))


def _name(reader: Reader, person: Person) -> Markup:
    if person.publish != "full":
        return reader.line(person.heading)
    before, last = surname(reader.plain(person.heading))
    return (
        Markup("{} <b>{}</b>").format(before, last) if before else Markup("<b>{}</b>").format(last)
    )


def met(reader: Reader, found: Tally) -> list[str]:
    """How much somebody says and does here, in words; nothing for what is nought."""
    counts = (
        ("{count} statement", "{count} statements", found.statements),
        ("in {count} record", "in {count} records", found.acts),
        ("{count} source", "{count} sources", found.sources),
    )
    return [reader.n(one, many, count) for one, many, count in counts if count]
