"""The search index of one language, cut into small script files, with the page that reads it.

Terms are stems of folded words in ranges of a few kilobytes; records are told sixteen to a file.
A query fetches the manifest, the ranges its words fall into, and the records it shows.
Records are numbered by date, so a span of days is a span of numbers.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from html import escape
from itertools import groupby

from builder.model.fold import counted_stems, stems, stop_words, tables, words

SCRIPTS = ("/assets/js/fold.js", "/assets/js/find.js", "/assets/js/search.js")
STYLES = ("/assets/search.css",)

ROWS = 16  # records told in one file
RANGE = 9_000  # bytes of terms in one file, about
SUMMARY = 180  # characters of a summary that a result shows

# What a word counts for, so that all of it together fits one letter from A (1) to Z (26).
_TITLE, _SHORT_TITLE, _NAME, _TEXT = 5.0, 4.0, 7.0, 4.5
_SATURATION, _LENGTH = 1.2, 0.75  # BM25's k1 and b
_MOST = _TEXT * (_SATURATION + 1)  # what a text gives a word that never stops
_LETTERS = "AABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of the weights 0 to 26

Posting = tuple[int, float, int]  # record, what title and names add, times in the text


@dataclass(frozen=True)
class SearchDoc:
    """One record as it is found and shown, in the reader's language.

    `names` are other spellings from the records, and the titles in the other languages;
    `url` is as seen from the search page; `date_sort` is YYYY-MM-DD or empty.
    """

    id: str
    url: str
    title: str
    summary: str
    kind: str
    kind_label: str
    date_label: str
    date_sort: str
    place_label: str
    names: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class SearchLabels:
    """The page's words in one language; plural forms by CLDR category, with `{n}`."""

    field: str
    button: str
    hint: str
    found: Mapping[str, str]  # "{n} records"
    partly: Mapping[str, str]  # "No record has all of these words. {n} records have some."
    nothing: str
    also: str  # "Also in the text: {words}"
    more: str
    failed: str
    no_script: str
    browse: str


def search_files(
    docs: Iterable[SearchDoc], language: str, labels: SearchLabels
) -> dict[str, bytes]:
    """The index as files by path below the site."""
    ordered = sorted(docs, key=lambda doc: (doc.date_sort, doc.id))
    ranges = list(_ranges(_lines(_postings(ordered, language), len(ordered))))
    files = {
        **{f"t{n}.js": _call("terms", n, "\n".join(lines)) for n, lines in enumerate(ranges)},
        **{f"d{n}.js": _call("rows", n, rows) for n, rows in enumerate(_rows(ordered))},
    }
    digest = hashlib.sha256(b"".join(content for _, content in sorted(files.items())))
    manifest = {
        "language": language,
        "version": digest.hexdigest()[:10],  # asked for with each file: no stale mixtures
        "docs": len(ordered),
        "starts": [lines[0].split(" ")[0] for lines in ranges],
        "kinds": {doc.kind: doc.kind_label for doc in sorted(ordered, key=lambda d: d.kind)},
        "fold": tables(),
        "labels": asdict(labels),
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
    summary = _shortened(doc.summary)
    return [doc.url, doc.title, summary, doc.kind, doc.date_label, doc.date_sort, doc.place_label]


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
        for term in {**fixed, **times}:
            if term not in stop:
                found[term].append((number, fixed.get(term, 0.0), times[term]))
    return found


def _named(doc: SearchDoc, language: str) -> dict[str, float]:
    """What title and names add. Names may be in any language, so every stem of theirs is one."""
    title = counted_stems(doc.title, language)
    added = dict.fromkeys(title, _TITLE + _SHORT_TITLE / max(len(title), 1))
    names = (doc.place_label, *doc.names)
    for term in {form for name in names for word in words(name) for form in stems(word)}:
        added[term] = added.get(term, 0.0) + _NAME
    return added


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
            held, size = held + part, size + weight
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


# The page ----------------------------------------------------------------------------------


def search_page(
    labels: SearchLabels,
    language: str,
    *,
    action: str,
    browse: Sequence[tuple[str, str]],
) -> str:
    """The search form and the ways in that need no script; `browse` is (address, text).

    `action` is the page's own address as a form needs it: `./`, or `index.html` in a copy.
    """
    links = "\n".join(
        f'<li><a href="{escape(url)}">{escape(text)}</a></li>' for url, text in browse
    )
    return f"""\
<form class="search" role="search" action="{escape(action)}" method="get" hidden
 data-language="{escape(language)}" data-failed="{escape(labels.failed)}">
<label for="q">{escape(labels.field)}</label>
<div class="search__line"><input type="search" id="q" name="q" maxlength="200"
 autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="search-hint">
<button type="submit">{escape(labels.button)}</button></div>
<p class="search__hint" id="search-hint">{escape(labels.hint)}</p>
</form>
<noscript><p class="search__state">{escape(labels.no_script)}</p></noscript>
<p class="search__state" role="status"></p>
<ol class="results" hidden></ol>
<button type="button" class="button--plain search__more" hidden>{escape(labels.more)}</button>
<nav class="browse" aria-labelledby="browse">
<h2 id="browse">{escape(labels.browse)}</h2>
<ul>
{links}
</ul>
</nav>
"""
