"""What may be wrong with one text as written: emptiness, comments, escapes, look-alike letters."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.characters import describe, faults, lookalikes

MAX_TEXT = 50_000

_GLUED_KEY = re.compile(r"[a-z_][a-z0-9_]*:(?=[^\s/])")
_GLUED_ITEM = re.compile(r"-[^-\d]")
_COMMENT = re.compile(r" #| {2,}#(?=[^\s#!])")
_BLOCK_GLUED = re.compile(r"[|>][0-9+-]*(?=#)")
_AT_MARGIN = re.compile(r"\n(?=\S)")
"""A text may go on there, to YAML; a person, and `fmt`, take the line for a field."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_ESCAPED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "v": "\v", "f": "\f", "r": "\r"}
_ESCAPED |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


class Flawed(NamedTuple):
    """One thing wrong: a code, where in the file's text, and the message's values."""

    code: str
    at: int
    values: dict[str, str]


UNUSABLE = frozenset({"yaml-null", "yaml-colon-space", "yaml-dash-space"})
"""After these the text cannot be what was meant: the field is left out."""


def check_scalar(event: Any, text: str, *, own_line: bool) -> Iterator[Flawed]:
    """Find what is wrong with a scalar that is not empty; `own_line`: its key is further up."""
    value, start = event.value, event.start_mark.index
    if not event.style:
        yield from _check_plain(value, start, event.end_mark.index, text, own_line=own_line)
    elif event.style == '"':
        yield from _check_escapes(value, text, start, event.end_mark.index)
    elif glued := _BLOCK_GLUED.match(text, start):
        # The C parser lets this pass, the one that formats records does not.
        yield Flawed("yaml-block", glued.end(), {})
    margin = _AT_MARGIN.search(text, start, event.end_mark.index)
    if margin and event.style not in ("|", ">"):
        yield Flawed("yaml-line", margin.end(), {})
    if len(value) > MAX_TEXT:
        sizes = {"size": f"{len(value):,}", "limit": f"{MAX_TEXT:,}"}
        yield Flawed("text-long", start, sizes)
    if not value.isascii():
        for word, char in lookalikes(value):
            at = max(text.find(word, start, event.end_mark.index), start)
            yield Flawed("text-lookalike", at, {"word": word, "char": describe(char)})


def _check_plain(
    value: str, start: int, end: int, text: str, *, own_line: bool
) -> Iterator[Flawed]:
    if value in _NULLS:
        yield Flawed("yaml-null", start, {"text": value})
    if own_line and (key := _GLUED_KEY.match(value)):
        yield Flawed("yaml-colon-space", start + key.end() - 1, {})
    if own_line and _GLUED_ITEM.match(value):
        yield Flawed("yaml-dash-space", start, {})
    if comment := _COMMENT.match(text, end):
        yield Flawed("yaml-comment", comment.end() - 1, {})


def _check_escapes(value: str, text: str, start: int, end: int) -> Iterator[Flawed]:
    """Escapes must not bring in what the file itself may not hold."""
    if "\\" not in text[start:end]:
        return
    escapes: dict[str, int] = {}
    for match in _ESCAPE.finditer(text, start, end):
        escapes.setdefault(_decoded(match), match.start())
    refused = {fault.char: fault.code for fault in faults(value)}
    for char, code in refused.items():
        if char in escapes:
            yield Flawed(code, escapes[char], {"char": describe(char)})
    if "text-marks" not in refused.values() and not unicodedata.is_normalized("NFC", value):
        yield Flawed("text-nfc", start, {"char": "an escape"})


def _decoded(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    return chr(int(number, 16)) if number else _ESCAPED.get(match[4], match[4])
