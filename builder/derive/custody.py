"""How long somebody was held: from day to day, as a range where the dates are coarser."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from builder.model.case import Custody
from builder.model.edtf import Qualifier
from builder.model.when import Side


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; the first day is not counted."""

    years: int
    months: int
    left: int
    """Days beyond the whole months."""
    days: int
    """The whole length in days."""


@dataclass(frozen=True, slots=True)
class Held:
    """The shortest and the longest time that the dates allow; `about` when a date is rough."""

    least: Span
    most: Span
    about: bool


def held(custody: Custody) -> Held | None:
    """How long it lasted; None while its start or its end is not known."""
    start, end = custody.when.start, custody.when.end
    if not isinstance(start, Side) or not isinstance(end, Side):
        return None
    first, second = (date(*start.date.first), date(*start.date.last))
    third, last = (date(*end.date.first), date(*end.date.last))
    rough = Qualifier.APPROXIMATE in custody.when.qualifier
    return Held(_between(second, max(second, third)), _between(first, last), rough)


def _between(first: date, last: date) -> Span:
    parts = relativedelta(last, first)
    return Span(parts.years, parts.months, parts.days, (last - first).days)
