"""Texts: neutral words, numbers that are claims, languages that are what they say."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.base import Loc, Record, passages
from builder.model.numbers import bare_numbers
from builder.model.text import Language, Line, Passage
from builder.problems import Problem, problem

OWN_VOICE = {"title", "summary", "body", "note"}
"""Fields in which the archive itself speaks: their numbers are claims, their words neutral."""


def check_texts(corpus: Corpus) -> Iterator[Problem]:
    """Every text of every record, in each language."""
    for record in corpus.records.values():
        for loc, text in passages(record):
            yield from _own_voice(corpus, record, loc, text)


def _own_voice(corpus: Corpus, record: Record, loc: Loc, text: Line | Passage) -> Iterator[Problem]:
    if loc[-1] not in OWN_VOICE:
        return
    for language in text.languages:
        for number in bare_numbers(_said(text, language), language):
            mark = corpus.mark(record.id, *loc, language)
            yield problem("prose-number", mark, number=number)


def _said(text: Line | Passage, language: Language) -> object:
    return text.prose(language) if isinstance(text, Passage) else text.get(language)[0]
