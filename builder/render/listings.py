"""The pages that list records: home, timeline, blackout, figures, cases, law, sources and the rest."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from markupsafe import Markup

from builder.derive.band import ZONE, band
from builder.derive.counts import counts
from builder.derive.histories import histories
from builder.derive.ladders import ladder
from builder.derive.timeline import Day
from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Figure
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.model.vocabulary import vocabularies
from builder.render import dates
from builder.render.blackout import blackout_page
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import Views, total
from builder.render.templates import fill
from builder.render.timeline_page import SCRIPTS as TIMELINE_SCRIPTS
from builder.render.timeline_page import band_days, timeline_values

HEADLINE = ("deaths-kazakhstan", "injured-kazakhstan", "detained-kazakhstan", "shutdown-cost")
"""Figures shown on the home page, in this order, where they exist."""
BAND = ("/assets/js/band.js",)
FIRST, LAST = date(2022, 1, 1), date(2022, 1, 19)
"""The days told on the home page."""


@dataclass(frozen=True)
class Builder:
    """Everything a listing needs: the reader, the templates, the timeline."""

    reader: Reader
    folder: Path
    days: tuple[Day, ...]

    def page(self, path: str, template: str, title: str, about: str, **values: object) -> Page:
        """Fill a listing at `path`, which is given below the language's root."""
        here = self.reader.at(path)
        content = fill(self.folder, template, here, **values)
        scripts = BAND if "band" in values else ()
        return Page(here.language, here.path, title, about, content, scripts=scripts)


def listing_pages(reader: Reader, folder: Path, views: Views) -> Iterator[Page]:
    """Every listing in the reader's language."""
    builder = Builder(reader, folder, views.days)
    for make in LISTINGS:
        yield from make(builder)


def _home(b: Builder) -> Iterator[Page]:
    r = b.reader.at("")
    figures = [f for f in (r.corpus.records.get(id) for id in HEADLINE) if isinstance(f, Figure)]
    ladders = [ladder(r.corpus, figure) for figure in figures]
    days = [day for day in b.days if day.day and FIRST <= day.day <= LAST]
    lede = r.t("An open archive of the blackout, the emergency, the deaths and the court cases.")
    yield b.page(
        "",
        "home.html",
        "",
        lede,
        band=band(r.corpus),
        zone=ZONE,
        counts=counts(r.corpus),
        days=days,
        headline=[(view, total(r, view)) for view in ladders],
        headings={day.day: dates.day_heading(day.day, r.language) for day in days if day.day},
        band_days=band_days(r, b.days),
    )


def _timeline(b: Builder) -> Iterator[Page]:
    r = b.reader.at("timeline/")
    title = r.t("Timeline")
    made = b.page("timeline/", "timeline.html", title, title, **timeline_values(r, b.days))
    yield replace(made, scripts=TIMELINE_SCRIPTS, body_class="page--timeline")


def _blackout(b: Builder) -> Iterator[Page]:
    yield blackout_page(b.reader, b.folder, b.days)


def _figures(b: Builder) -> Iterator[Page]:
    r = b.reader.at("figures/")
    title = r.t("Figures")
    groups = [
        (quantity, [ladder(r.corpus, figure) for figure in _of_quantity(r, quantity)])
        for quantity in vocabularies()["quantity"]
    ]
    shown = [(name, [(view, total(r, view)) for view in views]) for name, views in groups if views]
    yield b.page("figures/", "figures.html", title, title, groups=shown)


def _of_quantity(reader: Reader, quantity: str) -> list[Figure]:
    """Figures of one quantity: those of the whole country first, then by title."""
    found = [f for f in reader.corpus.of(Figure) if f.quantity == quantity]
    return sorted(found, key=lambda f: (f.part_of is not None, "kazakhstan" not in f.places, f.id))


def _cases(b: Builder) -> Iterator[Page]:
    r = b.reader.at("cases/")
    title = r.t("Cases")
    cases = [(case, histories(case)) for case in r.corpus.of(Case)]
    yield b.page("cases/", "cases.html", title, title, cases=cases)


def _law(b: Builder) -> Iterator[Page]:
    r = b.reader
    laws: list[Record] = [*sorted(r.corpus.of(Law), key=_law_order)]
    lede = r.t(
        "The acts that let somebody cut the connection, and what they say, in order of time."
    )
    yield _plain(b, "law/", r.t("Law"), lede, [("", laws)])


def _law_order(law: Law) -> tuple[object, ...]:
    when = law.adopted or law.in_force
    return (0, when.span(("Asia/Almaty",)).sort_key, law.id) if when else (1, (), law.id)


def _sources(b: Builder) -> Iterator[Page]:
    r = b.reader.at("sources/")
    uses = Counter(str(c.source) for _, claim in r.corpus.claims.values() for c in claim.citations)
    found = sorted(r.corpus.of(Source), key=lambda s: (s.publisher.casefold(), s.id))
    title = r.t("Sources")
    yield b.page("sources/", "sources.html", title, title, sources=[(s, uses[s.id]) for s in found])


def _people(b: Builder) -> Iterator[Page]:
    r = b.reader
    people = _by_name(r, [p for p in r.corpus.of(Person) if p.publish != "withheld"])
    lede = r.t(
        "Officials, people who spoke in public, and parties of cases, each at their publication level."
    )
    yield _plain(b, "people/", r.t("People"), lede, [("", people)])


def _organisations(b: Builder) -> Iterator[Page]:
    r = b.reader
    title, lede = r.t("Organisations"), r.t("Bodies that act or speak in the records.")
    groups = [
        (
            word.label(r.language),
            _by_name(r, [o for o in r.corpus.of(Organisation) if o.type == term]),
        )
        for term, word in vocabularies()["organisation-type"].items()
    ]
    yield _plain(b, "organisations/", title, lede, [g for g in groups if g[1]])


def _places(b: Builder) -> Iterator[Page]:
    r = b.reader
    lede = r.t("Where things happened, as precisely as is known, under the names of then and now.")
    groups = [
        (
            word.label(r.language),
            _by_name(r, [p for p in r.corpus.of(Place) if p.precision == term]),
        )
        for term, word in reversed(list(vocabularies()["precision"].items()))
    ]
    yield _plain(b, "places/", r.t("Places"), lede, [g for g in groups if g[1]])


def _topics(b: Builder) -> Iterator[Page]:
    r = b.reader
    here = r.at("topics/")
    found = {
        term: [x for x in r.corpus.records.values() if term in x.topics]
        for term in vocabularies()["topic"]
    }
    items = [
        Markup('<li><a href="{}">{}</a> ({})</li>').format(
            here.to(f"topics/{term}/"), r.term("topic", term), len(records)
        )
        for term, records in found.items()
        if records
    ]
    title = r.t("Topics")
    content = Markup("<h1>{}</h1><ul>{}</ul>").format(title, Markup("").join(items))
    yield Page(here.language, here.path, title, title, content)
    for term, records in found.items():
        if records:
            word = vocabularies()["topic"][term]
            groups = [
                (r.term("kind", kind), _by_kind(records, kind)) for kind in vocabularies()["kind"]
            ]
            lede = r.t("Every record on this topic.")
            yield _plain(
                b, f"topics/{term}/", word.label(r.language), lede, [g for g in groups if g[1]]
            )


def _by_kind(records: list[Record], kind: str) -> list[Record]:
    return [record for record in records if record.kind == kind]


def _by_name(reader: Reader, records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda x: (reader.plain(x.heading).casefold(), x.id))


def _plain(
    b: Builder, path: str, title: str, lede: str, groups: list[tuple[str, list[Record]]]
) -> Page:
    return b.page(path, "listing.html", title, lede, heading=title, lede=lede, groups=groups)


LISTINGS: tuple[Callable[[Builder], Iterator[Page]], ...] = (
    _home,
    _timeline,
    _blackout,
    _figures,
    _cases,
    _law,
    _sources,
    _people,
    _organisations,
    _places,
    _topics,
)
"""Every listing, in the order of the navigation."""
