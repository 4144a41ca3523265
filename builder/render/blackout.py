"""The page at `/blackout/`: hours by place and network, rival measurements, delays."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import Markup

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.derive.band import DAYS, START, ZONE
from builder.derive.blackout import DARK_RULE, Account, Row, Stretch, accounts, rows
from builder.derive.connectivity import HOUR
from builder.derive.delays import groups
from builder.derive.edges import Edge
from builder.derive.ladders import ladder
from builder.derive.timeline import Day
from builder.model.happening import Figure
from builder.render.blackout_shapes import TICKS, delays, line, share
from builder.render.blackout_words import Words
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import total
from builder.render.templates import fill

SCRIPTS = ("/assets/js/band.js",)
SHUTDOWN = ("connectivity-level", "shutdown-duration", "shutdown-duration-days", "shutdown-cost")
"""Figures of the shutdown, in this order, where they exist."""

Dispute = tuple[Row, Edge, tuple[Stretch, ...], tuple[Stretch, ...]]
"""A rival edge of a row, with the windows that end and those that begin there."""


def blackout_page(reader: Reader, folder: Path, days: Iterable[Day]) -> Page:
    """The page in the reader's language."""
    r = reader.at("blackout/")
    found = rows(r.corpus)
    figures = [f for f in (r.corpus.records.get(id) for id in SHUTDOWN) if isinstance(f, Figure)]
    title = r.t("The blackout")
    content = fill(
        folder,
        "blackout.html",
        r,
        words=Words(r),
        lines=[line(row) for row in found],
        places={row.place: _place(r, row) for row in found},
        edges=[dispute for row in found for dispute in _disputes(row)],
        access=[each for row in found for each in _access(r.corpus, row)],
        strips=[delays(group) for group in groups(days)],
        ticks=[(tick, share(tick)) for tick in TICKS],
        figures=[(ladder(r.corpus, f), total(r, ladder(r.corpus, f))) for f in figures],
        days=[START + HOUR * 24 * day for day in range(DAYS)],
        zone=ZONE,
        rule=DARK_RULE,
    )
    about = r.t("Who was cut off, where, for how long, and who measured it.")
    return Page(r.language, r.path, title, about, content, scripts=SCRIPTS)


def _place(reader: Reader, row: Row) -> Markup:
    """The place by its name at the time of the first window."""
    episode = row.stretches[0].episode
    span = episode.when.span(record_zones(reader.corpus, episode))
    return reader.place_name(row.place, span)


def _disputes(row: Row) -> Iterator[Dispute]:
    for edge in row.edges:
        if edge.rival:
            ending = tuple(s for s in row.stretches if s.end is edge)
            yield row, edge, ending, tuple(s for s in row.stretches if s.start is edge)


def _access(corpus: Corpus, row: Row) -> Iterator[tuple[Stretch, tuple[Account, ...]]]:
    """The row's windows of access, with what each claim says of them."""
    for stretch in row.stretches:
        if stretch.state == "restored":
            yield stretch, accounts(corpus, stretch.episode)
