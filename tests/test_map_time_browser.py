"""The map with time in Chromium: its clock, the blackout by the hour, the way to the timeline."""

from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import chromium, served, tab

COUNT = ".filters [role=status]"
FIVE = "?from=2022-01-05T17&to=2022-01-05T18"
DAY = '.qq-time output[for="qq-day"]'
HOUR = '.qq-time output[for="qq-hour"]'
BOXES = """selector => Array.from(document.querySelectorAll(selector), e => {
  const box = e.getBoundingClientRect();
  return [e.textContent, box.left, box.top, box.right, box.bottom];
})"""
Box = tuple[str, float, float, float, float]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def home(small_site: Path) -> Iterator[str]:
    with served(small_site) as address:
        yield address


@pytest.fixture(scope="module")
def real_home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def listed(page: Page) -> list[str]:
    """The records that the list beside the map shows, each once."""
    links = page.locator(".qq-place:visible li:visible a").evaluate_all(
        "all => all.map(a => a.href)"
    )
    return sorted({link.split("/e/")[1].split("/")[0] for link in links})


def lights(page: Page) -> dict[str, str]:
    """What is filled by a state of connectivity: region's id, or `town` for a disc."""
    found = page.locator(".qq-map-live [data-light]").evaluate_all(
        "all => all.map(e => [e.dataset.region || 'town', e.dataset.light])"
    )
    return dict(found)


# The clock


def test_a_day_chosen_by_key_goes_into_the_address_and_the_list(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/map/")
        page.get_by_label("Day", exact=True).focus()
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        expect(page.locator(DAY)).to_have_text("6 January")
        page.wait_for_url("**/map/?from=2022-01-06T00&to=2022-01-07T00")
        assert listed(page) == ["schools-closed", "snow-alert"]
        assert page.get_by_label("Day", exact=True).get_attribute("aria-valuetext") == "6 January"
    assert heard.messages == []


def test_an_hour_shows_what_may_have_begun_in_it(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/{FIVE}")
        expect(page.locator(HOUR)).to_have_text("17:00–18:00")
        spoken = page.get_by_label("Hour, Almaty time", exact=True).get_attribute("aria-valuetext")
        assert spoken == "17:00–18:00, restricted or mobile cut"
        assert "storm" in listed(page)
        assert "snow-alert" not in listed(page)


def test_steps_run_on_through_midnight(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-05T23&to=2022-01-06T00")
        page.get_by_role("button", name="Hour, Almaty time: later").click()
        page.wait_for_url("**/?from=2022-01-06T00&to=2022-01-06T01")
        page.get_by_role("button", name="Hour, Almaty time: earlier").click()
        page.wait_for_url("**/?from=2022-01-05T23&to=2022-01-06T00")


def test_the_hours_end_with_the_days_told_by_hours(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-10T23&to=2022-01-11T00")
        later = page.get_by_role("button", name="Hour, Almaty time: later")
        expect(later).to_have_attribute("aria-disabled", "true")
        page.get_by_role("button", name="Day: later").click()
        expect(page.get_by_label("Hour, Almaty time", exact=True)).to_be_disabled()
        page.wait_for_url("**/?from=2022-01-11T00&to=2022-01-12T00")


def test_many_steps_are_one_entry_of_history_and_one_message(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/")
        page.evaluate(
            """() => { window.told = 0;
            new MutationObserver(() => { window.told += 1; })
              .observe(document.querySelector('[role=status]'), {childList: true}); }"""
        )
        before = page.evaluate("history.length")
        later = page.get_by_role("button", name="Day: later")
        later.evaluate("button => { for (let n = 0; n < 8; n += 1) button.click(); }")
        page.wait_for_url("**/?from=2022-01-08T00&to=2022-01-09T00")
        assert page.evaluate("history.length") == before + 1
        assert page.evaluate("window.told") <= 2


def test_back_and_clear_bring_the_clock_along(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/")
        page.get_by_role("button", name="Day: later").click()
        page.wait_for_url("**/?from=2022-01-01T00&to=2022-01-02T00")
        page.go_back()
        expect(page.locator(DAY)).to_have_text("all time")
        page.goto(f"{home}/map/{FIVE}")
        page.get_by_role("button", name="Clear the filter").click()
        expect(page.locator(DAY)).to_have_text("all time")
        expect(page.locator(".qq-light")).to_be_hidden()


def test_a_time_that_is_no_day_or_hour_is_told_as_it_is(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-04T12&to=2022-01-06T00")
        expect(page.locator(DAY)).to_have_text("4 January, 12:00 – 6 January")
        assert page.url.endswith("?from=2022-01-04T12&to=2022-01-06T00")


def test_time_goes_to_the_timeline_and_back(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/map/{FIVE}&kind=event")
        page.get_by_role("link", name="Show these on the timeline").click()
        assert page.url.endswith("/timeline/?kind=event&from=2022-01-05T17&to=2022-01-05T18")
        expect(page.locator(COUNT)).to_have_text("1 of 10 entries")
        shown = page.locator("li.entry[data-kind]:visible h3 a").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert shown == ["../e/storm/"]
        page.get_by_role("link", name="Show these on the map").click()
        expect(page.locator(HOUR)).to_contain_text("17:00–18:00")
        assert listed(page) == ["storm"]
    assert heard.messages == []


def test_the_time_goes_along_to_another_language(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/{FIVE}")
        page.locator(".languages a[lang=kk]").click()
        expect(page.locator(DAY)).to_have_text("5 қаңтар")


# The blackout


def test_an_hour_fills_regions_by_the_narrowest_claim(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/{FIVE}")
        expect(page.locator(".qq-light")).to_be_visible()
        found = lights(page)
        assert found["mangystau-region"] == "mobile"
        assert found["town"] == "dark"
        assert found["akmola-region"] == "unmeasured"


def test_a_claim_about_the_whole_country_is_drawn_and_named_as_one(
    browser: Browser, home: str
) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/{FIVE}")
        lines = page.locator(".qq-light__told li")
        expect(lines.nth(0)).to_contain_text("Kazakhstan: restricted or mobile cut")
        expect(lines.nth(0)).to_contain_text("not a measurement of each region")
        expect(lines.nth(1)).to_contain_text("Tasbulak: cut")
        assert lines.nth(1).locator("a").get_attribute("href") == "../e/network-cut/"
        national = page.locator(".qq-national[data-light=mobile]")
        assert national.evaluate_all("all => all.map(e => e.dataset.region)") == [
            "mangystau-region"
        ]


def test_what_nobody_measured_is_hatched_and_never_lit(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-05T03&to=2022-01-05T04")
        expect(page.locator(".qq-light__told")).to_have_text("Nothing was measured in this hour.")
        assert set(lights(page).values()) == {"unmeasured"}
        fill = page.locator(".qq-map-live path.qq-region").first.get_attribute("fill")
        assert fill == "url(#qq-light-unmeasured)"


def test_a_whole_day_fills_nothing(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-05T00&to=2022-01-06T00")
        expect(page.locator(HOUR)).to_have_text("the whole day")
        assert lights(page) == {}


@pytest.mark.parametrize("dark", [False, True])
def test_no_two_states_look_alike_without_colour(
    browser: Browser, home: str, *, dark: bool
) -> None:
    with tab(browser, dark=dark) as (page, _):
        page.goto(f"{home}/map/{FIVE}")
        marks = page.locator("pattern").evaluate_all("all => all.map(e => e.children.length)")
        drawn = page.locator("pattern path").evaluate_all(
            "all => all.map(e => e.getAttribute('d'))"
        )
        shades = page.locator("pattern rect").evaluate_all(
            "all => all.map(e => getComputedStyle(e).fill)"
        )
    assert marks == [2, 2, 2, 1, 2]  # only what is connected has nothing drawn on it
    assert len(set(drawn)) == 4
    assert len(set(shades)) == 5


def test_the_blackout_works_from_a_folder(browser: Browser, small_site: Path) -> None:
    start = small_site.as_uri()
    with tab(browser) as (page, heard):
        page.goto(f"{start}/map/index.html{FIVE}")
        assert lights(page)["mangystau-region"] == "mobile"
        page.get_by_role("button", name="Hour, Almaty time: later").click()
        page.wait_for_url("**/index.html?from=2022-01-05T18&to=2022-01-05T19")
    assert heard.messages == []
    assert heard.elsewhere(start) == []


# Marks and names


def test_a_count_whose_hour_is_not_known_is_hollow(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/?from=2022-01-06T04&to=2022-01-06T05")
        expect(page.locator(".qq-bubble")).to_have_class("qq-bubble qq-city qq-maybe")


def test_the_list_points_at_its_bubble(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/map/")
        page.locator("#place-tasbulak li a").first.focus()
        expect(page.locator(".qq-pointed")).to_have_attribute("data-place", "tasbulak")


@pytest.mark.parametrize("language", ["", "ru/", "kk/"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("query", ["", "?from=2022-01-05T18&to=2022-01-05T19"])
def test_no_name_lies_over_another_a_bubble_or_a_border_of_the_frame(
    browser: Browser, real_home: str, language: str, width: int, query: str
) -> None:
    with tab(browser, width=width) as (page, _):
        page.goto(f"{real_home}/{language}map/{query}")
        page.locator(".qq-label .qq-name").first.wait_for()
        [frame] = page.evaluate(BOXES, ".qq-map-live")
        names: list[Box] = page.evaluate(BOXES, ".qq-label .qq-name")
        marks: list[Box] = page.evaluate(BOXES, ".qq-bubble")
        controls: list[Box] = page.evaluate(BOXES, ".leaflet-control")
    assert [name[0] for name in names if not within(name, frame)] == []
    pairs = [
        *combinations(names, 2),
        *product(names, [*marks, *controls]),
        *product(marks, controls),
    ]
    assert [(one[0], two[0]) for one, two in pairs if overlap(one, two)] == []


@pytest.mark.parametrize(
    ("language", "town"), [("", "Zhanaozen"), ("ru/", "Жанаозен"), ("kk/", "Жаңаөзен")]
)
@pytest.mark.parametrize("width", [360, 1280])
def test_the_town_where_it_began_has_its_name(
    browser: Browser, real_home: str, language: str, town: str, width: int
) -> None:
    with tab(browser, width=width) as (page, _):
        page.goto(f"{real_home}/{language}map/")
        expect(page.locator(".qq-label .qq-name-place", has_text=town)).to_be_visible()


def within(one: Box, other: Box) -> bool:
    return one[1] >= other[1] and one[2] >= other[2] and one[3] <= other[3] and one[4] <= other[4]


def overlap(one: Box, other: Box) -> bool:
    return one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]


# Touch


def test_one_finger_scrolls_the_page_and_not_the_map(browser: Browser, home: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{home}/map/")
    live = page.locator(".qq-map-live")
    assert live.evaluate("e => getComputedStyle(e).touchAction") == "pan-x pan-y"
    assert page.locator(".qq-map-hint").is_visible()
    context.close()


def test_a_thumb_reaches_every_button_of_the_clock(browser: Browser, home: str) -> None:
    with tab(browser, width=320) as (page, _):
        page.goto(f"{home}/map/")
        sizes = page.locator(".qq-time button").evaluate_all(
            "all => all.map(e => Math.min(e.offsetWidth, e.offsetHeight))"
        )
        assert min(sizes) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
