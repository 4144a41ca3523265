"""The search page: every record as it is found, handed to the index."""

from collections.abc import Iterator

from builder.clock import record_when, record_zones
from builder.corpus import claims_of
from builder.i18n import LANGUAGES
from builder.model.base import Record
from builder.model.law import Law
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import description
from builder.render.search import SCRIPTS, STYLES, SearchDoc, SearchLabels, search_files
from builder.render.search import search_page as search_form

BROWSE = (
    "timeline",
    "places",
    "people",
    "organisations",
    "topics",
    "figures",
    "cases",
    "law",
    "sources",
)


def search_page(reader: Reader) -> tuple[Page, dict[str, bytes]]:
    """The page at `/search/` and the index it loads."""
    here = reader.at("search/")
    labels = _labels(here)
    files = search_files(_docs(here), here.language, labels)
    titles = _browse(here)
    browse = [(here.to(f"{path}/"), titles[path]) for path in BROWSE]
    content = search_form(labels, here.language, action=here.to("search/"), browse=browse)
    title = here.t("Search")
    lede = here.t(
        "In any of the three scripts: Zhanaozen, Жанаозен and Жаңаөзен find the same records."
    )
    head = "".join(f'<link rel="stylesheet" href="{here.file(style)}">\n' for style in STYLES)
    content = f'<h1>{title}</h1>\n<p class="lede">{lede}</p>\n{content}'
    return Page(
        here.language, here.path, title, lede, content, head, SCRIPTS, "page--search"
    ), files


def _browse(reader: Reader) -> dict[str, str]:
    return {
        "timeline": reader.t("Timeline"),
        "places": reader.t("Places"),
        "people": reader.t("People"),
        "organisations": reader.t("Organisations"),
        "topics": reader.t("Topics"),
        "figures": reader.t("Figures"),
        "cases": reader.t("Cases"),
        "law": reader.t("Law"),
        "sources": reader.t("Sources"),
    }


def _docs(reader: Reader) -> Iterator[SearchDoc]:
    for record in reader.corpus.records.values():
        if getattr(record, "publish", "full") == "withheld":
            continue
        when = record_when(record) or (record.adopted if isinstance(record, Law) else None)
        zones = record_zones(reader.corpus, record)
        first = when.days(zones)[0] if when else None
        places = getattr(record, "places", ())
        yield SearchDoc(
            id=record.id,
            url=reader.record(record.id),
            title=reader.plain(record.heading),
            summary=description(reader, record) if record.summary else "",
            kind=record.kind,
            kind_label=reader.term("kind", record.kind),
            date_label=reader.when(when, zones) if when else "",
            date_sort=first.isoformat() if first else "",
            place_label=", ".join(
                str(reader.plain(reader.corpus.records[p].heading)) for p in places[:3]
            ),
            names=tuple(_names(reader, record)),
            text=_text(reader, record),
        )


def _names(reader: Reader, record: Record) -> Iterator[str]:
    """Other spellings and the headings in other languages, of the record and of its places and people."""
    heading = record.heading
    yield from (heading.get(language)[0] for language in LANGUAGES)
    yield from getattr(record, "variants", ())
    for former in getattr(record, "names_as_of", ()):
        yield from (former.name.get(language)[0] for language in LANGUAGES)
    for field in ("places", "people", "organisations"):
        for id in getattr(record, field, ()):
            other = reader.corpus.records[id]
            yield from (other.heading.get(language)[0] for language in LANGUAGES)
            yield from getattr(other, "variants", ())


def _text(reader: Reader, record: Record) -> str:
    texts = [c.text for c in claims_of(record) if c.text] + [
        t for t in (record.body, record.note) if t
    ]
    return " ".join(reader.prose_text(text) for text in texts)


def _labels(reader: Reader) -> SearchLabels:
    return SearchLabels(
        field=reader.t("What are you looking for?"),
        button=reader.t("Search"),
        hint=reader.t("A name, a place, a word; the last word may be unfinished."),
        found=reader.plurals("{count} record found", "{count} records found"),
        partly=reader.plurals(
            "No record has all of these words. {count} record has some.",
            "No record has all of these words. {count} records have some.",
        ),
        nothing=reader.t("Nothing found. Try fewer words or another spelling."),
        also=reader.t("Also in the text: {words}"),
        more=reader.t("More"),
        failed=reader.t("The index could not be loaded."),
        no_script=reader.t(
            "Search needs JavaScript. Without it, everything can be reached from these lists."
        ),
        browse=reader.t("Browse instead"),
    )
