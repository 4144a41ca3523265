"""The page of all data files, with what each holds and how large it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.corpus import Corpus
from builder.derive.tables import TABLES
from builder.derive.tables.questions import FIGURES_ON, KNOWN_ON
from builder.i18n import LANGUAGES
from builder.links import LinkStyle
from builder.model.kinds import KINDS
from builder.project import Settings
from builder.render.dictionary import dictionary_page
from builder.render.linked import script
from builder.render.linked.terms import CONTEXT, Node
from builder.render.page import Page
from builder.render.reader import UNSET, Reader
from builder.render.templates import fill

OPENED = (
    ("Datasette", "datasette archive.sqlite -m datasette.json"),
    ("DuckDB", "duckdb -c \"SELECT status, count(*) FROM 'parquet/claims.parquet' GROUP BY 1\""),
    ("Frictionless", "frictionless validate datapackage.json"),
    ("GeoPandas", 'geopandas.read_file("events.geojson")'),
    ("PyLD", 'jsonld.expand(json.load(open("archive.jsonld")), {"base": address})'),
    ("RDFLib", 'rdflib.Graph().parse("archive.jsonld")'),
    ("less", "less archive.en.txt"),
)
"""Other people's programs that open the files, and what to type."""


@dataclass(frozen=True, slots=True)
class Download:
    """One file: its path below the site, what it holds, its size in words."""

    path: str
    about: str
    size: str


def downloads_page(
    corpus: Corpus,
    folder: Path,
    made: Mapping[str, bytes],
    style: LinkStyle = "site",
    settings: Settings = UNSET,
) -> Iterator[Page]:
    """The pages at `/data/` and `/data/dictionary/` in each language."""
    for language in LANGUAGES:
        reader = Reader(corpus, language, style=style, settings=settings)
        here = reader.at("data/")
        content = fill(
            folder,
            "data.html",
            here,
            whole=_files(here, made, _whole(here)),
            maps=_files(here, made, _maps(here)),
            kinds=_files(here, made, _kinds(here)),
            tables=[(table, *_forms(here, made, name)) for name, table in TABLES.items()],
            opened=OPENED,
            questions=(KNOWN_ON, FIGURES_ON),
        )
        about = here.t("Everything on this site, as files.")
        yield Page(language, here.path, here.t("Data"), about, content, head=_head(here, made))
        yield dictionary_page(reader, folder)


def _files(here: Reader, made: Mapping[str, bytes], about: Mapping[str, str]) -> list[Download]:
    """The files that this archive has, in the order of the list."""
    return [
        Download(path, text, here.number_of(len(made[path])))
        for path, text in about.items()
        if path in made
    ]


def _forms(here: Reader, made: Mapping[str, bytes], name: str) -> tuple[Download, ...]:
    """A table as CSV and as Parquet."""
    csv = f"data/{name}.csv"
    columns = f"data/parquet/{name}.parquet"
    return tuple(_files(here, made, {csv: "CSV", columns: "Parquet"}))


def _whole(here: Reader) -> dict[str, str]:
    texts = {
        f"data/archive.{language}.txt": here.t("plain text, to be read: {language}", language=name)
        for language, name in LANGUAGES.items()
    }
    return texts | {
        "data/archive.json": here.t("every record, whole, as JSON"),
        "data/archive.jsonl": here.t("the same, one record a line (JSON Lines)"),
        "data/archive.jsonld": here.t("linked data (JSON-LD): what there is, and who said what"),
        "data/archive.sqlite": here.t("all tables with keys and full-text search (SQLite)"),
        "data/datasette.json": here.t("words and questions for Datasette"),
        "data/datapackage.json": here.t("what the CSV tables are, with hashes (Frictionless)"),
        "data/ledger.jsonl": here.t(
            "every id and claim ever given, in the order in which they were entered"
        ),
        "data/records.bib": here.t("how to cite every record (BibTeX)"),
        "data/records.ris": here.t("the same for other reference managers (RIS)"),
        "data/records.csl.json": here.t("the same for citation processors (CSL-JSON)"),
        "data/README.md": here.t("the dictionary and how to ask, in English"),
    }


def _maps(here: Reader) -> dict[str, str]:
    return {
        "data/places.geojson": here.t("places, regions with their outlines"),
        "data/events.geojson": here.t("events and episodes, each at each of its places"),
    }


def _kinds(here: Reader) -> dict[str, str]:
    records = {
        f"data/{folder}.json": here.t(
            "every record of the kind: {kind}", kind=here.term("kind", model.kind)
        )
        for folder, model in KINDS.items()
    }
    schemas = {
        f"data/schema/{model.kind}.json": here.t(
            "JSON Schema of the kind, for editors: {kind}", kind=here.term("kind", model.kind)
        )
        for model in KINDS.values()
    }
    return records | schemas


def _head(here: Reader, made: Mapping[str, bytes]) -> str:
    """The data set as linked data, each file with its size; only where the address is known."""
    site = here.settings.site_address.rstrip("/")
    if not site:
        return ""
    files = [
        {"@type": "DataDownload", "contentUrl": {"@id": path}, "contentSize": f"{len(data)} B"}
        for path, data in sorted(made.items())
        if path.startswith("data/archive.")
    ]
    node: Node = {
        "@context": {"@base": f"{site}/", **CONTEXT},
        "@id": "data/",
        "@type": "Dataset",
        "name": {here.language: here.t("Qandy Qantar archive: all records")},
        "description": {here.language: here.t("Everything on this site, as files.")},
        "license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "distribution": files,
    }
    return str(script(node))
