"""The search page in Chromium: words, facets, days, the address; from a server and from a folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, served, tab, write_page
from playwright.sync_api import Browser, Page, expect
from search_sample import files, queries
from search_sample import page as search_page

from builder.i18n import LANGUAGES, Language
from builder.model.fold import query_words, stems
from builder.render.search_page import SCRIPTS, STYLES

COUNT = ".search__state:not(:empty)"
SPELLINGS = (
    "Zhanaozen Жаңаөзенде Jańaózen Jan’ao’zen Нұр-Сұлтандағы Mańǵystaý наразылығы ШЫМКЕНТТЕ "
    "за́мок Alexander's emergencies İstanbul ﬁre ２０２２ 41-1 _x_ c++ 東京 Straße Ёлка щётки Qaraǵandy "
    "Токаевым 20 000 жаңаөзендіктер Rouzakhounov"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for language in LANGUAGES:
        write_page(
            folder,
            "search/" if language == "en" else f"{language}/search/",
            search_page(language),
            files=files(language),
            scripts=SCRIPTS,
            styles=STYLES,
            language=language,
        )
    return folder


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def address(home: str, language: str = "en", asked: str = "") -> str:
    folder = "search" if language == "en" else f"{language}/search"
    return f"{home}/{folder}/index.html" + (f"#{asked}" if asked else "")


def found(page: Page, query: str) -> list[str]:
    """The records shown for a query, best first."""
    page.evaluate("document.querySelector('.search__state').textContent = ''")
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.locator(COUNT).wait_for()
    return shown(page)


def shown(page: Page) -> list[str]:
    links = page.locator(".result__title a").evaluate_all("all => all.map(a => a.href)")
    return [link.rstrip("/").rsplit("/", 1)[1] for link in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_query_finds_its_record_first_or_nearly(
    browser: Browser, home: str, language: Language
) -> None:
    asked = [query for query in queries("queries") if query.page == language]
    with tab(browser) as (page, heard):
        page.goto(address(home, language))
        missed = [q for q in asked if q.finds not in found(page, q.query)[:3]]
    assert missed == []
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_the_script_folds_as_python_does(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        folded = page.evaluate(
            """async text => {
              const index = await window.qqShards.open("../assets/search/en/");
              const folder = window.qqFold(index.fold);
              return JSON.stringify(folder.queryWords(text).map(word => folder.stems(word)));
            }""",
            SPELLINGS,
        )
    assert json.loads(folded) == [list(stems(word)) for word in query_words(SPELLINGS)]


def test_search_works_from_a_folder(browser: Browser, site: Path) -> None:
    home = site.as_uri()
    with tab(browser) as (page, heard):
        page.goto(address(home, asked="q=Жаңаөзен&kind=event"))
        expect(page.locator(".result__title mark")).to_have_text("Zhanaozen")
        page.get_by_label("event").uncheck()
        page.fill("#q", "Караганде")
        expect(page.locator(".result__title")).to_have_text("A trial opens in Karaganda")
        assert "#q=%D0%9A" in page.url
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_what_is_searched_reaches_no_server(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(address(home, asked="q=Zhanaozen&place=Zhanaozen"))
        page.wait_for_selector(".result")
        found(page, "Караганде")
    assert [url for url in heard.requests if "%" in url or "Zhanaozen" in url.split("#")[0]] == []


def test_an_old_address_is_moved_behind_the_number_sign(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/search/index.html?q=Zhanaozen")
        page.wait_for_selector(".result")
        assert page.url == address(home, asked="q=Zhanaozen")


def test_a_query_loads_only_its_own_files(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(address(home))
        assert not [url for url in heard.requests if "/search/en/" in url]
        assert found(page, "Zhanaozen") == ["zhanaozen-rally"]
        page.wait_for_load_state("networkidle")
        loaded = [url.rsplit("/", 1)[1].split("?")[0] for url in heard.requests if "/en/" in url]
    assert sorted(loaded) == ["d0.js", "f0.js", "manifest.js", "t0.js"]


def test_words_found_only_among_the_names_are_told(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=Чимкент"))
        page.wait_for_selector(".result")
        assert page.locator(".result__also").inner_text() == "Also in the text: Чимкент"
        assert page.locator(COUNT).inner_text() == "1 record found"


def test_a_record_is_found_by_its_place_and_the_place_is_marked(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=troops+Almaty"))
        expect(page.locator(".result__about mark")).to_have_text("Almaty")


def test_some_words_are_enough_when_no_record_has_all(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=curfew+prison"))
        page.wait_for_selector(".result")
        told = page.locator(COUNT).inner_text()
    assert told == "No record has all of these words. 2 records have some."


def test_a_query_on_the_wrong_keyboard_is_read_and_told(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=fkvfns"))
        page.wait_for_selector(".result")
        assert page.locator(COUNT).inner_text() == "Read as: алматы. 2 records found"


@pytest.mark.parametrize("day", ["2 January", "January 2nd", "2.01.2022", "2 января 2022 года",
                                 "2022 жылғы 2 қаңтар", "2-қаңтарда", "2022-01-02"])  # fmt: skip
def test_a_day_is_found_however_it_is_written(browser: Browser, home: str, day: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        assert found(page, day) == ["zhanaozen-rally"]


def test_a_day_without_records_finds_nothing(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        assert found(page, "14 March 2009") == []


def test_a_facet_narrows_down_and_the_others_are_counted(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=Almaty"))
        expect(page.locator(COUNT)).to_have_text("2 records found")
        assert page.locator("#facet-place option:not([hidden])").all_inner_texts() == [
            "all", "Almaty (2)",
        ]  # fmt: skip
        page.get_by_label("episode 1").check()
        expect(page.locator(COUNT)).to_have_text("1 record found")
        assert page.get_by_label("event 1").is_enabled()
        assert shown(page) == ["csto-deployment"]
        assert page.url == address(home, asked="q=Almaty&kind=episode")


def test_two_kinds_find_what_is_either(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="kind=law+figure"))
        page.wait_for_selector(".result")
        assert shown(page) == ["law-communications", "killed-total"]


def test_days_find_all_that_may_lie_within_them(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="from=2022-01-08&to=2022-01-14"))
        page.wait_for_selector(".result")
        assert shown(page) == ["nur-sultan-emergency", "shymkent-detentions"]
        assert page.locator(".spread__chosen").count() == 7


def test_the_order_may_be_turned(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="kind=event"))
        page.wait_for_selector(".result")
        first = shown(page)[0]
        page.get_by_label("Order").select_option("late")
        expect(page.locator(".result__title").first).to_have_text("Detentions in Shymkent")
        assert first == "zhanaozen-rally"


def test_back_returns_to_the_search_before_not_to_each_letter(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=Almaty"))
        expect(page.locator(COUNT)).to_have_text("2 records found")
        page.get_by_label("episode").check()
        expect(page.locator(COUNT)).to_have_text("1 record found")
        page.fill("#q", "")
        page.locator("#q").press_sequentially("prison", delay=250)
        expect(page.locator(".result__title")).to_have_count(0)
        page.go_back()
        expect(page.locator(".result__title")).to_have_text("CSTO troops arrive")
        assert page.get_by_label("episode").is_checked()
        page.go_back()
        expect(page.locator(COUNT)).to_have_text("2 records found")
        assert page.input_value("#q") == "Almaty"


def test_clearing_leaves_the_words_and_the_focus_near(browser: Browser, home: str) -> None:
    with tab(browser, width=1280) as (page, _):
        page.goto(address(home, asked="q=Almaty&kind=episode&from=2022-01-06"))
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(COUNT)).to_have_text("2 records found")
        assert page.url == address(home, asked="q=Almaty")
        expect(page.locator("summary")).to_be_focused()


def test_a_day_of_the_picture_is_chosen_and_left_again(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        page.locator(".spread__day").nth(7).click()
        page.wait_for_selector(".result")
        assert page.url == address(home, asked="from=2022-01-08&to=2022-01-08")
        page.locator(".spread__day").nth(7).click()
        expect(page.locator(".result")).to_have_count(0)
        assert page.url == address(home)


def test_the_count_is_announced_once_when_the_reader_pauses(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        page.evaluate(
            """() => {
              window.said = [];
              const status = document.querySelector("[role=status]");
              const note = () => window.said.push(status.textContent);
              new MutationObserver(note).observe(status, {childList: true});
            }"""
        )
        page.locator("#q").press_sequentially("Zhanaozen", delay=250)
        page.wait_for_timeout(1300)
        assert page.evaluate("window.said") == ["1 record found"]


def test_the_other_languages_are_led_to_with_the_same_search(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home))
        page.evaluate(
            """document.body.insertAdjacentHTML("afterbegin",
            '<div class="languages"><a href="../ru/search/index.html">ru</a></div>')"""
        )
        page.add_script_tag(url="../assets/js/search.js")
        page.fill("#q", "Zhanaozen")
        page.press("#q", "Enter")
        page.wait_for_selector(".result")
        assert page.locator(".languages a").get_attribute("href") == (
            address(home, "ru", asked="q=Zhanaozen")
        )


def test_a_place_in_the_page_is_not_read_as_a_search(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(address(home, asked="q=Almaty"))
        expect(page.locator(COUNT)).to_have_text("2 records found")
        page.evaluate("location.hash = 'browse'")
        assert page.input_value("#q") == "Almaty"
        expect(page.locator(".result")).to_have_count(2)


def test_a_query_is_shown_as_text_when_it_is_hostile(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(address(home, asked="q=%3Cimg%3E+Zhanaozen&kind=%22%3E&order=%3C"))
        page.wait_for_selector(".result")
        assert page.locator("main img").count() == 0
    assert heard.messages == []


def test_ways_in_are_offered_without_javascript(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False) as (page, _):
        page.goto(address(home))
        assert page.locator("form").is_hidden()
        assert page.locator("details").is_hidden()
        assert page.locator("noscript p").is_visible()
        assert page.locator(".browse").get_by_role("link", name="Timeline").is_visible()


def test_a_missing_index_is_told(browser: Browser, tmp_path: Path) -> None:
    write_page(
        tmp_path, "search/", search_page("en"),
        files={}, scripts=SCRIPTS, styles=STYLES, language="en",
    )  # fmt: skip
    with tab(browser) as (page, _):
        page.goto(address(tmp_path.as_uri(), asked="q=x"))
        page.locator(COUNT).wait_for()
        told = page.locator(COUNT).inner_text()
    assert told == "The index could not be loaded."
