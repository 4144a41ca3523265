"""The page of a record: its sources, custody, changes of law, the step chart, the copied link."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder import pipeline
from builder.corpus import Corpus
from builder.derive.amendments import as_it_stood, versions
from builder.derive.citing import citing
from builder.derive.custody import held
from builder.derive.ladders import ladder
from builder.i18n import Language
from builder.model.case import Case, Custody
from builder.model.claim import Value
from builder.model.happening import Figure
from builder.model.law import Law
from builder.model.when import When
from builder.project import Settings
from builder.render.bibliography import bibliography
from builder.render.cases import length
from builder.render.claims import undone
from builder.render.reader import Reader
from builder.render.record import edit_address, permanent
from builder.render.stairs import day_and_month, short_amount, stairs
from tests.browser import chromium, served, tab
from tests.small import ARCHIVE, archive, change, corpus
from tests.small_archive import small_archive

INJURED = "entries/figures/injured.yaml"


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(ARCHIVE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    out = folder / "site"
    pipeline.build(small_archive(folder / "archive"), out)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


# Sources


def test_sources_are_numbered_as_the_claims_cite_them(small: Corpus) -> None:
    told = [(c.number, c.source.id, c.claims) for c in citing(small, small.records["storm"])]
    assert told == [
        (1, "herald-2022-01-06", ("snow-fell",)),
        (2, "mirror-2022-01-07", ("snow-fell", "clear-sky")),
    ]


def test_a_copy_leads_to_what_it_copies(small: Corpus) -> None:
    entries = {c.source.id: c for c in bibliography(small, small.records["storm"]).entries}
    copied = [source.id for source in entries["mirror-2022-01-07"].copied]
    assert copied == ["herald-2022-01-06"]


def test_every_citation_leads_to_its_source_and_back(built: Path) -> None:
    page = (built / "ru" / "e" / "storm" / "index.html").read_text(encoding="utf-8")
    assert 'href="#source--mirror-2022-01-07"' in page
    assert '<li id="source--mirror-2022-01-07">' in page
    assert '<a href="#clear-sky" translate="no">#clear-sky</a>' in page


# Cases and laws


@pytest.mark.parametrize(
    ("when", "english"),
    [
        ("2022-11-17/2023-07-11", "7 months, 24 days (236 days)"),
        ("2022-01-07/2022-01-10", "3 days"),
        ("2022-01/2022-03-10", "from 1 month, 10 days (38 days) to 2 months, 9 days (68 days)"),
        ("2022-03-02/2022-03~", "up to about 29 days"),
        ("2021-01-01/2023-03-04", "2 years, 2 months, 3 days (792 days)"),
        ("2022-01-06/..", "length not known: its end is not"),
        ("../2022-01-06", "length not known: its start is not"),
        ("2024~", "length not known"),
    ],
)
def test_custody_is_as_long_as_its_dates_say(small: Corpus, when: str, english: str) -> None:
    custody = Custody(type="prison", when=When.parse(when), claims=("charged",))
    assert length(Reader(small, "en"), custody) == english


def test_custody_counts_the_days_from_the_first_to_the_last(small: Corpus) -> None:
    found = held(small.get("roof-case", Case).parties[0].custody[0])
    assert found is not None
    assert (found.most.months, found.most.left, found.most.days) == (3, 21, 113)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "7 месяцев 24 дня (236 дней)"), ("kk", "7 ай 24 күн (236 күн)")],
)
def test_custody_is_told_in_each_language(small: Corpus, language: Language, words: str) -> None:
    when = When.parse("2022-11-17/2023-07-11")
    custody = Custody(type="prison", when=when, claims=("charged",))
    assert length(Reader(small, language), custody) == words


def test_a_law_is_followed_by_what_changed_it(small: Corpus) -> None:
    law = small.get("emergency-law", Law)
    assert [act.id for act in versions(small, law)] == ["emergency-law", "snow-decree"]


def test_a_law_stands_on_a_day_as_last_changed_before(small: Corpus) -> None:
    law = small.get("emergency-law", Law)
    assert as_it_stood(small, law, When.parse("2021-05-01")) is None
    changed = as_it_stood(small, law, When.parse("2022-11-17"))
    assert changed is not None
    assert changed.id == "snow-decree"


def test_every_party_of_a_case_shows_the_same_parts(built: Path) -> None:
    page = (built / "e" / "roof-case" / "index.html").read_text(encoding="utf-8")
    assert page.count('class="party"') == 3
    assert page.count('class="party__part"') == 15
    assert "as it stood after:" in page


# The step chart


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("40", "40"),
        ({"min": "40"}, "≥ 40"),
        ({"max": "7"}, "≤ 7"),
        ({"about": "3500"}, "≈ 3,500"),
        ({"min": "1", "max": "2"}, "1–2"),
        ("410700000", "410.7M"),
    ],
)
def test_a_chart_tells_bounds_by_a_sign(small: Corpus, value: object, label: str) -> None:
    assert short_amount(Reader(small, "en"), Value.model_validate(value)) == label


@pytest.mark.parametrize(
    ("when", "label"),
    [("2022-01-09", "9 Jan"), ("2022-03", "Mar"), ("2022", ""), ("2022-01-09~", "~9 Jan"),
     ("2022-01-08/2022-01-14", "8 Jan …"), ("../2022-01-14", "≤ 14 Jan")],
)  # fmt: skip
def test_a_chart_says_the_day_as_it_is_known(small: Corpus, when: str, label: str) -> None:
    assert day_and_month(Reader(small, "en"), When.parse(when)) == label


def test_a_tread_lies_as_high_as_its_number(small: Corpus) -> None:
    drawn = stairs(Reader(small, "en"), ladder(small, small.get("injured", Figure)))
    heights = {tread.rung.claim.id: drawn.base - tread.y for tread in drawn.treads}
    assert heights == {
        "health-first": 11, "hall-164": 150, "agency-thirty": 27, "hall-withdraws": 18,
        "health-march": 16,
    }  # fmt: skip
    assert [drawn.base - guide for guide in drawn.guides] == [16]


# Corrections and addresses


def test_an_edit_link_stands_only_where_there_is_a_repository(small: Corpus) -> None:
    record = small.records["storm"]
    there = Settings(repository="https://code.example.org/a/b/")
    assert edit_address(Reader(small, "en"), record) == ""
    assert edit_address(Reader(small, "en", settings=there), record) == (
        "https://code.example.org/a/b/edit/main/entries/events/storm.yaml"
    )


def test_the_permanent_address_is_whole_only_where_the_site_has_one(small: Corpus) -> None:
    there = Settings(site_address="https://archive.example.org/")
    assert permanent(Reader(small, "kk"), "storm") == ""
    assert permanent(Reader(small, "kk", settings=there), "storm") == (
        "https://archive.example.org/e/storm/"
    )


def test_the_content_note_stands_before_the_account(built: Path) -> None:
    page = (built / "e" / "storm" / "index.html").read_text(encoding="utf-8")
    assert page.index("notice--content") < page.index('class="lede"') < page.index("record__body")
    assert "entries/events/storm.yaml" in page[: page.index('class="facts"')]


# In a browser


def test_a_button_copies_the_address_of_a_claim(browser: Browser, built: Path) -> None:
    with served(built) as home, tab(browser) as (page, heard):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{home}/kk/e/storm/")
        page.locator("#clear-sky .claim__copy").click()
        page.get_by_role("status").filter(has_text="Сілтеме көшірілді").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{home}/kk/e/storm/#clear-sky"
        assert heard.messages == []


def test_the_address_is_selected_where_a_page_may_not_copy(browser: Browser, built: Path) -> None:
    with served(built) as home, tab(browser) as (page, _):
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.goto(f"{home}/e/storm/")
        page.locator("#clear-sky .claim__copy").click()
        assert page.evaluate("document.activeElement.value") == f"{home}/e/storm/#clear-sky"
        page.keyboard.press("Tab")
        assert page.locator(".claim__address").count() == 0
        assert page.locator("#clear-sky .claim__copy").is_visible()


def test_a_permalink_is_a_plain_link_without_javascript(browser: Browser, built: Path) -> None:
    with served(built) as home, tab(browser, javascript=False) as (page, _):
        page.goto(f"{home}/e/storm/")
        page.locator("#clear-sky .claim__anchor").click()
        assert page.url == f"{home}/e/storm/#clear-sky"
        assert page.locator(".claim__copy").count() == 0


def test_a_printed_record_has_its_address_and_no_navigation(browser: Browser, built: Path) -> None:
    with served(built) as home, tab(browser) as (page, _):
        page.goto(f"{home}/e/storm/")
        page.emulate_media(media="print")
        assert "/e/storm/ (the site's address is not set)" in page.inner_text(".sheet")
        for hidden in (".masthead", ".colophon", ".record__correct", ".claim__copy"):
            assert not page.locator(hidden).first.is_visible(), hidden
        assert page.locator(".bibliography__address").first.is_visible()


def test_a_withdrawn_number_says_when_it_was_withdrawn(tmp_path: Path) -> None:
    change(archive(tmp_path), INJURED, "    value: 164\n", "    value: 165\n")
    records = corpus(tmp_path)
    claim = next(c for c in records.get("injured", Figure).claims if c.id == "hall-164")
    named = undone(Reader(records, "en"), records.get("injured", Figure), claim)
    assert [its.id for _, its in named] == ["hall-withdraws"]
