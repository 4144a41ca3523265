"""The topics: each with an introduction, its numbers, its time line, its cases and its voices."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from builder.corpus import Corpus, claims_of
from builder.derive.ladders import ladder, weight
from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Figure
from builder.model.vocabulary import vocabularies
from builder.render.entry_rows import case_row, dated_sections
from builder.render.feed_links import feed_links
from builder.render.index import Index, Row, Section, index_pages, numbered, span, volume, volumes
from builder.render.index_people import listed
from builder.render.kind_words import counted
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import total

INTRODUCTIONS = {
    "fuel": "The price of liquefied gas, with which the protests began, and of other fuel.",
    "protest": "Gatherings and marches, what was demanded, and what was answered.",
    "shutdown": "How the internet and the telephone were cut, where and for how long, and who says so.",
    "emergency": "States of emergency, curfews and levels of threat: where they held, and on what act.",
    "force": "Weapons, orders to use them, and operations, as each side tells of them.",
    "violence": "Attacks on buildings and people, fire and looting, as each side tells of them.",
    "deaths": "People killed: who counted them, when, and which number was taken back.",
    "injuries": "People injured: who counted them and when.",
    "detention": "People detained or arrested: who counted them, and what became of them.",
    "torture": "Torture and ill-treatment in custody: what was reported, investigated and judged.",
    "court": "Investigations, trials and appeals, each party with its own outcome.",
    "law": "Statutes, decrees and proposals, and what power each gives to whom.",
    "csto": "The Collective Security Treaty Organization: the appeal to it, its troops, their leaving.",
    "government": "Decisions of the state, resignations, appointments and addresses.",
    "economy": "What it cost: damage, payments, closed banks and shops.",
    "media": "Journalists, newsrooms and access to information.",
    "mourning": "Mourning, memorials, and what the events are called.",
    "amnesty": "Amnesty and early release: who was promised it, and who received it.",
    "international": "Statements and decisions from abroad.",
}
"""What a topic is about, in a sentence."""

MOST = 10
"""Voices and places shown for a topic."""
REST = ("episode", "event", "figure", "case", "law")


def topic_pages(b: Builder) -> Iterator[Page]:
    """`/topics/` and one page for each topic that some record has."""
    found = records_by_topic(b.reader.corpus)
    r = b.reader
    rows = tuple(_row(r, term, records) for term, records in found.items())
    label = r.t("Topics")
    lede = r.t("What the records are about; a record may have several topics.")
    everything = Section("all", Markup(""), rows)
    yield from index_pages(b, Index("topics/", label, lede, (everything,)))
    for term, records in found.items():
        yield from _topic(b, term, records)


def records_by_topic(corpus: Corpus) -> Mapping[str, list[Record]]:
    """The records of each topic that has any, in the order of the vocabulary."""
    found: dict[str, list[Record]] = {term: [] for term in vocabularies()["topic"]}
    for record in corpus.records.values():
        for term in record.topics:
            found[term].append(record)
    return {term: records for term, records in found.items() if records}


def _row(r: Reader, term: str, records: list[Record]) -> Row:
    name = Markup("{}").format(_name(r, term))
    about = (r.t(INTRODUCTIONS[term]),)
    return Row(f"topics/{term}/", name, about, text=counted(r, records))


def _name(r: Reader, term: str) -> str:
    """The topic as a heading: its word with a capital."""
    word = r.term("topic", term)
    return word[:1].upper() + word[1:]


def _topic(b: Builder, term: str, records: list[Record]) -> Iterator[Page]:
    r, path, title = b.reader, f"topics/{term}/", _name(b.reader, term)
    ids = {record.id for record in records}
    sections = dated_sections(r, b.days, lambda entry: entry.record.id in ids)
    cut = tuple(volumes(sections, VOLUME))
    followed = [feed for feed in b.feeds if feed.topic == term]
    lede = r.t(INTRODUCTIONS[term])
    for number, part in enumerate(cut):
        here = volume(path, number)
        made = b.page(
            here,
            "topic.html",
            numbered(r, f"{title} · {r.t('Topics')}", number),
            lede,
            heading=title,
            lede=lede,
            counts=counted(r, records),
            sections=part,
            here=here,
            volumes=[(volume(path, n), span(found)) for n, found in enumerate(cut)],
            **({} if number else _head(r, records)),
        )
        yield replace(made, head=feed_links(r.at(here), followed))


VOLUME = 200
"""Dated rows on one page of a topic."""


def _head(r: Reader, records: list[Record]) -> dict[str, object]:
    """What only the first page of a topic shows: numbers, cases, voices, places, the rest."""
    figures = [ladder(r.corpus, figure) for figure in records if isinstance(figure, Figure)]
    figures.sort(key=weight)
    said = Counter(str(id) for x in records for claim in claims_of(x) for id in claim.asserted_by)
    where = Counter(str(place) for x in records for place in getattr(x, "places", ()))
    return {
        "figures": [(view, total(r, view)) for view in figures],
        "cases": [case_row(r, case) for case in records if isinstance(case, Case)],
        "voices": _most(r, said),
        "places": _most(r, where),
        "others": [x.id for x in records if x.kind not in REST and listed(x)],
    }


def _most(r: Reader, counts: Counter[str]) -> list[tuple[str, int]]:
    found = [item for item in counts.items() if listed(r.corpus.records[item[0]])]
    ordered = sorted(found, key=lambda item: (-item[1], item[0]))
    return ordered[:MOST]
