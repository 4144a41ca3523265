"""Any field of a feed becomes one harmless line of plain text."""

import re
import unicodedata
from html.parser import HTMLParser

from builder.characters import faults

LONGEST_FIELD = 10_000
"""Characters of a field that are looked at."""
ROUNDS = 4
"""How often text is asked whether it still holds markup, as text escaped twice does."""

_UNREAD = frozenset(("script", "style", "template", "iframe", "object", "svg", "math"))
_JOINED = frozenset(("a", "abbr", "b", "cite", "code", "em", "font", "i", "s", "span", "strong"))
"""Tags that may stand inside a word; any other ends it."""
_LESS, _MORE = "\u2039", "\u203a"
# A tag that is never closed; html.parser looks to the end of the text for each one of them.
_UNCLOSED = re.compile("<(?=[^<>]*(?:<|\\Z))")


def plain(text: object, longest: int) -> str:
    """The text without markup and without characters that hide, cut to `longest`."""
    if not isinstance(text, str):
        return ""
    line = text[:LONGEST_FIELD]
    for _ in range(ROUNDS):
        if "<" not in line and "&" not in line:
            break
        line, before = _without_tags(line), line
        if line == before:
            break
    return _cut(_clean(line.replace("<", _LESS).replace(">", _MORE)), longest)


def _clean(text: str) -> str:
    """Composed letters, single spaces, nothing that a record would refuse as hidden."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    while refused := {fault.at for fault in faults(text)}:
        kept = "".join(char for at, char in enumerate(text) if at not in refused)
        text = " ".join(unicodedata.normalize("NFC", kept).split())
    return text


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else _clean(text[: longest - 1]).rstrip() + "…"


def _without_tags(text: str) -> str:
    parser, text = _Text(), _UNCLOSED.sub(_LESS, text)
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # what html.parser raises for `<![x[`; then nothing in it is a tag
        return text.replace("<", _LESS)
    return "".join(parser.found)


class _Text(HTMLParser):
    """Collects what a reader of the page would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNREAD:
            self._inside.append(tag)
        if tag not in _JOINED:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass
        if tag not in _JOINED:
            self.found.append(" ")

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag not in _JOINED:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)
