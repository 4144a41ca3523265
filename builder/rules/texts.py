"""Texts: neutral words, numbers that are claims, languages that are what they say."""

from collections.abc import Iterator
from functools import partial
from itertools import chain

from builder.corpus import Corpus
from builder.model.base import Loc, Record, Tombstone, passages
from builder.model.numbers import numbers_said
from builder.model.prose import Prose
from builder.model.text import Language, Line, Passage
from builder.problems import Problem, problem
from builder.rules import translation
from builder.rules.words import loaded_words

COUNTED = {"title", "summary", "body", "note"}
"""Fields in which a number is a claim's or none."""
AS_SAID = {"claims", "charges"}
"""Lists whose `text` is what others said: there, and in names, words may take a side."""
NAMES = {"name", "names_as_of", "description"}
"""Names stand as they are; a description stands for the headline of a source."""
LIKE_NAMES = {"translation-same", "translation-script"}
"""What may be said of a text and not of a name, such as Тараз or Zakon.kz."""


def check_texts(corpus: Corpus) -> Iterator[Problem]:
    """Every text of every record, in each language."""
    everything: Iterator[Record | Tombstone] = chain(
        corpus.records.values(), corpus.tombstones.values()
    )
    for record in everything:
        written_in = record.written_in if isinstance(record, Record) else "en"
        for loc, text in passages(record):
            for finding in translation.check(text, written_in):
                if not (finding.flaw.code in LIKE_NAMES and _is_name(loc)):
                    flaw, level = finding.flaw, finding.level
                    inner = ("made_from",) if flaw.code == "translation-made-from" else ()
                    mark = corpus.mark(record.id, *loc, *inner, finding.language)
                    yield problem(flaw.code, mark, level, **flaw.values)
            yield from _own_voice(corpus, record.id, loc, text)
            if isinstance(text, Passage):
                yield from _values(corpus, record.id, loc, text)
        if isinstance(record, Record):
            yield from _assisted(corpus, record)


def _own_voice(corpus: Corpus, id: str, loc: Loc, text: Line | Passage) -> Iterator[Problem]:
    as_said = loc[0] in NAMES or (loc[-1] == "text" and bool(AS_SAID & set(loc)))
    for language in text.languages:
        said, place = _said(text, language), partial(corpus.mark_said, id, *loc, language)
        for number, words in numbers_said(said, language) if loc[-1] in COUNTED else ():
            yield problem("prose-number", place(said=words), number=number)
        for word, alternative in () if as_said else loaded_words(said, language):
            yield problem("word-loaded", place(said=word), word=word, alternative=alternative)


def _values(corpus: Corpus, id: str, loc: Loc, text: Passage) -> Iterator[Problem]:
    """A text that shows the value of a claim which has none."""
    for language in text.languages:
        for value in text.prose(language).values:
            named = f"{value.figure}#{value.claim}"
            if named in corpus.claims and corpus.claims[named][1].value is None:
                yield problem("ref-claim-valueless", corpus.mark(id, *loc, language), id=named)


def _assisted(corpus: Corpus, record: Record) -> Iterator[Problem]:
    present = {language for _, text in passages(record) for language in text.languages}
    for index, language in enumerate(record.machine_assisted):
        if language not in present:
            mark = corpus.mark(record.id, "machine_assisted", index)
            name = translation.NAMES[language]  # type: ignore[index]  # the model knows only these
            yield problem("translation-assisted", mark, "warning", language=name)


def _said(text: Line | Passage, language: Language) -> Prose | str:
    return text.prose(language) if isinstance(text, Passage) else text.get(language)[0]


def _is_name(loc: Loc) -> bool:
    return loc[0] in ("name", "names_as_of")
