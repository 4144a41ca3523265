"""What was known on a day: which claims count, how they stood, and how the site shows it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder import pipeline
from builder.corpus import Corpus
from builder.derive.known import (
    KEY_DAYS,
    Chronicle,
    Tally,
    chronicle,
    days,
    end_of,
    known_on,
    said_on,
    tallies,
)
from builder.derive.ladders import ladder
from builder.derive.timeline import first_said
from builder.model.happening import Figure
from tests.browser import chromium, served, tab
from tests.small import ARCHIVE, archive, change, corpus

INJURED = "entries/figures/injured.yaml"
STORM = "entries/events/storm.yaml"
DEATHS = "deaths-kazakhstan"
JANUARY = {day: date(2022, 1, day) for day in range(1, 32)}


@pytest.fixture(scope="module")
def small() -> Chronicle:
    """The invented archive as it is."""
    return chronicle(corpus(ARCHIVE))


@pytest.fixture(scope="module")
def told(real: pipeline.Checked) -> Chronicle:
    """The real archive."""
    return chronicle(real.corpus)


def counted(known: Chronicle, figure: str, day: date | None) -> list[str]:
    """The claims from which the value of a figure followed on a day."""
    view = known_on(known, day).ladders.get(figure)
    return [rung.claim.id for rung in view.counting] if view else ["nothing said"]


def statuses(known: Chronicle, figure: str, day: date) -> dict[str, str]:
    return {rung.claim.id: rung.claim.status for rung in known_on(known, day).ladders[figure].rungs}


# Days and claims


def test_a_day_ends_at_midnight_in_almaty() -> None:
    assert end_of(JANUARY[9]) == datetime(2022, 1, 9, 18, tzinfo=UTC)
    assert end_of(date(2024, 6, 1)) == datetime(2024, 6, 1, 19, tzinfo=UTC)


def test_every_claim_is_dated_once_or_listed_apart(small: Chronicle) -> None:
    undated = [f"{record.id}#{claim.id}" for record, claim in small.undated]
    assert undated == ["emergency-law#article-four", "schools-closed#order"]
    assert len(small.statements) == 18


def test_a_claim_without_a_date_counts_from_its_first_printing(small: Chronicle) -> None:
    printed = {one.ref: str(one.when) for one in small.statements if one.printed}
    assert printed["damage#relief"] == "2022-01-08"
    assert printed["damage#hall"] == "2023-06-20"


def test_a_claim_counts_from_the_end_of_its_own_day(small: Chronicle) -> None:
    new = known_on(small, JANUARY[5]).new
    assert [one.ref for one in new] == ["network-cut#fell-to-zero"]
    assert counted(small, "injured", JANUARY[5]) == ["nothing said"]
    assert counted(small, "injured", JANUARY[6]) == ["health-first"]


def test_a_claim_whose_date_spans_the_day_is_perhaps_known(tmp_path: Path) -> None:
    old = "asserted_by: [health-office]\n    asserted_on: 2022-01-06\n"
    new = old.replace("2022-01-06", "2022-01-06/2022-01-07")
    change(archive(tmp_path), INJURED, old, new)
    known = known_on(chronicle(corpus(tmp_path)), JANUARY[6])
    assert [one.ref for one in known.perhaps] == ["injured#health-first"]
    assert "injured" not in known.ladders
    assert known.tally.perhaps == 1


def test_about_a_day_is_certain_only_when_the_next_day_is_over(tmp_path: Path) -> None:
    old = "asserted_by: [health-office]\n    asserted_on: 2022-01-06"
    change(archive(tmp_path), INJURED, old, f"{old}~")
    known = chronicle(corpus(tmp_path))
    assert counted(known, "injured", JANUARY[6]) == ["nothing said"]
    assert statuses(known, "injured", JANUARY[7])["health-first"] == "standing"


def test_an_hour_on_another_clock_is_put_on_almatys(tmp_path: Path) -> None:
    late = "asserted_on: 2022-01-07 18:00 America/New_York"  # five in the morning of the 8th
    change(archive(tmp_path), INJURED, "asserted_on: 2022-01-07 18:00", late)
    known = chronicle(corpus(tmp_path))
    assert "injured#hall-164" not in [one.ref for one in said_on(known, JANUARY[7])]
    assert "injured#hall-164" in [one.ref for one in said_on(known, JANUARY[8])]


# How claims stood


def test_a_retraction_counts_only_from_its_own_day(small: Chronicle) -> None:
    assert counted(small, "injured", JANUARY[7]) == ["hall-164"]
    assert statuses(small, "injured", JANUARY[8]) == {
        "health-first": "standing",
        "agency-thirty": "contested",
        "hall-164": "retracted",
        "hall-withdraws": "standing",
    }
    view = known_on(small, JANUARY[8]).ladders["injured"]
    assert (view.low, view.high) == (Decimal(10), Decimal(20))


def test_what_came_later_is_told_apart(small: Chronicle) -> None:
    withdrawn = small.by_ref["injured#hall-164"]
    fate = small.fate(withdrawn, end_of(JANUARY[7]))
    assert fate is not None
    assert fate.through is not None
    assert (fate.status, fate.through.ref, fate.perhaps) == (
        "retracted",
        "injured#hall-withdraws",
        False,
    )
    assert small.fate(withdrawn, end_of(JANUARY[8])) is None
    assert small.fate(withdrawn, end_of(None)) is None


def test_a_claim_retracted_at_no_known_time_stands_with_a_note(tmp_path: Path) -> None:
    note = "\n    note: {en: Gone., ru: Снято., kk: Алынды.}"
    change(archive(tmp_path), INJURED, '    retracts: ["#hall-164"]\n', "")
    change(tmp_path, INJURED, "    status: retracted", f"    status: retracted{note}")
    known = chronicle(corpus(tmp_path))
    fate = known.fate(known.by_ref["injured#hall-164"], end_of(JANUARY[9]))
    assert fate is not None
    assert fate.through is None
    assert statuses(known, "injured", JANUARY[9])["hall-164"] == "standing"


def test_a_claim_is_contested_once_the_other_side_has_spoken(small: Chronicle) -> None:
    assert not small.contested("storm#snow-fell", end_of(JANUARY[6]))
    assert small.contested("storm#snow-fell", end_of(JANUARY[7]))
    assert [known_on(small, JANUARY[day]).tally.contested for day in (5, 6, 7)] == [0, 0, 4]


def test_now_is_what_the_archive_says(small: Chronicle) -> None:
    now = known_on(small, None)
    figures = small.corpus.of(Figure)
    assert now.ladders == {figure.id: ladder(small.corpus, figure) for figure in figures}
    assert now.tally == Tally(said=18, perhaps=0, contested=4)


# What was not yet said


def test_what_happened_is_unsaid_until_the_first_statement(small: Chronicle) -> None:
    unsaid = known_on(small, JANUARY[5]).unsaid
    assert ("storm", "storm#snow-fell") in [(one.record.id, one.first.ref) for one in unsaid]
    assert "network-cut" not in [one.record.id for one in unsaid]
    assert "storm" not in [one.record.id for one in known_on(small, JANUARY[6]).unsaid]


def test_an_event_with_an_undated_claim_is_never_called_unsaid(small: Chronicle) -> None:
    ids = [one.record.id for day in (5, 6) for one in known_on(small, JANUARY[day]).unsaid]
    assert "schools-closed" not in ids


def test_the_first_to_say_it_are_all_who_said_it_then(small: Chronicle) -> None:
    found = first_said(small.corpus, small.corpus.records["storm"])
    assert found is not None
    assert found.by == ("tasbulak-herald", "snow-relief")
    assert str(found.on) == "2022-01-06 09:30 +06:00"


# The days of the slider


def test_days_are_those_on_which_something_was_said(small: Chronicle) -> None:
    assert days(small) == (*(JANUARY[day] for day in (5, 6, 7, 8, 10)), date(2022, 3, 1))


def test_the_counts_of_every_day_are_those_of_its_page(told: Chronicle) -> None:
    found = dict(zip(days(told), tallies(told), strict=True))
    assert {day: found[day] for day in KEY_DAYS} == {
        day: known_on(told, day).tally for day in KEY_DAYS
    }


# The real archive


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (JANUARY[7], ["nothing said"]),
        (JANUARY[9], ["withdrawn-164"]),
        (JANUARY[10], []),
        (JANUARY[15], ["prosecutors-225"]),
        (JANUARY[19], ["prosecutors-225"]),
        (date(2022, 3, 14), ["asylov-230"]),
        (date(2022, 8, 16), ["prosecutors-238"]),
        (date(2023, 1, 5), ["asylov-238"]),
    ],
)
def test_deaths_are_those_known_on_the_day(told: Chronicle, day: date, expected: list[str]) -> None:
    assert counted(told, DEATHS, day) == expected


def test_164_stands_on_the_9th_and_is_retracted_on_the_10th(told: Chronicle) -> None:
    assert statuses(told, DEATHS, JANUARY[9])["withdrawn-164"] == "standing"
    assert statuses(told, DEATHS, JANUARY[10])["withdrawn-164"] == "retracted"
    fate = told.fate(told.by_ref[f"{DEATHS}#withdrawn-164"], end_of(JANUARY[9]))
    assert fate is not None
    assert fate.through is not None
    assert (fate.through.ref, fate.perhaps) == (
        "toll-164-withdrawn#information-ministry-error",
        True,
    )


def test_every_key_day_of_the_archive_has_something_said(told: Chronicle) -> None:
    assert [day for day in KEY_DAYS if not known_on(told, day).new] == []


# The pages


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def deaths(page: Page) -> str:
    """The number of deaths that the slider's day shows."""
    return page.locator(".known__shown .numbers__value").first.inner_text()


def test_the_slider_shows_the_day_of_the_address(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/known/?on=2022-01-09")
        expect(page.locator(".known__shown h3")).to_have_text("9 January 2022")
        assert deaths(page) == "164 people"
        expect(page.locator(".known__state")).to_contain_text("9 January 2022: ")
        assert heard.messages == []
        assert heard.elsewhere(home) == []


def test_the_keyboard_moves_the_day_and_the_address(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/known/?on=2022-01-09")
        expect(page.locator(".known__shown h3")).to_have_text("9 January 2022")
        page.focus("#on")
        page.keyboard.press("ArrowRight")
        expect(page.locator(".known__shown h3")).to_have_text("10 January 2022")
        assert deaths(page) == "no official number stood"
        assert page.locator("#on").get_attribute("aria-valuetext") == "10 January 2022"
        assert page.url.endswith("/known/?on=2022-01-10")
        page.get_by_role("button", name="Earlier").press("Enter")
        expect(page.locator(".known__shown h3")).to_have_text("9 January 2022")
        page.reload()
        expect(page.locator(".known__shown h3")).to_have_text("9 January 2022")


def test_a_day_on_which_nothing_was_said_is_the_one_before(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/known/?on=2022-03-15")
        expect(page.locator(".known__shown h3")).to_have_text("14 March 2022")


def test_an_address_that_names_no_day_shows_none(browser: Browser, home: str) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{home}/known/?on=%3Cimg+src%3Dx%3E")
        assert page.locator(".known__shown").is_hidden()
        assert page.locator("main img").count() == 0
        assert not [url for url in heard.requests if "/assets/known/" in url]


def test_the_slider_says_so_when_the_days_cannot_be_loaded(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.route("**/assets/known/*", lambda route: route.abort())
        page.goto(f"{home}/known/?on=2022-01-09")
        expect(page.locator(".known__state")).to_have_text("The days could not be loaded.")


@pytest.mark.parametrize(
    ("language", "first"),
    [("", "9 January 2022"), ("ru/", "9 января 2022 года"), ("kk/", "2022 жылғы 9 қаңтар")],
)
def test_the_slider_works_from_a_folder(
    browser: Browser, site: Path, language: str, first: str
) -> None:
    with tab(browser) as (page, heard):
        page.goto(f"{site.as_uri()}/{language}known/index.html?on=2022-01-09")
        expect(page.locator(".known__shown h3")).to_have_text(first)
        page.press("#on", "ArrowLeft")
        expect(page.locator(".known__shown h3")).not_to_have_text(first)
        assert page.url.endswith("?on=2022-01-08")
        assert heard.messages == []
        assert heard.elsewhere(site.as_uri()) == []


def test_the_key_days_are_the_page_without_javascript(browser: Browser, home: str) -> None:
    with tab(browser, javascript=False) as (page, _):
        page.goto(f"{home}/known/")
        assert page.locator(".known__any").is_hidden()
        page.click("ol.known__days a:text('9 January 2022')")
        assert page.locator("h1").inner_text() == "What was known on 9 January 2022"
        assert page.locator(".numbers__value").first.inner_text() == "164 people"
        assert "perhaps withdrawn by then" in page.locator(".known__later").first.inner_text()
        page.locator("a[rel=next]").first.click()
        assert page.locator("h1").inner_text() == "What was known on 10 January 2022"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_of_a_day_is_wider_than_the_window(browser: Browser, home: str, width: int) -> None:
    with tab(browser, width=width) as (page, _):
        for language in ("", "ru/", "kk/"):
            for path in ("known/?on=2022-01-06", "known/2022-01-09/", "known/latest/"):
                page.goto(f"{home}/{language}{path}")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_record_says_who_said_it_first(browser: Browser, home: str) -> None:
    with tab(browser) as (page, _):
        page.goto(f"{home}/e/boy-12-shot-almaty-5-january/")
        first = page.locator("dl.facts div", has_text="First said")
        assert first.inner_text() == "First said\nOrda, around 12 January 2022"


def test_corpus_of_no_claims_has_nothing_known() -> None:
    known = known_on(chronicle(Corpus({}, {}, {}, {})), JANUARY[9])
    assert (known.tally, known.new, known.unsaid, known.ladders) == (Tally(0, 0, 0), (), (), {})
