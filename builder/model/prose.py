"""The safe subset of Markdown that texts are written in, parsed in linear time.

Emphasis, links, lists, quotes, citations and claim values are read; everything else that any
Markdown tool would turn into markup is refused with a Flaw, never escaped and never guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, NoReturn

from builder.model.address import check_address
from builder.model.nodes import (
    Block,
    Cite,
    Emphasis,
    Inline,
    Inlines,
    Link,
    List,
    Paragraph,
    Prose,
    Quote,
    Strong,
    Text,
    Value,
    runs,
)
from builder.problems import Flaw

__all__ = [
    "Block",
    "Cite",
    "Emphasis",
    "Inline",
    "Inlines",
    "Link",
    "List",
    "Paragraph",
    "Prose",
    "Quote",
    "Strong",
    "Text",
    "Value",
    "parse",
    "runs",
    "unquoted",
    "voice",
]

# What no text may hold, wherever it stands; the first alternative that matches names the fault.
_ID = r"[a-z0-9]++(?:-[a-z0-9]++)*+"
_ENDS_OF_PLANES = "".join(chr(plane << 16 | 0xFFFE | end) for plane in range(17) for end in (0, 1))
_FORBIDDEN = {
    "prose-control": (
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
        + _ENDS_OF_PLANES
        + "]"
    ),
    "prose-include": r"-8<-",
    "prose-autolink": r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[^\s<>@]{1,64}@)",
    "prose-html": r"<(?![\s0-9]|\Z)",
    "prose-entity": r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});",
    "prose-image": r"!\[(?!@)",
    "prose-template": r"\{[{%#]|[%}]\}",
    "prose-attributes": r"\{ ?[:.]",
    "prose-code": "`|^~~~",
}
# What no line may begin with.
_LINE = {
    "prose-heading": r"#{1,6}(?:\s|\Z)|(?:[-=*_] ?){3,}+\Z",
    "prose-table": r"\||:?-+:?\s*\|",
    "prose-list": r"[*+•] |[0-9]{1,3}[.)] ",
    "prose-reference": r"\[[^\[\]]{0,99}\]:(?:\s|\Z)",
    "prose-markup": r"(?:!!!|\?\?\?|:::|///)(?:\s|\Z)|: ",
}
_TOKEN = re.compile(r"\\[\\*\[\]_>-]|\*+|\[@|[\[\]{}]|_|~~|https?://", re.IGNORECASE)
_VALUE = re.compile(rf"\{{({_ID})#({_ID})\}}")
_CITES = re.compile(r"\[@([^\[\]]*+)\]")
_CITE = re.compile(rf"({_ID})(?:\s*,\s*(\S.{{0,99}}))?\Z")
_LATE_CITE = re.compile(r"(?<!\w)@[a-z0-9]")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_TARGET = re.compile(r"\(([^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+)\)")
_RECORD = re.compile(rf"(?=[^#]{{3,64}}(?:#|\Z)){_ID}(?:#{_ID})?\Z")
_EDGE = re.compile(r"\s|\Z")


def _table(patterns: dict[str, str]) -> Callable[[str], re.Match[str] | None]:
    named = (f"(?P<{code.replace('-', '_')}>{pattern})" for code, pattern in patterns.items())
    return re.compile("|".join(named), re.MULTILINE).search


_find_forbidden = _table(_FORBIDDEN)
_find_line = _table({code: rf"\A(?:{pattern})" for code, pattern in _LINE.items()})


def parse(text: str) -> Prose:
    """Read a text; the first thing that is not part of the subset raises Flaw with `at`."""
    if found := _find_forbidden(text):
        _refuse(str(found.lastgroup).replace("_", "-"), text, found.start())
    groups = groupby(_lines(text), key=lambda line: bool(line.text))
    blocks = [_block(list(group)) for filled, group in groups if filled]
    return Prose(tuple(_join_lists(blocks)))


class _Line(NamedTuple):
    """A line, or what follows its list or quote mark; `start` is where in the text it begins."""

    text: str
    start: int

    def cut(self, length: int) -> "_Line":
        return _Line(self.text[length:], self.start + length)

    def refuse(self, code: str) -> NoReturn:
        _refuse(code, self.text, 0, self.start)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(line.rstrip(" "), start)
        start += len(line) + 1


def _refuse(code: str, text: str, at: int, start: int = 0) -> NoReturn:
    raise Flaw(code, at=text[at : at + 40].split("\n")[0]).at(start + at)


def _block(lines: list[_Line]) -> Block:
    first = lines[0].text
    kind = "- " if f"{first} ".startswith("- ") else ">" if first[0] == ">" else ""
    if kind == "- ":
        return List(tuple(_inlines(_plain_lines(item, nested=True)) for item in _items(lines)))
    if kind == ">":
        return Quote(tuple(_quoted(lines)))
    return Paragraph(_inlines(_plain_lines(lines)))


def _items(lines: list[_Line]) -> Iterator[list[_Line]]:
    item: list[_Line] = []
    for line in lines:
        if line.text == "-":
            line.refuse("prose-list")
        elif line.text.startswith("- "):
            if item:
                yield item
            item = [line.cut(2)]
        elif line.text.startswith("  "):
            item.append(line.cut(2))
        else:
            line.refuse("prose-block")
    yield item


def _quoted(lines: list[_Line]) -> Iterator[Paragraph]:
    for line in lines:
        if line.text[0] != ">":
            line.refuse("prose-block")
    inner = (line.cut(2 if line.text.startswith("> ") else 1) for line in lines)
    for filled, group in groupby(inner, key=lambda line: bool(line.text)):
        if filled:
            yield Paragraph(_inlines(_plain_lines(list(group), nested=True)))


def _plain_lines(lines: list[_Line], *, nested: bool = False) -> list[_Line]:
    """The lines of one paragraph, once each is known to begin like one."""
    for number, line in enumerate(lines):
        if line.text.startswith(" "):
            line.refuse("prose-indent")
        if line.text.startswith(("- ", ">")):
            line.refuse("prose-nested" if nested or not number else "prose-block")
        if found := _find_line(line.text):
            line.refuse(str(found.lastgroup).replace("_", "-"))
    return lines


def _join_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """A list with empty lines between its items is still one list."""
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, List)):
        if is_list:
            yield List(tuple(item for block in group for item in runs(block)))
        else:
            yield from group


@dataclass(slots=True)
class _Frame:
    """A run of nodes not yet closed: the whole text, or what follows `*`, `**` or `[`."""

    mark: str
    start: int
    nodes: list[Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, *nodes: Inline) -> None:
        if words := "".join(self.words):
            self.nodes.append(Text(words))
        self.words.clear()
        self.nodes.extend(nodes)

    def close(self) -> Inlines:
        self.add()
        return tuple(self.nodes)


@dataclass(slots=True)
class _Scanner:
    """One pass over a paragraph; no mark opens inside itself, so at most four frames are open."""

    text: str
    position: int = 0
    literal: int = -1
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", 0)])

    def refuse(self, code: str, at: int | None = None) -> NoReturn:
        _refuse(code, self.text, self.position if at is None else at)

    def run(self) -> Inlines:
        while token := _TOKEN.search(self.text, self.position):
            self.frames[-1].words.append(self.text[self.position : token.start()])
            self.position = token.start()
            _READERS[token[0][0].lower()](self, token[0])
        self.frames[-1].words.append(self.text[self.position :])
        if len(self.frames) > 1:
            self.refuse("prose-emphasis", self.frames[-1].start)
        return self.frames[0].close()

    def literally(self, token: str, words: str | None = None) -> None:
        self.frames[-1].words.append(token if words is None else words)
        self.position += len(token)

    def escape(self, token: str) -> None:
        self.literally(token, token[1])

    def star(self, token: str) -> None:
        before = self.text[self.position - 1 : self.position] or " "
        spaced_after = _EDGE.match(self.text, self.position + len(token))
        if len(token) < 3 and self.frames[-1].mark == token and not before.isspace():
            self.shut(len(token))
        elif before.isspace() and spaced_after and len(token) < 3:
            self.literally(token)
        elif len(token) > 2 or spaced_after or any(f.mark == token for f in self.frames):
            self.refuse("prose-emphasis")
        else:
            self.frames.append(_Frame(token, self.position))
            self.position += len(token)

    def shut(self, length: int) -> None:
        frame = self.frames.pop()
        children = frame.close()
        self.frames[-1].add(Emphasis(children) if length == 1 else Strong(children))
        self.position += length

    def bracket(self, token: str) -> None:
        if token == "[@":
            self.cite()
            return
        end = _BRACKET.search(self.text, self.position + 1)
        if self.text.startswith(("[[", "[^"), self.position):
            self.refuse("prose-reference")
        if end is None or end[0] == "[" or any(f.mark == "[" for f in self.frames):
            self.refuse("prose-bracket")
        after = self.text[end.end() : end.end() + 2]
        if after.startswith("("):
            self.frames.append(_Frame("[", self.position))
            self.position += 1
        elif after.startswith("[") and after != "[@":
            self.refuse("prose-reference")
        elif _LATE_CITE.search(self.text, self.position, end.start()):
            self.refuse("prose-citation")
        else:
            self.literal = end.start()
            self.literally(token)

    def bracket_end(self, token: str) -> None:
        if self.position == self.literal:
            self.literally(token)
            return
        if self.frames[-1].mark != "[":
            self.refuse("prose-bracket")
        target = _TARGET.match(self.text, self.position + 1)
        frame = self.frames.pop()
        children = frame.close()
        if target is None or not children:
            self.refuse("prose-link", frame.start)
        self.frames[-1].add(Link(_target(target[1], target.start(1)), children))
        self.position = target.end()

    def cite(self) -> None:
        group = _CITES.match(self.text, self.position)
        if group is None or any(f.mark == "[" for f in self.frames):
            self.refuse("prose-citation")
        for part in f"@{group[1]}".split(";"):
            found = _CITE.match(part.strip().removeprefix("@"))
            if found is None or not part.strip().startswith("@"):
                self.refuse("prose-citation")
            self.frames[-1].add(Cite(found[1], (found[2] or "").strip()))
        self.position = group.end()

    def brace(self, token: str) -> None:
        value = _VALUE.match(self.text, self.position)
        if value is None:
            self.refuse("prose-value")
        self.frames[-1].add(Value(value[1], value[2]))
        self.position = value.end()

    def underscore(self, token: str) -> None:
        around = self.text[max(self.position - 1, 0) : self.position + 2]
        if len(around) < 3 or not (around[0] + around[2]).isalnum():
            self.refuse("prose-markup")
        self.literally(token)

    def strike(self, token: str) -> None:
        self.refuse("prose-markup")

    def bare(self, token: str) -> None:
        self.refuse("prose-autolink")


_READERS: dict[str, Callable[[_Scanner, str], None]] = {
    "\\": _Scanner.escape,
    "*": _Scanner.star,
    "[": _Scanner.bracket,
    "]": _Scanner.bracket_end,
    "{": _Scanner.brace,
    "}": _Scanner.brace,
    "_": _Scanner.underscore,
    "~": _Scanner.strike,
    "h": _Scanner.bare,
}


def _inlines(lines: list[_Line]) -> Inlines:
    """The nodes of a paragraph, whose line breaks are spaces."""
    text = " ".join(line.text for line in lines)
    try:
        return _Scanner(text).run() if _TOKEN.search(text) else (Text(text),)
    except Flaw as flaw:
        raise flaw.at(_origin(lines, flaw.offset or 0)) from None


def _origin(lines: list[_Line], offset: int) -> int:
    """Where in the whole text a character of the joined lines stands."""
    for line in lines:
        if offset <= len(line.text):
            return line.start + offset
        offset -= len(line.text) + 1
    return lines[-1].start


def _target(text: str, at: int) -> str:
    if _RECORD.match(text):
        return text
    if not text.startswith("https://"):
        raise Flaw("prose-link", at=text[:40]).at(at)
    try:
        return check_address(text)
    except Flaw as flaw:
        raise flaw.at(at) from None


QUOTED = re.compile(
    r"“[^“”\n]*+”|«[^«»\n]*+»|„[^„“”\n]*+[“”]|‹[^‹›\n]*+›"
    r"|\"[^\"\n]*+\"|(?<!\w)‘[^‘’\n]*+’(?!\w)"
)
PLACEHOLDER = "\ufffc"
"""Stands where something was taken out of `voice`; no text of a record may hold it."""


def voice(prose: Prose, *, links: bool = True) -> str:
    """The archive's own words: without quotes, citations, claim values and, if asked, links."""
    blocks = (block for block in prose.blocks if not isinstance(block, Quote))
    said = ("".join(_spoken(run, links=links)) for block in blocks for run in runs(block))
    return unquoted("\n".join(said))


def unquoted(text: str) -> str:
    """A text without what it holds in quotation marks."""
    return QUOTED.sub(PLACEHOLDER, text)


def _spoken(inlines: Inlines, *, links: bool) -> Iterator[str]:
    for node in inlines:
        match node:
            case Text(value):
                yield value
            case Emphasis(children) | Strong(children):
                yield from _spoken(children, links=links)
            case Link() if links:
                yield from _spoken(node.children, links=links)
            case Cite():
                yield ""
            case _:
                yield PLACEHOLDER
