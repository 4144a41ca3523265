"""The one way text from records, file names and parsers reaches a terminal or a log."""

import re
import unicodedata

from builder.characters import faults

LONGEST = 600

# Commands to GitHub, Azure and TeamCity when they stand in a log: at its start, or anywhere.
_COMMAND = re.compile(r"^\s*::")
_OLD_COMMAND = re.compile(r"#(#)(?=\w*\[)")
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def printable(text: str) -> str:
    """Make one harmless line: whatever is not plainly visible becomes an escape."""
    shown = "".join(visible(text[:LONGEST])) + ("…" if len(text) > LONGEST else "")
    return f"\\{shown.lstrip()}" if _COMMAND.match(shown) else shown


def visible(text: str) -> list[str]:
    """Give what is shown for each character of a text."""
    shown = list(text)
    for at, _, char in faults(text):
        shown[at] = _escape(char)
    for command in _OLD_COMMAND.finditer(text):
        shown[command.start(1)] = "\\x23"
    return [_NAMED.get(char, char) for char in shown]


def width(shown: str) -> int:
    """Count the columns a terminal needs."""
    return sum(map(_width, shown))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _escape(char: str) -> str:
    point = ord(char)
    if char in _NAMED:
        return _NAMED[char]
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
