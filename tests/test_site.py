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

LISTINGS = [
    "", "timeline/", "map/", "blackout/", "figures/", "cases/", "law/", "search/", "people/",
    "organisations/", "places/", "topics/", "topics/shutdown/", "sources/", "data/", "cite/",
    "method/", "safety/", "contribute/", "contribute/fields/", "contribute/problems/",
    "known/", "known/2022-01-09/", "known/latest/",
]  # fmt: skip
SAMPLES = [
    "almaty-akimat-stormed", "internet-cut-national-5-january", "deaths-kazakhstan",
    "almaty-airport-seizure", "law-communications-2004", "astana", "aigerim-tleuzhan", "netblocks",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def paths(real: pipeline.Checked) -> list[str]:
    """Every listing, and one record of each kind."""
    one_a_kind = {record.kind: record.id for record in real.corpus.records.values()}
    ids = sorted({*one_a_kind.values(), *(i for i in SAMPLES if i in real.corpus.records)})
    return [*LISTINGS, *(f"e/{id}/" for id in ids)]


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_quiet_and_ask_nobody_else(
    browser: Browser, home: str, real: pipeline.Checked, language: str, *, javascript: bool
) -> None:
    with tab(browser, javascript=javascript) as (page, heard):
        for path in paths(real):
            response = page.goto(f"{home}{prefix(language)}{path}")
            assert response is not None
            assert response.ok, path
            assert page.title()
        assert heard.messages == []
        assert heard.elsewhere(home) == []
        assert page.context.cookies() == []


def test_nothing_is_stored(browser: Browser, home: str, real: pipeline.Checked) -> None:
    with tab(browser) as (page, _):
        for path in paths(real):
            page.goto(f"{home}/{path}")
            kept = page.evaluate(
                "[localStorage.length, sessionStorage.length, document.cookie,"
                " navigator.serviceWorker ? 0 : 1]"
            )
            assert kept[:3] == [0, 0, ""], path


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_is_wider_than_the_window(
    browser: Browser, home: str, real: pipeline.Checked, width: int
) -> None:
    with tab(browser, width=width) as (page, _):
        for language in LANGUAGES:
            for path in paths(real):
                page.goto(f"{home}{prefix(language)}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_html_is_well_formed_and_carries_no_inline_code(site: Path) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for file in [*site.glob("*/index.html"), *list(site.glob("*/e/*/index.html"))[:60]]:
        text = file.read_text(encoding="utf-8")
        parser.parse(text)
        assert "<style" not in text, file
        assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son[a-z]+=", text), file


def test_every_internal_link_and_anchor_leads_somewhere(site: Path) -> None:
    anchors = {
        file: set(re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")))
        for file in site.rglob("*.html")
    }
    dead = []
    for file in anchors:
        for href in re.findall(r'\s(?:href|src)="([^"]+)"', file.read_text(encoding="utf-8")):
            if "://" in href:
                continue
            path, _, anchor = href.partition("#")
            target = (file.parent / path.split("?")[0]).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (anchor and anchor not in anchors.get(target, {anchor})):
                dead.append((str(file.relative_to(site)), href))
    assert dead == []


def test_a_historian_walks_from_a_death_toll_to_its_source(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/figures/")
        page.click('a[href$="e/deaths-kazakhstan/"]')
        page.click("table.ladder tbody tr.rung--counts td.number a")
        claim = page.locator("li.claim:target")
        assert claim.locator(".citation q, .citation").count() > 0
        claim.locator(".citation a").first.click()
        assert page.locator("dl.facts").count() == 1
        assert page.locator(".record--source").count() == 1
