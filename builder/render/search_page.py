"""The search page: its form, what narrows a search down, the ways in that need no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.render.filters import Choice, choices
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.search import SearchWords, search_files
from builder.render.search_days import by_day
from builder.render.searching import found_by, search_docs, searched
from builder.render.templates import environment

SCRIPTS = tuple(
    f"/assets/js/{name}.js"
    for name in ("fold", "days", "slips", "shards", "find", "narrow", "spread", "results", "search")
)
"""In this order: each uses those before it."""
STYLES = ("/assets/search.css",)
FACETS = ("kind", "place", "topic", "grade")
BROWSE = (
    "browse", "timeline", "places", "people", "organisations", "topics", "figures", "cases", "law",
    "sources",
)  # fmt: skip


@dataclass(frozen=True)
class SearchLabels:
    """The form's own words in one language."""

    field: str
    button: str
    hint: str
    examples: Sequence[str]
    narrow: str
    every: str
    days: str
    since: str
    until: str
    clear: str
    order: str
    orders: Mapping[str, str]
    spread: str
    more: str
    failed: str
    no_script: str
    browse: str


def search_page(reader: Reader, folder: Path) -> tuple[Page, dict[str, bytes]]:
    """The page at `/search/` and the index it loads."""
    here = reader.at("search/")
    docs = list(search_docs(here))
    files = search_files(docs, here.language, search_words(here))
    titles = _browse(here)
    content = search_form(
        folder,
        search_labels(here),
        language=here.language,
        action=here.to("search/"),
        facets=choices(here, [found_by(here, record) for record in searched(here)], FACETS),
        bars=by_day([doc.days for doc in docs]),
        browse=[(here.to(f"{path}/"), titles[path]) for path in BROWSE],
    )
    title = here.t("Search")
    lede = here.t(
        "In any of the three scripts: Zhanaozen, Жанаозен and Жаңаөзен find the same records."
    )
    head = "".join(f'<link rel="stylesheet" href="{here.file(style)}">\n' for style in STYLES)
    content = f'<h1>{title}</h1>\n<p class="lede">{lede}</p>\n{content}'
    return Page(
        here.language, here.path, title, lede, content, head, SCRIPTS, "page--search"
    ), files


def search_form(
    folder: Path,
    labels: SearchLabels,
    *,
    language: str,
    action: str,
    facets: Sequence[Choice],
    bars: Sequence[int],
    browse: Sequence[tuple[str, str]],
) -> str:
    """The form, the results' frame and the lists; `browse` is (address, text).

    `bars` are the records before, on each day of and after the month that is told by days.

    `action` is the page's own address as a form needs it: `./`, or `index.html` in a copy.
    """
    template = environment(folder).get_template("search.html")
    return template.render(
        labels=labels, language=language, action=action, facets=facets, bars=bars, browse=browse
    )


def _browse(reader: Reader) -> dict[str, str]:
    return {
        "browse": reader.t("Browse"),
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


def search_words(reader: Reader) -> SearchWords:
    """What the script says, in the reader's language."""
    return SearchWords(
        found=reader.plurals("{count} record found", "{count} records found"),
        partly=reader.plurals(
            "No record has all of these words. {count} record has some.",
            "No record has all of these words. {count} records have some.",
        ),
        nothing=reader.t("Nothing found. Try fewer words or another spelling."),
        also=reader.t("Also in the text: {words}"),
        read=reader.t("Read as: {words}."),
    )


def search_labels(reader: Reader) -> SearchLabels:
    """What the form says, in the reader's language."""
    return SearchLabels(
        field=reader.t("What are you looking for?"),
        button=reader.t("Search"),
        hint=reader.t(
            "A name, a word, a day or a number; the last word may be unfinished. For example:"
        ),
        examples=[reader.t("Zhanaozen"), reader.t("shutdown"), reader.t("5 January"), "238"],
        narrow=reader.t("Narrow down"),
        every=reader.t("all"),
        days=reader.t("Date"),
        since=reader.t("from"),
        until=reader.t("until"),
        clear=reader.t("Clear the filter"),
        order=reader.t("Order"),
        orders={
            "": reader.t("best first"),
            "early": reader.t("earliest first"),
            "late": reader.t("latest first"),
        },
        spread=reader.t("By day, January 2022"),
        more=reader.t("More"),
        failed=reader.t("The index could not be loaded."),
        no_script=reader.t(
            "Search needs JavaScript. Without it, everything can be reached from these lists."
        ),
        browse=reader.t("Browse instead"),
    )
