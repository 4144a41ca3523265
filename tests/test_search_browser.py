"""The search page in Chromium: every query of the table, from a server and from a folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, served, tab, write_page
from playwright.sync_api import Browser, Page, expect
from search_sample import LABELS, docs, queries

from builder.model.fold import query_words, stems
from builder.render.search import SCRIPTS, STYLES, search_files, search_page

TOLD = ".search__state[role]:not(:empty)"
SPELLINGS = (
    "Zhanaozen Жаңаөзенде Jańaózen Jan’ao’zen Нұр-Сұлтандағы Mańǵystaý наразылығы ШЫМКЕНТТЕ "
    "за́мок Alexander's emergencies İstanbul ﬁre ２０２２ 41-1 _x_ c++ 東京 Straße Ёлка щётки Qaraǵandy"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for language, labels in LABELS.items():
        browse = [("../timeline/", "Timeline")]
        write_page(
            folder,
            "search/" if language == "en" else f"{language}/search/",
            search_page(labels, language, action="index.html", browse=browse),
            files=search_files(docs(language), language, labels),
            scripts=SCRIPTS,
            styles=STYLES,
            language=language,
        )
    return folder


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def address(home: str, language: str = "en") -> str:
    return (
        f"{home}/search/index.html" if language == "en" else f"{home}/{language}/search/index.html"
    )


def found(page: Page, query: str) -> list[str]:
    """The records shown for a query, best first."""
    page.evaluate("document.querySelector('.search__state[role]').textContent = ''")
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.locator(TOLD).wait_for()
    links = page.locator(".result__title a").evaluate_all("all => all.map(a => a.href)")
    return [link.rstrip("/").rsplit("/", 1)[1] for link in links]


@pytest.mark.parametrize("language", LABELS)
def test_every_query_finds_its_record_first_or_nearly(
    browser: Browser, home: str, language: str
) -> None:
    asked = [query for query in queries() if query.page == language]
    with tab(browser) as (page, heard):
        page.goto(address(home, language))
        missed = [q for q in asked if q.finds not in found(page, q.query)[:3]]
    assert missed == []
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_the_script_folds_as_python_does(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{address(home)}?q=x")
        page.locator(TOLD).wait_for()
        folded = page.evaluate(
            """async text => {
              const script = document.createElement("script");
              const tables = await new Promise(done => {
                window.qqSearch = {manifest: m => done(m.fold)};
                script.src = "../assets/search/en/manifest.js";
                document.head.append(script);
              });
              const folder = window.qqFold(tables);
              return JSON.stringify(folder.queryWords(text).map(word => folder.stems(word)));
            }""",
            SPELLINGS,
        )
    assert json.loads(folded) == [stems(word) for word in query_words(SPELLINGS)]


def test_search_works_from_a_folder(browser: Browser, site: Path) -> None:
    home = site.as_uri()
    with tab(browser) as (page, heard):
        page.goto(f"{address(home)}?q=Жаңаөзен")
        page.wait_for_selector(".result mark")
        assert page.locator(".result__title mark").inner_text() == "Zhanaozen"
        page.fill("#q", "Караганде")
        expect(page.locator(".result__title")).to_have_text("A trial opens in Karaganda")
        assert "q=%D0%9A" in page.url
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_a_query_loads_only_its_own_files(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(address(home))
        assert not [url for url in heard.requests if "/search/en/" in url]
        assert found(page, "Zhanaozen") == ["zhanaozen-rally"]
        loaded = [url.rsplit("/", 1)[1].split("?")[0] for url in heard.requests if "/en/" in url]
    assert loaded == ["manifest.js", "t0.js", "d0.js"]


def test_words_found_only_among_the_names_are_told(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{address(home)}?q=Чимкент")
        page.wait_for_selector(".result")
        assert page.locator(".result__also").inner_text() == "Also in the text: Чимкент"
        assert page.locator(TOLD).inner_text() == "1 record"


def test_a_record_is_found_by_its_place_and_the_place_is_marked(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{address(home)}?q=troops+Almaty")
        expect(page.locator(".result__about mark")).to_have_text("Almaty")


def test_some_words_are_enough_when_no_record_has_all(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{address(home)}?q=curfew+prison")
        page.wait_for_selector(".result")
        told = page.locator(TOLD).inner_text()
    assert told == "No record has all of these words. 2 records have some of them."


def test_a_query_is_shown_as_text_when_it_is_hostile(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{address(home)}?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+Zhanaozen")
        page.wait_for_selector(".result")
        assert page.locator("main img").count() == 0
    assert heard.messages == []


def test_ways_in_are_offered_without_javascript(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False) as (page, _):
        page.goto(address(home))
        assert page.locator("form").is_hidden()
        assert page.locator("noscript p").is_visible()
        assert page.get_by_role("link", name="Timeline").is_visible()


def test_a_missing_index_is_told(browser: Browser, tmp_path: Path) -> None:
    write_page(
        tmp_path, "search/", search_page(LABELS["en"], "en", action="./", browse=[]),
        files={}, scripts=SCRIPTS, styles=STYLES, language="en",
    )  # fmt: skip
    with tab(browser) as (page, _):
        page.goto(f"{tmp_path.as_uri()}/search/index.html?q=x")
        page.locator(TOLD).wait_for()
        told = page.locator(TOLD).inner_text()
    assert told == "The search index could not be read."
