"""The first page, the glossary, the page not found, and the ways to every page from each."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.band import DAYS, START, ZONE, Band, Run
from builder.derive.changes import Changes, changes
from builder.derive.connectivity import Light
from builder.derive.slices import cut_slice
from builder.derive.timeline import timeline
from builder.host.shell import MORE, SECTIONS, Hosted, cut, slot
from builder.i18n import LANGUAGES, Language
from builder.model.zones import zone
from builder.pipeline import check
from builder.release.ledger import Ledger
from builder.render.glossary import glossary_page
from builder.render.home import home_page
from builder.render.missing import missing_page, rooted
from builder.render.reader import Reader
from builder.rules.written import FIRST, LAST
from tests.small import ARCHIVE, archive, change, corpus
from tests.small_archive import ROOT

TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
LIMIT = 100_000


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def home(records: Corpus, language: Language, seen: Changes | None = None) -> str:
    found = seen or changes(Ledger(), records)
    return home_page(Reader(records, language), TEMPLATES, timeline(records), found).content


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# Slices


def a_band() -> Band:
    dark, lit = Light("dark", None), Light("lit", None)
    runs = (Run(lit, 0, 80), Run(dark, 80, 10), Run(lit, 90, 150))
    return Band("almaty", runs, (), (), ())


def test_a_slice_holds_the_hours_of_its_days_only() -> None:
    found = cut_slice(a_band(), date(2022, 1, 5), date(2022, 1, 5))
    assert [(p.light.shade, p.first, p.hours) for p in found.parts] == [
        ("lit", 0, 8),
        ("dark", 8, 10),
        ("lit", 18, 6),
    ]
    assert found.parts[1].begins.astimezone(zone(ZONE)).strftime("%d %H:%M") == "05 08:00"


def test_a_slice_of_all_days_is_the_band() -> None:
    found = cut_slice(a_band(), FIRST, LAST)
    assert (found.hours, sum(part.hours for part in found.parts)) == (240, 240)


def test_days_a_chapter_may_name_are_those_of_the_band() -> None:
    first = START.astimezone(zone(ZONE)).date()
    assert (FIRST, (LAST - FIRST).days + 1) == (first, DAYS)


# The first page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_account_is_told_with_links_to_its_claims(small: Corpus, language: Language) -> None:
    shown = home(small, language)
    assert 'href="e/storm/#snow-fell"' in shown
    assert '<a class="value" href="e/injured/#health-march">17</a>' in shown
    assert re.search(r'<h3 id="snow">[^<]+</h3>', shown)


def test_a_chapter_lists_the_claims_of_its_figure_in_order_of_being_said(small: Corpus) -> None:
    shown = home(small, "en")
    rungs = re.findall(r'counted__rung([^"]*)"><a href="e/injured/#([a-z0-9-]+)">', shown)
    assert rungs == [
        (" counted__rung--superseded", "health-first"),
        ("", "agency-thirty"),
        (" counted__rung--retracted", "hall-164"),
        ("", "hall-withdraws"),
        ("", "health-march"),
    ]


def test_the_page_stands_without_an_account(small: Corpus, tmp_path: Path) -> None:
    root = archive(tmp_path)
    (root / "site_overrides/pages/account.yaml").unlink()
    shown = home(corpus(root), "en")
    assert 'class="account"' not in shown
    assert "How to read this archive" in shown


def test_a_translation_older_than_its_original_says_so(tmp_path: Path) -> None:
    root = archive(tmp_path)
    change(root, "site_overrides/pages/account.yaml", "What the records say.", "As recorded.")
    reader = Reader(check(root).corpus, "ru")
    seen = changes(Ledger(), reader.corpus)
    shown = home_page(reader, TEMPLATES, timeline(reader.corpus), seen).content
    assert "Оригинал" in shown


def test_every_symbol_is_explained_as_it_is_drawn(small: Corpus) -> None:
    shown = home(small, "en")
    for name in ("measured", "several", "official", "single"):
        assert f'class="grade grade--{name}"' in shown
    for status in ("contested", "retracted", "superseded"):
        assert f'<dt><span class="status--{status}">' in shown
    assert 'class="key key--unmeasured"' in shown


def test_last_corrections_name_what_left(small: Corpus) -> None:
    assert "old-weather-club" in home(small, "en")


def test_the_page_says_so_when_nothing_left(small: Corpus) -> None:
    shown = text(home(small, "en", Changes(())))
    assert "No record has been withdrawn, merged or redacted so far." in shown


# The glossary


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_takes_terms_from_the_vocabularies(small: Corpus, language: Language) -> None:
    assert small.written.glossary is not None
    reader = Reader(small, language)
    shown = glossary_page(reader, TEMPLATES, small.written.glossary).content
    for term in ("measured", "several", "official", "single"):
        assert f"<dd>{reader.meaning('grade', term)}</dd>" in shown
    assert 'lang="en"' not in shown


def test_a_word_leads_to_its_page_and_to_records(small: Corpus) -> None:
    assert small.written.glossary is not None
    shown = glossary_page(Reader(small, "en"), TEMPLATES, small.written.glossary).content
    assert '<a href="../method/">Method</a>' in shown
    assert '<a href="../e/network-cut/">' in shown


# Not found


def missing(small: Corpus, address: str = "") -> str:
    template = f'<link href="assets/qantar.css"><a href="./">x</a>{slot("content")}'
    hosted = Hosted({}, {}, {("en", 0): cut(template, "en", 0, "Archive")})
    reader = Reader(small, "en")
    made = missing_page(reader, TEMPLATES, hosted).decode()
    return rooted(made.encode(), address).decode() if address else made


def test_the_page_not_found_speaks_every_language(small: Corpus) -> None:
    shown = missing(small)
    assert re.findall(r'<section lang="(\w\w)">', shown) == ["en", "ru", "kk"]
    assert "Бұл мекенжайда бет жоқ" in shown


def test_every_link_of_the_page_not_found_starts_at_the_root(small: Corpus) -> None:
    found = re.findall(r'(?:href|src)="([^"]*)"', missing(small))
    assert {"/", "/assets/qantar.css", "/ru/search/", "/kk/timeline/"} <= set(found)
    assert [one for one in found if not one.startswith("/")] == []


def test_links_of_the_page_not_found_start_at_the_path_of_the_address() -> None:
    html = b'<a href="ru/">a</a><a href="./">b</a><a href="#c">c</a><a href="https://x.org/">d</a>'
    assert rooted(html, "https://example.org/january/").decode() == (
        '<a href="/january/ru/">a</a><a href="/january/">b</a><a href="#c">c</a>'
        '<a href="https://x.org/">d</a>'
    )


# Ways


def test_no_page_is_in_the_header_and_in_the_footer() -> None:
    more = [folder for group in MORE.values() for folder in group]
    assert set(SECTIONS) & set(more) == set()
    assert len(more) == len(set(more))


def test_every_page_leads_to_all_others_and_marks_itself(site: Path) -> None:
    shown = (site / "kk/glossary/index.html").read_text(encoding="utf-8")
    for folder in [*SECTIONS, *(one for group in MORE.values() for one in group)]:
        assert re.search(rf'<li><a href="\.\./{folder}/"', shown), folder
    assert '<a href="../glossary/" aria-current="true">' in shown


def test_the_first_page_loads_within_its_limit(site: Path) -> None:
    for language in ("", "ru/", "kk/"):
        names = (
            f"{language}index.html",
            "assets/qantar.css",
            "assets/icon.svg",
            "assets/js/band.js",
        )
        sizes = [len(gzip.compress((site / name).read_bytes())) for name in names]
        assert sum(sizes) < LIMIT, language
