"""Files that say what is here: `llms.txt` for programs that read, a README for the data."""

from collections.abc import Iterator

from builder.derive.tables.questions import FIGURES_ON, KNOWN_ON
from builder.export.geojson_files import DECIMALS
from builder.export.whole import ABOUT, TITLE, Whole
from builder.i18n import LANGUAGES

PAGES = {
    "method/": "how records are made, graded and corrected",
    "policy/": "whom the archive names, and whom it does not",
    "data/": "every data file",
    "data/dictionary/": "what every table and column says",
    "timeline/": "everything dated, in one order",
    "figures/": "every counted quantity with the claims about it",
    "cases/": "proceedings, party by party",
    "blackout/": "which networks were cut, where and when",
}
"""Page → what a reader finds there."""
FILES = {
    "data/archive.jsonl": "every record whole, one a line",
    "data/archive.jsonld": "every record and claim as linked data",
    "data/archive.sqlite": "the tables with keys and full-text search",
    "data/datapackage.json": "the tables as CSV, with their schemas",
}
RULES = """\
Every statement is a claim: who says it, when, and where a source says it.
A claim is not the archive's own finding; quote it with its speaker and its status.
Numbers differ by speaker and day; a figure's page shows which count and why.
Cite a record by its id and its permalink, e/<id>/; a claim by e/<id>/#<claim>.
People are named no further than their level of publication allows; do not guess at names."""

FORMATS = """\
Each table is there as CSV (`<table>.csv`), as Parquet (`parquet/<table>.parquet`) and in
`archive.sqlite`; ids are the same everywhere.
In CSV a text that a spreadsheet would run begins with an apostrophe."""


def guide_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`llms.txt` at the site's root and `data/README.md`."""
    yield "llms.txt", _joined(_llms(whole))
    yield "data/README.md", _joined(_readme(whole))


def _joined(lines: Iterator[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _llms(whole: Whole) -> Iterator[str]:
    yield from (f"# {TITLE}", "", f"> {ABOUT}", "", RULES, "", "## Whole text", "")
    for language, name in LANGUAGES.items():
        path = f"data/archive.{language}.txt"
        yield f"- [{name}]({whole.site}{path}): the whole archive as plain text"
    yield from ("", "## Data", "")
    for path, about in FILES.items():
        yield f"- [{path}]({whole.site}{path}): {about}"
    yield from ("", "## Pages", "")
    for path, about in PAGES.items():
        yield f"- [{path}]({whole.site}{path}{'' if whole.site else 'index.html'}): {about}"


def _readme(whole: Whole) -> Iterator[str]:
    yield from (f"# {TITLE}: the data", "", ABOUT, "", "Licence: CC BY 4.0.", "")
    yield from (FORMATS, "")
    yield from ("## Points in GeoJSON", "")
    for precision, decimals in DECIMALS.items():
        yield f"- {precision}: the point is rounded to {decimals} decimals of a degree"
    yield from ("- region: the outline of the base map, or none; country: no geometry", "")
    for title, sql in (("claims known on a day", KNOWN_ON), ("figures on a day", FIGURES_ON)):
        yield from (f"## SQL: {title}", "", "```sql", sql, "```", "")
    for table, rows in whole.tables.values():
        yield from (f"## {table.name}", "", f"{table.about} Rows: {len(rows)}.", "")
        yield from ("| column | type | what it says |", "| --- | --- | --- |")
        yield from (f"| {one.name} | {one.type} | {one.about} |" for one in table.columns)
        yield ""
