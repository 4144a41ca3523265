"""The plain-text edition: the whole archive in one file a language, to be read in any pager."""

from collections.abc import Iterable, Iterator

from builder.derive.timeline import timeline
from builder.export.text_facts import facts
from builder.export.text_parts import WIDTH, body_of, head, wrapped
from builder.export.whole import TITLE, Whole
from builder.i18n import LANGUAGES
from builder.model.base import Record
from builder.model.kinds import KINDS
from builder.render.kind_words import counted
from builder.render.reader import Reader

HEADINGS = {
    "events": "Events",
    "episodes": "Episodes",
    "figures": "Figures",
    "cases": "Cases",
    "laws": "Law",
    "sources": "Sources",
    "people": "People",
    "organisations": "Organisations",
    "places": "Places",
}
"""Folder of a kind → the heading of its part."""


def text_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/archive.<language>.txt`."""
    days = timeline(whole.corpus)
    dated = [entry.record.id for day in days for entry in day.entries if entry.step is None]
    for language in LANGUAGES:
        reader = Reader(whole.corpus, language, settings=whole.settings)
        text = "\n".join(_lines(reader, dated, whole.site))
        yield f"data/archive.{language}.txt", f"{text}\n".encode()


def _lines(reader: Reader, dated: Iterable[str], site: str) -> Iterator[str]:
    """Events and episodes in order of time, all else by id."""
    records = reader.corpus.records
    yield from ("=" * WIDTH, TITLE, "=" * WIDTH, "")
    yield from wrapped(
        reader.t(
            "Everything in this archive as plain text: each claim with who says it, when, "
            "and where its sources say it."
        )
    )
    yield from ("", *wrapped(counted(reader, records.values())), "")
    yield from wrapped(reader.t("Each record's id stands in brackets; its page is e/<id>/."))
    yield from wrapped(f"{site or reader.t('The address of the site is not set.')}")
    yield from ("", *wrapped("CC BY 4.0"), "")
    for folder, model in KINDS.items():
        found = [record for record in records.values() if isinstance(record, model)]
        order = {id: place for place, id in enumerate(dict.fromkeys(dated))}
        found.sort(key=lambda record: (order.get(record.id, len(order)), record.id))
        if found:
            yield from ("", "=" * WIDTH, reader.t(HEADINGS[folder]).upper(), "=" * WIDTH)
            for record in found:
                yield from _record(reader, record)


def _record(reader: Reader, record: Record) -> Iterator[str]:
    yield from ("", "-" * WIDTH, *head(reader, record))
    yield from facts(reader, record)
    yield from body_of(reader, record)
