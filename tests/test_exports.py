"""Every export holds the same records, and other people's programs open them."""

import json
import re
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from frictionless import Package

from builder.corpus import Corpus
from builder.derive.tables import TABLES
from builder.export.files import exports
from builder.export.parquet_files import written
from builder.i18n import LANGUAGES, translations
from builder.project import Settings
from builder.render.dictionary import TYPES
from tests.small import archive, change, corpus
from tests.unpacked import database, of_csv, of_parquet

Made = dict[str, bytes]
ANCHOR = re.compile(r"\[#([a-z0-9-]+)\]")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The invented archive; one title is what a spreadsheet would run."""
    root = archive(tmp_path_factory.mktemp("exports"))
    change(root, "entries/sources/daily-2022-01-08.yaml", "title: ", "title: =1+")
    return corpus(root)


@pytest.fixture(scope="module")
def made(small: Corpus) -> Made:
    return dict(exports(small))


@pytest.fixture(scope="module")
def folder(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as a reader has them after a download."""
    root = tmp_path_factory.mktemp("made")
    for path, data in made.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root / "data"


def test_every_format_has_the_same_records(small: Corpus, made: Made) -> None:
    ids = sorted(small.records)
    kinds = json.loads(made["data/archive.json"])["records"]
    lines = made["data/archive.jsonl"].decode().splitlines()
    graph = json.loads(made["data/archive.jsonld"])["@graph"]
    assert sorted(one["id"] for records in kinds.values() for one in records) == ids
    assert sorted(json.loads(line)["id"] for line in lines) == ids
    assert sorted(row["id"] for row in of_csv(made, "records")) == ids
    assert sorted(row["id"] for row in of_parquet(made["data/parquet/records.parquet"])) == ids
    assert sorted(n["identifier"] for n in graph if "#" not in n.get("identifier", "#")) == ids
    assert ids == sorted(
        row["id"] for row in database(made["data/archive.sqlite"]).execute("SELECT id FROM records")
    )
    for language in LANGUAGES:
        text = made[f"data/archive.{language}.txt"].decode()
        assert sorted(re.findall(r"^\[([a-z0-9-]+)\]$", text, re.MULTILINE)) == ids


def test_every_format_has_the_same_claims(small: Corpus, made: Made) -> None:
    refs = sorted(small.claims)
    graph = json.loads(made["data/archive.jsonld"])["@graph"]
    lines = [json.loads(line) for line in made["data/archive.jsonl"].decode().splitlines()]
    whole = (f"{one['id']}#{claim['id']}" for one in lines for claim in one.get("claims", ()))
    assert sorted(whole) == refs
    assert sorted(row["claim"] for row in of_csv(made, "claims")) == refs
    assert sorted(n["identifier"] for n in graph if "#" in n.get("identifier", "")) == refs
    for language in LANGUAGES:
        found = ANCHOR.findall(made[f"data/archive.{language}.txt"].decode())
        assert sorted(found) == sorted(ref.partition("#")[2] for ref in refs)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_same_cells_in_every_format(made: Made, name: str) -> None:
    opened = database(made["data/archive.sqlite"])
    rows = [dict(row) for row in opened.execute(f'SELECT * FROM "{name}"')]
    columns = of_parquet(made[f"data/parquet/{name}.parquet"])
    assert columns == rows
    cells = [{key: _written(cell) for key, cell in row.items()} for row in columns]
    assert [{k: _number(v) for k, v in row.items()} for row in of_csv(made, name)] == cells


def _written(cell: object) -> str:
    """A cell as CSV has it; 17.0 and 17 are one number."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else _number(str(cell))


def _number(text: str) -> str:
    return text.removesuffix(".0") if re.fullmatch(r"-?[0-9]+\.0", text) else text


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(made: Made) -> None:
    assert b",'=1+" in made["data/sources.csv"]


def test_all_exports_are_the_same_twice(small: Corpus, made: Made) -> None:
    again = dict(exports(small))
    assert [path for path in made if made[path] != again[path]] == []
    assert made.keys() == again.keys()


def test_sqlite_is_sound_and_carries_no_version_of_the_program(made: Made) -> None:
    data = made["data/archive.sqlite"]
    opened = database(data)
    assert [tuple(row) for row in opened.execute("PRAGMA integrity_check")] == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (data[24:28], data[92:96], data[96:100]) == (b"\0\0\0\1", b"\0\0\0\1", bytes(4))


@pytest.mark.parametrize(
    ("language", "words"), [("en", "storms"), ("ru", "буря"), ("kk", "Тасбұлақ*")]
)
def test_sqlite_finds_words_in_each_language(made: Made, language: str, words: str) -> None:
    asked = json.loads(made["data/datasette.json"])["databases"]["archive"]["queries"]
    opened = database(made["data/archive.sqlite"])
    found = opened.execute(asked[f"find_{language}"]["sql"], {"words": words}).fetchall()
    assert "storm" in [row["id"] for row in found]


def test_datasette_is_told_of_every_table_and_column(made: Made) -> None:
    words = json.loads(made["data/datasette.json"])["databases"]["archive"]["tables"]
    opened = database(made["data/archive.sqlite"])
    for name in TABLES:
        columns = [row["name"] for row in opened.execute(f'PRAGMA table_info("{name}")')]
        assert list(words[name]["columns"]) == sorted(columns)


def test_frictionless_finds_the_package_sound(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_finds_a_row_that_names_no_record(folder: Path, tmp_path: Path) -> None:
    whole = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    two = [one for one in whole["resources"] if one["name"] in ("records", "topics")]
    for one in two:
        del one["hash"], one["bytes"]
        (tmp_path / one["path"]).write_bytes((folder / one["path"]).read_bytes())
    with (tmp_path / "topics.csv").open("ab") as file:
        file.write(b"nowhere,media\r\n")
    (tmp_path / "datapackage.json").write_text(json.dumps(whole | {"resources": two}))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "rowNumber"]) == [["foreign-key", 6]]


def test_duckdb_reads_parquet_and_csv_alike(folder: Path) -> None:
    asked = "SELECT count(*), sum(min), count(DISTINCT record) FROM '{}'"
    columns = duckdb.sql(asked.format(folder / "parquet" / "claims.parquet")).fetchall()
    assert columns == duckdb.sql(asked.format(folder / "claims.csv")).fetchall()
    typed = duckdb.sql(f"DESCRIBE SELECT * FROM '{folder / 'parquet' / 'claims.parquet'}'")
    assert {"min": "DOUBLE", "contested": "BOOLEAN", "origins": "BIGINT"}.items() <= {
        row[0]: row[1] for row in typed.fetchall()
    }.items()


def test_points_are_no_finer_than_the_place_is_known(made: Made) -> None:
    features = json.loads(made["data/places.geojson"])["features"]
    found = {one["id"]: one["geometry"] for one in features}
    assert found["tasbulak"] == {"type": "Point", "coordinates": [77.05, 44.85]}
    assert found["tasbulak-square"]["coordinates"] == [77.0533, 44.8519]
    assert found["mangystau"]["type"] in ("Polygon", "MultiPolygon")
    assert (found["kazakhstan"], found["tasbulak-library"]) == (None, None)


def test_events_stand_at_each_of_their_places(made: Made) -> None:
    features = json.loads(made["data/events.geojson"])["features"]
    (storm,) = (one for one in features if one["id"] == "storm@tasbulak")
    assert storm["geometry"]["coordinates"] == [77.05, 44.85]
    assert (storm["properties"]["precision"], storm["properties"]["radius_km"]) == ("city", 4.5)
    wide = [one for one in features if one["properties"]["precision"] in ("region", "country")]
    assert {one["geometry"] for one in wide} <= {None}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_table_and_column_is_told_in_three_languages(language: str) -> None:
    told = translations(language)  # type: ignore[arg-type]  # one of the three
    tables = [table.about for table in TABLES.values()]
    columns = [column.about for table in TABLES.values() for column in table.columns]
    messages = {*tables, *columns, *TYPES.values()}
    assert [one for one in messages if told.gettext(one) == one] == []


def test_the_page_of_data_names_every_file(small_site: Path) -> None:
    page = (small_site / "data" / "index.html").read_text(encoding="utf-8")
    files = [path for path in (small_site / "data").rglob("*") if path.is_file()]
    paths = [path.relative_to(small_site / "data").as_posix() for path in files]
    own = [path for path in paths if not path.startswith("releases/")]
    unnamed = [path for path in own if f'href="{path}"' not in page]
    assert set(unnamed) <= {"index.html", "dictionary/index.html"}


def test_plain_text_fits_a_page_of_a_pager(made: Made) -> None:
    for language in LANGUAGES:
        lines = made[f"data/archive.{language}.txt"].decode().splitlines()
        assert [line for line in lines if len(line) > 78 and " " in line.strip()] == []


def test_plain_text_says_who_and_when_and_where_in_the_source(made: Made) -> None:
    text = made["data/archive.en.txt"].decode()
    start = text.index("* Snow fell from about 17:00")
    assert text[start : text.index("* The sky", start)] == (
        "* Snow fell from about 17:00 and closed the only road for 20 hours.\n"
        "[#snow-fell]\n"
        "  Said by: Tasbulak Herald, Snow Relief, 6 January 2022 (one origin;\n"
        "  contested)\n"
        "    - Вестник Тасбулака, 6 January 2022, 09:30 (UTC+6), para 2\n"
        "    [herald-2022-01-06]\n"
        "    - Steppe Mirror, 7 January 2022 “closed the only road” [mirror-2022-01-07]\n"
        "  Both reports rest on one text.\n\n"
    )


def test_the_plain_text_of_the_real_archive_stays_small(site: Path) -> None:
    sizes = [(site / "data" / f"archive.{language}.txt").stat().st_size for language in LANGUAGES]
    assert 100_000 < min(sizes) <= max(sizes) < 5_000_000


def test_addresses_are_whole_only_when_the_archive_has_one(small: Corpus, made: Made) -> None:
    assert "(data/archive.en.txt)" in made["llms.txt"].decode()
    assert "homepage" not in json.loads(made["data/datapackage.json"])
    known = dict(exports(small, Settings(site_address="https://archive.example.org/")))
    assert "(https://archive.example.org/data/archive.en.txt)" in known["llms.txt"].decode()
    assert json.loads(known["data/datapackage.json"])["homepage"] == "https://archive.example.org/"


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "empty.parquet"
    file.write_bytes(written(TABLES["departed"], ()))
    assert duckdb.from_parquet(str(file)).columns[:2] == ["id", "kind"]


def test_a_record_that_left_stays_as_a_line(made: Made) -> None:
    found = [(row["id"], row["status"], row["merged_into"]) for row in of_csv(made, "departed")]
    assert found == [
        ("old-weather-club", "withdrawn", ""),
        ("p-5h6j7k", "redacted", ""),
        ("storm-again", "merged", "storm"),
    ]


def test_a_parquet_file_says_nothing_of_the_library(made: Made) -> None:
    data = made["data/parquet/records.parquet"]
    assert BytesIO(data).read(4) == b"PAR1"
    assert b"parquet-rs" not in data
