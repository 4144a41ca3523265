"""Hand-written texts: every sentence rests on a record, and every language says the same."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from builder.corpus import Corpus
from builder.model.base import Loc, passages
from builder.model.naming import Person
from builder.model.nodes import Link, Paragraph, Prose
from builder.model.numbers import bare_numbers
from builder.model.prose import voice
from builder.model.sentences import leads, sentences, words
from builder.model.text import Language, Passage
from builder.model.written import Account, Entry, Glossary
from builder.problems import Mark, Problem, problem
from builder.rules import translation
from builder.rules.texts import LIKE_NAMES
from builder.rules.words import loaded_words
from builder.tree import locate

FIRST, LAST = date(2022, 1, 2), date(2022, 1, 11)
"""The days of the band, of which a chapter can show some."""
SHOWN = 70
"""Characters of a sentence that a message quotes."""
CAPITAL = ("Asia/Almaty",)


def check_written(corpus: Corpus) -> Iterator[Problem]:
    """The account and the glossary, as far as there are any."""
    for text in corpus.written.texts:
        yield from _languages(corpus, text)
    if corpus.written.account is not None:
        yield from _account(corpus, corpus.written.account)
    if corpus.written.glossary is not None:
        yield from _glossary(corpus, corpus.written.glossary)


def _mark(corpus: Corpus, text: Account | Glossary, *loc: str | int) -> Mark:
    document = corpus.written.documents[text.name]
    return locate(document.tree, document.path, loc)


def _languages(corpus: Corpus, text: Account | Glossary) -> Iterator[Problem]:
    for loc, said in passages(text):
        for finding in translation.check(said, "en"):
            flaw, mark = finding.flaw, _mark(corpus, text, *loc, finding.language)
            if loc[-1] == "name" and flaw.code in LIKE_NAMES:
                continue
            # Here a text that leads elsewhere than the English says something else.
            same = flaw.code in ("translation-references", "translation-missing")
            yield problem(flaw.code, mark, "error" if same else finding.level, **flaw.values)
        for language in said.languages:
            mark = _mark(corpus, text, *loc, language)
            spoken = said.prose(language) if isinstance(said, Passage) else said.get(language)[0]
            if loc[-1] != "name":
                for number in _bare(spoken, language):
                    yield problem("prose-number", mark, number=number)
                for word, alternative in loaded_words(spoken, language):
                    yield problem("word-loaded", mark, word=word, alternative=alternative)
            if isinstance(spoken, Prose):
                yield from _named(corpus, spoken, mark)


def _bare(text: Prose | str, language: Language) -> Iterator[str]:
    """Numbers outside claims: the words of a link to a claim may say what the claim says."""
    if isinstance(text, str):
        yield from bare_numbers(text, language)
        return
    yield from bare_numbers(voice(text, links=False), language)
    for link in text.links:
        if "#" not in link.target:
            yield from bare_numbers(Prose((Paragraph(link.children),)), language)


def _named(corpus: Corpus, text: Prose, mark: Mark) -> Iterator[Problem]:
    """Claims without a value that are shown as one, and people who are not named in full."""
    for value in text.values:
        named = f"{value.figure}#{value.claim}"
        if named in corpus.claims and corpus.claims[named][1].value is None:
            yield problem("ref-claim-valueless", mark, id=named)
    for link in text.links:
        record = corpus.records.get(link.target)
        if isinstance(record, Person) and record.publish != "full":
            yield problem("written-person", mark, id=link.target, level=record.publish)


def _account(corpus: Corpus, account: Account) -> Iterator[Problem]:
    yield from _twice(
        corpus, account, [(("chapters", n), c.id) for n, c in enumerate(account.chapters)]
    )
    for n, chapter in enumerate(account.chapters):
        days = chapter.days.days(CAPITAL) if chapter.days else (FIRST, LAST)
        if chapter.days and not all(day and FIRST <= day <= LAST for day in days):
            mark = _mark(corpus, account, "chapters", n, "days")
            yield problem("written-days", mark, days=chapter.days.text)
        for m, paragraph in enumerate(chapter.paragraphs):
            for language in paragraph.languages:
                mark = _mark(corpus, account, "chapters", n, "paragraphs", m, language)
                yield from _unlinked(paragraph.prose(language), mark)


def _unlinked(text: Prose, mark: Mark) -> Iterator[Problem]:
    for sentence in sentences(text):
        if not leads(sentence):
            said = words(sentence)
            shown = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
            yield problem("written-unlinked", mark, sentence=shown)


def _glossary(corpus: Corpus, glossary: Glossary) -> Iterator[Problem]:
    entries = [
        (("sections", n, "entries", m), entry)
        for n, section in enumerate(glossary.sections)
        for m, entry in enumerate(section.entries)
    ]
    yield from _twice(corpus, glossary, [(loc, entry.id) for loc, entry in entries])
    for loc, entry in entries:
        if not _leads_on(entry):
            yield problem("written-nowhere", _mark(corpus, glossary, *loc, "id"), id=entry.id)


def _leads_on(entry: Entry) -> bool:
    linked = any(isinstance(n, Link) for n in entry.text.prose("en").nodes())
    return bool(entry.page or entry.see or entry.words or linked)


def _twice(
    corpus: Corpus, text: Account | Glossary, found: list[tuple[Loc, str]]
) -> Iterator[Problem]:
    counted = Counter(id for _, id in found)
    for loc, id in found:
        if counted[id] > 1:
            yield problem("written-twice", _mark(corpus, text, *loc, "id"), id=id)
            counted[id] = 0
