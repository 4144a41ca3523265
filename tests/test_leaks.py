"""Nobody below the level of publication stands in any file of the site, packed ones too."""

import gzip
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from small import change, put

from builder import pipeline
from tests.leaks import leaks
from tests.small_archive import small_archive

PEOPLE = {
    "p-7f3k2q": "Zhumagul Peregrinova",
    "p-9x2m4d": "Төлеген Қиялбаев",
    "p-4c8w1z": "Нурбике Выдуманная",
    "p-5h6j7k": "Orynbek Fablewood",
}
"""Invented people at each level below full, and one who was redacted."""
RECORDS = [
    "entries/cases/roof-case.yaml",
    "entries/events/storm.yaml",
    "entries/figures/injured.yaml",
]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose writers left names in comments, where no rule sees them."""
    root = small_archive(tmp_path_factory.mktemp("planted"))
    comment = "".join(f"# {name}\n" for name in PEOPLE.values())
    for path in [*(f"entries/people/{id}.yaml" for id in PEOPLE), *RECORDS]:
        put(root, path, comment + (root / path).read_text(encoding="utf-8"))
    return root


@pytest.mark.parametrize("links", ["site", "file"])
def test_no_output_carries_a_name_below_its_level(
    planted: Path, tmp_path: Path, links: str
) -> None:
    pipeline.build(planted, tmp_path / "out", links=links, jobs=1)  # type: ignore[arg-type]  # one of two words
    assert leaks(tmp_path / "out", PEOPLE.values()) == []


def test_a_name_in_a_text_is_found_wherever_it_comes_out(planted: Path, tmp_path: Path) -> None:
    root = shutil.copytree(planted, tmp_path / "root")
    change(root, "entries/events/storm.yaml", "en: A snow storm", "en: Orynbek Fablewood's storm")
    pipeline.build(root, tmp_path / "out", jobs=1)
    found = {name for name, _ in leaks(tmp_path / "out", ["orynbek fablewood"])}
    assert {"e/storm/index.html", "timeline/index.html", "data/events.json"} <= found
    whole = ("en.txt", "json", "jsonl", "jsonld", "sqlite!")
    assert {f"data/archive.{name}" for name in whole} <= found
    assert {"data/records.csv", "data/events.geojson", "data/parquet/records.parquet!"} <= found


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress("Төлеген Қиялбаев".encode()),
        json.dumps("Төлеген Қиялбаев").encode(),
        "%D0%A2%D3%A9%D0%BB%D0%B5%D0%B3%D0%B5%D0%BD%20Қиялбаев".encode(),
        "ТӨЛЕГЕН ҚИЯЛБАЕВ".encode(),
    ],
    ids=["gzip", "json", "address", "capitals"],
)
def test_a_name_is_found_however_it_is_packed(tmp_path: Path, packed: bytes) -> None:
    (tmp_path / "file").write_bytes(packed)
    assert [word for _, word in leaks(tmp_path, ["Төлеген Қиялбаев"])] == ["Төлеген Қиялбаев"]


def test_a_name_is_found_in_a_zip_and_in_a_file_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("inner/fablewood.txt", "nothing")
    assert leaks(tmp_path, ["Fablewood"]) == [
        ("a.zip", "Fablewood"),
        ("a.zip!inner/fablewood.txt", "Fablewood"),
    ]
