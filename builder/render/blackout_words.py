"""The words of the blackout page: moments, lengths and rows as a reader sees them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from builder.derive.band import ZONE
from builder.derive.blackout import Length, Row, Stretch
from builder.derive.edges import Edge, Moment
from builder.model.edtf import Precision
from builder.model.zones import zone as load_zone
from builder.render.reader import Reader

NO_BREAK = "\N{NO-BREAK SPACE}"
DAYTIME = timedelta(hours=12)
"""Subtracted from the end of a day, it is still that day by any clock of the country."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the template asks for on behalf of one reader; all hours are those of Almaty."""

    reader: Reader

    def moment(self, moment: Moment) -> str:
        """A moment as it stands in a record, in Almaty time."""
        return self._between(moment.low, moment.high, moment.precision, about=moment.about)

    def claimed(self, edge: Edge) -> str:
        """From the earliest to the latest time claimed."""
        return self._between(edge.low, edge.high, edge.own.precision, about=edge.about)

    def _between(self, low: datetime, high: datetime, precision: Precision, *, about: bool) -> str:
        if precision <= Precision.DAY:
            first, last = self._day(low + DAYTIME), self._day(high - DAYTIME)
            return self._about(first if first == last else f"{first} – {last}", about=about)
        if self._day(low) == self._day(high):
            hours = _clock(low) if low == high else f"{_clock(low)}–{_clock(high)}"
            return f"{self._day(low)}, {self._about(hours, about=about)}"
        first, last = (self._about(_clock(each), about=about) for each in (low, high))
        return f"{self._day(low)}, {first} – {self._day(high)}, {last}"

    def _about(self, text: str, *, about: bool) -> str:
        return self.reader.t("about {number}", number=text) if about else text

    def _day(self, moment: datetime) -> str:
        return self.reader.short_day(moment, ZONE)

    def length(self, length: Length) -> str:
        """How long, as a range in hours and minutes."""
        least, most = length.shortest, length.longest
        if most is None:
            return self.reader.t("its end is not known")
        if least == most:
            text = self.hours(most)
        elif not least:
            return self.reader.t("up to {number}", number=self.hours(most))
        else:
            text = f"{self.hours(least)} – {self.hours(most)}"
        return self._about(text, about=length.about)

    def hours(self, length: timedelta) -> str:
        """A length in hours and minutes."""
        hours, minutes = divmod(round(length.total_seconds() / 60), 60)
        shown = self.reader.number(Decimal(hours))
        if not minutes:
            text = self.reader.t("{hours} h", hours=shown)
        elif not hours:
            text = self.reader.t("{minutes} min", minutes=minutes)
        else:
            text = self.reader.t("{hours} h {minutes} min", hours=shown, minutes=minutes)
        return text.replace(" ", NO_BREAK)

    def median(self, least: timedelta, most: timedelta) -> str:
        """Between the median of the shortest delays and that of the longest."""
        longest = self.reader.duration(most)
        if least < timedelta(minutes=1):
            return self.reader.t("up to {number}", number=longest)
        shortest = self.reader.duration(least)
        return self.reader.t("between {least} and {most}", least=shortest, most=longest)

    def network(self, row: Row) -> str:
        """The layer of a row, with its providers where it is about some only."""
        names = [self.reader.plain(self.reader.corpus.records[p].heading) for p in row.providers]
        layer = self.reader.term("layer", row.layer)
        return f"{layer}: {', '.join(names)}" if names else layer

    def about(self, stretch: Stretch) -> str:
        """A window in one line: its state, when it began, when it ended."""
        start = self.moment(stretch.start.own) if stretch.start else self.reader.t("not known")
        end = self.moment(stretch.end.own) if stretch.end else self.reader.t("its end is not known")
        return f"{self.reader.term('state', stretch.state)}: {start} → {end}"


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(load_zone(ZONE)):%H:%M}"
