"""A walk through a copied folder, as a reader with a USB stick takes it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from builder.i18n import Language, prefix
from tests.browser import Heard

ROWS = "li.entry[data-kind]:visible"


@dataclass(frozen=True)
class Sample:
    """What an archive holds: a word in Cyrillic that finds a record, a topic with some entries."""

    word: str
    finds: str
    topic: str


@dataclass(frozen=True)
class Walker:
    """A reader in one language with an open tab on a copy at `folder`."""

    page: Page
    heard: Heard
    folder: Path
    language: Language
    sample: Sample

    def open(self, path: str) -> None:
        self.page.goto(f"{self.folder.as_uri()}{prefix(self.language)}{path}")

    def follow(self, selector: str) -> str:
        """Click a link and say which file of the copy it led to."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()
        return self.here()

    def here(self) -> str:
        address = self.page.url.removeprefix(self.folder.as_uri() + prefix(self.language))
        assert not address.startswith("file:"), address
        return re.split("[?#]", address)[0]


def leave_home(w: Walker) -> None:
    w.open("index.html")
    assert w.page.locator("h1").count() == 1
    assert w.follow("main a[href*='timeline/index.html']") == "timeline/index.html"
    assert w.follow(".masthead__name a") == "index.html"


def filter_the_timeline(w: Walker) -> None:
    w.open("timeline/index.html")
    every = w.page.locator(ROWS).count()
    w.page.locator(".filters details").evaluate("box => box.open = true")
    w.page.locator("#filter-topic").select_option(w.sample.topic)
    assert 0 < w.page.locator(ROWS).count() < every
    left = w.page.locator(ROWS).count()
    w.page.reload()
    expect(w.page.locator(ROWS)).to_have_count(left)
    assert w.follow(f"{ROWS} h3 a").startswith("e/")


def search_and_open_a_result(w: Walker) -> None:
    w.open("search/index.html")
    w.page.fill("#q", w.sample.word)
    w.page.keyboard.press("Enter")
    result = f".result__title a[href*='/{w.sample.finds}/']"
    w.page.locator(result).wait_for()
    assert w.follow(result) == f"e/{w.sample.finds}/index.html"
    w.page.go_back()
    w.page.locator(result).wait_for()


def open_the_map(w: Walker) -> None:
    w.open("map/index.html")
    w.page.locator(".qq-bubble").first.wait_for()
    w.page.locator(".qq-bubble").first.press("Enter")
    assert w.follow(".qq-popup li a[href*='/e/']").startswith("e/")


def move_the_slider(w: Walker) -> None:
    w.open("known/index.html")
    w.page.locator(".known__any input[type=range]").press("ArrowRight")
    heading = w.page.locator(".known__shown h3")
    heading.wait_for()
    before = heading.inner_text()
    w.page.locator(".known__any input[type=range]").press("ArrowRight")
    expect(heading).not_to_have_text(before)
    assert "?on=20" in w.page.url
    assert w.follow(".known__shown .listing a, .known__shown .numbers a").startswith("e/")


def change_the_language(w: Walker) -> None:
    w.open(f"e/{w.sample.finds}/index.html")
    other: Language = "kk" if w.language == "ru" else "ru"
    w.page.locator(f".languages a[lang={other}]").click()
    w.page.wait_for_load_state()
    assert w.page.url == f"{w.folder.as_uri()}/{other}/e/{w.sample.finds}/index.html"
    assert w.page.locator("html").get_attribute("lang") == other


STEPS: tuple[Callable[[Walker], None], ...] = (
    leave_home,
    filter_the_timeline,
    search_and_open_a_result,
    open_the_map,
    move_the_slider,
    change_the_language,
)
"""Everything a copy must do without a server."""
