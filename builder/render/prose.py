"""Texts as HTML and as plain words; the one place where prose becomes markup."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from builder.model.prose import (
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

Shown = str | Markup
"""What a callback gives: a plain str is escaped, Markup stands as it is."""
_LEFT = re.compile(r" +(?=[.,;:!?](?:\s|$))")
"""The space that stood before a citation, where that was left out before a sign."""


@dataclass(frozen=True, slots=True)
class _Renderer:
    link: Callable[[str], str]
    cite: Callable[[Cite], Shown]
    value: Callable[[Value], Shown]

    def block(self, block: Block) -> Markup:
        match block:
            case Paragraph(children):
                return _element("p", self.inlines(children))
            case List(items):
                lines = (_element("li", self.inlines(item)) for item in items)
                return _element("ul", Markup().join(lines))
            case Quote(paragraphs):
                return _element("blockquote", Markup().join(map(self.block, paragraphs)))

    def inlines(self, inlines: Inlines) -> Markup:
        return Markup().join(self._inlines(inlines))

    def _inlines(self, inlines: Inlines) -> Iterator[Markup]:
        for is_cite, nodes in groupby(inlines, key=lambda node: isinstance(node, Cite)):
            shown = map(self.inline, nodes)
            yield _element("sup", Markup(" ").join(shown)) if is_cite else Markup().join(shown)

    def inline(self, node: Inline) -> Markup:
        match node:
            case Text(value):
                return escape(value)
            case Emphasis(children):
                return _element("em", self.inlines(children))
            case Strong(children):
                return _element("strong", self.inlines(children))
            case Link(target, children):
                return self._link(node, target, self.inlines(children))
            case Cite():
                return escape(self.cite(node))
            case Value():
                return escape(self.value(node))

    def _link(self, node: Link, target: str, words: Markup) -> Markup:
        if node.external:
            return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(target, words)
        return Markup('<a href="{}">{}</a>').format(str(self.link(target)), words)


def _element(name: str, content: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(name, content)


def html(
    prose: Prose,
    *,
    link: Callable[[str], str],
    cite: Callable[[Cite], Shown],
    value: Callable[[Value], Shown],
) -> Markup:
    """The text as HTML: `link` gives the href of a record or claim, the others what is shown."""
    renderer = _Renderer(link, cite, value)
    return Markup("\n").join(map(renderer.block, prose.blocks))


def inline_html(
    prose: Prose,
    *,
    link: Callable[[str], str],
    cite: Callable[[Cite], Shown],
    value: Callable[[Value], Shown],
) -> Markup:
    """The same without blocks, for places that hold one line: paragraphs are joined by spaces."""
    renderer = _Renderer(link, cite, value)
    lines = (renderer.inlines(run) for block in prose.blocks for run in runs(block))
    return Markup(" ").join(lines)


def plain(
    prose: Prose,
    *,
    value: Callable[[Value], str],
    cite: Callable[[Cite], str] = lambda cite: "",
) -> str:
    """The text as words alone, for search, feeds and exports; citations are left out by default."""
    return "\n\n".join(_plain_block(block, value, cite) for block in prose.blocks)


def _plain_block(block: Block, value: Callable[[Value], str], cite: Callable[[Cite], str]) -> str:
    start = {Paragraph: "", List: "- ", Quote: "> "}[type(block)]
    lines = (start + "".join(_words(run, value, cite)).strip() for run in runs(block))
    return _LEFT.sub("", "\n".join(lines))


def _words(
    inlines: Inlines, value: Callable[[Value], str], cite: Callable[[Cite], str]
) -> Iterator[str]:
    for node in inlines:
        match node:
            case Text(words):
                yield words
            case Cite():
                yield cite(node)
            case Value():
                yield value(node)
            case _:
                yield from _words(node.children, value, cite)
