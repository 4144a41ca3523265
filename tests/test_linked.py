"""Linked data: nothing is fetched to read them, no term is lost, nobody is named beyond their level."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from playwright.sync_api import Browser
from pyld import jsonld

from builder.corpus import Corpus
from builder.derive.tables import TABLES
from builder.export.files import exports
from builder.i18n import LANGUAGES
from builder.model.kinds import KINDS
from builder.project import Settings
from builder.render.downloads import downloads_page
from builder.render.linked import linked, script
from builder.render.reader import Reader
from tests.browser import chromium, served, tab
from tests.small import archive, change, corpus
from tests.small_archive import ROOT

BASE = "https://archive.example.org/data/archive.jsonld"
TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SCHEMA, PROV = "https://schema.org/", "http://www.w3.org/ns/prov#"
CLAIMS = """
SELECT ?claim ?source WHERE {
  ?claim a <https://schema.org/Claim>, prov:Entity ;
         prov:wasAttributedTo <https://archive.example.org/e/aidar-ulgiev/> ;
         prov:wasDerivedFrom ?source .
} ORDER BY ?claim
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The invented archive; one claim was said at a known minute."""
    root = archive(tmp_path_factory.mktemp("linked"))
    change(root, "entries/figures/injured.yaml", "2022-01-07 18:00", "2022-01-07 18:00 Asia/Almaty")
    return corpus(root)


@pytest.fixture(scope="module")
def whole(small: Corpus) -> bytes:
    return dict(exports(small))["data/archive.jsonld"]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(address: str, *_: object) -> None:
        raise AssertionError(f"{address} would be fetched")

    monkeypatch.setattr(jsonld, "_default_document_loader", refuse)


def terms(node: object) -> Iterator[str]:
    """Every term used below a node, in full."""
    if isinstance(node, list):
        for one in node:
            yield from terms(one)
    elif isinstance(node, dict):
        for key, value in node.items():
            if not key.startswith("@"):
                yield key
            yield from terms(value)


def test_no_term_is_lost_and_nothing_is_fetched(whole: bytes) -> None:
    data = json.loads(whole)
    used = {term for term in terms(data["@graph"]) if term not in (*LANGUAGES, "de")}
    prefixes = {"prov": PROV, "cito": data["@context"]["cito"]}
    full = {
        prefixes[term.split(":")[0]] + term.split(":")[1] if ":" in term else SCHEMA + term
        for term in used
    }
    assert set(terms(jsonld.expand(data, {"base": BASE}))) == full
    assert len(full) > 30


def test_rdflib_finds_who_said_what_from_what(whole: bytes) -> None:
    found = rdflib.Graph().parse(data=whole, format="json-ld", publicID=BASE)
    rows = found.query(CLAIMS, initNs={"prov": PROV})
    assert [tuple(str(cell).removeprefix("https://archive.example.org/e/") for cell in row)
            for row in rows] == [
        ("injured/#health-march", "court-2023-06/"),
        ("storm/#clear-sky", "mirror-2022-01-07/"),
    ]  # fmt: skip


def test_a_moment_is_given_only_where_the_minute_is_known(whole: bytes) -> None:
    graph = json.loads(whole)["@graph"]
    timed = {n["@id"]: n["prov:generatedAtTime"] for n in graph if "prov:generatedAtTime" in n}
    assert {id: moment["@value"] for id, moment in timed.items()} == {
        "e/injured/#hall-164": "2022-01-07T12:00:00Z",
        "e/network-cut/#fell-to-zero": "2022-01-05T10:50:00Z",
    }


def test_every_kind_is_a_thing_of_schema_org(small: Corpus, whole: bytes) -> None:
    graph = {node["@id"]: node["@type"] for node in json.loads(whole)["@graph"]}
    kinds = {record.kind: graph[f"e/{record.id}/"] for record in small.records.values()}
    assert kinds.keys() == {model.kind for model in KINDS.values()}
    assert (kinds["law"], kinds["place"], kinds["figure"]) == ("Legislation", "Place", "Dataset")


def test_nobody_below_full_publication_has_a_name(whole: bytes) -> None:
    graph = {node["@id"]: node for node in json.loads(whole)["@graph"]}
    assert "name" in graph["e/aidar-ulgiev/"]
    hidden = [node for id, node in graph.items() if id.startswith("e/p-") and "#" not in id]
    levels = [node["additionalProperty"]["value"] for node in hidden]
    assert sorted(levels) == ["initials", "role", "withheld"]
    shown = [node for node in hidden if "name" in node]
    assert [node["additionalProperty"]["value"] for node in shown] == ["initials"]


@pytest.mark.parametrize(
    ("address", "base"),
    [("", "../../../"), ("https://archive.example.org", "https://archive.example.org/")],
)
def test_a_page_carries_its_record_in_its_language(small: Corpus, address: str, base: str) -> None:
    reader = Reader(small, "ru", settings=Settings(site_address=address)).at("e/storm/")
    data = json.loads(BLOCK.findall(linked(reader, small.records["storm"]))[0])
    assert data["@context"]["@base"] == base
    assert data["name"] == {"ru": "Снежная буря доходит до Тасбулака, 5 января 2022 года"}
    assert [claim["@id"] for claim in data["subjectOf"]] == [
        "e/storm/#snow-fell",
        "e/storm/#clear-sky",
    ]


def test_what_a_page_carries_is_true_of_the_whole(small: Corpus, whole: bytes) -> None:
    full = {node["@id"]: node for node in json.loads(whole)["@graph"]}
    for record in small.records.values():
        block = linked(Reader(small, "en").at(f"e/{record.id}/"), record)
        for claim in json.loads(BLOCK.findall(block)[0]).get("subjectOf", ()):
            assert claim.items() <= full[claim["@id"]].items()


def test_each_record_has_a_file_of_its_own(small: Corpus, whole: bytes) -> None:
    found = [json.loads(data)["@graph"] for path, data in exports(small) if is_own(path)]
    assert [node for graph in found for node in graph] == json.loads(whole)["@graph"][1:]


def is_own(path: str) -> bool:
    return path.startswith("e/") and path.endswith(".jsonld")


def test_no_text_can_end_the_block() -> None:
    hostile = {"name": {"en": "</script><script>alert(1)</script><!-- & -->"}}
    (inner,) = BLOCK.findall(script(hostile))
    assert "<" not in inner
    assert json.loads(inner) == hostile


@pytest.mark.parametrize(("address", "found"), [("", 0), ("https://archive.example.org/", 1)])
def test_the_page_of_data_is_a_data_set_once_the_address_is_known(
    small: Corpus, address: str, found: int
) -> None:
    made, settings = {"data/archive.json": b"{}"}, Settings(site_address=address)
    pages = downloads_page(small, TEMPLATES, with_tables(made), settings=settings)
    blocks = [json.loads(block) for block in BLOCK.findall(next(iter(pages)).head)]
    assert len(blocks) == found
    for block in blocks:
        assert block["distribution"][0]["contentUrl"] == {"@id": "data/archive.json"}


def with_tables(made: dict[str, bytes]) -> dict[str, bytes]:
    """The page tells of every table, so each must be there."""
    csv = {f"data/{name}.csv": b"" for name in TABLES}
    return made | csv | {f"data/parquet/{name}.parquet": b"" for name in TABLES}


def test_browsers_take_the_block_for_data(small_site: Path) -> None:
    with chromium() as browser, served(small_site) as home:
        _quiet(browser, f"{home}/e/storm/")


def _quiet(browser: Browser, address: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(address)
        text = page.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(text or "")["identifier"] == "storm"
        assert heard.messages == []
