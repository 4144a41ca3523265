"""The list of organisations: by name, and by what kind of body they are."""

from collections.abc import Iterator

from markupsafe import Markup

from builder.derive.voices import tally
from builder.model.naming import Organisation
from builder.model.vocabulary import vocabularies
from builder.render.alphabet import key
from builder.render.index import Index, Row, Section, View, by_letter, index_pages
from builder.render.index_people import met
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

PATH = "organisations/"
BY_KIND = "organisations/by-kind/"


def organisation_pages(b: Builder) -> Iterator[Page]:
    """`/organisations/` from A to Я, and `/organisations/by-kind/`."""
    r = b.reader
    found = [(r.plain(body.name), body) for body in r.corpus.of(Organisation)]
    views = (View(r.t("By name"), PATH), View(r.t("By kind"), BY_KIND))
    title = r.t("Organisations")
    lede = r.t("Bodies that act, speak or publish in the records.")
    letters = by_letter(r, ((name, _row(r, body, kind=True)) for name, body in found))
    yield from index_pages(b, Index(PATH, title, lede, letters, views))
    found.sort(key=lambda item: (key(item[0], r.language), item[1].id))
    kinds = tuple(_of_kind(r, term, [body for _, body in found]) for term in _terms())
    shown = tuple(section for section in kinds if section.rows)
    named = r.t("Organisations by kind")
    yield from index_pages(b, Index(BY_KIND, named, lede, shown, views, wide=True))


def _terms() -> tuple[str, ...]:
    return tuple(vocabularies()["organisation-type"])


def _of_kind(reader: Reader, term: str, bodies: list[Organisation]) -> Section:
    rows = tuple(_row(reader, body, kind=False) for body in bodies if body.type == term)
    label = reader.term("organisation-type", term)
    return Section(f"kind-{term}", Markup("{}").format(label), rows, label)


def _row(reader: Reader, body: Organisation, *, kind: bool) -> Row:
    about = [reader.term("organisation-type", body.type)] if kind else []
    if body.official and not kind:
        about.append(reader.t("official"))
    about += met(reader, tally(reader.corpus, body.id))
    return Row(f"e/{body.id}/", reader.line(body.name), tuple(about))
