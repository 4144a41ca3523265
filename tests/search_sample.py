"""Invented records and the queries that find them, for the search's tests, in three languages."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from builder.corpus import Corpus
from builder.i18n import LANGUAGES, Language
from builder.render.filters import Choice, Option
from builder.render.reader import Reader
from builder.render.search import SearchDoc, SearchWords, search_files
from builder.render.search_days import Days, by_day
from builder.render.search_page import search_form, search_labels, search_words

CASES = Path(__file__).parent / "cases" / "search"
TEMPLATES = Path(__file__).parents[1] / "site_overrides" / "theme" / "templates"


class Query(NamedTuple):
    """What is typed on the page of a language; `finds` any of several ids, `-` for nothing."""

    page: str
    query: str
    finds: str
    why: str


def queries(table: str) -> Iterator[Query]:
    """The rows of `tests/cases/search/{table}.tsv`."""
    text = (CASES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return (Query(*row) for row in csv.reader(text[1:], delimiter="\t", quoting=csv.QUOTE_NONE))


def nobody(language: Language) -> Reader:
    """A reader of an archive without records."""
    return Reader(Corpus({}, {}, {}, {}), language)


WORDS: dict[str, SearchWords] = {one: search_words(nobody(one)) for one in LANGUAGES}


def docs(language: str) -> list[SearchDoc]:
    """The invented records as they are found in a language."""
    records = tomllib.loads((CASES / "records.toml").read_text(encoding="utf-8"))["record"]
    return [_doc(record, language) for record in records]


def _doc(record: dict[str, dict[str, str]], language: str) -> SearchDoc:
    written = str(record["date"])
    first, _, last = written.partition("/")
    return SearchDoc(
        id=str(record["id"]),
        url=f"../e/{record['id']}/",
        title=record["title"][language],
        summary=record["text"][language],
        kind=str(record["kind"]),
        kind_label=str(record["kind"]).capitalize(),
        date_label=written,
        days=Days(date.fromisoformat(first), date.fromisoformat(last or first)),
        place_label=record["place"][language],
        names=tuple(record["title"].values()),
        about=tuple(record["names"]),
        text="",
        facets={"kind": (str(record["kind"]),), "place": (record["place"]["en"],)},
    )


def files(language: str) -> dict[str, bytes]:
    """The index of the invented records."""
    return search_files(docs(language), language, WORDS[language])


def page(language: Language, *, browse: list[tuple[str, str]] | None = None) -> str:
    """The search page over the invented records."""
    found = docs(language)
    facets = [
        Choice(name, name.capitalize(), tuple(_options(found, name))) for name in ("kind", "place")
    ]
    return search_form(
        TEMPLATES,
        search_labels(nobody(language)),
        language=language,
        action="index.html",
        facets=facets,
        bars=by_day([doc.days for doc in found]),
        browse=browse or [("../timeline/", "Timeline")],
    )


def _options(found: list[SearchDoc], name: str) -> Iterator[Option]:
    values = [value for doc in found for value in doc.facets[name]]
    return (Option(value, value, values.count(value)) for value in sorted(set(values)))
