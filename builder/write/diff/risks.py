"""What a reviewer must look at twice, whatever the rules say."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from builder.corpus import Corpus, claims_of
from builder.model.base import Record, passages
from builder.model.case import Case
from builder.model.naming import Person
from builder.model.source import Source
from builder.model.text import LANGUAGES, Passage
from builder.model.vocabulary import label
from builder.problems import Problem
from builder.rules.words import loaded_words
from builder.write.diff.packet import Part, RecordChange
from builder.write.diff.words import Note, Sentence, Told, count, listed, note

UNSEEN = ("opening", "headline", "second-hand")
WEAK = {"official": "official only", "single": "one origin"}
GUARDED = {"minor": "a minor", "victim": "a victim", "private": "a private person"}
Rule = Callable[[Corpus, Record, RecordChange], Iterator[Sentence]]


def risks(
    after: Corpus, changes: Iterable[RecordChange], warnings: Iterable[Problem]
) -> Iterator[Note]:
    """One note for each thing that rules cannot judge, by record."""
    found = [(after.records[one.id], one) for one in changes if one.id in after.records]
    for rule in RULES:
        for record, change in found:
            yield from (Note(change.id, words) for words in rule(after, record, change))
    yield from _unreviewed(found)
    for one in warnings:
        if one.code == "translation-stale":
            yield note("", f"{dict(one.values)['language']} translation older than its original: ",
                       Told(one.path))  # fmt: skip


def _people(_: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    if not isinstance(record, Person):
        return
    if record.publish_reason in GUARDED:
        yield (f"about {GUARDED[record.publish_reason]}: see that nothing tells who it is",)
    touched = {part.name for part in change.parts}
    if record.publish == "full" and {"publish", "name"} & touched:
        yield ("a name is published in full: see that the reason holds, in public sources",)


def _tender(after: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """Cases with victims, and whatever warns its readers."""
    victims = (
        [p for p in record.parties if p.capacity == "victim"] if isinstance(record, Case) else []
    )
    if victims:
        yield ("the case has victims: see that no text lets one be recognised",)
    if getattr(record, "content_note", None):
        yield ("carries a content note: see that victims and relatives could read it",)
    if any(part.name == "content_note" and not part.after for part in change.parts):
        yield ("its content note is gone",)


def _words(after: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """Loaded words in claims: allowed, if they are the asserter's own."""
    said = {claim.id: claim.text for claim in claims_of(record) if claim.text}
    for one in change.claims:
        for part in one.parts:
            if part.name == "text" and one.id in said and part.after:
                found = loaded_words(said[one.id].prose(part.language), part.language)
                quoted = listed(Told(word) for word in sorted({word for word, _ in found}))
                told = (" takes a side in claim ", Told(one.id), f", {part.language}")
                if quoted:
                    yield (*quoted, *told, ": see that whoever asserts it used the word")


def _sources(after: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """New claims of which nobody read the whole source."""
    new = {one.id for one in change.claims if one.what == "new"}
    for claim in claims_of(record):
        seen = {after.get(c.source, Source).seen for c in claim.citations}
        if claim.id in new and seen <= set(UNSEEN):
            words = ", ".join(label("seen", word, "en") for word in UNSEEN if word in seen)
            yield ("no source of claim ", Told(claim.id), f" was read whole: {words}")


def _grades(_: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """What rests on the state's word alone, or on one text."""
    for part in change.parts:
        if part.name == "grade" and part.after in WEAK.values():
            was = f", was {part.before}" if part.before else ""
            yield (f"rests on: {part.after}{was}",)


def _languages(_: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """Translations that are said to be read, or renewed."""
    for part in change.parts:
        if part.name == "machine_assisted" and part.before:
            yield (f"machine_assisted: {part.before} → {part.after or 'none'}: who reviewed it?",)
    for part in _all(change):
        if part.name.endswith(".made_from"):
            told = Told(part.name.removesuffix(".made_from"))
            yield ("said to be translated anew, and the text is the same: ", told,
                   f", {part.language}")  # fmt: skip


def _unreviewed(found: Iterable[tuple[Record, RecordChange]]) -> Iterator[Note]:
    """New text that a machine helped to write, counted: it is the rule, not the exception."""
    texts = Counter[str]()
    for record, change in found:
        new = {part.language for part in _all(change) if part.after}
        texts.update(new & set(record.machine_assisted))
    for code in LANGUAGES:
        if texts[code]:
            yield note(
                "", f"{code} text that no person has reviewed, in {count(texts[code], 'record')}"
            )


def _links(_: Corpus, record: Record, change: RecordChange) -> Iterator[Sentence]:
    """Addresses that a reader could follow away from the site."""
    found = set[str]()
    for _loc, text in passages(record):
        if isinstance(text, Passage):
            shown = [text.prose(language) for language in text.languages]
            found |= {link.target for prose in shown for link in prose.links if link.external}
    for target in sorted(found):
        if any(target in part.after and target not in part.before for part in _all(change)):
            yield ("a new link away from the site: ", Told(target))


def _all(change: RecordChange) -> Iterator[Part]:
    yield from change.parts
    for claim in change.claims:
        yield from claim.parts


RULES: tuple[Rule, ...] = (_people, _tender, _words, _sources, _grades, _languages, _links)
