"""A ladder as a step chart: a tread for each rung in the order of being said, and its labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from babel.dates import format_date

from builder.derive.ladders import Ladder, Rung
from builder.model.claim import Value
from builder.model.edtf import Precision, Qualifier
from builder.model.when import Side, When
from builder.render.reader import Reader

WIDE, LETTER = 66, 8
"""Least width of a tread, and the room that a letter of the number above it takes."""
EXACT = 100_000
"""Below this a number is written out."""
TALL = 150
ABOVE, BELOW = 26, 44
"""Room for the number above the highest tread, and for the dates below the base."""
EDGE = 14
OVERTURNED = ("retracted", "superseded")


@dataclass(frozen=True, slots=True)
class Tread:
    """One rung: from `x` on, at `y`; `low` is the foot of a range, `bound` the side it is open to."""

    rung: Rung
    look: str
    x: int
    y: int
    low: int
    bound: str
    label: str
    said: str
    """Day and month; empty where only the year is known."""


@dataclass(frozen=True, slots=True)
class Stairs:
    """The whole chart; `guides` are the heights of the range shown."""

    wide: int
    treads: tuple[Tread, ...]
    risers: tuple[tuple[int, int, int, bool], ...]
    """x, from y, to y, and whether one of its treads was overturned."""
    years: tuple[tuple[int, int, str], ...]
    guides: tuple[int, ...]

    @property
    def width(self) -> int:
        """With the room at both edges."""
        return 2 * EDGE + self.wide * len(self.treads)

    @property
    def base(self) -> int:
        """The height of zero."""
        return ABOVE + TALL

    @property
    def height(self) -> int:
        """With the dates below."""
        return ABOVE + TALL + BELOW


def stairs(reader: Reader, view: Ladder) -> Stairs:
    """Draw a ladder in the reader's language."""
    labels = [short_amount(reader, rung.value) for rung in view.rungs]
    wide = max([WIDE, *(LETTER * len(label) + LETTER for label in labels)])
    treads = tuple(_treads(reader, view, labels, wide))
    shown = {view.low, view.high} if view.counting else set()
    return Stairs(
        wide,
        treads,
        tuple((b.x, a.y, b.y, _gone(a) or _gone(b)) for a, b in pairwise(treads)),
        tuple(_years(view, wide)),
        tuple(sorted(_height(view, float(edge)) for edge in shown if edge is not None)),
    )


def _treads(reader: Reader, view: Ladder, labels: list[str], wide: int) -> Iterator[Tread]:
    for place, rung in enumerate(view.rungs):
        value, said = rung.value, rung.claim.asserted_on
        yield Tread(
            rung,
            "counts" if rung.counts else rung.claim.status,
            EDGE + wide * place,
            _height(view, float(rung.number)),
            _height(view, float(value.low if value.low is not None else rung.number)),
            "up" if value.high is None else "down" if value.low is None else "",
            labels[place],
            day_and_month(reader, said) if said else "?",
        )


def _gone(tread: Tread) -> bool:
    return tread.look in OVERTURNED


def _height(view: Ladder, number: float) -> int:
    highest = max(float(rung.number) for rung in view.rungs)
    return ABOVE + TALL - round(TALL * number / highest) if highest else ABOVE + TALL


def _years(view: Ladder, wide: int) -> Iterator[tuple[int, int, str]]:
    """From which x to which a year was spoken of; undated rungs stand at the end without one."""
    at = EDGE
    for year, group in groupby(_year(rung) for rung in view.rungs):
        width = wide * len(list(group))
        yield at, at + width, year
        at += width


def _year(rung: Rung) -> str:
    sides = rung.claim.asserted_on.sides if rung.claim.asserted_on else ()
    return str(sides[0].date.year) if sides else ""


def short_amount(reader: Reader, value: Value) -> str:
    """A claimed number as a chart has room for it, with a sign for what bounds it."""
    if value.about is not None:
        return f"≈ {_short(reader, value.about)}"
    if value.max is None and value.min is not None:
        return f"≥ {_short(reader, value.min)}"
    assert value.max is not None  # a value has a bound
    if value.min is None:
        return f"≤ {_short(reader, value.max)}"
    if value.min == value.max:
        return _short(reader, value.max)
    return f"{_short(reader, value.min)}–{_short(reader, value.max)}"


def _short(reader: Reader, number: Decimal) -> str:
    return reader.number(number) if number < EXACT else reader.compact(number)


def day_and_month(reader: Reader, when: When) -> str:
    """The day a number was said, without its year; the first one of an interval."""
    side = when.sides[0]
    if side.precision < Precision.MONTH or not side.date.month or side.date.month > 12:
        return ""
    about = "~" if Qualifier.APPROXIMATE in when.qualifier else ""
    day = date(*side.date.first)
    if side.date.precision is Precision.MONTH:
        return about + format_date(day, "LLL", locale=reader.language)
    return about + _sign(when) + format_date(day, "d MMM", locale=reader.language) + _more(when)


def _sign(when: When) -> str:
    """That only the last day is known, or that it may have been a later one."""
    if not isinstance(when.start, Side):
        return "≤ "
    return "≥ " if when.end is not None and not isinstance(when.end, Side) else ""


def _more(when: When) -> str:
    """That it was said in an interval of which this is the first day."""
    return " …" if len(when.sides) > 1 else ""
