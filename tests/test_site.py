"""The built site in a real browser: every kind of page, with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from builder import pipeline
from builder.i18n import LANGUAGES, prefix
from tests.browser import chromium, served, tab
from tests.links_of import dead_links
from tests.pages import every_kind

INLINE = re.compile(r'<script(?! type="application/ld\+json")(?![^>]* src=)|\sstyle=|\son[a-z]+=')
"""Code inside a page; linked data are no code, and no browser runs them."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def paths(site: Path, real: pipeline.Checked) -> list[str]:
    """Every listing, and records of each kind."""
    return every_kind(site, real.corpus)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_quiet_and_ask_nobody_else(
    browser: Browser, home: str, paths: list[str], language: str, *, javascript: bool
) -> None:
    with tab(browser, javascript=javascript) as (page, heard):
        for path in paths:
            response = page.goto(f"{home}{prefix(language)}{path}")
            assert response is not None
            assert response.ok, path
            assert page.title()
        assert heard.messages == []
        assert heard.elsewhere(home) == []
        assert page.context.cookies() == []


def test_nothing_is_stored(browser: Browser, home: str, paths: list[str]) -> None:
    with tab(browser) as (page, _):
        for path in paths:
            page.goto(f"{home}/{path}")
            kept = page.evaluate(
                "[localStorage.length, sessionStorage.length, document.cookie,"
                " navigator.serviceWorker ? 0 : 1]"
            )
            assert kept[:3] == [0, 0, ""], path


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_window(
    browser: Browser, home: str, paths: list[str], width: int
) -> None:
    with tab(browser, width=width) as (page, _):
        for language in LANGUAGES:
            for path in paths:
                page.goto(f"{home}{prefix(language)}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_html_is_well_formed_and_carries_no_inline_code(site: Path) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for file in [*site.glob("*/index.html"), *list(site.glob("*/e/*/index.html"))[:60]]:
        text = file.read_text(encoding="utf-8")
        parser.parse(text)
        assert "<style" not in text, file
        assert not INLINE.search(text), file


def test_every_internal_link_and_anchor_leads_somewhere(site: Path) -> None:
    assert dead_links(site, served=True) == []


def test_a_historian_walks_from_a_death_toll_to_its_source(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/figures/")
        page.click('a[href$="e/deaths-kazakhstan/"]')
        page.click("table.ladder tbody tr.rung--counts td.number a")
        claim = page.locator("li.claim:target")
        assert claim.locator(".citation q, .citation").count() > 0
        claim.locator(".citation__number").first.click()
        assert page.locator(".bibliography > li:target").count() == 1
        page.locator(".bibliography > li:target a").first.click()
        assert page.locator("dl.facts").count() == 1
        assert page.locator(".record--source").count() == 1
