"""What stands before the first element of a feed: no entities, no DOCTYPE, a root that is known."""

import re
from typing import NamedTuple

from builder.inbox.decode import Unreadable

_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\"'\[>]|\"[^\"]*\"|'[^']*')*+([\[>])", re.IGNORECASE)
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]{0,40}):)?([A-Za-z_][\w.-]{0,40})(?=[\s/>])")
_ITEM = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)(?=[\s/>])")
_TAILS = {"rss": ("channel", "rss"), "RDF": ("RDF",), "feed": ("feed",)}
"""Roots of feeds → what closes them after their last entry."""
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'


class Markup(NamedTuple):
    """A feed in XML, safe to hand to a parser."""

    text: str
    cut: bool
    """Whether entries beyond the most were left out."""


def sound(text: str, most: int) -> Markup:
    """The feed without its DOCTYPE and with at most `most` entries; Unreadable for anything else."""
    text = text[_root(text) :]
    found = _ROOT.match(text)
    if found is None or found[2] not in _TAILS:
        name = found[2].lower() if found else ""
        if name == "html":
            raise Unreadable("html", "it is a web page, not a feed")
        raise Unreadable("other", f"it is not a feed: its first element is {_shown(text)}")
    text, cut = _at_most(text, most, found[1] or "", found[2])
    return Markup(DECLARATION + text, cut)


def _shown(text: str) -> str:
    return repr(text[:20]) if text else "missing"


def _root(text: str) -> int:
    """Where the root element begins; refuses a DOCTYPE that declares anything."""
    at = 0
    while found := _BEFORE.match(text, at) or _DOCTYPE.match(text, at):
        if found.re is _DOCTYPE and found[1] == "[":
            raise Unreadable("entities", "it declares entities, which feeds do not need")
        at = found.end()
    return at


def _at_most(text: str, most: int, prefix: str, root: str) -> tuple[str, bool]:
    for number, item in enumerate(_ITEM.finditer(text)):
        if number == most:
            named = f"{prefix}:" if prefix else ""
            names = _TAILS[root]
            inner = "".join(f"</{name}>" for name in names[:-1])
            return f"{text[: item.start()]}{inner}</{named}{names[-1]}>", True
    return text, False
