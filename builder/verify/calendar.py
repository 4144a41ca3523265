"""Reads a calendar (RFC 5545) strictly: lines, nesting, what each entry must have, its zones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\":;]*))*):(.*)", re.DOTALL)
_WHEN = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")
_NEEDED = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTIMEZONE": ("TZID",),
}
_DATES = frozenset({"DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED", "CREATED", "RECURRENCE-ID"})
WIDEST = 75


@dataclass(slots=True)
class _Part:
    name: str
    said: dict[str, list[str]] = field(default_factory=dict)


def read_calendar(text: str) -> Iterator[str]:
    """Everything that is wrong with a calendar, a sentence each."""
    if not text.endswith("\r\n") or "\n" in text.replace("\r\n", ""):
        yield "has lines that do not end in CR LF"
    physical = text.removesuffix("\r\n").split("\r\n")
    if any(len(line.encode()) > WIDEST for line in physical):
        yield f"has lines of more than {WIDEST} octets"
    yield from _Calendar().read(_unfolded(physical))


def _unfolded(lines: list[str]) -> Iterator[str]:
    whole: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t") and whole:
            whole.append(line[1:])
            continue
        if whole:
            yield "".join(whole)
        whole = [line]
    yield "".join(whole)


class _Calendar:
    def __init__(self) -> None:
        self.open: list[_Part] = []
        self.zones = set[str]()
        self.used = set[str]()
        self.uids = set[str]()
        self.calendars = 0

    def read(self, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            found = _LINE.fullmatch(line)
            if found is None:
                yield f"has a line that is none: {line[:60]}"
                continue
            name, parameters, value = found.groups()
            if name == "BEGIN":
                self.open.append(_Part(value))
            elif name == "END":
                yield from self._end(value)
            else:
                yield from self._said(name, parameters, value)
        if self.open or self.calendars != 1:
            yield "is not one whole VCALENDAR"
        for zone in sorted(self.used - self.zones):
            yield f"uses the zone {zone} and does not define it"

    def _said(self, name: str, parameters: str, value: str) -> Iterator[str]:
        if not self.open:
            yield f"has {name} outside the calendar"
            return
        part = self.open[-1]
        part.said.setdefault(name, []).append(value)
        if name in _DATES and part.name != "VTIMEZONE" and not _WHEN.fullmatch(value):
            yield f"has a {name} that is no date: {value[:40]}"
        if zone := re.search(r";TZID=\"?([^\";:]+)", parameters):
            self.used.add(zone[1])

    def _end(self, value: str) -> Iterator[str]:
        part = self.open.pop() if self.open else _Part("")
        if part.name != value:
            yield f"ends {value} where {part.name or 'nothing'} is open"
        for name in _NEEDED.get(part.name, ()):
            if len(part.said.get(name, ())) != 1:
                yield f"has a {part.name} without one {name}"
        self.calendars += part.name == "VCALENDAR" and not self.open
        if part.name == "VTIMEZONE":
            self.zones.update(part.said.get("TZID", ()))
        if part.name == "VEVENT":
            uid = "".join(part.said.get("UID", ()))
            if uid in self.uids:
                yield f"has the UID {uid} more than once"
            self.uids.add(uid)
