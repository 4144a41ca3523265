"""What the page of a person or a body shows: what they said over time, did, published and are called."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from babel import Locale

from builder.derive.histories import History, histories
from builder.derive.timeline import Day
from builder.derive.voices import Statement, acts, counted, published, statements
from builder.model.base import Record
from builder.model.case import Case
from builder.model.kinds import KINDS
from builder.model.naming import Organisation, Person
from builder.render.alphabet import by_surname, key
from builder.render.entry_rows import dated_sections
from builder.render.index import Row
from builder.render.index_people import listed, person_row
from builder.render.index_sources import source_rows
from builder.render.overflow import SAID, said_path
from builder.render.reader import Reader
from builder.render.spellings import spellings

Extras = dict[str, object]


def speaker_values(reader: Reader, record: Record, days: Iterable[Day]) -> Extras:
    """What the templates of people and organisations need beyond the record."""
    found = statements(reader.corpus, record.id)
    done = acts(reader.corpus, record.id)
    ids = {one.id for one in done}
    body = isinstance(record, Organisation)
    within = _within(reader, record)
    sources = published(reader.corpus, record.id) if body else ()
    seen = {*ids, record.id, *within, *(source.id for source in sources)}
    return {
        "said": list(_by_date(reader, found[:SAID])),
        "all_said": said_path(record.id) if len(found) > SAID else "",
        "statements": len(found),
        "counted": counted(found),
        "span": _span(reader, found),
        "cases": [] if body else list(_cases(record, done)),
        "sections": (
            dated_sections(reader, days, lambda entry: entry.record.id in ids) if ids else ()
        ),
        "sources": source_rows(reader, sources),
        "people": [person_row(reader, p) for p in _people(reader, record)],
        "bodies": [id for id in within if reader.corpus.kind(id) == "organisation"],
        "country": _country(reader, record),
        "scripts": list(spellings(reader, record)),
        "backlinks": list(others(reader, record.id, seen)),
    }


def others(reader: Reader, id: str, seen: set[str]) -> Iterator[tuple[str, list[str]]]:
    """The records that refer to `id` otherwise than by what its page has `seen` to, by kind."""
    links = reader.corpus.backlinks.get(id, ())
    owners = {link.record for link in links if link.field not in ("source", "asserted_by")} - seen
    for model in KINDS.values():
        ids = sorted(id for id in owners if reader.corpus.kind(id) == model.kind)
        ids = [id for id in ids if listed(reader.corpus.records[id])]
        if ids:
            yield model.kind, ids


def _by_date(reader: Reader, found: Iterable[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    def said_on(one: Statement) -> str:
        on = one.claim.asserted_on
        return reader.when(on) if on else reader.t("date not known")

    return ((when, list(group)) for when, group in groupby(found, key=said_on))


def _span(reader: Reader, found: Iterable[Statement]) -> str:
    """From the first day of speaking to the last one known."""
    dates = [one.claim.asserted_on for one in found if one.claim.asserted_on]
    ends = dict.fromkeys(reader.when(date) for date in (*dates[:1], *dates[-1:]))
    return " – ".join(ends)


def _cases(record: Record, done: Iterable[Record]) -> Iterator[tuple[Case, History]]:
    """The cases a person is party to, with their own history in each."""
    for case in done:
        if isinstance(case, Case):
            yield from ((case, h) for h in histories(case) if h.party.person == record.id)


def _within(reader: Reader, record: Record) -> tuple[str, ...]:
    """Bodies that are part of it, and people who held an office in it."""
    links = reader.corpus.backlinks.get(record.id, ())
    owners = {link.record for link in links if link.field in ("part_of", "organisation")}
    return tuple(
        sorted(id for id in owners if reader.corpus.kind(id) in ("person", "organisation"))
    )


def _people(reader: Reader, record: Record) -> list[Person]:
    if not isinstance(record, Organisation):
        return []
    ids = (id for id in _within(reader, record) if reader.corpus.kind(id) == "person")
    found = [reader.corpus.get(id, Person) for id in ids]
    return sorted(
        filter(listed, found),
        key=lambda p: key(by_surname(reader.plain(p.heading)), reader.language),
    )


def _country(reader: Reader, record: Record) -> str:
    code = getattr(record, "country", None)
    return Locale.parse(reader.language).territories.get(code, code) if code else ""


def rows_of(reader: Reader, ids: Iterable[str]) -> list[Row]:
    """Plain rows of records, by name."""
    found = [(reader.plain(reader.corpus.records[id].heading), id) for id in ids]
    found.sort(key=lambda item: (key(item[0], reader.language), item[1]))
    return [Row(f"e/{id}/", reader.name(id)) for _, id in found]
