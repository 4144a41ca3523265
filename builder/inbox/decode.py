"""The bytes of a feed become text: by the encoding it states, never by one that is guessed."""

import codecs
import re
from typing import Literal

from builder.problems import Stop

Why = Literal["empty", "encoding", "entities", "html", "json", "other", "time"]

KNOWN = frozenset(
    codecs.lookup(name).name
    for name in (
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "ascii",
        "windows-1251",
        "windows-1252",
        "windows-1254",
        "iso-8859-1",
        "iso-8859-5",
        "iso-8859-9",
        "koi8-r",
        "koi8-u",
        "kz1048",
        "ptcp154",
    )
)
"""Encodings that are read: those of the languages of the archive's sources."""
BROKEN = 1000
"""Of so many characters one may be unreadable; with more, the stated encoding is wrong."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_CHARSET = re.compile(r"charset=[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding=[\"']([^\"'>]{1,40})[\"']")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Unreadable(Stop):
    """What came is not a feed that can be read."""

    exit_code = 1

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


def decode(data: bytes, content_type: str) -> tuple[str, int]:
    """The text, and how many places in it could not be read."""
    mark, name = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    if not data.strip():
        raise Unreadable("empty", "it is empty")
    header = _CHARSET.search(content_type)
    inside = _DECLARED.match(data)
    stated = [
        name,
        header[1] if header else "",
        inside[1].decode("ascii", "replace") if inside else "",
    ]
    body = data[len(mark) :] if not mark.startswith((b"<", b"\0")) else data
    text, broken = _decoded(body, [one for one in stated if one])
    return _NOT_XML.sub("", text.removeprefix("\ufeff")), broken


def _decoded(data: bytes, stated: list[str]) -> tuple[str, int]:
    """By what is stated first; but by UTF-8 where that is stated at all, or nothing is, and fits."""
    names = [_known(name) for name in stated]
    if not names or "utf-8" in names:
        try:
            return data.decode("utf-8"), 0
        except UnicodeDecodeError:
            pass
    text = data.decode(names[0] if names else "utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * BROKEN > len(text) + BROKEN * 2:
        raise Unreadable("encoding", "its text does not fit the encoding it states")
    return text, broken


def _known(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        known = ""
    if known not in KNOWN:
        raise Unreadable("encoding", f"its encoding '{name}' is not one that is read")
    return "cp1252" if known in ("iso8859-1", "ascii") else known
