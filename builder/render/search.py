"""The search index of one language, cut into small script files.

Terms are stems of folded words in ranges of a few kilobytes; records are told a few to a file.
A query fetches the manifest, the ranges its words fall into, and the records it shows.
Records are numbered by date, so what lies in a range of numbers lies near in time.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from builder.model.fold import (
    counted_stems,
    query_words,
    single,
    stems,
    stop_words,
    tables,
    word_count,
    words,
)
from builder.render.search_days import Days, calendar, date_terms
from builder.render.search_narrowing import facet_files, near_files

ROWS = 6  # records told in one file
RANGE = 5_000  # bytes of terms in one file, about
SUMMARY = 180  # characters of a summary that a result shows

# What a word counts for, so that all of it together fits one letter from A (1) to Z (26).
# A name that is one word counts most: `Almaty` is the city before it is a street battle.
_NAME, _SHORT_NAME, _TITLE, _ABOUT, _TEXT = 3.0, 15.0, 2.0, 3.0, 3.2
_SATURATION, _LENGTH = 1.2, 0.75  # BM25's k1 and b
_MOST = _TEXT * (_SATURATION + 1)  # what a text gives a word that never stops
_LETTERS = "AABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of the weights 0 to 26

Posting = tuple[int, float, int]  # record, what names add, times in the text


@dataclass(frozen=True)
class SearchDoc:
    """One record as it is found and shown, in the reader's language.

    `names` are its other spellings and its titles in the other languages, `about` the names of
    the places, people and organisations it is about; `url` is as seen from the search page.
    `facets` are the words it may be narrowed down by, `share` what its names count for beside
    those of other records.
    """

    id: str
    url: str
    title: str
    summary: str
    kind: str
    kind_label: str
    date_label: str
    days: Days | None
    place_label: str
    names: tuple[str, ...]
    about: tuple[str, ...]
    text: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    share: float = 1.0

    @property
    def order(self) -> tuple[str, str]:
        """Its place among the records: by its first day, the undated first."""
        return (self.days.sort if self.days else "", self.id)


@dataclass(frozen=True)
class SearchWords:
    """What the script says in one language; plural forms by CLDR category, with `{n}`."""

    found: Mapping[str, str]  # "{n} records"
    partly: Mapping[str, str]  # "No record has all of these words. {n} records have some."
    nothing: str
    also: str  # "Also in the text: {words}"
    read: str  # "Read as: {words}"


def search_files(docs: Iterable[SearchDoc], language: str, said: SearchWords) -> dict[str, bytes]:
    """The index as files by path below the site."""
    ordered = sorted(docs, key=lambda doc: doc.order)
    postings = _postings(ordered, language)
    ranges = list(_ranges(_lines(postings, len(ordered))))
    near = near_files(_spelt(ordered))
    files = {
        **{f"t{n}.js": _call("terms", n, "\n".join(lines)) for n, lines in enumerate(ranges)},
        **{f"d{n}.js": _call("rows", n, rows) for n, rows in enumerate(_rows(ordered))},
        **{f"n{size}.js": _call("near", size, terms) for size, terms in near.items()},
        **{
            f"f{n}.js": _call("facets", n, told)
            for n, told in enumerate(facet_files([doc.days for doc in ordered],
                                                 [doc.facets for doc in ordered]))
        },
    }  # fmt: skip
    digest = hashlib.sha256(b"".join(content for _, content in sorted(files.items())))
    manifest = {
        "language": language,
        "version": digest.hexdigest()[:10],  # asked for with each file: no stale mixtures
        "docs": len(ordered),
        "undated": sum(1 for doc in ordered if not doc.days),  # they come first
        "starts": [lines[0].split(" ")[0] for lines in ranges],
        "near": list(near),
        "kinds": {doc.kind: doc.kind_label for doc in sorted(ordered, key=lambda d: d.kind)},
        "fold": tables(),
        **calendar(),
        "labels": vars(said),
    }
    files["manifest.js"] = _call("manifest", manifest)
    return {f"assets/search/{language}/{name}": content for name, content in files.items()}


def _call(name: str, *values: object) -> bytes:
    told = ",".join(json.dumps(v, ensure_ascii=False, separators=(",", ":")) for v in values)
    return f"qqSearch.{name}({told});\n".encode()


def _rows(ordered: Sequence[SearchDoc]) -> Iterator[list[list[str]]]:
    for start in range(0, len(ordered), ROWS):
        yield [_row(doc) for doc in ordered[start : start + ROWS]]


def _row(doc: SearchDoc) -> list[str]:
    days = doc.days.text if doc.days else ""
    summary = _shortened(doc.summary)
    return [doc.url, doc.title, summary, doc.kind, doc.date_label, days, doc.place_label]


def _shortened(summary: str) -> str:
    if len(summary) <= SUMMARY:
        return summary
    return summary[:SUMMARY].rsplit(" ", 1)[0] + " …"


# Terms -------------------------------------------------------------------------------------


def _postings(ordered: Sequence[SearchDoc], language: str) -> dict[str, list[Posting]]:
    """Each term's records in their order."""
    stop = stop_words(language)
    found: dict[str, list[Posting]] = defaultdict(list)
    for number, doc in enumerate(ordered):
        fixed, times = _named(doc, language), counted_stems(f"{doc.summary} {doc.text}", language)
        for term, worth in fixed.items():
            found[term].append((number, worth, times.pop(term, 0)))
        for term, count in times.items():
            found[term].append((number, 0.0, count))
    for term in stop & found.keys():
        del found[term]
    return found


def _named(doc: SearchDoc, language: str) -> dict[str, float]:
    """What names add: its own, the shorter the more, and those of what it is about."""
    added: dict[str, float] = {}
    for name in dict.fromkeys((doc.title, *doc.names)):
        worth = doc.share * (_NAME + _SHORT_NAME / max(_word_count(name), 1))
        for term in _terms(name):
            added[term] = max(added.get(term, 0.0), worth)
    for term in counted_stems(doc.title, language):
        added[term] = added.get(term, 0.0) + _TITLE
    for term in _all_terms((doc.place_label, *doc.about)):
        added[term] = added.get(term, 0.0) + _ABOUT
    for term in map(single, query_words(doc.id)):
        added[term] = max(added.get(term, 0.0), _SHORT_NAME)
    for term, worth in date_terms(doc.days).items():
        added[term] = doc.share * worth
    return added


@cache
def _terms(name: str) -> tuple[str, ...]:
    """The terms of a name. It may be in any language, so every stem of its words is one."""
    return tuple(dict.fromkeys(form for word in _words(name) for form in stems(word)))


@cache
def _all_terms(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(term for name in names for term in _terms(name))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(words(name))


_word_count = cache(word_count)


def _spelt(ordered: Iterable[SearchDoc]) -> set[str]:
    """The words of names as they are spelt, to which a slip may be mended."""
    names = {name for doc in ordered for name in (doc.title, *doc.names, *doc.about)}
    return {single(word) for name in names for word in _words(name) if word.isalpha()}


def _lines(postings: Mapping[str, Sequence[Posting]], count: int) -> Iterator[str]:
    """Each term with its records: the step from the last number in base 36, a weight letter."""
    shares = _shares(postings, count)
    for term in sorted(postings):
        marks, before = [], -1
        for number, fixed, times in postings[term]:
            weight = fixed + _MOST * times / (times + shares[number])
            marks.append(_step(number - before) + _LETTERS[min(int(weight + 0.5), 26)])
            before = number
        yield f"{term} {''.join(marks)}"


def _shares(postings: Mapping[str, Sequence[Posting]], count: int) -> list[float]:
    """What each record's length does to the weight of its words (BM25's lower term)."""
    lengths = [0] * count
    for found in postings.values():
        for number, _, times in found:
            lengths[number] += times
    middle = sum(lengths) / max(count, 1) or 1
    return [_SATURATION * (1 - _LENGTH + _LENGTH * length / middle) for length in lengths]


@cache
def _step(number: int) -> str:
    """A number in base 36; one, the commonest, is nothing at all."""
    if number == 1:
        return ""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _ranges(lines: Iterable[str]) -> Iterator[list[str]]:
    """Files of terms: whole groups by two first letters, large groups cut, small ones joined."""
    held: list[str] = []
    size = 0
    for _, group in groupby(lines, lambda line: line[:2]):
        for part in _cut(group):
            weight = sum(map(len, part))
            if held and size + weight > RANGE:
                yield held
                held, size = [], 0
            held.extend(part)
            size += weight
    if held:
        yield held


def _cut(group: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for line in group:
        if part and size + len(line) > RANGE:
            yield part
            part, size = [], 0
        part.append(line)
        size += len(line)
    yield part
