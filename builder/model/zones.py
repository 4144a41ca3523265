"""Time zones from the pinned tzdata package, never from the machine's own files.

`zoneinfo.ZoneInfo(name)` looks at the machine's zones first and keeps what it found; here every
zone is read from the package by name, so that no search path, environment or cache can differ.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from builder.problems import Flaw

CAPITAL = "Asia/Almaty"
"""The zone of the capital, Nur-Sultan in January 2022 and Astana now."""

EAST, WEST = timedelta(hours=14), timedelta(hours=-12)
"""The furthest clocks on earth, between which an unknown one must be."""

OFFSET = re.compile(r"([+-])([01][0-9]):([0-5][0-9])")
NAME = re.compile(r"[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+){1,2}")
WORDS = ("place", "capital", "unknown", "UTC")


@cache
def known() -> frozenset[str]:
    """Every zone name of the package that names a region and a city."""
    listed = (files("tzdata") / "zones").read_text(encoding="ascii").split()
    return frozenset(name for name in listed if "/" in name and not name.startswith("Etc/"))


@cache
def zone(name: str) -> ZoneInfo:
    """Read a zone by its IANA name; KeyError when the package has none of that name."""
    if name not in known():
        raise KeyError(name)
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream, key=name)


def usable(names: Iterable[str]) -> tuple[str, ...]:
    """Keep the names that are zones; a place that gives another is reported where it does."""
    return tuple(name for name in names if name in known())


def looks_like_zone(text: str) -> bool:
    """True for anything written the way a zone is, known or not."""
    return text in WORDS or bool(OFFSET.fullmatch(text) or NAME.fullmatch(text))


def checked(text: str) -> str:
    """Pass a zone as a record writes it: place, capital, unknown, UTC, `+06:00` or an IANA name."""
    if text in WORDS or text in known():
        return text
    if not OFFSET.fullmatch(text):
        raise Flaw("date-zone-unknown", zone=text)
    if not WEST <= fixed(text) <= EAST or text == "-00:00":
        raise Flaw("date-offset", offset=text)
    return text


def fixed(text: str) -> timedelta:
    """Read an offset such as `+06:00`."""
    sign, hours, minutes = OFFSET.fullmatch(text).groups()  # type: ignore[union-attr]  # checked()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return -offset if sign == "-" else offset


def offsets(local: datetime, name: str) -> tuple[timedelta, timedelta]:
    """Give the offsets that hold at a local time: equal, but for an hour that comes twice or never.

    The first is that before the change of clocks; smaller than the second, the hour never came.
    """
    info = zone(name)
    first = local.replace(tzinfo=info, fold=0).utcoffset()
    second = local.replace(tzinfo=info, fold=1).utcoffset()
    assert first is not None and second is not None  # a ZoneInfo always knows
    return first, second
