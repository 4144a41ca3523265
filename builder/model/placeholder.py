"""Texts that only hold a place: those of a template, and what people type to come back to."""

import re
from collections.abc import Iterator

from builder.model.base import Loc
from builder.model.text import LANGUAGES
from builder.tree import Node

MARK = "TODO: "
"""How every placeholder of our own templates begins."""

_MARKED = re.compile(
    r"(?<!\w)(?:TODO|FIXME|TBD):|(?<!\w)(?:FIXME|TBD)\Z|\A(?:TODO|FIXME|TBD)(?=[ ]+[^\WA-ZА-ЯЁ]|\W*\Z)"
)
"""In capitals only, and not before capitals: todo is Spanish, and so may a headline be."""
_FILLER = re.compile(r"\blorem ipsum\b", re.IGNORECASE)
_EDGES = " \t\n.…:;,!?*_-–—[](){}<>«»\"'“”#/"
_EMPTY = re.compile(r"[.…?*_-]{3,}|…")
_ANYWHERE = frozenset(
    (
        *("todo", "to do", "fixme", "fix me", "tbd", "tba", "tbc", "xxx", "xxxx", "placeholder"),
        *("to be determined", "to be done", "to be added", "to be filled in", "fill in"),
        *("fill me in", "fill this in", "change me", "changeme", "asdf", "qwerty", "йцукен"),
        *("insert text here", "your text here", "text here", "sample text", "foo bar"),
        *("заполнить", "заполните", "заполнить позже", "вставить текст", "вставьте текст"),
        *("ваш текст", "дописать", "уточнить", "уточнить позже", "сделать"),
        *("толтыру", "толтырыңыз", "кейін толтыру", "мәтінді енгізіңіз", "мәтін енгізіңіз"),
        *("анықтау керек", "толтыру керек", "кейін жазу"),
    )
)
"""What is no text wherever it is all there is."""
_AS_A_TEXT = frozenset(
    (
        *("text", "title", "summary", "description", "example", "test", "note", "name"),
        *("текст", "заголовок", "описание", "название", "пример", "тест", "имя", "примечание"),
        *("мәтін", "тақырып", "сипаттама", "атауы", "мысал", "сынақ", "аты", "ескертпе"),
    )
)
"""What is no text in a language, though it may well be where in a source something stands."""
_AS_PRINTED = frozenset({"quote", "variants"})
"""Fields that hold the words of others: only the marks of a template are refused there."""


def is_placeholder(text: str, *, field: str) -> bool:
    """Whether a text says nothing yet; `field` is the innermost name under which it stands."""
    if _MARKED.search(text):
        return True
    if field in _AS_PRINTED:
        return False
    if _EMPTY.fullmatch(text.strip()) or _FILLER.search(text):
        return True
    if len(text) > 60:
        return False
    word = text.strip(_EDGES).casefold()
    return word in _ANYWHERE or (field in LANGUAGES and word in _AS_A_TEXT)


def placeholders(node: Node, loc: Loc = (), field: str = "") -> Iterator[tuple[Loc, Node]]:
    """Every placeholder below a node, with its place."""
    value = node.value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from placeholders(child, (*loc, key), key)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from placeholders(child, (*loc, index), field)
    elif is_placeholder(value, field=field):
        yield loc, node
