"""Whole ways through the real site: by keys alone, without JavaScript, in another language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import BROWSERS, chromium, served, tab

FIGURE = 'a[href$="e/deaths-kazakhstan/"]'
CITATION = ".citation a[href*='../']"
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const box = element.getBoundingClientRect();
  return {shown: shown, seen: box.top < innerHeight && box.bottom > 0 && box.width > 0};
}"""


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until a link has the focus, which must be seen on every stop."""
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        assert stop == {"shown": True, "seen": True}, page.evaluate(
            "document.activeElement.outerHTML"
        )
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"no Tab leads to {selector}")


def skip(page: Page) -> None:
    """Go past the header, as its first link offers."""
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))


@pytest.mark.parametrize("name", BROWSERS)
def test_tab_and_enter_lead_from_home_to_a_citation(name: str, home: str) -> None:
    with BROWSERS[name]() as started, tab(started) as (page, heard):
        page.goto(f"{home}/")
        skip(page)
        tab_to(page, FIGURE)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/e/deaths-kazakhstan/")
        skip(page)
        tab_to(page, CITATION)
        page.keyboard.press("Enter")
        expect(page.locator("article.record--source")).to_have_count(1)
        tab_to(page, "main a[rel=noreferrer]")
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_the_way_to_a_citation_needs_no_javascript(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False, width=320) as (page, heard):
        page.goto(f"{home}/")
        page.locator(".sections summary").click()
        page.locator(".sections a[href*=timeline]").click()
        page.locator("li.entry[data-kind=event] h3 a").first.click()
        page.locator(CITATION).first.click()
        assert page.locator("article.record--source").count() == 1
    assert heard.messages == []
    assert heard.elsewhere(home) == []


@pytest.mark.parametrize(
    "address",
    [
        "timeline/?kind=episode&place=almaty",
        "map/?topic=deaths",
        "search/#q=%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B",
        "known/?on=2022-01-09",
        "e/deaths-kazakhstan/#content",
        "law/",
    ],
)
def test_the_language_changes_and_nothing_else(browser: Browser, home: str, address: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/{address}")
        page.locator(".languages a[lang=kk]").click()
        expect(page).to_have_url(f"{home}/kk/{address}")
        page.locator(".languages a[lang=ru]").press("Enter")
        expect(page).to_have_url(f"{home}/ru/{address}")
    assert heard.messages == []
