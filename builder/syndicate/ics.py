"""The iCalendar format (RFC 5545): lines, their folding and escaping, and time zones."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from builder.model.zones import zone as load

LONGEST = 75
"""Octets of a line, without its end."""
HOUR = timedelta(hours=1)


def escaped(text: str) -> str:
    """A text as the value of a property."""
    for letter, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(letter, written)
    return text


def line(name: str, value: str, **parameters: str) -> str:
    """A property, its value as it is: `escaped` before, where it is a text."""
    given = "".join(f";{key.replace('_', '-')}={one}" for key, one in parameters.items())
    return f"{name}{given}:{value}"


def calendar(lines: Iterable[str]) -> bytes:
    """The bytes of all lines, folded between characters."""
    return b"".join(part + b"\r\n" for one in lines for part in _folded(one.encode()))


def _folded(data: bytes) -> Iterator[bytes]:
    room = LONGEST
    while len(data) > room:
        end = room
        while data[end] & 0xC0 == 0x80:  # never within a character
            end -= 1
        yield data[:end] if room == LONGEST else b" " + data[:end]
        data, room = data[end:], LONGEST - 1
    yield data if room == LONGEST else b" " + data


def zone_lines(name: str, first: int, last: int) -> Iterator[str]:
    """A VTIMEZONE: the clock of a zone from the beginning of one year to the end of another."""
    info = load(name)
    start = datetime(first, 1, 1, tzinfo=UTC)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    yield from _observance(info, start, before=start)
    for change in _changes(info, start, datetime(last + 1, 1, 1, tzinfo=UTC)):
        yield from _observance(info, change, before=change - HOUR)
    yield "END:VTIMEZONE"


def _changes(info: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The hours in which the clock was changed; all changes of our century fall on a full hour."""
    at = start
    while at < end:
        following = at + HOUR * 24
        if _offset(info, following) != _offset(info, at):
            while _offset(info, at + HOUR) == _offset(info, at):
                at += HOUR
            yield at + HOUR
        at = following


def _observance(info: ZoneInfo, at: datetime, *, before: datetime) -> Iterator[str]:
    was, now = _offset(info, before), _offset(info, at)
    local = at.astimezone(info)
    part = "DAYLIGHT" if local.dst() else "STANDARD"
    yield from (
        f"BEGIN:{part}",
        f"DTSTART:{(at + was):%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_written(was)}",
        f"TZOFFSETTO:{_written(now)}",
        f"TZNAME:{escaped(local.tzname() or info.key)}",
        f"END:{part}",
    )


def _offset(info: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(info).utcoffset()
    assert found is not None  # a ZoneInfo always knows
    return found


def _written(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
