"""Accessibility as axe-core measures it: every rule it runs by itself, and the size of targets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from builder import pipeline
from builder.i18n import LANGUAGES, prefix
from tests.browser import chromium, served, tab
from tests.pages import every_kind

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""WCAG 2.2 asks for the size of targets, which axe leaves out by default; nothing is disabled."""


def open_filter(page: Page) -> None:
    page.locator(".filters details").evaluate("box => box.open = true")


def open_popup(page: Page) -> None:
    page.locator(".qq-bubble").first.press("Enter")
    page.locator(".qq-popup").wait_for()
    # It fades in: half faded, its letters have half their contrast.
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")


def find(page: Page) -> None:
    page.fill("#q", "а")
    page.keyboard.press("Enter")
    page.locator(".search__state:not(:empty)").wait_for()


def show_a_day(page: Page) -> None:
    page.locator(".known__any input[type=range]").press("ArrowRight")
    page.locator(".known__shown h3").wait_for()


OPENED: dict[str, Callable[[Page], None]] = {
    "timeline/": open_filter,
    "map/": open_popup,
    "search/": find,
    "known/": show_a_day,
}
"""What to do on a page before it is looked at a second time."""
HANDFUL = [
    "",
    *OPENED,
    "e/storm/",
    "e/injured/",
    "e/roof-case/",
    "embed/storm/",
    "embed/injured/",
    "method/",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def small(small_site: Path) -> Iterator[str]:
    with served(small_site) as address:
        yield address


def violations(page: Page) -> list[str]:
    """Each broken rule with the first element that breaks it."""
    found: list[dict[str, Any]] = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:200]}" for one in found]


def broken(page: Page, home: str, paths: list[str], language: str = "en") -> dict[str, list[str]]:
    """The pages that break a rule, as they come and as they are used."""
    found = {}
    for path in paths:
        page.goto(f"{home}{prefix(language)}{path}")
        found[path] = violations(page)
        if path in OPENED:
            OPENED[path](page)
            found[f"{path} in use"] = violations(page)
    return {path: rules for path, rules in found.items() if rules}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_handful_of_pages_breaks_no_rule(browser: Browser, small: str, *, dark: bool) -> None:
    with tab(browser, dark=dark) as (page, _):
        assert broken(page, small, HANDFUL) == {}


def test_a_broken_rule_is_found(browser: Browser, small: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{small}/")
        page.evaluate("document.querySelector('h1').outerHTML = '<h1></h1><img src=x>'")
        assert [rule.split(" ")[0] for rule in violations(page)] == ["empty-heading", "image-alt"]


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_kind_of_page_breaks_no_rule(
    browser: Browser, site: Path, real: pipeline.Checked, language: str, width: int, *, dark: bool
) -> None:
    with served(site) as home, tab(browser, width=width, dark=dark) as (page, _):
        assert broken(page, home, every_kind(site, real.corpus), language) == {}
