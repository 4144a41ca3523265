"""Clock times within a day: exact, a range, one-sided, or a part of day with defined hours."""

import re
from dataclasses import dataclass
from functools import lru_cache

from builder.problems import Flaw

HOUR = 3600
DAY = 24 * HOUR
LAST = DAY - 1
"""The last second of a day, where whole days end."""

PARTS = {
    "early hours": (0, 6),
    "morning": (5, 12),
    "midday": (11, 14),
    "daytime": (9, 18),
    "afternoon": (12, 18),
    "evening": (17, 24),
    "late evening": (21, 24),
}
"""Parts of day and their hours; they overlap, as the words do."""

NIGHT = (22 * HOUR, DAY + 6 * HOUR)
"""From 22:00 to 06:00 of the next day; written only between two days: `D1/D2 night`."""

SAME = {"noon": "midday"}
"""Other words for a part of day."""

BEFORE = ("before", "until", "by")
AFTER = ("after", "from")


@dataclass(frozen=True, slots=True)
class Clock:
    """The seconds of the day between which something lies; equal for an exact time.

    `form` is "at", "range", "part", or the one-sided word itself. An exact time is an instant: no
    padding below a minute. A part that ends with the day ends in its last second.
    """

    text: str
    form: str
    first: int
    last: int
    about: bool = False
    seconds: bool = False


TIME = r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
AT = re.compile(rf"(?P<about>about )?(?P<time>{TIME})")
RANGE = re.compile(rf"(?P<about>about )?(?P<first>{TIME})[-/](?P<last>{TIME})")
SIDED = re.compile(rf"(?P<word>{'|'.join(BEFORE + AFTER)}) (?P<time>{TIME})")


@lru_cache(maxsize=1 << 13)
def clock(text: str) -> Clock:
    """Read a clock; a Flaw says why it is none."""
    if found := AT.fullmatch(text):
        at = seconds_of(found["time"])
        exact = found["time"].count(":") == 2
        return Clock(text, "at", at, at, about=bool(found["about"]), seconds=exact)
    if found := RANGE.fullmatch(text):
        first, last = seconds_of(found["first"]), seconds_of(found["last"])
        if last < first:
            raise Flaw("date-clock-reversed", first=found["first"], last=found["last"])
        return Clock(text.replace("/", "-"), "range", first, last, about=bool(found["about"]))
    if found := SIDED.fullmatch(text):
        return _sided(text, found["word"], seconds_of(found["time"]))
    if (name := SAME.get(text, text)) in PARTS:
        first, last = PARTS[name]
        return Clock(name, "part", first * HOUR, min(last * HOUR, LAST))
    raise misread(text)


def _sided(text: str, word: str, time: int) -> Clock:
    if word in BEFORE:
        return Clock(text, word, 0, time)
    if time > LAST:
        raise Flaw("date-clock-reversed", first=f"{word} 24:00", last="the end of the day")
    return Clock(text, word, time, LAST)


def seconds_of(text: str) -> int:
    """Give the seconds since midnight of `HH:MM` or `HH:MM:SS`; `24:00` is the end of the day."""
    hours, minutes, *rest = (int(part) for part in text.split(":"))
    seconds = rest[0] if rest else 0
    total = hours * HOUR + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY:
        raise Flaw("date-clock-hour", time=text)
    return total


def written(seconds: int, *, exact: bool = False) -> str:
    """Write seconds since midnight as `HH:MM`, with `:SS` where they matter."""
    minutes, rest = divmod(seconds, 60)
    tail = f":{rest:02}" if exact or rest else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{tail}"


MISREAD = (
    (re.compile(r"(?i).*[0-9 ](?:am|pm|a\.m\.|p\.m\.)"), "date-clock-twelve"),
    (re.compile(r"night"), "date-night-one-day"),
    (re.compile(r"[0-9]:[0-9]{2}|[0-9]{1,2}[.h][0-9]{2}|[0-9]{1,2}"), "date-clock-digits"),
    (
        re.compile(rf"{TIME}Z|.*{TIME}[+-][0-9:]+|.*[0-9] ?[A-Z]{{2,5}}(?:[+-].*)?"),
        "date-zone-form",
    ),
)


def misread(text: str) -> Flaw:
    """Say what is wrong with a text that stands where a clock should."""
    for pattern, code in MISREAD:
        if pattern.fullmatch(text):
            return Flaw(code, clock=text[:60])
    return Flaw("date-clock-form", clock=text[:60])
