"""Texts: neutral words, numbers that are claims, languages that are what they say."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.base import Loc, Record, passages
from builder.model.naming import Organisation, Person, Place
from builder.model.numbers import bare_numbers
from builder.model.prose import Prose
from builder.model.source import Source
from builder.model.text import Language, Line, Passage
from builder.problems import Problem, problem
from builder.rules import translation
from builder.rules.words import loaded_words

OWN_VOICE = {"title", "summary", "body", "note"}
"""Fields in which the archive itself speaks: their numbers are claims, their words neutral."""


def check_texts(corpus: Corpus) -> Iterator[Problem]:
    """Every text of every record, in each language."""
    for record in corpus.records.values():
        for loc, text in passages(record):
            for finding in translation.check(text, record.written_in):
                if not (finding.flaw.code == "translation-same" and _is_name(record, loc)):
                    mark = corpus.mark(record.id, *loc, finding.language)
                    flaw, level = finding.flaw, finding.level
                    yield problem(flaw.code, mark, level, **flaw.values)
            if loc[-1] in OWN_VOICE:
                yield from _own_voice(corpus, record, loc, text)


def _own_voice(corpus: Corpus, record: Record, loc: Loc, text: Line | Passage) -> Iterator[Problem]:
    for language in text.languages:
        said, mark = _said(text, language), corpus.mark(record.id, *loc, language)
        for number in bare_numbers(said, language):
            yield problem("prose-number", mark, number=number)
        for word, alternative in loaded_words(said, language):
            yield problem("word-loaded", mark, word=word, alternative=alternative)


def _said(text: Line | Passage, language: Language) -> Prose | str:
    return text.prose(language) if isinstance(text, Passage) else text.get(language)[0]


def _is_name(record: Record, loc: Loc) -> bool:
    """Names may be written alike in Russian and Kazakh; sources carry titles as printed."""
    return loc[0] in ("name", "names_as_of") and isinstance(
        record, Person | Organisation | Place | Source
    )
