"""How alike two titles are, in whichever script each is written."""

from collections.abc import Mapping
from functools import cache
from itertools import product

from babel.dates import get_month_names

from builder.model.fold import query_words, stem, stop_words
from builder.model.text import Line

Stems = frozenset[str]
Titled = Mapping[str, Stems]
"""What a title says in each of its languages."""

ALIKE = 0.7
"""From here on two titles may tell the same. Of ten retellings of events of January 2022 by other
hands seven are as alike; of some 1,600 pairs of its records of one place and day two are."""
YEAR = {"en": "year", "ru": "год года г", "kk": "жыл жылғы жылы"}
"""Words that stand beside a date."""


def titled(title: Line) -> Titled:
    """What a title says: its words folded, without endings, common words, dates and numbers."""
    return {language: _stems(*title.get(language)) for language in title.languages}


def numbers(title: Line) -> frozenset[str]:
    """The numbers of a title."""
    said = (title.get(language)[0] for language in title.languages)
    return frozenset(word for text in said for word in query_words(text) if word.isdecimal())


def alike(one: Titled, other: Titled) -> float:
    """From 0 to 1: the mean over the languages both have, else the most alike of any two."""
    shared = [language for language in one if language in other]
    if shared:
        return sum(_dice(one[lang], other[lang]) for lang in shared) / len(shared)
    return max((_dice(a, b) for a, b in product(one.values(), other.values())), default=0.0)


def _dice(one: Stems, other: Stems) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _stems(text: str, language: str) -> Stems:
    said = (word for word in query_words(text) if not word.isdecimal())
    return frozenset(stem(word, language) for word in said) - _unsaid(language)


@cache
def _unsaid(language: str) -> Stems:
    """Common words, and those of a date, which a record gives in another field."""
    months = (
        name
        for context in ("format", "stand-alone")
        for name in get_month_names("wide", context, language).values()
    )
    dated = {stem(w, language) for text in (*months, YEAR[language]) for w in query_words(text)}
    return stop_words(language) | dated
