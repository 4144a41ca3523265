"""The home page: the dark hours, the account told from the records, and how to read them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.derive.band import ZONE, Band, band
from builder.derive.changes import Changes
from builder.derive.counts import counts
from builder.derive.feeds import Feed
from builder.derive.grades import Grade
from builder.derive.ladders import Ladder, ladder
from builder.derive.slices import Slice, cut_slice
from builder.derive.timeline import Day
from builder.model.base import passages
from builder.model.happening import Figure
from builder.model.vocabulary import vocabularies
from builder.model.written import Account, Chapter
from builder.render.feed_links import feed_links
from builder.render.opensearch import search_link
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import total
from builder.render.templates import fill
from builder.render.timeline_page import band_days

HEADLINE = ("deaths-kazakhstan", "injured-kazakhstan", "detained-kazakhstan", "shutdown-cost")
"""Figures shown on the home page, in this order, where they exist."""
SCRIPTS = ("/assets/js/band.js",)
CAPITAL = ("Asia/Almaty",)
SHOWN = 5
"""Corrections named on the home page; the page of changes has them all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter with what is drawn beside it."""

    chapter: Chapter
    slice: Slice | None
    ladder: Ladder | None


def home_page(
    reader: Reader,
    folder: Path,
    days: tuple[Day, ...],
    seen: Changes,
    feeds: tuple[Feed, ...] = (),
) -> Page:
    """The page at the root of the reader's language."""
    r = reader.at("")
    picture = band(r.corpus)
    account = r.corpus.written.account
    content = fill(
        folder,
        "home.html",
        r,
        band=picture,
        zone=ZONE,
        band_days=band_days(r, days),
        account=account,
        chapters=list(_told(r, account, picture)) if account else [],
        assisted=account is not None and r.language in account.machine_assisted,
        stale=any(r.language in text.stale("en") for _, text in passages(account)),
        headline=headline(r),
        counts=counts(r.corpus),
        grades=[Grade(name, 1) for name in vocabularies()["grade"]],
        newest=seen.days[0] if seen.days else None,
        left=seen.left[:SHOWN],
    )
    lede = r.t("An open archive of the blackout, the emergency, the deaths and the court cases.")
    head = feed_links(r, (feed for feed in feeds if not feed.topic)) + search_link(r)
    return Page(r.language, r.path, "", lede, content, head=head, scripts=SCRIPTS)


def headline(reader: Reader) -> list[tuple[Ladder, str]]:
    """The figures that stand on the first page, with what each comes to."""
    found = (reader.corpus.records.get(id) for id in HEADLINE)
    ladders = (ladder(reader.corpus, figure) for figure in found if isinstance(figure, Figure))
    return [(view, total(reader, view)) for view in ladders]


def _told(reader: Reader, account: Account, picture: Band | None) -> Iterator[Told]:
    for chapter in account.chapters:
        figure = reader.corpus.records.get(chapter.figure) if chapter.figure else None
        view = ladder(reader.corpus, figure) if isinstance(figure, Figure) else None
        yield Told(chapter, _slice(chapter, picture), view)


def _slice(chapter: Chapter, picture: Band | None) -> Slice | None:
    first, last = chapter.days.days(CAPITAL) if chapter.days else (None, None)
    if picture is None or first is None or last is None:
        return None
    return cut_slice(picture, first, last)
