"""The form page in Chromium: what comes out is a record, what goes wrong is said at its field."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.i18n import Language
from builder.model.address import check_address
from builder.model.numbers import bare_numbers
from builder.model.when import When
from builder.pipeline import check
from builder.problems import Flaw, catalogue
from builder.render.form_data import CODES
from builder.write.fmt import canonical
from tests.browser import chromium
from tests.date_tables import rows
from tests.form_page import KAZAKH, faults, fill, opened
from tests.small import archive, line

OTHERWISE = {"Y170000002-01", "-0000"}
"""What is refused here as out of the years, and there as no date."""
ADDRESSES = [
    "https://example.org/a?b=c#d", "http://a.kz", "https://example.org/қазақ", "https://a.kz:8080/",
    "javascript:alert(1)", "data:text/html,x", "https://user:pw@a.kz/", "http://127.0.0.1/",
    "http://0x7f.1/", "http://[::1]/", "http://localhost/", "http://a.local/x", "https://a.onion/",
    "http://127.0.0.1.nip.io/", "https://a.kz./", "https://a.kz/?utm_source=x&q=1",
    "https://a.kz/%zz", "https://a.kz/%0d%0ax", "https://a.kz/a b", "https://a.kz/<b>", "a.kz/x",
    "https://a.kz:0/", "https://-a.kz/", "//a.kz/", "https:/a.kz", "https://a..kz/",
    "https://a.kz/" + "x" * 2000,
]  # fmt: skip
TITLES = [
    ["en", "A fire in Taraz, 5 January 2022"], ["en", "Closed in January 2022 at 17:00"],
    ["ru", "Пожар в Таразе, 5 января 2022 года"], ["ru", "Пожар в 2022 году"],
    ["kk", "Тараздағы өрт, 2022 жылғы 5 қаңтар"], ["kk", "«238 адам» туралы хабар"],
    ["en", "238 people"], ["ru", "Ранены 45 человек"], ["kk", "45 адам жараланды"],
    ["en", "In 2022 people met, 12 spoke"],
]  # fmt: skip

TOWNS = {
    "aktau": "Ақтау", "aktobe": "Ақтөбе", "atyrau": "Атырау", "kaskelen": "Қаскелең",
    "koshmambet": "Қошмамбет", "kostanay": "Қостанай", "kulsary": "Құлсары",
    "kyzylorda": "Қызылорда", "oskemen": "Өскемен", "semey": "Семей", "shymkent": "Шымкент",
    "taldykorgan": "Талдықорған", "taraz": "Тараз", "zhanaozen": "Жаңаөзен",
    "zhetibay": "Жетібай",
}  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def english(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page in English for all that only asks the scripts something."""
    with opened(browser, tmp_path_factory.mktemp("form")) as (page, heard):
        yield page
        assert heard.messages == []


def saved(page: Page, folder: Path) -> dict[str, bytes]:
    """The files as the page's buttons save them."""
    found = {}
    for button in page.get_by_role("button", name="Жүктеп алу").all():
        with page.expect_download() as waiting:
            button.click()
        target = folder / waiting.value.suggested_filename
        waiting.value.save_as(target)
        found[target.name] = target.read_bytes()
    return found


def test_what_is_written_in_kazakh_is_taken_by_the_check_unchanged(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, "kk") as (page, heard):
        page.locator("#f-new").check()
        fill(page, KAZAKH)
        assert faults(page) == {}
        expect(page.locator("#form-result")).to_be_focused()
        files = saved(page, tmp_path)
        assert heard.messages == []
        assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == [
            "",
            0,
            0,
        ]
    root = archive(tmp_path / "checked")
    for name, data in files.items():
        path = f"entries/{'sources' if b'publisher' in data else 'events'}/{name}"
        (root / path).write_bytes(data)
        assert canonical(data, path) == data
    assert len(files) == 2
    told = [one for one in check(root).problems if one.code != "translation-missing"]
    assert [line(one) for one in told] == []


def test_no_date_is_taken_that_the_archive_refuses(english: Page) -> None:
    tables = ("when", "refused", "phrases", "edtf-valid", "edtf-invalid")
    cases = [row[0] for table in tables for row in rows(f"{table}.tsv")]
    tails = (" capital", " +06:00", " 17:00", "/..", " night", "Z")
    cases += [row[0] + tail for row in rows("when.tsv") for tail in tails]
    asked = dict.fromkeys(cases)
    theirs = english.evaluate(
        """async texts => {
          const read = qqDates.reader((await qqForm.rules()).dates);
          return texts.map(text => {
            try { read(text); return ""; } catch (fault) { return fault.code || String(fault); }
          });
        }""",
        list(asked),
    )
    ours = [_code(text) for text in asked]
    other = [
        (text, our, their)
        for text, our, their in zip(asked, ours, theirs, strict=True)
        if our != their and text not in OTHERWISE
    ]
    assert [one for one in other if one[1]] == []
    # Of zones by name the page knows those of the archive's places.
    assert {their for _, _, their in other} <= {"date-zone-unknown"}
    assert {code for code in theirs if code} - set(CODES) == set()
    assert theirs.count("") > len(theirs) / 3


def _code(text: str) -> str:
    try:
        When.parse(text)
    except Flaw as flaw:
        return flaw.code
    return ""


def test_an_address_that_is_taken_is_taken_by_the_archive(english: Page) -> None:
    theirs = english.evaluate(
        """async texts => {
          const rules = await qqForm.rules();
          const check = qqAddress.checker(rules.address, rules.addressLongest);
          return texts.map(text => (check(text) || {code: ""}).code);
        }""",
        ADDRESSES,
    )
    ours = [_address(text) for text in ADDRESSES]
    assert list(zip(ADDRESSES, theirs, strict=True)) == list(zip(ADDRESSES, ours, strict=True))


def _address(text: str) -> str:
    try:
        check_address(text)
    except Flaw as flaw:
        return flaw.code
    return ""


def test_a_number_that_is_taken_in_a_title_is_taken_by_the_archive(english: Page) -> None:
    theirs = english.evaluate(
        """async rows => {
          const dates = (await qqForm.rules()).numbers;
          return rows.map(([language, text]) => qqTexts.count(text, dates[language]) === null);
        }""",
        TITLES,
    )
    ours = [not bare_numbers(text, language) for language, text in TITLES]
    assert [row for row, their, our in zip(TITLES, theirs, ours, strict=True) if their > our] == []
    assert theirs == [True] * 6 + [False] * 4


def test_an_empty_form_says_what_it_needs(english: Page) -> None:
    told = faults(english)
    assert len(told) == 8
    assert told["f-event-title"] == "This field is empty. Fill it in."


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "мұрағатта «{}» деген жазба жоқ."), ("ru", "в архиве нет записи «{}».")],
)
def test_an_unknown_place_or_speaker_is_told_in_the_reader_s_language(
    browser: Browser, tmp_path: Path, language: Language, words: str
) -> None:
    with opened(browser, tmp_path, language) as (page, _):
        fill(page, {"event-places": "Атлантида", "claim-by": "Ноль"})
        told = faults(page)
    assert told["f-event-places"] == words.format("Атлантида")
    assert told["f-claim-by"] == words.format("Ноль")


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Алматы", "almaty"),
        ("Жаңаөзен", "zhanaozen"),
        ("Қазақстан", "kazakhstan"),
        ("Қызылорда мен Қостанай", "kyzylorda-men-kostanay"),
        ("Шағын жиын, 2022 жылғы 5 қаңтар", "shagyn-zhiyn-2022-zhylgy-kantar"),
        ("Ранены 45 человек в Талдыкоргане", "raneny-chelovek-v-taldykorgane"),
        ("Explosion №12 kills 3 at 17:00, 1,200 flee", "explosion-kills-at-flee"),
        ("Террористы и боевики в Алматы", "i-v-almaty"),
        ("Terrorists on the square", "on-the-square"),
        ("Щит и йод: Новый объезд", "shchit-i-yod-novy-obezd"),
        ("Jańaózen, Şymkent", "janaozen-shymkent"),
    ],
)
def test_the_id_that_is_proposed_reads_as_our_own_do(english: Page, title: str, id: str) -> None:
    slug = "async text => qqFields.slug(text, await qqForm.rules(), 60)"
    assert english.evaluate(slug, title) == id


def test_our_own_places_are_proposed_as_they_are_called(english: Page) -> None:
    slug = """async names => {
      const rules = await qqForm.rules();
      return names.map(name => qqFields.slug(name, rules, 60));
    }"""
    assert english.evaluate(slug, list(TOWNS.values())) == list(TOWNS)


def test_hostile_input_is_refused_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    canary = "<img src=x onerror=document.title='owned'></script><script>document.title='owned'"
    with opened(browser, tmp_path, "ru", f"#e={canary}") as (page, heard):
        expect(page.locator("#form-told")).to_be_visible()
        assert page.locator("#f-fix-record").input_value() == ""
        page.locator("#f-kind-event").check()
        page.locator("#f-new").check()
        hostile = {
            "event-title": canary, "event-when": "2022-01-05\u202e", "event-places": canary,
            "event-id": "../../etc/passwd", "claim-text": "а" * 100_000, "claim-by": "{{7*7}}",
            "cite-quote": "строка\u0007", "source-publisher": "Газ\u202eета",
            "source-title": "a\u200bb", "source-url": "javascript:document.title='owned'",
            "source-seen-on": "2022-13-45", "source-id": "Ид",
        }  # fmt: skip
        fill(page, hostile)
        told = faults(page)
        assert set(told) == {f"f-{name}" for name in hostile}
        assert "100000" in told["f-claim-text"]
        expect(page.locator(".form__summary")).to_be_focused()
        assert page.locator(".form__result").is_hidden()
        assert page.title() == "Test"
        assert page.locator("main img, main script").count() == 0
        assert heard.messages == []


def test_a_fault_is_worded_as_the_check_words_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, "kk", "#e=storm/seen") as (page, _):
        assert page.locator("#f-fix-record").input_value() == "storm"
        assert page.locator("#f-fix-claim").input_value() == "seen"
        fill(page, {"fix-wrong": "Уақыты дұрыс емес.", "cite-source": "Tasbulak Herald"})
        told = faults(page)
        assert told["f-cite-locator"].startswith(catalogue("kk")["claim-no-locator"].message)
        page.locator(".form__summary a").first.click()
        expect(page.locator("#f-cite-source")).to_be_focused()
        fill(page, {"cite-source": "herald-2022-01-06", "cite-locator": "2-абзац"})
        assert faults(page) == {}
        text = page.locator(".form__files pre").inner_text()
    assert text.startswith("record: storm\nstatement: seen\nrecorded: ")
    assert text.endswith('source: herald-2022-01-06\nlocator: "2-абзац"\n')
