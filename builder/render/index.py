"""An index: rows under headings, with jump links, in as many volumes as the rows need.

Volumes hold equally many rows whatever the language, so that a page has the same address in all
three although their alphabets differ.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from builder.derive.coverage import assisted
from builder.render.alphabet import anchor, initial, key
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

BOUND = 500
"""Rows on one page: about a third of the hundred kilobytes that a first load may take."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a record or a page at `path`, its name, and what there is to say of it.

    Without a path it says something of its section; `shade` is the light in which it happened,
    and `contested` that some claim says otherwise.
    """

    path: str
    name: Markup
    about: tuple[str, ...] = ()
    depth: int = 0
    text: str = ""
    shade: str = ""
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; `jump` is what leads here from the top of the page."""

    anchor: str
    heading: Markup
    rows: tuple[Row, ...]
    jump: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """One order of the same list."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Index:
    """A whole index before it is cut into volumes; `path` is below the language's root."""

    path: str
    title: str
    lede: str
    sections: tuple[Section, ...]
    views: tuple[View, ...] = ()
    section: str | None = None
    wide: bool = False


def index_pages(b: Builder, index: Index) -> Iterator[Page]:
    """The pages of an index: the first at its own path, the others in numbered folders."""
    cut = tuple(volumes(index.sections, BOUND))
    links = jumps(index.path, cut)
    machine = assisted(b.reader.corpus.records.values(), b.reader.language)
    for number, sections in enumerate(cut):
        here = volume(index.path, number)
        page = b.page(
            here,
            "index.html",
            numbered(b.reader, index.title, number),
            index.lede,
            index=index,
            sections=sections,
            jumps=links,
            volumes=[(volume(index.path, n), span(found)) for n, found in enumerate(cut)],
            here=here,
            machine=machine,
        )
        yield replace(page, section=index.section)


def volumes(sections: Iterable[Section], bound: int) -> Iterator[tuple[Section, ...]]:
    """Runs of `bound` rows; a section that is cut goes on in the next one under its heading."""
    rows = [(number, section, row) for number, section in enumerate(sections)
            for row in section.rows]  # fmt: skip
    for first in range(0, max(len(rows), 1), bound):
        groups = groupby(rows[first : first + bound], key=lambda item: (item[0], item[1]))
        yield tuple(
            replace(section, rows=tuple(row for _, _, row in group))
            for (_, section), group in groups
        )


def volume(path: str, number: int) -> str:
    """The path of a volume, counted from nought."""
    return f"{path}{number + 1}/" if number else path


def by_letter(reader: Reader, rows: Iterable[tuple[str, Row]]) -> tuple[Section, ...]:
    """Rows with the name they are sorted by, in the order of the reader's alphabet."""
    language = reader.language
    ordered = sorted(rows, key=lambda item: (key(item[0], language), item[1].path))
    groups = groupby(ordered, key=lambda item: initial(item[0], language))
    return tuple(
        Section(anchor(letter), Markup("{}").format(letter), tuple(row for _, row in group), letter)
        for letter, group in groups
    )


def jumps(path: str, cut: Sequence[tuple[Section, ...]]) -> list[tuple[str, str]]:
    """Each label once, with the first place it leads to."""
    found: dict[str, str] = {}
    for number, sections in enumerate(cut):
        for one in sections:
            if one.jump:
                found.setdefault(one.jump, f"{volume(path, number)}#{one.anchor}")
    return list(found.items())


def span(sections: Sequence[Section]) -> str:
    """What a volume holds, from its first heading to its last."""
    ends = (one.jump or str(one.heading) for one in (*sections[:1], *sections[-1:]))
    return " – ".join(dict.fromkeys(ends))


def numbered(reader: Reader, title: str, number: int) -> str:
    """The title of a volume, counted from nought; the first has none of its own."""
    return reader.t("{title}, part {number}", title=title, number=number + 1) if number else title
