"""Dates of a table, read by the format its map states; nothing else is a date."""

import re
from calendar import month_abbr, month_name
from functools import cache

from builder.problems import Flaw

SHORT, LONG = tuple(month_abbr), tuple(month_name)
"""English names of months; the program never sets a locale."""
PARTS = {
    "Y": ("year", r"[0-9]{4}"),
    "m": ("month", r"[0-9]{2}"),
    "-m": ("month", r"[0-9]{1,2}"),
    "b": ("month", "|".join(SHORT[1:])),
    "B": ("month", "|".join(LONG[1:])),
    "d": ("day", r"[0-9]{2}"),
    "-d": ("day", r"[0-9]{1,2}"),
    "H": ("hour", r"[0-9]{2}"),
    "M": ("minute", r"[0-9]{2}"),
    "S": ("second", r"[0-9]{2}"),
}
ORDER = ("year", "month", "day", "hour", "minute", "second")
DIRECTIVE = re.compile(r"%(-?.)", re.DOTALL)


@cache
def pattern(form: str) -> re.Pattern[str]:
    """What a format matches; a Flaw when it leaves anything open."""
    wanted: list[str] = []
    made, last = "", 0
    for found in DIRECTIVE.finditer(form):
        name, digits = PARTS.get(found[1], ("", ""))
        wanted.append(name)
        made += f"{re.escape(form[last : found.start()])}(?P<{name or 'x'}{len(wanted)}>{digits})"
        last = found.end()
    whole = [set(ORDER[:length]) for length in (1, 2, 3, 5, 6)]
    if set(wanted) not in whole or len(set(wanted)) != len(wanted):
        raise Flaw("import-format", format=form[:60])
    return re.compile(made + re.escape(form[last:]), re.ASCII)


def read(text: str, form: str, zone: str) -> str:
    """The date as records write it; whether there is such a day, the model says."""
    found = pattern(form).fullmatch(text)
    if found is None:
        raise Flaw("import-date", text=text[:60], format=form)
    parts = {name.rstrip("0123456789"): part for name, part in found.groupdict().items()}
    day = "-".join(_number(parts[name]) for name in ORDER[:3] if name in parts)
    clock = ":".join(parts[name] for name in ORDER[3:] if name in parts)
    said = f"{day} {clock}" if clock else day
    return said if zone == "place" else f"{said} {zone}"


def _number(part: str) -> str:
    names = SHORT if part in SHORT else LONG
    return f"{names.index(part):02}" if part in names else part.zfill(2)
