"""How likely an entry is about the archive's subject, and by which words."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from builder.corpus import Corpus
from builder.inbox.entry import Entry
from builder.model.fold import query_words, single, stems, words
from builder.model.naming import Organisation, Person, Place
from builder.model.text import Line
from builder.model.vocabulary import vocabularies

WEIGHTS = {
    "name": 5,
    "person": 3,
    "place": 2,
    "date": 2,
    "country": 1,
    "organisation": 1,
    "topic": 1,
}
"""What one thing found is worth, however often it is found."""
DISTINCT = 4
"""Shorter words count only as they are, without their endings taken off."""
SURNAME = 6
"""From so many letters on a person's last name alone is looked for."""
_JANUARY = re.compile(r"2022-01-")

Word = frozenset[str]


class Found(NamedTuple):
    """One thing an entry mentions."""

    kind: str
    id: str


class Terms:
    """Everything looked for, by the words it begins with."""

    def __init__(self, corpus: Corpus) -> None:
        self._by_first: dict[str, list[tuple[Sequence[Word], Found]]] = defaultdict(list)
        for found, name in _names(corpus):
            phrase = [_folded(word) for word in query_words(name)]
            for first in phrase[0] if phrase else ():
                self._by_first[first].append((phrase, found))

    def found(self, entry: Entry) -> list[Found]:
        """What an entry mentions, each thing once, what weighs most first."""
        text = f"{entry.title} . {entry.summary}"
        # Both ways of reading a hyphen, for a name of several words may hold one.
        read = (list(map(_folded, query_words(text))), list(map(_folded, words(text))))
        met = {found for line in read for found in self._met(line)}
        if _JANUARY.match(entry.published):
            met.add(Found("date", entry.published[:7]))
        return sorted(met, key=lambda one: (-WEIGHTS[one.kind], one))

    def _met(self, line: Sequence[Word]) -> Iterator[Found]:
        for at, word in enumerate(line):
            for first in word:
                for phrase, found in self._by_first.get(first, ()):
                    rest = line[at : at + len(phrase)]
                    if len(rest) == len(phrase) and all(map(Word.intersection, rest, phrase)):
                        yield found


def score(found: Iterable[Found]) -> int:
    """The sum of what was found."""
    return sum(WEIGHTS[one.kind] for one in found)


def _folded(word: str) -> Word:
    return frozenset(stems(word)) if len(word) >= DISTINCT else frozenset((single(word),))


def _names(corpus: Corpus) -> Iterator[tuple[Found, str]]:
    """Every name in every script; of people only those published in full."""
    for place in corpus.of(Place):
        kind = "country" if place.precision == "country" else "place"
        former = (name for one in place.names_as_of for name in _spelt(one.name))
        for name in (*_spelt(place.name), *place.variants, *former):
            yield Found(kind, place.id), name
    for person in corpus.of(Person):
        for name in _of_person(person) if person.publish == "full" else ():
            yield Found("person", person.id), name
    for body in corpus.of(Organisation):
        for name in (*_spelt(body.name), *body.variants):
            yield Found("organisation", body.id), name
    yield from _of_the_events()


def _of_person(person: Person) -> Iterator[str]:
    for name in (*(_spelt(person.name) if person.name else ()), *person.variants):
        yield name
        last = name.split()[-1]
        if len(last) >= SURNAME:
            yield last


def _of_the_events() -> Iterator[tuple[Found, str]]:
    """What the events are called, and the words of each topic."""
    more = _table()
    for name in more["names"]:
        yield Found("name", "january-2022"), name
    for topic, word in vocabularies()["topic"].items():
        labels = (word.en, word.ru, word.kk)
        for name in (*labels, *more["topics"].get(topic, ())):
            yield Found("topic", topic), name


@cache
def _table() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = (files("builder") / "data" / "inbox.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _spelt(name: Line) -> Iterator[str]:
    return (name.get(language)[0] for language in name.languages)
