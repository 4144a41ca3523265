"""The page of known gaps: what the archive has not found, counted, and where help is needed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builder.derive.coverage import coverage
from builder.derive.gaps import Gap, Gaps, Open, gaps
from builder.derive.gaps_places import LENGTH
from builder.i18n import LANGUAGES
from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Happening
from builder.model.naming import Place
from builder.model.source import Source
from builder.model.vocabulary import vocabularies
from builder.render.cases import party_name
from builder.render.gap_words import GROUPS, HEADINGS, HELP, TIMELINE, TITLES
from builder.render.index import Index, Row, Section, index_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

PATH = "gaps/"
SHOWN = 10
"""Records named on the page itself; a longer list has pages of its own."""
ELSEWHERE = {"uncaptured": "sources/"}
"""Gap → the page that lists its records anyway: no list of their own."""
OPEN = 5
"""Records that are shown without being asked for."""


@dataclass(frozen=True, slots=True)
class Told:
    """A gap on the page: its first records, and where all of them are."""

    what: str
    title: str
    count: int
    of: int
    rows: tuple[Row, ...]
    path: str
    timeline: str

    @property
    def opened(self) -> bool:
        """True when the list is short enough to be shown at once."""
        return self.count <= OPEN


@dataclass(frozen=True, slots=True)
class Group:
    """Gaps of one matter, with what helps; `closed` are those that nothing has."""

    id: str
    heading: str
    help: str
    told: tuple[Told, ...]
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """Records in one language whose text no person has read, out of all with text."""

    language: str
    count: int
    of: int


def gap_pages(b: Builder) -> Iterator[Page]:
    """`/gaps/`, and one list for each gap that more records have than fit there."""
    found = gaps(b.reader.corpus, b.days)
    yield _front(b, found)
    for group, whats in GROUPS.items():
        for what in whats:
            if what not in ELSEWHERE and len(found.by[what].found) > SHOWN:
                yield from index_pages(b, _whole(b.reader, found, found.by[what], HELP[group]))


def _front(b: Builder, found: Gaps) -> Page:
    r = b.reader.at(PATH)
    about = r.t("What this archive has not found, counted from its records: where help is needed.")
    return b.page(
        PATH,
        "gaps.html",
        r.t("Known gaps"),
        about,
        lede=about,
        groups=[_group(r, found, id) for id in GROUPS],
        areas=found.areas,
        length=LENGTH,
        grades=found.grades,
        names=tuple(vocabularies()["grade"]),
        unread=list(_unread(r)),
        languages=LANGUAGES,
        texts=(r.t(HEADINGS["texts"]), r.t(HELP["texts"])),
    )


def _group(r: Reader, found: Gaps, id: str) -> Group:
    listed = [found.by[what] for what in GROUPS[id]]
    told = tuple(_told(r, found, gap) for gap in listed if gap.found)
    closed = tuple(r.t(TITLES[gap.what]) for gap in listed if gap.of and not gap.found)
    return Group(id, r.t(HEADINGS[id]), r.t(HELP[id]), told, closed)


def _told(r: Reader, found: Gaps, gap: Gap) -> Told:
    what, count = gap.what, len(gap.found)
    first = () if what in ELSEWHERE else gap.found[:SHOWN]
    rows = tuple(_row(r, found, what, one) for one in first)
    path = ELSEWHERE.get(what, f"{PATH}{what}/" if count > SHOWN else "")
    return Told(what, r.t(TITLES[what]), count, gap.of, rows, path, TIMELINE.get(what, ""))


def _whole(r: Reader, found: Gaps, gap: Gap, help: str) -> Index:
    def kind(one: Open) -> str:
        return r.corpus.records[one.id].kind

    groups = [(kind, list(ones)) for kind, ones in groupby(gap.found, key=kind)]
    sections = tuple(_section(r, found, gap.what, kind, ones, len(groups)) for kind, ones in groups)
    return Index(f"{PATH}{gap.what}/", r.t(TITLES[gap.what]), r.t(help), sections, wide=True)


def _section(
    r: Reader, found: Gaps, what: str, kind: str, ones: Sequence[Open], kinds: int
) -> Section:
    """The records of one kind; alone they need no heading."""
    rows = tuple(_row(r, found, what, one) for one in ones)
    label = r.term("kind", kind) if kinds > 1 else ""
    return Section(f"kind-{kind}", Markup("{}").format(label), rows, label)


def _row(r: Reader, found: Gaps, what: str, one: Open) -> Row:
    record = r.corpus.records[one.id]
    about = [words for words in _about(r, found, what, one, record) if words]
    return Row(f"e/{one.id}/", r.name(one.id), tuple(about))


def _about(r: Reader, found: Gaps, what: str, one: Open, record: Record) -> Iterator[str]:
    if isinstance(record, Source):
        yield record.publisher
        yield r.n("{count} claim", "{count} claims", found.resting.get(one.id, 0))
    elif isinstance(record, Place):
        yield r.plain(r.corpus.records[record.within].heading) if record.within else ""
        named = len(r.corpus.backlinks.get(one.id, ()))
        yield r.n("named {count} time", "named {count} times", named) if named else ""
    elif isinstance(record, Case):
        yield f"{r.t('Known up to')}: {r.when(record.known_up_to)}" if what == "later" else ""
        yield ", ".join(_parties(r, record, one.about)) if what.startswith("party-") else ""
    else:
        yield r.term("kind", record.kind)
        yield r.date_of(record, record.when) if isinstance(record, Happening) else ""
    if what == "contested":
        yield r.n("{count} claim", "{count} claims", len(one.about))


def _parties(r: Reader, case: Case, ids: Sequence[str]) -> Iterator[str]:
    parties = {party.id: party for party in case.parties}
    return (str(party_name(r, parties[id]).striptags()) for id in ids)


def _unread(r: Reader) -> Iterator[Unread]:
    covers = coverage(r.corpus)
    sums: Mapping[str, tuple[int, int]] = {
        code: (
            sum(one.machine for one in covers if one.language == code),
            sum(one.total for one in covers if one.language == code),
        )
        for code in LANGUAGES
    }
    return (Unread(code, count, of) for code, (count, of) in sums.items() if count)
