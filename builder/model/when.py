"""The date of a record: Extended Date/Time Format with a local clock and a zone.

2022-01-05 · 2022-01~ · 2022-XX · 2021/2022-01-01 · 2022-01-05/..
2022-01-05 17:00 · about 17:00 · 16:30-16:45 · until|before|by 18:00 · after|from 22:00 · evening
2022-01-05/2022-01-06 night · 2022-01-05 01:30/2022-01-19 00:00 · 2022-01-05T17:00+06:00
… UTC · … +06:00 · … Europe/Kyiv · … capital · … unknown
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as CalendarDay
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from builder.model import edtf, hours
from builder.model.edtf import Bound, Date, Precision, Qualifier
from builder.model.hours import Clock
from builder.model.misread import misread
from builder.model.span import Ends, Span, days_of, skipped_hour, span_of, wrong_offset
from builder.model.zones import checked, looks_like_zone, usable
from builder.problems import Flaw

__all__ = ["Bound", "Clock", "Precision", "Qualifier", "Side", "Span", "When", "contradiction"]

LONGEST = 80
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
STAMP = re.compile(rf"({DAY})T({hours.TIME})(Z|[+-][0-9]{{2}}(?::[0-9]{{2}})?)?")
NIGHT = re.compile(rf"({DAY})/({DAY}) night")
RANGE_ON_A_DAY = re.compile(r"[^/]* [^/]*/[0-9]{2}:[^/]*")
JOINED_T = re.compile(r"[0-9]T[0-9]")
GARBAGE = re.compile(r"\A | \Z|  |[^\x20-\x7e]|\A\Z")
KEYS = ("date", "clock", "zone")


@dataclass(frozen=True, slots=True)
class Side:
    """A date, with a clock when it is a single day that has one."""

    date: Date
    clock: Clock | None = None

    @property
    def text(self) -> str:
        """The side as a record writes it."""
        if self.clock is None:
            return self.date.text
        if self.clock.form == "night":
            following = CalendarDay.fromordinal(CalendarDay(*self.date.first).toordinal() + 1)
            return f"{self.date.text}/{following.isoformat()} night"
        return f"{self.date.text} {self.clock.text}"

    @property
    def precision(self) -> Precision:
        """How fine the side is, its clock included."""
        if self.clock is None:
            return self.date.precision
        if self.clock.form != "at":
            return Precision.PART
        return Precision.SECOND if self.clock.seconds else Precision.MINUTE

    @property
    def qualifier(self) -> Qualifier:
        """How sure the side is, its clock included."""
        if self.clock is not None and self.clock.about:
            return self.date.qualifier | Qualifier.APPROXIMATE
        return self.date.qualifier


@dataclass(frozen=True, slots=True)
class When:
    """A date as a record gives it; equal, and alike in everything, when `text` is equal.

    A pydantic field type: reads a text or a mapping of `date`, `clock` and `zone`, and is written
    back as `text`, the one spelling of every form. `end` is None unless the date is an interval.
    `zone` is "place", "capital", "unknown", "UTC", an offset or an IANA name.
    """

    text: str
    start: Side | Bound = field(compare=False, repr=False)
    end: Side | Bound | None = field(compare=False, repr=False)
    zone: str = field(compare=False, repr=False)
    ends: Ends = field(compare=False, repr=False)
    """The local first and last second of each end, for reckoning with zones."""

    @classmethod
    def parse(cls, value: object) -> "When":
        """Read a date; anything but the forms above raises a Flaw that says what to write."""
        if isinstance(value, When):
            return value
        if isinstance(value, Mapping):
            value = _joined(value)
        if not isinstance(value, str):
            raise Flaw("date-type", found=type(value).__name__)
        return _read(str(value))

    def __str__(self) -> str:
        return self.text

    @property
    def day(self) -> CalendarDay | None:
        """The calendar day when the date is one plain day, with or without a clock."""
        if isinstance(self.start, Bound) or self.end is not None or self.start.date.day is None:
            return None
        return CalendarDay(*self.start.date.first)

    @property
    def has_clock(self) -> bool:
        """True when a clock is written at either end."""
        return any(isinstance(side, Side) and side.clock for side in (self.start, self.end))

    @property
    def precision(self) -> Precision:
        """That of the coarser end."""
        first, *other = self.sides
        return min(first.precision, other[0].precision) if other else first.precision

    @property
    def qualifier(self) -> Qualifier:
        """Those of both ends together."""
        first, *other = self.sides
        return first.qualifier | other[0].qualifier if other else first.qualifier

    @property
    def sides(self) -> tuple[Side, ...]:
        """The ends that are dates: one or two."""
        return tuple(side for side in (self.start, self.end) if isinstance(side, Side))

    def span(self, zones: Iterable[str]) -> Span:
        """Give the instants it may mean at places of these zones; none given means anywhere."""
        return _span(self, usable(zones))

    def days(self, zones: Iterable[str]) -> tuple[CalendarDay | None, CalendarDay | None]:
        """Give the first and last calendar day it touches, by the clocks of its places."""
        if self.zone == "place" and self.day and self.text.endswith(" 24:00"):
            return self.day, self.day
        return days_of(self.ends, self.zone, usable(zones), clocked=self.has_clock)

    def sort_key(self, zones: Iterable[str]) -> tuple[float, float, int, int, str]:
        """Order by instant, a coarse date before the finer ones it contains, then by text."""
        return (*self.span(zones).sort_key, self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "maxLength": LONGEST}
        mapping = {
            "type": "object",
            "properties": dict.fromkeys(KEYS, text),
            "required": ["date"],
            "additionalProperties": False,
        }
        return {"anyOf": [text, mapping], "title": "When", "examples": ["2022-01-05 about 17:00"]}


def contradiction(when: When, zones: Iterable[str]) -> Flaw | None:
    """Find a stated offset, or a local time, that no place of these zones had."""
    names = usable(zones)
    times = [time for side in when.sides if side.clock for time in _times(side, side.clock)]
    return wrong_offset(when.ends, when.zone, names) or skipped_hour(times, when.zone, names)


def _times(side: Side, clock: Clock) -> Iterable[int]:
    day = CalendarDay(*side.date.first).toordinal() * hours.DAY
    both = {"at", "range"}
    if clock.form in both or clock.form in hours.AFTER:
        yield day + clock.first
    if clock.form in both or clock.form in hours.BEFORE:
        yield day + clock.last


@lru_cache(maxsize=1 << 15)
def _span(when: When, zones: tuple[str, ...]) -> Span:
    return span_of(when.ends, when.zone, zones, when.precision, when.qualifier)


def _joined(value: Mapping[Any, object]) -> str:
    unknown = [str(key) for key in value if key not in KEYS]
    if unknown:
        raise Flaw("date-mapping-key", key=unknown[0][:60])
    for part in value.values():
        if not isinstance(part, str):
            raise Flaw("date-type", found=type(part).__name__)
    date, clock, zone = (str(value.get(key, "")) for key in KEYS)
    if not date:
        raise Flaw("date-mapping-empty")
    if clock and ("/" in date and clock != "night"):
        raise Flaw("date-clock-of-interval", text=f"{date} {clock}"[:60])
    if clock and (" " in date or "T" in date):
        raise Flaw("date-clock-twice", text=f"{date} {clock}"[:60])
    if zone and not looks_like_zone(zone):
        raise Flaw("date-zone-unknown", zone=zone[:60])
    return " ".join(part for part in (date, clock, zone) if part)


@lru_cache(maxsize=1 << 15)
def _read(text: str) -> When:
    if not text.isascii() or len(text) > LONGEST or GARBAGE.search(text):
        raise misread(text)
    body, space, last = text.rpartition(" ")
    body, zone = (body, checked(last)) if space and looks_like_zone(last) else (text, "")
    try:
        if JOINED_T.search(body):
            return _stamp(body, zone)
        return _made(*_ends(body), zone or "place")
    except Flaw as flaw:
        # The whole text tells more than the piece that failed: 5/1/2022 is no interval.
        raise (misread(text) if flaw.code == "date-form" else flaw) from None


def _stamp(text: str, zone: str) -> When:
    found = STAMP.fullmatch(text)
    if found is None:
        raise Flaw("date-form", text=text)
    day, clock, offset = found.groups()
    if offset and zone:
        raise Flaw("date-zone-twice", text=f"{text} {zone}"[:60])
    if offset:
        zone = "UTC" if offset == "Z" else checked(offset if ":" in offset else f"{offset}:00")
    return _made(_side(f"{day} {clock}"), None, checked(zone or "place"))


def _made(start: Side | Bound, end: Side | Bound | None, zone: str) -> When:
    for side in (start, end):
        if isinstance(side, Side) and (side.date.first[0] < 1 or side.date.last[0] > 9999):
            raise Flaw("date-year", text=side.date.text)
    ends = (start,) if end is None else (start, end)
    shown = [end.value if isinstance(end, Bound) else end.text for end in ends]
    text = "/".join(shown) + ("" if zone == "place" else f" {zone}")
    first = _local(start)
    last = first if end is None else _local(end)
    if first and last and first[0] > last[1]:
        raise Flaw("date-reversed", start=shown[0], end=shown[-1])
    return When(text, start, end, zone, Ends(first, last, single=end is None))


def _ends(text: str) -> tuple[Side | Bound, Side | Bound | None]:
    if "/" not in text or RANGE_ON_A_DAY.fullmatch(text):
        return _side(text), None
    if found := NIGHT.fullmatch(text):
        return _night(*found.groups()), None
    first, _, second = text.partition("/")
    if " " not in first and hours.RANGE.fullmatch(second.partition(" ")[2]):
        raise Flaw("date-clock-of-interval", text=text)
    start = Bound(first) if first in ("", "..") else _side(first)
    end = Bound(second) if second in ("", "..") else _side(second)
    if isinstance(start, Bound) and isinstance(end, Bound):
        raise Flaw("date-no-end", text=text)
    lone = isinstance(start, Side) and start.clock is None and isinstance(end, Side) and end.clock
    if lone and lone.form != "at":
        raise Flaw("date-clock-of-interval", text=text)
    return start, end


def _side(text: str) -> Side:
    day, space, clock = text.partition(" ")
    date = edtf.date(day)
    if not space:
        return Side(date)
    read = hours.clock(clock)
    if date.day is None:
        raise Flaw("date-clock-needs-day", date=day, clock=clock)
    return Side(date, read)


def _night(first: str, second: str) -> Side:
    start, end = edtf.date(first), edtf.date(second)
    between = CalendarDay(*end.first).toordinal() - CalendarDay(*start.first).toordinal()
    if between != 1:
        raise Flaw("date-night", first=first, second=second)
    return Side(start, Clock("night", "night", *hours.NIGHT))


def _local(side: Side | Bound) -> tuple[int, int] | None:
    if isinstance(side, Bound):
        return None
    first = CalendarDay(*side.date.first).toordinal() * hours.DAY
    last = CalendarDay(*side.date.last).toordinal() * hours.DAY
    if side.clock is None:
        return first, last + hours.LAST
    return first + side.clock.first, last + side.clock.last
