"""Relative addresses between pages."""

import pytest

from builder.links import depth_of, file_of, href

CASES = [
    ("/", "/", "./", "index.html"),
    ("/", "/ru/", "ru/", "ru/index.html"),
    ("/e/stormed/", "/e/cut/", "../cut/", "../cut/index.html"),
    ("/e/stormed/", "/e/cut/#said", "../cut/#said", "../cut/index.html#said"),
    ("/e/stormed/", "/e/stormed/#said", "#said", "#said"),
    ("/e/stormed/", "/e/stormed/", "./", "index.html"),
    ("/e/stormed/v/2/", "/e/stormed/", "../../", "../../index.html"),
    ("/e/stormed/", "/e/stormed.json", "../stormed.json", "../stormed.json"),
    ("/ru/e/cut/", "/assets/qantar.css", *["../../../assets/qantar.css"] * 2),
    ("/kk/timeline/", "/timeline/", "../../timeline/", "../../timeline/index.html"),
    ("/map/", "/search/?q=a/b", "../search/?q=a/b", "../search/index.html?q=a/b"),
    ("/timeline/", "/", "../", "../index.html"),
]


@pytest.mark.parametrize(("here", "there", "site", "file"), CASES)
def test_href_names_the_way_when_in_either_style(
    here: str, there: str, site: str, file: str
) -> None:
    assert href(here, there, "site") == site
    assert href(here, there, "file") == file


def test_file_of_names_the_index_when_given_a_page() -> None:
    assert file_of("/") == "index.html"
    assert file_of("/ru/e/cut/") == "ru/e/cut/index.html"
    assert file_of("/e/cut.json") == "e/cut.json"


def test_depth_counts_folders_when_given_a_path() -> None:
    assert depth_of("/") == 0
    assert depth_of("/ru/e/cut/") == 3
