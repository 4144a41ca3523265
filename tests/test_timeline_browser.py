"""The timeline in Chromium: filter, share, back, without script, from a folder, and to the map."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder import pipeline
from builder.derive.timeline import timeline
from tests.browser import chromium, served, tab
from tests.small_archive import small_archive

ROWS = "li.entry[data-kind]"
COUNT = ".filters [role=status]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented archive: ten entries, two regions."""
    root = small_archive(tmp_path_factory.mktemp("small"))
    pipeline.build(root, root / "site", jobs=1)
    return root / "site"


@pytest.fixture(scope="module")
def home(small: Path) -> Iterator[str]:
    with served(small) as address:
        yield address


@pytest.fixture(scope="module")
def real_home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def shown(page: Page) -> list[str]:
    """The records of the entries that are left, in order."""
    links = page.locator(f"{ROWS}:visible h3 a").evaluate_all("all => all.map(a => a.href)")
    return [link.split("/e/")[1].split("/")[0] for link in links]


# Filter


def test_a_filter_leaves_what_fits_and_counts_it(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/timeline/")
        expect(page.locator(COUNT)).to_have_text("10 of 10 entries")
        page.get_by_label("Kind").select_option("episode")
        expect(page.locator(COUNT)).to_have_text("3 of 10 entries")
        assert shown(page) == ["network-slow", "network-cut", "snow-alert"]
        page.get_by_label("Topic").select_option("shutdown")
        expect(page.locator(COUNT)).to_have_text("1 of 10 entries")
        assert page.url.endswith("/timeline/?kind=episode&topic=shutdown")
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_a_place_finds_what_lies_in_it_and_on_demand_what_is_around_it(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?place=mangystau")
        assert shown(page) == ["schools-closed", "snow-alert"]
        page.get_by_label("with what is about the region").check()
        assert shown(page) == ["network-slow", "schools-closed", "snow-alert"]
        assert page.url.endswith("?place=mangystau&around=1")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person=aidar-ulgiev", ["storm"]),
        ("grade=measured", ["network-slow", "network-cut"]),
        ("grade=contested", ["storm"]),
        ("language=ru&kind=event", ["storm"]),
        ("kind=law", ["emergency-law", "snow-decree"]),
    ],
)
def test_a_shared_address_shows_what_was_chosen(
    browser: Browser, home: str, query: str, expected: list[str]
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?{query}")
        assert shown(page) == expected


def test_a_filter_survives_reload_and_back(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        page.get_by_label("Kind").select_option("law")
        page.get_by_label("Kind").select_option("event")
        page.reload()
        expect(page.get_by_label("Kind")).to_have_value("event")
        page.locator(f"{ROWS}:visible h3 a").first.click()
        page.go_back()
        assert shown(page) == ["storm", "schools-closed"]
        page.go_back()
        expect(page.locator(COUNT)).to_have_text("2 of 10 entries")
        assert shown(page) == ["emergency-law", "snow-decree"]
        page.go_back()
        expect(page.locator(COUNT)).to_have_text("10 of 10 entries")


def test_days_without_entries_go_and_so_do_the_ways_to_them(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?kind=law")
        assert page.locator("section.day:visible h2").all_inner_texts() == [
            "2003 1 / 1", "Wednesday, 5 January 2022 1 / 4",
        ]  # fmt: skip
        assert page.locator(".jump a:visible").all_inner_texts() == ["2003", "5"]


def test_nothing_found_is_said_and_clearing_brings_all_back(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?kind=law&topic=injuries")
        expect(page.locator(COUNT)).to_have_text("Nothing matches all of this. 0 of 10 entries")
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(COUNT)).to_have_text("10 of 10 entries")
        expect(page.locator(".filters summary")).to_be_focused()
        assert page.url.endswith("/timeline/")


def test_an_unknown_or_hostile_word_in_the_address_is_not_a_filter(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/timeline/?kind=%3Cimg+src%3Dx%3E&place=nowhere")
        expect(page.locator(COUNT)).to_have_text("10 of 10 entries")
    assert heard.messages == []


def test_the_filter_works_by_key(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        page.get_by_label("Kind").focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator(COUNT)).to_have_text("2 of 10 entries")
        page.get_by_role("button", name="Clear the filter").focus()
        page.keyboard.press("Enter")
        expect(page.locator(COUNT)).to_have_text("10 of 10 entries")


@pytest.mark.parametrize(
    ("language", "count"), [("ru", "3 из 10 записей"), ("kk", "10 жазбаның 3")]
)
def test_the_filter_goes_along_to_another_language(
    browser: Browser, home: str, language: str, count: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?kind=episode")
        page.locator(f".languages a[lang={language}]").click()
        expect(page.locator(COUNT)).to_have_text(count)
        assert page.url.endswith(f"/{language}/timeline/?kind=episode")


def test_nothing_is_stored(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?kind=law")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.context.cookies() == []


# Map


def test_a_filter_goes_to_the_map_and_back(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/timeline/?kind=event&place=mangystau&grade=single")
        page.get_by_role("link", name="Show these on the map").click()
        assert page.url.endswith("/map/?kind=event&place=mangystau")
        expect(page.locator(COUNT)).to_have_text("1 of 6 records")
        expect(page.locator(".qq-bubble")).to_have_count(1)
        assert page.locator(".qq-place:visible h3 a").all_inner_texts() == ["Akkum"]
        page.get_by_role("link", name="Show these on the timeline").click()
        assert page.url.endswith("/timeline/?kind=event&place=mangystau")
        page.wait_for_load_state()
        assert shown(page) == ["schools-closed"]
    assert heard.messages == []


def test_the_map_filters_its_bubbles_and_clears(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?topic=court")
        expect(page.locator(COUNT)).to_have_text("1 of 6 records")
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(COUNT)).to_have_text("6 of 6 records")
        assert page.url.endswith("/map/")


# The real page


def test_the_list_is_whole_without_javascript(
    browser: Browser, real_home: str, real: pipeline.Checked
) -> None:
    entries = sum(len(group.entries) for group in timeline(real.corpus))
    with tab(browser, javascript=False) as (page, heard):
        page.goto(f"{real_home}/timeline/")
        assert page.locator(f"{ROWS}:visible").count() == entries
        assert page.locator("form.filters").is_hidden()
        page.locator(".band-days a", has_text="6 January").click()
        assert page.url.endswith("#d2022-01-06")
    assert heard.messages == []


def test_a_day_of_the_band_leads_to_its_place_in_the_list(browser: Browser, real_home: str) -> None:
    with tab(browser, width=360) as (page, _):
        page.goto(f"{real_home}/timeline/")
        page.locator(".band-days a", has_text="7 January").focus()
        page.keyboard.press("Enter")
        top = page.locator("#d2022-01-07").bounding_box()
        assert top is not None
        assert -10 <= top["y"] <= 30


def test_hours_without_entries_show_only_while_nothing_is_filtered(
    browser: Browser, real_home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{real_home}/timeline/")
        gaps = page.locator(".entry--gap:visible").count()
        assert gaps > 20
        page.get_by_label("Kind").select_option("event")
        expect(page.locator(".entry--gap:visible")).to_have_count(0)
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(".entry--gap:visible")).to_have_count(gaps)


def test_the_band_counts_the_entries_that_are_left(browser: Browser, real_home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{real_home}/timeline/?place=aktau&kind=event")
        rests = page.locator(".band .rate__count").all_text_contents()
        whole = "li[data-from^='2022-01-0'].entry--whole:visible"
        assert sum(int(one or 0) for one in rests) == page.locator(whole).count() > 0


def test_the_timeline_works_from_a_folder(browser: Browser, site: Path) -> None:
    home = site.as_uri()
    with tab(browser) as (page, heard):
        page.goto(f"{home}/kk/timeline/index.html?place=almaty")
        every = page.locator(f"{ROWS}:visible").count()
        page.locator("#filter-topic").select_option("deaths")
        assert "topic=deaths" in page.url
        page.reload()
        assert 0 < page.locator(f"{ROWS}:visible").count() < every
    assert heard.messages == []
    assert heard.elsewhere(home) == []


@pytest.mark.parametrize("path", ["timeline/", "ru/timeline/", "kk/timeline/", "kk/map/"])
def test_a_small_phone_does_not_scroll_sideways(
    browser: Browser, real_home: str, path: str
) -> None:
    with tab(browser, width=320) as (page, heard):
        page.goto(f"{real_home}/{path}?place=almaty&topic=force")
        page.locator(".filters details").evaluate("box => box.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert heard.messages == []
