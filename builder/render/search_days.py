"""Days as the search index knows them: of records, and in words as readers type them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale

from builder.i18n import LANGUAGES
from builder.model.fold import query_words, stems

LONGEST = 31
"""Days of a span whose every day finds it; a longer one is found by its months and its ends."""
BAR = 15
"""Days from which on a span stands in no day's bar: a whole month would lift every one."""
MONTHS = 24
START, END = date(2022, 1, 1), date(2022, 1, 31)
JANUARY = END.day

YEAR = 2022
"""The year that is meant where a day is named without one."""
YEAR_WORDS = "year г год года году жыл жылғы жылы ж"

_ONE_DAY, _WITHIN, _ONE_MONTH, _MONTH = 14.0, 8.0, 12.0, 6.0


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last calendar day a record may mean; None is an open end, not both."""

    first: date | None
    last: date | None

    @property
    def sort(self) -> str:
        """The day it is ordered by."""
        return str(self.first or self.last)

    @property
    def text(self) -> str:
        """The day, or both ends with a slash, an open one empty."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}/{self.last or ''}"


def by_day(all_days: Iterable[Days | None]) -> list[int]:
    """How many began before January 2022, were on each of its days, begin after it.

    What lasts longer than a fortnight stands in no day's bar. The script counts the same way.
    """
    bars = [0] * (JANUARY + 2)
    for days in filter(None, all_days):
        first, last = days.first or date.min, days.last or date.max
        if last < START:
            bars[0] += 1
        elif first > END:
            bars[-1] += 1
        elif last - first < timedelta(BAR):
            for day in _each(max(first, START), min(last, END)):
                bars[day.day] += 1
    return bars


def date_terms(days: Days | None) -> dict[str, float]:
    """The days and months that find a record, written 20220105 and 202201, with their worth."""
    if days is None:
        return {}
    ends = [day for day in (days.first, days.last) if day]
    first, last = ends[0], ends[-1]
    one = days.first == days.last
    months = list(_months(first, last))
    found = dict.fromkeys(months, _ONE_MONTH if len(months) == 1 else _MONTH)
    inside = _each(first, last) if last - first < timedelta(LONGEST) else ends
    return found | {f"{day:%Y%m%d}": _ONE_DAY if one else _WITHIN for day in inside}


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def _months(first: date, last: date) -> Iterator[str]:
    start, end = (12 * day.year + day.month - 1 for day in (first, last))
    return (f"{n // 12:04}{n % 12 + 1:02}" for n in range(start, min(end, start + MONTHS) + 1))


@cache
def _names_of_months() -> dict[str, int]:
    """Every stem of the months' names in the three languages → the month."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for form in ("format", "stand-alone"):
            for number, name in Locale.parse(language).months[form]["wide"].items():
                for word in query_words(name):
                    found |= dict.fromkeys(stems(word, (language,)), number)
    return dict(sorted(found.items()))


@cache
def calendar() -> dict[str, object]:
    """What the script needs to read a day that is typed in words."""
    years = sorted({word for written in YEAR_WORDS.split() for word in query_words(written)})
    return {"months": _names_of_months(), "years": years, "year": YEAR}
