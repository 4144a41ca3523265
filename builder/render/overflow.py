"""Whole lists of what is too long for a record's own page: statements, and entries of a place."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import groupby

from markupsafe import Markup

from builder.corpus import Corpus
from builder.derive.connectivity import around
from builder.derive.timeline import Day, Entry
from builder.derive.voices import Statement, statements
from builder.model.naming import Organisation, Person, Place
from builder.render.claims import brief
from builder.render.entry_rows import dated_sections, kept_days
from builder.render.index import Index, Row, Section, index_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

SAID = 150
"""Statements on the page of a person or a body: about twenty kilobytes, compressed."""
ENTRIES = 300
"""Entries in a line each on the page of a place."""


def said_path(id: str) -> str:
    """Where all statements of somebody are listed who has more than fit their page."""
    return f"browse/said/{id}/"


def here_path(id: str) -> str:
    """Where all entries of a place are listed that has more than fit its page."""
    return f"browse/at/{id}/"


def overflow_pages(b: Builder) -> Iterator[Page]:
    """The lists of those who need one; none in a small archive."""
    r = b.reader
    for speaker in (*r.corpus.of(Person), *r.corpus.of(Organisation)):
        # Every statement is a reference to who makes it: without so many there is no list.
        if len(r.corpus.backlinks.get(speaker.id, ())) > SAID:
            found = statements(r.corpus, speaker.id)
            if len(found) > SAID:
                yield from index_pages(b, _said(r, r.plain(speaker.heading), speaker.id, found))
    for place in r.corpus.of(Place):
        days = kept_days(b.days, partial(is_told, places=told_at(r.corpus, place)))
        if sum(len(day.entries) for day in days) > ENTRIES:
            yield from index_pages(b, _here(b, place, days))


def told_at(corpus: Corpus, place: Place) -> frozenset[str]:
    """The places whose entries a place's page tells: its own, and those of what lies in it.

    What happened somewhere in a country is told on the page of where it happened.
    """
    if place.precision == "country":
        return frozenset({place.id})
    return frozenset(one.id for one in corpus.of(Place) if place.id in around(corpus, one.id))


def is_told(entry: Entry, places: Collection[str]) -> bool:
    """True for an entry at one of these places; a step of a case is told with its case."""
    return entry.step is None and any(place in places for place in entry.places)


def _said(r: Reader, name: str, id: str, found: Sequence[Statement]) -> Index:
    about = r.t("Everything that is asserted in this name, in the order of being said.")
    title = r.t("Statements: {name}", name=name)
    return Index(said_path(id), title, about, tuple(_dates(r, found)), wide=True)


def _dates(r: Reader, found: Sequence[Statement]) -> Iterator[Section]:
    def said_on(one: Statement) -> str:
        on = one.claim.asserted_on
        return r.when(on) if on else r.t("date not known")

    for number, (when, group) in enumerate(groupby(found, key=said_on), 1):
        rows = tuple(_statement(r, one) for one in group)
        yield Section(f"said-{number}", Markup("{}").format(when), rows)


def _statement(r: Reader, one: Statement) -> Row:
    about = [r.plain(one.record.heading)]
    if one.status in ("retracted", "superseded"):
        about.append(r.term("claim-status", one.status))
    name = Markup("{}").format(brief(r, one.claim))
    path = f"e/{one.record.id}/#{one.claim.id}"
    return Row(path, name, tuple(about), contested=one.status == "contested")


def _here(b: Builder, place: Place, days: Sequence[Day]) -> Index:
    r = b.reader
    title = r.t("What happened here: {name}", name=r.plain(place.name))
    about = r.t("Every entry of the timeline at this place, in the order of time.")
    sections = dated_sections(r, days, lambda _: True)
    return Index(here_path(place.id), title, about, sections, wide=True)
