"""The glossary: the words of the archive and of the matter, each with where it is met."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from builder.model.vocabulary import vocabularies
from builder.model.written import Entry, Glossary, Section
from builder.render.alphabet import key
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

CLASSES = {"grade": "grade", "claim-status": "status--{}"}
"""Vocabulary → the class in which its words stand on every page, so that they look the same here."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term of a vocabulary under an entry."""

    label: str
    meaning: Markup
    style: str


@dataclass(frozen=True, slots=True)
class Explained:
    """An entry with the terms below it."""

    entry: Entry
    words: tuple[Word, ...]
    page: str
    """The title of the page where the word is at home; empty where there is none."""


def glossary_page(reader: Reader, folder: Path, glossary: Glossary) -> Page:
    """The page at `/glossary/`."""
    r = reader.at("glossary/")
    title = r.t("Glossary")
    sections = [(section, list(_explained(r, section))) for section in glossary.sections]
    about = r.t("The words of this archive and of January 2022, with where each is met.")
    content = fill(
        folder,
        "glossary.html",
        r,
        sections=sections,
        assisted=r.language in glossary.machine_assisted,
    )
    return Page(r.language, r.path, title, about, content)


def _explained(reader: Reader, section: Section) -> Iterator[Explained]:
    titles = pages(reader)
    by_name = sorted(
        section.entries, key=lambda entry: key(reader.plain(entry.name), reader.language)
    )
    for entry in by_name:
        terms = vocabularies()[entry.words] if entry.words else {}
        words = tuple(
            Word(
                word.label(reader.language),
                reader.meaning(entry.words or "", term),
                CLASSES.get(entry.words or "", "").format(term),
            )
            for term, word in terms.items()
        )
        yield Explained(entry, words, titles.get(entry.page or "", ""))


def pages(reader: Reader) -> dict[str, str]:
    """The pages at which a word may be at home, by path."""
    return {
        "method/": reader.t("Method"),
        "cite/": reader.t("How to cite"),
        "contribute/": reader.t("Contribute"),
        "contribute/fields/": reader.t("Fields and words of a record"),
        "known/": reader.t("Known on…"),
        "blackout/": reader.t("Blackout"),
        "figures/": reader.t("Figures"),
        "sources/": reader.t("Sources"),
        "people/": reader.t("People"),
        "places/": reader.t("Places"),
        "changes/": reader.t("Changes"),
    }
