"""The hostile corpus: told with the right code at the right place, or let in and made harmless."""

import csv
import io
import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder import pipeline
from builder.checking import Checked, check
from builder.export.csv_files import safe
from builder.i18n import LANGUAGES
from builder.load import quoter, read
from builder.report import REPORTERS
from builder.validate import validate
from tests.browser import chromium, served, tab
from tests.hostile.canary import PAYLOADS, stuffed
from tests.hostile.corpus import ACCEPTED, Case, cases, harmless, judged
from tests.small import archive, line
from tests.small_archive import small_archive

CASES, HARMLESS = cases(), harmless()
SLOWEST = 2.0
"""Seconds of processor one input may take; all are far below a tenth of it on a quiet machine."""
FORMULA = re.compile(r"[\s\"]*[=+@\-＝＋－＠]")

POLICY = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
WATCH = """
Object.defineProperty(window, "canary", {
  get() { return undefined; },
  set() { console.log("CANARY sang on " + location.pathname); },
});
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  window[name] = () => console.log("CANARY called " + name);
}
document.addEventListener("securitypolicyviolation", (event) => {
  console.log("CANARY broke " + event.violatedDirective + " with " + event.blockedURI);
});
"""
FOREIGN = """() => {
  const found = [...document.querySelectorAll(
    "iframe, object, embed, base, meta[http-equiv=refresh], script:not([src]):not([type]), svg script"
  )].map((element) => element.outerHTML);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      const address = ["href", "src", "action", "formaction", "xlink:href"].includes(name);
      if (/^on|^srcdoc$/.test(name) || (address && /^\\s*(javascript|data|vbscript|blob):/i.test(value))) {
        found.push(name + "=" + value);
      }
    }
    element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  }
  for (const data of document.querySelectorAll("script[type='application/ld+json']")) {
    JSON.parse(data.textContent);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    return judged(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def admitted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The errors, and the doubts about letters, of each input that must be let in."""
    root = archive(tmp_path_factory.mktemp("harmless"))
    for case in HARMLESS:
        case.lay(root)
    errors: dict[str, list[str]] = {case.path: [] for case in HARMLESS}
    for one in check(root).problems:
        if one.level == "error" or one.code == "text-lookalike":
            errors[one.path].append(line(one))
    return errors


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_input_is_told_at_its_place(case: Case, told: dict[str, tuple[str, ...]]) -> None:
    assert told[case.name] == case.expected


@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.name)
def test_a_harmless_input_is_let_in(case: Case, admitted: dict[str, list[str]]) -> None:
    assert admitted[case.path] == []


def test_the_corpus_is_as_large_as_promised() -> None:
    families = Counter(case.family for case in CASES)
    assert len(CASES) >= 250 and len(HARMLESS) >= 250
    assert len({case.code for case in CASES} - {ACCEPTED}) >= 60
    assert min(families.values()) >= 8, families


def test_a_name_states_the_code_and_each_case_says_why() -> None:
    for case in CASES:
        stated = {code for one in case.expected for code in one.split(":")}
        assert case.code in stated or (case.code == ACCEPTED and not case.expected), case.name
        assert case.why, case.name
    names = [case.name for case in CASES + HARMLESS]
    assert len(set(names)) == len(names)


def test_no_input_takes_long_by_itself(tmp_path: Path) -> None:
    slow = []
    for case in (case for case in CASES if not case.alone):
        case.lay(tmp_path)
        start = time.process_time()
        if (tmp_path / case.path).is_file() and case.path.count("/") == 2:
            document, found = read(tmp_path, case.path)
            if document is not None:
                validate(document, found)
        if (took := time.process_time() - start) > SLOWEST:
            slow.append((case.name, took))
    assert slow == []


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Checked]:
    root = archive(tmp_path_factory.mktemp("reported"))
    for case in CASES:
        if not case.alone:
            case.lay(root)
    return root, check(root)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", REPORTERS)
def test_no_report_of_hostile_input_commands_a_terminal_or_a_log(
    name: str, language: str, reported: tuple[Path, Checked]
) -> None:
    root, checked = reported
    shown = REPORTERS[name](checked.problems, quoter(root), language)  # type: ignore[arg-type]  # of LANGUAGES
    assert shown.replace("\n", "").isprintable()
    assert not re.search(r"##(?:\w*)\[", shown)
    ours = ("::error file=", "::warning file=") if name == "github" else ()
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    assert [line for line in commands if not line.startswith(ours)] == []


@pytest.mark.parametrize("payload", [case.name for case in CASES if case.family == "formulas"])
def test_a_formula_is_no_formula_in_any_cell(payload: str) -> None:
    (case,) = (case for case in CASES if case.name == payload)
    assert running(safe(case.data.decode())) == []


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("Daily;=1+1", "Daily;'=1+1"),
        ("One\n=1+1", "One\n'=1+1"),
        (' "=1+1', " \"'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-12.5", "-12.5"),
        ("2022-01-05", "2022-01-05"),
        ("a = b; c", "a = b; c"),
        (None, ""),
    ],
)
def test_a_cell_is_safe_and_else_as_it_was(cell: str | None, made: str) -> None:
    assert safe(cell) == made


def running(text: str) -> list[str]:
    """Pieces that a spreadsheet would run, at whichever sign it splits cells."""
    pieces = re.split("[;\t\r\n]", text)
    return [one for one in pieces if FORMULA.match(one) and not re.fullmatch(r"-[0-9.]+", one)]


# The canary: everything that gets through, on real pages in a real browser.


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def built(root: Path, *, copies: int, everything: bool) -> Path:
    small_archive(root)
    stuffed(root, copies=copies, everything=everything)
    assert [line(one) for one in check(root).errors] == []
    pipeline.build(root, root / "site", jobs=1)
    return root / "site"


@pytest.fixture(scope="module")
def aviary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("aviary"), copies=1, everything=False)


def test_every_payload_stands_in_the_site(aviary: Path) -> None:
    text = (aviary / "data/archive.json").read_text(encoding="utf-8")
    assert [one for one in PAYLOADS if json.dumps(one, ensure_ascii=False)[1:-1] not in text] == []


def test_no_table_of_the_site_holds_a_formula(aviary: Path) -> None:
    tables = sorted((aviary / "data").glob("*.csv"))
    for table in tables:
        text = table.read_text(encoding="utf-8")
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert [cell for cell in cells if running(cell)] == [], table.name
    assert len(tables) >= 5


@pytest.mark.parametrize(
    ("page", "song"),
    [
        ("<script>window.canary = 1</script>", "CANARY sang"),
        ("<img src=x onerror='window.canary = 1'>", "CANARY sang"),
        ("<b title='' onmouseover='window.canary = 1'>b</b>", "onmouseover="),
        ("<a href='javascript:0'>a</a>", "href=javascript:"),
        ("<img src='https://canary.example/beacon.png'>", "https://canary.example/beacon.png"),
        (POLICY + "<script>0</script>", "CANARY broke script-src"),
    ],
)
def test_the_canary_sings_when_something_runs_or_asks(
    browser: Browser, tmp_path: Path, page: str, song: str
) -> None:
    (tmp_path / "page.html").write_text(f"<!doctype html><link rel=icon href=data:,>{page}")
    assert any(song in one for one in songs(browser, tmp_path, ["page.html"]))


def test_the_canary_keeps_silent(browser: Browser, aviary: Path) -> None:
    assert songs(browser, aviary, SHORT) == []


@pytest.mark.long
def test_the_canary_keeps_silent_on_every_page(browser: Browser, tmp_path: Path) -> None:
    site = built(tmp_path, copies=4, everything=True)
    shutil.rmtree(site / "assets" / "fonts", ignore_errors=True)
    pages = sorted(str(file.relative_to(site)) for file in site.rglob("index.html"))
    assert len(pages) > 1000
    assert songs(browser, site, pages) == []


KINDS = (
    "storm network-cut injured roof-case snow-decree netwatch-2022 aidar-ulgiev town-hall tasbulak"
)
LISTS = "timeline map blackout figures cases law known search people organisations places topics sources"
SHORT = [
    "index.html",
    *(f"e/{id}/index.html" for id in [*KINDS.split(), "storm-again", "p-7f3k2q"]),
    *(f"{name}/index.html" for name in [*LISTS.split(), "changes", "data"]),
    *(f"ru/e/{id}/index.html" for id in ("storm", "injured", "roof-case", "tasbulak")),
    *(f"kk/{name}/index.html" for name in ("timeline", "map", "known", "search")),
]
"""Every kind of page."""
OPENED = ["data/archive.json", "e/storm.json"]
"""Files that a browser shows as they are; for these it asks for an icon, and finds none."""


def songs(browser: Browser, site: Path, pages: list[str]) -> list[str]:
    """Everything that ran, was refused by the policy, went elsewhere or stands where it may not."""
    with served(site) as home, tab(browser) as (page, heard):
        page.add_init_script(WATCH)
        page.on("dialog", lambda dialog: heard.messages.append(f"dialog on {page.url}"))
        found = []
        for path in pages:
            page.goto(f"{home}/{path}")
            found += [f"{path}: {one}" for one in page.evaluate(FOREIGN)]
            if path.endswith("search/index.html"):
                found += search(page)
        found += heard.messages
        heard.messages.clear()
        for path in filter(lambda path: (site / path).exists(), OPENED):
            page.goto(f"{home}/{path}")
        found += [one for one in heard.messages if "status of 404" not in one]
        return [*found, *heard.elsewhere(home)]


def search(page: Page) -> list[str]:
    """Ask for what the payloads say, and look at the results."""
    for query in ("canary", "__proto__ constructor", '"><img src=x onerror=canary=1>'):
        page.fill("#q", query)
        page.press("#q", "Enter")
        page.locator(".search__state:not(:empty)").wait_for()
    return list(page.evaluate(FOREIGN))
