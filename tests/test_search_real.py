"""The table of queries over the real records: recall at 5, and the bytes that a query reads."""

import gzip
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import THEME, chromium, served, tab
from playwright.sync_api import Browser
from search_sample import queries

from builder.i18n import LANGUAGES, Language
from builder.pipeline import Checked
from builder.render.reader import Reader
from builder.render.search import search_files
from builder.render.search_page import SCRIPTS, search_words
from builder.render.searching import search_docs

ENGINE = [path for path in SCRIPTS if not path.endswith("/search.js")]
MISSES = 2
"""Queries of one language that new records may push out; one more is the search's own fault."""
ASK = """async ([home, queries]) => {
  await qqFind.open(home);
  const told = [];
  for (const query of queries) {
    const hits = (await qqFind.find(query)).hits.slice(0, 5);
    told.push((await qqShards.tell(hits)).map(row => row[0].split("/").at(-2)));
  }
  return told;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(real: Checked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three indexes of the real records, and a page of each with the scripts that read it."""
    out = tmp_path_factory.mktemp("real-search")
    files = {path[1:]: (THEME.parent / path[1:]).read_bytes() for path in ENGINE}
    tags = "".join(f'<script src="{path[1:]}"></script>' for path in ENGINE)
    for language in LANGUAGES:
        reader = Reader(real.corpus, language).at("search/")
        files |= search_files(search_docs(reader), language, search_words(reader))
        files[f"{language}.html"] = f'<!doctype html><meta charset="utf-8">{tags}'.encode()
    for path, data in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
    return out


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_query_of_the_table_finds_what_it_names_among_the_first_five(
    browser: Browser, folder: Path, language: Language
) -> None:
    asked = [query for query in queries("real") if query.page == language]
    with served(folder) as home, tab(browser) as (page, _):
        page.goto(f"{home}/{language}.html")
        at = f"{home}/assets/search/{language}/"
        told = page.evaluate(ASK, [at, [query.query for query in asked]])
    missed = [
        (query.query, ids)
        for query, ids in zip(asked, told, strict=True)
        if not (set(ids) & set(query.finds.split()) or (query.finds == "-" and not ids))
    ]
    assert len(missed) <= MISSES, missed


def test_a_query_reads_few_bytes(browser: Browser, folder: Path) -> None:
    read = []
    with served(folder) as home:
        for query in [one for one in queries("real") if one.page == "ru"][::6]:
            with tab(browser) as (page, heard):
                page.goto(f"{home}/ru.html")
                page.evaluate(ASK, [f"{home}/assets/search/ru/", [query.query]])
                names = [url.removeprefix(f"{home}/").split("?")[0] for url in heard.requests]
            loaded = [folder / name for name in names if name.startswith("assets/search/")]
            read.append(sum(len(gzip.compress(path.read_bytes(), 6)) for path in loaded))
    assert statistics.median(read) < 15_000
    assert max(read) < 40_000
