"""The map page in Chromium: from a server and from a folder, by mouse and by key, without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import chromium, served, tab, write_page
from map_sample import HOSTILE, LABELS, items
from playwright.sync_api import Browser, Page, expect

from builder.render.basemap import read_basemap
from builder.render.map import map_files

BUBBLE = ".qq-bubble[data-place=zhanaozen]"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for language, labels in LABELS.items():
        made = map_files(items(), language, labels, base=read_basemap())
        path = "map/" if language == "en" else f"{language}/map/"
        write_page(
            folder, path, made.content_html, files=made.files, scripts=made.scripts,
            styles=made.styles, language=language,
        )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def opened(page: Page, home: str, language: str = "en") -> None:
    path = "map" if language == "en" else f"{language}/map"
    page.goto(f"{home}/{path}/index.html")


@pytest.mark.parametrize("place", ["server", "folder"])
def test_the_map_is_drawn_and_asks_nobody_else(
    browser: Browser, home: str, site: Path, place: str
) -> None:
    start = home if place == "server" else site.as_uri()
    with tab(browser) as (page, heard):
        opened(page, start)
        page.locator(BUBBLE).wait_for()
        page.locator(".leaflet-control-zoom-in").click()
        page.locator(".leaflet-control-zoom-in").click()
        expect(page.locator(".qq-map-live path.qq-region")).to_have_count(16)
        assert page.locator(".qq-map-still").is_hidden()
    assert heard.messages == []
    assert heard.elsewhere(start) == []


def test_precision_is_drawn_as_what_it_is(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        opened(page, home)
        page.locator(BUBBLE).wait_for()
        assert page.locator(".qq-map-live path.qq-disc").count() == 3
        assert page.locator(".qq-map-live path.qq-building").count() == 1
        assert page.locator(".qq-map-live path.qq-point").count() == 1
        filled = page.locator(".qq-map-live path.qq-area").evaluate_all(
            "all => all.map(p => p.dataset.region)"
        )
    assert filled == ["mangystau-region"]


def test_a_bubble_is_reached_opened_and_left_by_key(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        opened(page, home)
        bubble = page.locator(BUBBLE)
        bubble.focus()
        assert bubble.get_attribute("aria-label") == "Zhanaozen: 3 records"
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Zhanaozen: 3 records")
        expect(dialog.locator("a").first).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(page.locator(BUBBLE)).to_be_focused()


def test_a_hostile_title_is_text_in_the_popup(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        opened(page, home)
        page.locator(BUBBLE).click()
        first = page.locator(".qq-popup a").first
        expect(first).to_have_text(HOSTILE)
        assert first.get_attribute("href") == "../e/zhanaozen-1/"
    assert heard.messages == []


def test_a_full_popup_leads_to_the_list(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        opened(page, home)
        page.locator(".qq-bubble[data-place=almaty]").click()
        page.locator(".qq-popup a", has_text="All in the list (10)").click()
        assert page.url.endswith("#place-almaty")


def test_a_filter_empties_and_counts_again(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        opened(page, home)
        page.locator(BUBBLE).wait_for()
        page.evaluate(
            "document.dispatchEvent(new CustomEvent('qq:filter', {detail: {ids: ['zhanaozen-2']}}))"
        )
        expect(page.locator(".qq-bubble")).to_have_count(1)
        expect(page.locator(BUBBLE)).to_have_attribute("aria-label", "Zhanaozen: 1 record")
        expect(page.locator(".qq-place:visible")).to_have_count(1)
        page.evaluate("document.dispatchEvent(new CustomEvent('qq:filter', {detail: {ids: null}}))")
        expect(page.locator(BUBBLE)).to_have_attribute("aria-label", "Zhanaozen: 3 records")


@pytest.mark.parametrize(
    ("language", "label", "closer"),
    [("ru", "Zhanaozen: 3 записи", "Ближе"), ("kk", "Zhanaozen: 3 жазба", "Жақындату")],
)
def test_the_map_speaks_the_reader_s_language(
    browser: Browser, home: str, language: str, label: str, closer: str
) -> None:
    with tab(browser) as (page, _):
        opened(page, home, language)
        expect(page.locator(BUBBLE)).to_have_attribute("aria-label", label)
        expect(page.locator(".leaflet-control-zoom-in")).to_have_attribute("aria-label", closer)


def test_a_picture_and_the_list_stand_without_javascript(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False) as (page, heard):
        opened(page, home)
        assert page.locator(".qq-map-picture").is_visible()
        assert page.locator(".qq-map-live").is_hidden()
        assert page.get_by_role("link", name="Record 10").is_visible()
    assert heard.messages == []


def test_nothing_is_wider_than_a_small_phone(browser: Browser, home: str) -> None:
    with tab(browser, width=320) as (page, _):
        opened(page, home)
        page.locator(".qq-bubble").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
