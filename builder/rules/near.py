"""Warns of two records that may be one, unless one of them says why they are not."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.model.address import canonical
from builder.model.base import Loc, Record
from builder.model.fold import query_words, single
from builder.model.happening import Episode, Event
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.model.text import Line
from builder.model.when import When
from builder.problems import Problem, problem
from builder.rules.alike import numbers, titled
from builder.rules.pairs import Item, pairs

HOURS = 6
"""Two events that begin within so many hours may be one."""
TOLD = 10
"""Warnings of one rule at one record."""
SHORT = 3
"""A single word of no more letters is an abbreviation that many may share."""
_HOUR = 3600.0

Near = tuple[str, str, Loc, dict[str, str]]
"""The earlier record, the later one, where it is told in that one, and more values."""


def check_near(corpus: Corpus) -> Iterator[Problem]:
    """Every two records that look like one, told at the one that entered the archive later."""
    addresses = list(_addresses(corpus))
    known = {frozenset(found[:2]) for found in addresses}
    publications = (one for one in _publications(corpus) if frozenset(one[:2]) not in known)
    for code, found in (
        ("near-address", addresses),
        ("near-source", publications),
        ("near-event", chain(_happenings(corpus, Event), _happenings(corpus, Episode))),
        ("near-name", _names(corpus)),
    ):
        yield from _told(corpus, code, found)


def _told(corpus: Corpus, code: str, found: Iterable[Near]) -> Iterator[Problem]:
    told: dict[str, set[str]] = defaultdict(set)
    for first, later, loc, values in found:
        apart = any(other == first for other, _ in corpus.apart.get(later, ()))
        if apart or first in told[later] or len(told[later]) == TOLD:
            continue
        told[later].add(first)
        record = corpus.records[first]
        about = {
            "id": first,
            "path": corpus.documents[first].path,
            "title": record.heading.get(record.written_in)[0],
        }
        yield problem(code, corpus.mark(later, *loc), "warning", **about, **values)


def _entry(record: Record) -> tuple[str, str]:
    """The order in which records entered the archive."""
    return str(record.recorded), record.id


def _addresses(corpus: Corpus) -> Iterator[Near]:
    """Sources whose addresses are spellings of one; the very same address is an error already."""
    known: dict[str, list[Source]] = defaultdict(list)
    for source in sorted(corpus.of(Source), key=_entry):
        if source.url is None:
            continue
        for other in known[canonical(source.url)][:TOLD]:
            if other.url != source.url and not _copies(source, other):
                yield other.id, source.id, ("url",), {}
        known[canonical(source.url)].append(source)


def _copies(one: Source, other: Source) -> bool:
    return one.copy_of == other.id or other.copy_of == one.id


def _publications(corpus: Corpus) -> Iterator[Near]:
    """Sources of one publisher, date and language with like titles and no different numbers."""
    for one, other, likeness in pairs(_published(corpus)):
        a, b = corpus.get(one.id, Source), corpus.get(other.id, Source)
        ours, theirs = numbers(a.heading), numbers(b.heading)
        # Reports of 2014 and 2015, the second day and the third: a series, not one text.
        if _copies(a, b) or (a.url and a.url == b.url) or (ours - theirs and theirs - ours):
            continue
        first, later = sorted((a, b), key=_entry)
        field = "title" if later.title else "description"
        yield first.id, later.id, (field,), {"alike": _percent(likeness)}


def _published(corpus: Corpus) -> Iterator[Item]:
    for source in corpus.of(Source):
        publisher = " ".join(map(single, query_words(source.publisher)))
        low, high = _days(source.published)
        bodies = {publisher, source.organisation} - {"", None}
        groups = tuple(sorted(f"{source.language} {body}" for body in bodies))
        yield Item(source.id, titled(source.heading), low, high, groups, groups)


def _days(when: When | None) -> tuple[float, float]:
    """First and last day of a publication; any, when it is undated or its date is open."""
    first, last = when.days(()) if when is not None else (None, None)
    return first.toordinal() if first else -inf, last.toordinal() if last else inf


def _happenings(corpus: Corpus, kind: type[Event] | type[Episode]) -> Iterator[Near]:
    """What began within hours at one place, or one place inside the other, under like titles."""
    within = {place.id: _around(corpus, place.id) for place in corpus.of(Place)}
    for one, other, likeness in pairs(_begun(corpus, kind, within)):
        a, b = corpus.get(one.id, kind), corpus.get(other.id, kind)
        shared = [(p, q) for p in a.places for q in b.places if p in within[q] or q in within[p]]
        pair = min(shared, key=lambda two: two[0] != two[1])
        place = " / ".join(dict.fromkeys(pair))
        # Each end was widened by half of the hours.
        apart = max(0.0, other.low - one.high + HOURS * _HOUR)
        first, later = sorted((a, b), key=_entry)
        values = {"places": place, "hours": f"{apart / _HOUR:.0f}", "alike": _percent(likeness)}
        yield first.id, later.id, ("title",), values


def _begun(
    corpus: Corpus, kind: type[Event] | type[Episode], within: Mapping[str, Sequence[str]]
) -> Iterator[Item]:
    """Events, or episodes of one type and network, from when to when they may have begun."""
    half = HOURS * _HOUR / 2
    for record in corpus.of(kind):
        span = record.when.span(record_zones(corpus, record))
        low = span.earliest.timestamp() if span.earliest else -inf
        high = span.begins_by.timestamp() if span.begins_by else inf
        sort = (record.type, record.connectivity) if isinstance(record, Episode) else ()
        wider = {place for id in record.places for place in within[id]}
        listed = [("at", id, sort) for id in record.places] + [("in", id, sort) for id in wider]
        looks = [("in", id, sort) for id in record.places] + [("at", id, sort) for id in wider]
        title = titled(record.title)
        yield Item(record.id, title, low - half, high + half, tuple(listed), tuple(looks))


def _around(corpus: Corpus, place: str) -> Sequence[str]:
    """A place and every place it lies in."""
    found: dict[str, None] = {}
    while place and place not in found:
        found[place] = None
        place = corpus.get(place, Place).within or ""
    return tuple(found)


def _percent(likeness: float) -> str:
    return f"{likeness:.0%}".rstrip("%")


def _names(corpus: Corpus) -> Iterator[Near]:
    """People, bodies and places with names that are spellings of one."""
    for kind in (Person, Organisation, Place):
        known: dict[str, dict[str, str]] = defaultdict(dict)
        for record in sorted(corpus.of(kind), key=_entry):
            for loc, name in _spelt(record):
                for key in _folded(name):
                    others = [id for id in known[key] if id != record.id][:TOLD]
                    for id in others:
                        yield id, record.id, loc, {"name": name, "other": known[key][id]}
                    known[key].setdefault(record.id, name)


def _spelt(record: Record) -> Iterator[tuple[Loc, str]]:
    """Every name of a record that may be shown, with its place."""
    name: Line | None = getattr(record, "name", None)
    if name is not None:
        yield from ((("name", one), name.get(one)[0]) for one in name.languages)
    for index, variant in enumerate(getattr(record, "variants", ())):
        yield ("variants", index), variant
    for index, former in enumerate(getattr(record, "names_as_of", ())):
        for language in former.name.languages:
            yield ("names_as_of", index, "name", language), former.name.get(language)[0]


def _folded(name: str) -> list[str]:
    """A name as one word, and as its words in order; nothing of an abbreviation."""
    words = list(map(single, query_words(name)))
    whole = "".join(words)
    if len(words) < 2 and len(whole) <= SHORT:
        return []
    return [whole, " ".join(sorted(words))]
