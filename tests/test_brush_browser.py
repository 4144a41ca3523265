"""The band of ten days in Chromium: brush, zoom, share, back, by key; reading by days on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, served, tab

ROWS = "li.entry[data-kind]:visible"
COUNT = ".filters [role=status]"
NIGHT = "from=2022-01-05T16&to=2022-01-06T04"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def ends(text: str) -> re.Pattern[str]:
    """An address that ends so."""
    return re.compile(re.escape(text) + "$")


def drag(page: Page, row: str, first: float, last: float) -> None:
    """Press, move and let go on a row; places are shares of its width."""
    page.locator(row).scroll_into_view_if_needed()
    box = page.locator(row).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + first * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + (first + last) / 2 * box["width"], y)
    page.mouse.move(box["x"] + last * box["width"], y)
    page.mouse.up()


def heights(page: Page) -> list[float]:
    """How high the columns of the band stand together, by kind."""
    found = page.evaluate(
        "['sure', 'vague', 'contested'].map(kind => [...document.querySelectorAll('.band__plot--rate "
        ".rate--' + kind)].reduce((all, one) => all + Number(one.getAttribute('height')), 0))"
    )
    return [round(one) for one in found]


# Brush


def test_dragging_over_the_band_shows_those_hours_and_their_entries(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/timeline/")
        every = page.locator(ROWS).count()
        drag(page, ".band__plot--light", 0.301, 0.399)  # 5 January
        expect(page).to_have_url(ends("/timeline/?from=2022-01-05T00&to=2022-01-06T00"))
        assert 40 < page.locator(ROWS).count() < every / 2
        expect(page.locator(".brush__span")).to_have_text("5 January, 00:00 – 5 January, 24:00")
        assert page.locator(".band__clock text").all_text_contents()[:2] == ["00:00", "02:00"]
    assert heard.messages == []
    assert heard.elsewhere(home) == []


def test_dragging_within_a_zoomed_band_goes_down_to_hours(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?from=2022-01-05T00&to=2022-01-06T00")
        drag(page, ".band__plot--light", 0.51, 0.74)
        expect(page).to_have_url(ends("?from=2022-01-05T12&to=2022-01-05T18"))


def test_the_window_of_the_strip_is_moved_and_drawn_anew(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?from=2022-01-05T00&to=2022-01-06T00")
        drag(page, ".brush__strip", 0.35, 0.45)
        expect(page).to_have_url(ends("?from=2022-01-06T00&to=2022-01-07T00"))
        drag(page, ".brush__strip", 0.101, 0.199)
        expect(page).to_have_url(ends("?from=2022-01-03T00&to=2022-01-04T00"))


def test_a_shared_span_works_with_other_filters_and_survives_reload_and_back(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?kind=event&{NIGHT}")
        chosen = page.locator(ROWS).count()
        assert {kind for kind in page.locator(ROWS).evaluate_all(
            "all => all.map(one => one.dataset.kind)")} == {"event"}  # fmt: skip
        page.reload()
        expect(page.locator(ROWS)).to_have_count(chosen)
        page.get_by_role("button", name="All ten days").click()
        expect(page).to_have_url(ends("/timeline/?kind=event"))
        page.go_back()
        expect(page.locator(ROWS)).to_have_count(chosen)
        expect(page.locator(".brush__span")).to_have_text("5 January, 16:00 – 6 January, 04:00")


def test_what_is_left_may_begin_in_the_span(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?{NIGHT}")
        begins = page.locator(ROWS).evaluate_all(
            "all => all.map(one => [one.dataset.from, one.dataset.to])"
        )
    assert begins
    assert all(low < "2022-01-06T04" and high >= "2022-01-05T16" for low, high in begins)


def test_clearing_the_filter_shows_all_ten_days(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?{NIGHT}")
        page.get_by_role("button", name="Clear the filter").click()
        expect(page).to_have_url(ends("/timeline/"))
        expect(page.locator(".brush__span")).to_be_hidden()
        assert page.locator(".band--zoomed").count() == 0


@pytest.mark.parametrize(
    "query", ["from=nonsense", "from=2022-01-99T99", "from=2022&to=2023", "to=%3Cimg%3E"]
)
def test_what_is_no_hour_in_the_address_is_not_a_span(
    browser: Browser, home: str, query: str
) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/timeline/?{query}")
        expect(page.get_by_role("button", name="Clear the filter")).to_be_hidden()
    assert heard.messages == []


def test_the_span_goes_along_to_another_language(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/?{NIGHT}")
        page.locator(".languages a[lang=kk]").click()
        expect(page.locator(".brush__span")).to_have_text("5 қаңтар, 16:00 – 6 қаңтар, 04:00")


# Zoom and keys


def test_zoom_goes_in_and_out_again(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        page.get_by_role("button", name="Zoom in").click()
        expect(page).to_have_url(ends("?from=2022-01-04T12&to=2022-01-09T12"))
        page.get_by_role("button", name="Zoom out").click()
        expect(page).to_have_url(ends("/timeline/"))
        expect(page.get_by_role("button", name="Zoom out")).to_be_disabled()


def test_both_ends_move_by_key_and_say_where_they_stand(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        start = page.get_by_role("slider", name="From")
        start.focus()
        for key in ("PageUp", "PageUp", "PageUp", "ArrowRight"):
            page.keyboard.press(key)
        expect(start).to_have_attribute("aria-valuetext", "5 January, 01:00")
        page.get_by_role("slider", name="To").focus()
        page.keyboard.press("PageDown")
        expect(page).to_have_url(ends("?from=2022-01-05T01&to=2022-01-11T00"))
        page.keyboard.press("Home")
        expect(page).to_have_url(ends("?from=2022-01-05T01&to=2022-01-05T02"))
        expect(start).to_have_attribute("aria-valuetext", "5 January, 01:00")


def test_a_press_on_a_day_leads_to_its_entries(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        box = page.locator(".band__plot--light").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 0.55 * box["width"], box["y"] + 20)
        expect(page).to_have_url(ends("/timeline/#d2022-01-07"))


def test_the_script_draws_as_many_entries_as_the_page(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False) as (page, _):
        page.goto(f"{home}/timeline/")
        assert page.locator(".brush").is_hidden()
        static = page.content()
    with tab(browser) as (page, _):
        page.goto(f"{home}/timeline/")
        drawn = heights(page)
        rests = page.locator(".band .rate__count").all_text_contents()
        page.evaluate("html => { document.body.innerHTML = html; }", static)
        assert drawn == pytest.approx(heights(page), abs=4)
        assert page.locator(".band .rate__count").all_text_contents() == rests


# Phone


@pytest.mark.parametrize("language", ["", "ru/", "kk/"])
def test_on_a_phone_the_band_fits_and_the_days_are_folded(
    browser: Browser, home: str, language: str
) -> None:
    with tab(browser, width=320) as (page, heard):
        page.goto(f"{home}/{language}timeline/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        expect(page.locator(ROWS)).to_have_count(0)
        toggle = page.locator("#d2022-01-05 button")
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "true")
        assert page.locator(ROWS).count() > 40
    assert heard.messages == []


def test_the_bar_of_a_phone_goes_from_day_to_day(browser: Browser, home: str) -> None:
    with tab(browser, width=360) as (page, _):
        page.goto(f"{home}/timeline/#d2022-01-05")
        bar = page.get_by_role("navigation", name="From day to day")
        expect(bar.locator("a").nth(1)).to_have_text("5 January")
        bar.get_by_role("link", name="6 January").click()
        expect(page.locator("#d2022-01-06 button")).to_have_attribute("aria-expanded", "true")
        expect(bar.locator("a").nth(0)).to_have_text("‹ 5 January")


def test_the_bar_of_a_phone_covers_nothing_at_the_end(browser: Browser, home: str) -> None:
    with tab(browser, width=360) as (page, _):
        page.goto(f"{home}/ru/timeline/?{NIGHT}")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        bar = page.locator(".filters__state").bounding_box()
        last = page.locator("footer a").last.bounding_box()
        assert bar is not None
        assert last is not None
        assert last["y"] + last["height"] <= bar["y"]


def test_what_is_filtered_is_open_on_a_phone(browser: Browser, home: str) -> None:
    with tab(browser, width=360) as (page, _):
        page.goto(f"{home}/timeline/?topic=csto")
        assert page.locator(ROWS).count() > 3
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(ROWS)).to_have_count(0)


def test_a_wider_screen_unfolds_every_day(browser: Browser, home: str) -> None:
    with tab(browser, width=360) as (page, _):
        page.goto(f"{home}/timeline/")
        page.set_viewport_size({"width": 1000, "height": 800})
        expect(page.locator(".day__toggle")).to_have_count(0)
        assert page.locator(ROWS).count() > 100
