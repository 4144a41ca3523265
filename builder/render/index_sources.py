"""The list of sources: by publisher, by language, by date, with how many claims rest on each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from builder.clock import said
from builder.model.edtf import Precision
from builder.model.source import Source
from builder.model.when import When
from builder.render.alphabet import Key, initial, key
from builder.render.index import Index, Row, Section, View, index_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader

OWN = {"kk": 0, "ru": 1, "en": 2}
"""The languages of the site come first, that of the events before the others."""
Uses = Mapping[str, int]


def source_rows(r: Reader, sources: Sequence[Source]) -> list[Row]:
    """Sources of one publisher in the order of their dates, for the publisher's page."""
    uses = {id: len(claims_on(r, id)) for id in (source.id for source in sources)}
    return [_row(r, s, uses, publisher=False) for s in sorted(sources, key=_when_order)]


def claims_on(r: Reader, source: str) -> set[str]:
    """The claims that rest on a source."""
    links = r.corpus.backlinks.get(source, ())
    return {f"{b.record}#{b.claim}" for b in links if b.field == "source" and b.claim}


def source_pages(b: Builder) -> Iterator[Page]:
    """`/sources/` by publisher, `/sources/by-language/` and `/sources/by-date/`."""
    r = b.reader
    uses = {source.id: len(claims_on(r, source.id)) for source in r.corpus.of(Source)}
    lede = r.t("Every publication cited, how much of it was seen, and how many claims rest on it.")
    orders = (
        ("sources/", r.t("By publisher"), r.t("Sources"), _by_publisher),
        ("sources/by-language/", r.t("By language"), r.t("Sources by language"), _by_language),
        ("sources/by-date/", r.t("By date"), r.t("Sources by date"), _by_date),
    )
    views = tuple(View(label, path) for path, label, _, _ in orders)
    for path, _, title, order in orders:
        sections = tuple(order(r, list(r.corpus.of(Source)), uses))
        yield from index_pages(b, Index(path, title, lede, sections, views, wide=True))


def _by_publisher(r: Reader, sources: list[Source], uses: Uses) -> Iterator[Section]:
    def place(source: Source) -> tuple[Key, tuple[object, ...]]:
        return key(source.publisher, r.language), _when_order(source)

    groups = groupby(sorted(sources, key=place), key=lambda source: source.publisher)
    for number, (publisher, found) in enumerate(groups, 1):
        rows = tuple(_row(r, source, uses, publisher=False) for source in found)
        letter = initial(publisher, r.language)
        yield Section(f"publisher-{number}", Markup("{}").format(publisher), rows, letter)


def _by_language(r: Reader, sources: list[Source], uses: Uses) -> Iterator[Section]:
    def place(source: Source) -> tuple[object, ...]:
        label = r.term("language", source.language)
        first = OWN.get(source.language, len(OWN))
        return first, key(label, r.language), key(source.publisher, r.language), _when_order(source)

    ordered = sorted(sources, key=place)
    yield from _grouped(r, ordered, uses, lambda s: s.language, lambda s: r.term("language", s.language))  # fmt: skip


def _by_date(r: Reader, sources: list[Source], uses: Uses) -> Iterator[Section]:
    ordered = sorted(sources, key=_when_order)
    yield from _grouped(r, ordered, uses, _month, lambda source: _month_words(r, source))


def _grouped(
    r: Reader,
    ordered: Iterable[Source],
    uses: Uses,
    by: Callable[[Source], str],
    words: Callable[[Source], str],
) -> Iterator[Section]:
    for name, found in groupby(ordered, key=by):
        sources = list(found)
        label = words(sources[0])
        rows = tuple(_row(r, source, uses, publisher=True) for source in sources)
        yield Section(f"in-{name or 'no-date'}", Markup("{}").format(label), rows, label)


def _month(source: Source) -> str:
    """The month of publication, the year where no month is known, empty where neither is."""
    when = source.published
    first = when.days(())[0] if when else None
    if when is None or first is None:
        return ""
    return f"{first:%Y-%m}" if when.precision >= Precision.MONTH else f"{first:%Y}"


def _month_words(r: Reader, source: Source) -> str:
    month = _month(source)
    return r.when(When.parse(month)) if month else r.t("undated")


def _when_order(source: Source) -> tuple[object, ...]:
    when = source.published
    order = said(when).sort_key if when else ()
    return when is None, _month(source)[:4], len(_month(source)), _month(source), order, source.id


def _row(r: Reader, source: Source, uses: Uses, *, publisher: bool) -> Row:
    about = [source.publisher] if publisher else []
    about.append(r.when(source.published) if source.published else r.t("undated"))
    about.append(r.term("language", source.language))
    about.append(r.term("seen", source.seen))
    about.append(r.n("{count} claim", "{count} claims", uses.get(source.id, 0)))
    name = Markup('<span lang="{}">{}</span>').format(source.language, source.title) if (
        source.title and source.language != r.language) else r.line(source.heading)  # fmt: skip
    return Row(f"e/{source.id}/", name, tuple(about))
