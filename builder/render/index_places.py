"""The list of places: as they lie in one another, and by name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from builder.derive.timeline import Day
from builder.model.naming import Place
from builder.render.alphabet import key
from builder.render.index import Index, Row, Section, View, by_letter, index_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

PATH = "places/"
BY_NAME = "places/by-name/"
Entries = Mapping[str, int]
"""Place → entries that name it."""


def place_pages(b: Builder) -> Iterator[Page]:
    """`/places/`: regions with what lies in them, then abroad; `/places/by-name/`: from A to Я."""
    r, entries = b.reader, Counter(id for day in b.days for id in _met(day))
    views = (View(r.t("By region"), PATH), View(r.t("By name"), BY_NAME))
    title = r.t("Places")
    lede = r.t("Where things happened, as precisely as is known, under the names of then and now.")
    yield from index_pages(b, Index(PATH, title, lede, _regions(r, entries), views, wide=True))
    rows = ((r.plain(place.name), _row(r, place, entries)) for place in r.corpus.of(Place))
    named = r.t("Places by name")
    yield from index_pages(b, Index(BY_NAME, named, lede, by_letter(r, rows), views))


def _regions(reader: Reader, entries: Entries) -> tuple[Section, ...]:
    """The country, then each place directly in it with all that lies below; others are abroad."""
    inside: dict[str | None, list[Place]] = {}
    for place in reader.corpus.of(Place):
        inside.setdefault(place.within, []).append(place)
    for places in inside.values():
        places.sort(key=lambda place: (key(reader.plain(place.name), reader.language), place.id))

    def below(place: Place, depth: int) -> Iterator[Row]:
        for one in inside.get(place.id, ()):
            yield _row(reader, one, entries, depth)
            yield from below(one, depth + 1)

    def section(place: Place, rows: Iterable[Row]) -> Section:
        own = replace(_row(reader, place, entries), path="")
        name, label = reader.line(place.name), reader.plain(place.name)
        return Section(f"place-{place.id}", name, (own, *rows), label, f"e/{place.id}/")

    roots = [place for place in inside.get(None, ()) if place.id in inside]
    sections = [section(root, ()) for root in roots]
    sections += [section(place, below(place, 0)) for root in roots for place in inside[root.id]]
    abroad = tuple(_row(reader, p, entries) for p in inside.get(None, ()) if p.id not in inside)
    if abroad:
        label = reader.t("Abroad")
        sections.append(Section("abroad", Markup("{}").format(label), abroad, label))
    return tuple(sections)


def _met(day: Day) -> Iterator[str]:
    return (place for entry in day.entries if entry.step is None for place in entry.places)


def _row(reader: Reader, place: Place, entries: Entries, depth: int = 0) -> Row:
    count = entries.get(place.id, 0)
    about = [reader.term("precision", place.precision)]
    about += [
        reader.t("then {name}", name=reader.plain(former.name)) for former in place.names_as_of
    ]
    if count:
        about.append(reader.n("{count} entry", "{count} entries", count))
    return Row(f"e/{place.id}/", reader.line(place.name), tuple(about), min(depth, 3))
