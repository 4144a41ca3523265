"""How one entry of the timeline is drawn: its time, its edge, what it may be found by."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from builder.derive.band import START, ZONE
from builder.derive.beginnings import begins, disputed
from builder.derive.connectivity import UNMEASURED, Window, light_at, spells
from builder.derive.dayhours import has_hour
from builder.derive.facets import Facets, facets
from builder.derive.timeline import Entry
from builder.model.edtf import Qualifier
from builder.model.happening import Episode
from builder.model.naming import Place
from builder.model.when import Side
from builder.model.zones import zone as load_zone
from builder.render.filters import FIELDS, attributes
from builder.render.reader import Reader

COLUMNS = 4
"""Places whose hours fit beside each other in one edge."""
VAGUE = {"part": "part", "night": "part", "range": "range"}
"""Form of a clock that is not exact → how its beginning is drawn; all others are one-sided."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an edge: a shade from `top`, both in hundredths of its height."""

    shade: str
    column: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of one shade, or with `blocks` upon it; `said` is the shade put into words."""

    shade: str
    said: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Telling:
    """What the template asks about an entry on behalf of the reader."""

    reader: Reader
    known: tuple[Window, ...]
    clock: str | None
    """The place whose clock orders the dark days; None in an archive without it."""

    def time(self, entry: Entry, day: date | None) -> str:
        """The clock within a day of its own; elsewhere the day too."""
        r, when = self.reader, entry.when
        if day is not None:
            return r.hour(when, entry.zones)
        if when.day is None or not when.has_clock:
            return r.short(when, entry.zones)
        return f"{r.day_label(when.day)}, {r.short(when, entry.zones)}"

    def elsewhere(self, entry: Entry) -> str:
        """The same time by the clock that orders the list, where that is another one."""
        side, moment = entry.when.start, entry.span.earliest
        if self.clock is None or moment is None or not isinstance(side, Side):
            return ""
        last = entry.span.latest if entry.when.end is None else moment
        exact = side.clock is not None and side.clock.form in ("at", "range")
        if not exact or last is None or len(entry.zones) != 1:
            return ""
        here = self.reader.corpus.get(self.clock, Place)
        there, ours = (moment.astimezone(load_zone(z)) for z in (entry.zones[0], here.zone[0]))
        if there.utcoffset() == ours.utcoffset():
            return ""
        until = f"–{last.astimezone(ours.tzinfo):%H:%M}" if last != moment else ""
        return f"{self.reader.plain(here.name)}: {ours:%H:%M}{until}"

    def forms(self, entry: Entry) -> str:
        """Classes by which the beginning is drawn as exact as it is known, and no more."""
        return " ".join(f"entry--{form}" for form in self._forms(entry))

    def _forms(self, entry: Entry) -> Iterator[str]:
        when, side = entry.when, entry.when.start
        if Qualifier.APPROXIMATE in when.qualifier:
            yield "about"
        if Qualifier.UNCERTAIN in when.qualifier:
            yield "unsure"
        if not has_hour(entry):
            yield "whole"
        elif isinstance(side, Side) and side.clock and side.clock.form != "at":
            yield VAGUE.get(side.clock.form, "bound")
        if when.end is not None:
            yield "range"
        if self.disputed(entry):
            yield "disputed"

    def disputed(self, entry: Entry) -> bool:
        """True when the record's time is contested; a step of a case has its own."""
        return disputed(self.reader.corpus, entry)

    def scoped(self, entry: Entry) -> Episode | None:
        """The claim about the connection that shades the entry, unless it is the entry itself."""
        episode = entry.light.episode
        return episode if episode is not None and episode.id != entry.record.id else None

    def drawn(self, entry: Entry, day: date | None) -> Edge:
        """The shades of its time from top to bottom where they changed, a column for each place.

        Under a day's heading only that day's hours are drawn; on a dark day what lasts beyond
        it has the shade of its first hour, so that the night runs on down the list.
        """
        # The claims about the connection are those of January 2022.
        said = entry.light.shade if day is not None else "none"
        if said != "mixed":
            return Edge(said, said, ())
        if self._outlasts(entry, day) and entry.span.earliest is not None:
            corpus, place = self.reader.corpus, entry.places[0]
            return Edge(light_at(corpus, self.known, place, entry.span.earliest).shade, said, ())
        columns = dict.fromkeys(self._column(entry, place, day) for place in entry.places)
        shades = {shade for column in columns for shade, _, _ in column}
        if len(shades) == 1:
            same = shades.pop()
            return Edge(same, same, ())
        blocks = tuple(
            Block(shade, number, top, height)
            for number, column in enumerate(list(columns)[:COLUMNS])
            for shade, top, height in column
            if shade != UNMEASURED
        )
        return Edge(UNMEASURED, said, blocks)

    def _outlasts(self, entry: Entry, day: date | None) -> bool:
        return day is not None and has_hour(entry) and entry.when.days(entry.zones)[1] != day

    def _column(
        self, entry: Entry, place: str, day: date | None
    ) -> tuple[tuple[str, float, float], ...]:
        span = entry.span
        if day is not None:
            zone = load_zone(self.reader.corpus.get(place, Place).zone[0])
            start, end = (datetime.combine(day + timedelta(days=n), time(), zone) for n in (0, 1))
            first, last = span.earliest or start, span.latest or end
            span = replace(span, earliest=max(first, start), latest=min(last, end))
        start, end = span.earliest or START, span.latest or START
        whole = max(end - start, timedelta(seconds=1)) / 100
        return tuple(
            (
                s.light.shade,
                round((s.start - start) / whole, 1),
                round(((s.end or end) - s.start) / whole, 1),
            )
            for s in spells(self.reader.corpus, self.known, place, span)
        )

    def facets(self, entry: Entry) -> Facets:
        """What it may be found by."""
        return facets(self.reader.corpus, entry.record, entry.step)

    def data(self, entry: Entry) -> Markup:
        """Its `data-` attributes; between `from` and `to` it began, by the clock of the band."""
        low, high = (_local(moment) for moment in begins(entry))
        between = Markup(' data-from="{}" data-to="{}"').format(low or "0", high or "9999")
        return attributes(self.facets(entry), FIELDS) + between


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone(load_zone(ZONE)):%Y-%m-%dT%H:%M}" if moment else ""
