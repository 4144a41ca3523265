"""Citations by citeproc, once a style and language: each record is then spliced into the shape.

A citation takes the processor some 15 ms; for a thousand records in three languages and four
styles that is three minutes. What differs from record to record is little: so the processor gets
marks in its place, and the marks are filled. The heading, being a mark, is never put into title
case: it stays as it is written. A test holds the splice against the processor's own result.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from importlib.resources import files
from io import BytesIO

from citeproc import (  # type: ignore[import-untyped]  # it carries no types
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # likewise

from builder.cite import quotes, words
from builder.cite.subject import Subject
from builder.i18n import Language

LOCALES: Mapping[Language, str] = {"en": "en-US", "ru": "ru-RU", "kk": "kk-KZ"}
TITLE, STATE, PLACE, ARCHIVE, PUBLISHER = "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
YEAR, DAY, READ = 8888, 28, 7777
"""Numbers where the processor takes nothing else; no other digit stands in a shape."""
_FIELDS = re.compile(f"[{STATE}{PLACE}{ARCHIVE}{PUBLISHER}]|{YEAR}|{DAY}|{READ}|\ue006")
_MONTH = "\ue006"
_TAG = re.compile(r"</?[a-z]+>")


@dataclass(frozen=True, slots=True)
class Style:
    """A style of citation: its CSL file, and where the archive's name goes in it.

    `author` names the archive as the author, `container` as what the record is a part of. MLA
    wants it as the latter alone, but citeproc-py prints a title that stands for its author twice.
    """

    file: str
    author: bool = True
    container: bool = False
    capital: bool = False
    """The version begins a sentence, or a parenthesis."""
    short: bool = False
    """The version is dated, for the style prints the year alone; days are written as numbers."""


STYLES: Mapping[str, Style] = {
    "chicago": Style("chicago-notes-bibliography", capital=True),
    "mla": Style("modern-language-association", container=True),
    "apa": Style("apa", capital=True),
    "gost": Style("gost-r-7-0-5-2008-numeric", author=False, container=True, short=True),
}
"""Style → how it is made; the order is that of the page."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What citeproc makes of the marks, and the months of the style's locale, January first."""

    html: str
    months: tuple[str, ...]


def html(subject: Subject, name: str) -> str:
    """The citation in one style, as HTML with nothing but `<i>` in it."""
    style, standing = STYLES[name], subject.standing
    found = shape(
        name, subject.language, released=standing.frozen, published=bool(subject.publisher)
    )
    when = standing.released if standing.frozen else None
    state = words.state(subject, dated=style.short, short=style.short)
    values = {
        STATE: words.opening(state) if style.capital else state,
        PLACE: words.place(subject),
        ARCHIVE: subject.archive,
        PUBLISHER: subject.publisher,
        str(READ): words.read_on(subject.language, short=style.short),
        str(YEAR): str(when.year) if when else "",
        _MONTH: found.months[when.month - 1] if when and found.months else "",
        str(DAY): str(when.day) if when else "",
    }
    filled = _FIELDS.sub(lambda mark: escape(values[mark[0]], quote=False), found.html)
    before, _, after = filled.partition(TITLE)
    return quotes.spliced(before, escape(subject.heading, quote=False), after)


def text(subject: Subject, name: str) -> str:
    """The citation in one style, as plain text."""
    return unescape(_TAG.sub("", html(subject, name)))


@cache
def shape(name: str, language: Language, *, released: bool, published: bool) -> Shape:
    """The citation of marks."""
    item = marked(name, language, released=released, published=published)
    made, months = processed(STYLES[name].file, language, item)
    september = months[8] if months else _MONTH
    made = mended(made, TITLE, name, language, september)
    return Shape(made.replace(september, _MONTH), months)


def marked(name: str, language: Language, *, released: bool, published: bool) -> dict[str, object]:
    """The item that stands for all; before a release the reader writes down the day, not we."""
    style = STYLES[name]
    return {
        "id": "one",
        "type": "webpage",
        "title": TITLE,
        "number": STATE,
        "URL": PLACE,
        "language": language,
        **({"author": [{"literal": ARCHIVE}]} if style.author else {}),
        **({"container-title": ARCHIVE} if style.container else {}),
        **({"publisher": PUBLISHER} if published else {}),
        **({"issued": {"date-parts": [[YEAR, 9, DAY]]}} if released else {}),
        **({} if released and not style.short else {"accessed": {"date-parts": [[READ]]}}),
    }


def processed(file: str, language: Language, item: object) -> tuple[str, tuple[str, ...]]:
    """What citeproc makes of an item, and the names of the months in the form it used, if any."""
    style = CitationStylesStyle(BytesIO(_source(file, language)), LOCALES[language], validate=False)
    whole = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.html)
    whole.register(Citation([CitationItem("one")]))
    made, term = str(whole.bibliography()[0]), style.root.get_single_term
    form = next((form for form in (None, "short") if str(term("month-09", form)) in made), "")
    if form == "":
        return made, ()
    return made, tuple(str(term(f"month-{number:02}", form)) for number in range(1, 13))


@cache
def _source(file: str, language: Language) -> bytes:
    """The style with the terms of our own for its language, if there are any."""
    folder = files("builder") / "data" / "csl"
    style = (folder / f"{file}.csl").read_text(encoding="utf-8")
    own = folder / f"terms-{language}.xml"
    terms = own.read_text(encoding="utf-8") if own.is_file() else ""
    return style.replace("</style>", f"{terms}</style>").encode()


def mended(made: str, title: str, name: str, language: Language, month: str) -> str:
    """What citeproc-py does not do, or does not do for our languages."""
    made = re.sub(r"^1\. ?", "", made)  # the number in a list of references
    if name == "mla":
        made = made.removeprefix(f"{ARCHIVE}. ")
    if language == "en":
        return made.replace(f"{title}”.", f"{title}.”")  # punctuation-in-quote is not implemented
    made = made.replace(f"{month} {DAY}", f"{DAY} {month}")
    return re.sub(rf"{READ} (г\.|жылғы)[ .]*(?= |$)", f"{READ}.", made)  # a day, not a year
