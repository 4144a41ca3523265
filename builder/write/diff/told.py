"""Texts as a reader of one language sees them, with what lies under their links and numbers."""

from collections.abc import Iterator
from decimal import Decimal

from builder.corpus import Corpus
from builder.model.claim import Value
from builder.model.nodes import Cite, Emphasis, Inlines, Link, List, Quote, Strong, Text, runs
from builder.model.nodes import Value as Shown
from builder.model.text import Language, Passage
from builder.render.reader import Reader

PARAGRAPH = " ¶ "


def amount(value: Value) -> str:
    """A claimed number as the English pages write it."""
    return _reader("en").amount(value)


def number(value: Decimal | None) -> str:
    """A bound as the English pages write it."""
    return "none" if value is None else _reader("en").number(value)


def told(corpus: Corpus, passage: Passage, language: Language) -> str:
    """A passage on one line; targets, sources and claims stand in ⟨ ⟩ behind what a reader sees."""
    lines = []
    for block in passage.prose(language).blocks:
        start = "• " if isinstance(block, List) else "“ " if isinstance(block, Quote) else ""
        lines += [start + "".join(_words(corpus, language, run)).strip() for run in runs(block)]
    return PARAGRAPH.join(lines)


def _words(corpus: Corpus, language: Language, inlines: Inlines) -> Iterator[str]:
    for node in inlines:
        match node:
            case Text(words):
                yield words
            case Emphasis(children) | Strong(children):
                mark = "*" if isinstance(node, Emphasis) else "**"
                yield from (mark, *_words(corpus, language, children), mark)
            case Link(target, children):
                yield from (*_words(corpus, language, children), f"⟨{target}⟩")
            case Cite(source, locator):
                yield f"[{source}, {locator}]" if locator else f"[{source}]"
            case Shown():
                yield _shown(corpus, node, language)


def _shown(corpus: Corpus, node: Shown, language: Language) -> str:
    named = f"{node.figure}#{node.claim}"
    value = corpus.claims[named][1].value if named in corpus.claims else None
    return f"{_reader(language).amount(value) if value else '?'}⟨{named}⟩"


def _reader(language: Language) -> Reader:
    return Reader(Corpus({}, {}, {}, {}), language)
