"""Extended Date/Time Format, levels 0 and 1, read strictly (Library of Congress, 2019)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from enum import Enum, Flag, IntEnum
from functools import lru_cache

from builder.problems import Flaw

Day = tuple[int, int, int]
"""Year, month and day of a calendar with a year zero and no bounds."""


class Precision(IntEnum):
    """How much of a date is known, from coarse to fine."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    PART = 7
    MINUTE = 8
    SECOND = 9

    @property
    def word(self) -> str:
        """The name used in exports."""
        return "part of day" if self is Precision.PART else self.name.lower()


class Qualifier(Flag):
    """How sure a date is: approximate `~`, uncertain `?`, or both `%`."""

    NONE = 0
    APPROXIMATE = 1
    UNCERTAIN = 2
    BOTH = 3


class Bound(Enum):
    """An end of an interval that is not a date: open (`..`) or not known (nothing written)."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, season, year, decade or century; `first` and `last` are the days it may mean.

    `month` is 21 to 24 for a season. `unknown` names what is written as X after the year: "",
    "month", "day" or "month and day". Precision is that of the days spanned: 2022-XX is a year.
    """

    text: str
    year: int
    month: int | None
    day: int | None
    unknown: str
    first: Day
    last: Day
    precision: Precision
    qualifier: Qualifier


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a clock time; `offset` is "", "Z", `-04` or `+04:30` as written."""

    text: str
    date: Date
    clock: str
    offset: str


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; at least one end is a date."""

    start: Date | Bound
    end: Date | Bound

    @property
    def text(self) -> str:
        """The interval as written."""
        return "/".join(e.value if isinstance(e, Bound) else e.text for e in (self.start, self.end))


QUALIFIERS = {
    "": Qualifier.NONE,
    "~": Qualifier.APPROXIMATE,
    "?": Qualifier.UNCERTAIN,
    "%": Qualifier.BOTH,
}
UNKNOWN = {
    (False, False): "",
    (True, False): "month",
    (False, True): "day",
    (True, True): "month and day",
}

# Spring, summer and autumn of the northern half. Winter takes the year's name at either end.
SEASONS = {
    21: ((0, 3), (0, 5)),
    22: ((0, 6), (0, 8)),
    23: ((0, 9), (0, 11)),
    24: ((-1, 12), (1, 2)),
}

DATE = re.compile(
    r"(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX|Y-?[1-9][0-9]{4,17})"
    r"(?P<rest>(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?)"
    r"(?P<qualifier>[?~%]?)"
)
TIME = r"(?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])"
OFFSET = r"(?P<offset>(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)"
MOMENT = re.compile(rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})T{TIME}{OFFSET}")
LEVEL_TWO = re.compile(
    r"[\[{].*[\]}]|Y-?[0-9]+E[0-9]+.*|.*[0-9]S[0-9]+"
    r"|[?~%][0-9X-]+.*|[0-9X-]+[?~%]-.*|.*-[?~%].*|[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])"
    r"|-?(?=[0-9-]*X)[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?"
)


def parse(text: str) -> Date | Moment | Interval:
    """Read any form of level 0 or 1; a Flaw says what else it is."""
    if "/" not in text:
        found = MOMENT.fullmatch(text)
        if found:
            return Moment(text, date(found["date"]), found["clock"], found["offset"])
        return date(text)
    start, _, end = text.partition("/")
    return interval(bound(start), bound(end))


def bound(text: str) -> Date | Bound:
    """Read one end of an interval."""
    if text in ("", ".."):
        return Bound(text)
    return date(text)


def interval(start: Date | Bound, end: Date | Bound) -> Interval:
    """Join two ends, which must not run backwards."""
    if isinstance(start, Bound) and isinstance(end, Bound):
        raise Flaw("date-no-end", text=f"{start.value}/{end.value}")
    if isinstance(start, Date) and isinstance(end, Date) and start.first > end.last:
        raise Flaw("date-reversed", start=start.text, end=end.text)
    return Interval(start, end)


@lru_cache(maxsize=1 << 14)
def date(text: str) -> Date:
    """Read one date without a clock."""
    found = DATE.fullmatch(text)
    if found is None or found["year"] == "-0000":
        raise Flaw("date-level-two" if LEVEL_TWO.fullmatch(text) else "date-form", text=text[:60])
    year, month, day = found["year"], found["month"], found["day"]
    if year[0] == "Y" and found["rest"]:
        raise Flaw("date-form", text=text[:60])
    if (year[-1] == "X" and found["rest"]) or (month == "XX" and day not in (None, "XX")):
        raise Flaw("date-level-two", text=text)
    years = _years(year)
    first, last, precision = _days(years, month, day, text=text)
    return Date(
        text=text,
        year=years[0],
        month=int(month) if month and month != "XX" else None,
        day=int(day) if day and day != "XX" else None,
        unknown=UNKNOWN[month == "XX", day == "XX"],
        first=first,
        last=last,
        precision=precision,
        qualifier=QUALIFIERS[found["qualifier"]],
    )


def _days(
    years: tuple[int, int, Precision], month: str | None, day: str | None, *, text: str
) -> tuple[Day, Day, Precision]:
    low, high, precision = years
    if month in (None, "XX"):
        return (low, 1, 1), (high, 12, 31), precision
    number = int(month)
    if number in SEASONS:
        if day is not None:
            raise Flaw("date-level-two", text=text)
        (before, first), (after, last) = SEASONS[number]
        return (low + before, first, 1), _end(low + after, last), Precision.SEASON
    if not 1 <= number <= 12:
        code = "date-level-two" if 25 <= number <= 41 and day is None else "date-no-such-month"
        raise Flaw(code, text=text, month=month)
    if day in (None, "XX"):
        return (low, number, 1), _end(low, number), Precision.MONTH
    end = _end(low, number)
    if not 1 <= int(day) <= end[2]:
        raise Flaw("date-no-such-day", text=text, month=f"{low:04}-{month}", days=str(end[2]))
    return (low, number, int(day)), (low, number, int(day)), Precision.DAY


def _years(text: str) -> tuple[int, int, Precision]:
    unknown = text.count("X")
    digits = text.removeprefix("Y")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    precision = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[unknown]
    return min(low, high), max(low, high), precision


def _end(year: int, month: int) -> Day:
    # The calendar repeats every 400 years; the module knows years from 1 only.
    return year, month, monthrange(2000 + year % 400, month)[1]
