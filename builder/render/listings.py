"""Every page that lists records, in the order in which readers meet them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from builder.derive.histories import histories
from builder.derive.ladders import ladder
from builder.model.case import Case
from builder.model.happening import Figure
from builder.model.law import Law
from builder.model.vocabulary import vocabularies
from builder.render.blackout import blackout_page
from builder.render.browse import browse_pages
from builder.render.gaps import gap_pages
from builder.render.index_organisations import organisation_pages
from builder.render.index_people import people_pages
from builder.render.index_places import place_pages
from builder.render.index_sources import source_pages
from builder.render.languages import languages_page
from builder.render.listing import Builder
from builder.render.overflow import overflow_pages
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import Views, total
from builder.render.timeline_page import SCRIPTS as TIMELINE_SCRIPTS
from builder.render.timeline_page import timeline_values
from builder.render.topics import topic_pages


def listing_pages(reader: Reader, folder: Path, views: Views) -> Iterator[Page]:
    """Every listing in the reader's language."""
    builder = Builder(reader, folder, views.days, views.feeds)
    for make in LISTINGS:
        yield from make(builder)


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
    about = r.t(
        "No total here is typed in: each follows from dated claims by a named rule, and each page "
        "shows which claims count and why."
    )
    yield b.page("figures/", "figures.html", title, about, groups=shown, lede=about)


def _of_quantity(reader: Reader, quantity: str) -> list[Figure]:
    """Figures of one quantity: those of the whole country first, then by title."""
    found = [f for f in reader.corpus.of(Figure) if f.quantity == quantity]
    return sorted(found, key=lambda f: (f.part_of is not None, "kazakhstan" not in f.places, f.id))


def _cases(b: Builder) -> Iterator[Page]:
    r = b.reader.at("cases/")
    cases = [(case, histories(case)) for case in r.corpus.of(Case)]
    about = r.t(
        "Proceedings, each party with its own history. Where the trail ends, the date says so."
    )
    yield b.page("cases/", "cases.html", r.t("Cases"), about, cases=cases, lede=about)


def _law(b: Builder) -> Iterator[Page]:
    r = b.reader
    laws = sorted(r.corpus.of(Law), key=_law_order)
    about = r.t(
        "The acts that let somebody cut the connection, and what they say, in order of time."
    )
    title = r.t("Law")
    yield b.page("law/", "listing.html", title, about, heading=title, lede=about, records=laws)


def _law_order(law: Law) -> tuple[object, ...]:
    when = law.adopted or law.in_force
    return (0, when.span(("Asia/Almaty",)).sort_key, law.id) if when else (1, (), law.id)


LISTINGS: tuple[Callable[[Builder], Iterator[Page]], ...] = (
    _timeline,
    _blackout,
    _figures,
    _cases,
    _law,
    source_pages,
    people_pages,
    organisation_pages,
    place_pages,
    topic_pages,
    browse_pages,
    overflow_pages,
    languages_page,
    gap_pages,
)
"""Every listing, in the order of the navigation."""
