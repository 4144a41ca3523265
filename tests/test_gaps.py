"""Known gaps: each counted from the records, none invented, all of them listed somewhere."""

import re
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.gaps import Gaps, gaps
from builder.derive.gaps_places import Area, Stretch
from builder.derive.timeline import timeline
from builder.i18n import LANGUAGES, Language
from builder.render import gaps as page_of_gaps
from builder.render.gap_words import GROUPS, HEADINGS, HELP, TITLES
from builder.render.gaps import gap_pages
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader
from tests.small import ARCHIVE, archive, change, corpus

TEMPLATES = Path(__file__).parent.parent / "site_overrides" / "theme" / "templates"
CASE = "entries/cases/roof-case.yaml"
CUT = "entries/episodes/network-cut.yaml"


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(ARCHIVE)


@pytest.fixture(scope="module")
def found(small: Corpus) -> Gaps:
    return gaps(small, timeline(small))


def ids(known: Gaps, what: str) -> list[str]:
    return [one.id for one in known.by[what].found]


def pages(records: Corpus, language: Language = "en") -> dict[str, Page]:
    made = gap_pages(Builder(Reader(records, language), TEMPLATES, timeline(records)))
    return {page.neutral: page for page in made}


# What is counted


@pytest.mark.parametrize(
    ("what", "expected", "of"),
    [
        ("no-event", ["tasbulak-square"], 4),
        ("region", [], 2),
        ("contested", ["storm"], 11),
        ("disputed", [], 5),
        ("opening", ["agency-2022-01-07"], 7),
        ("headline", ["daily-2022-01-08"], 7),
        ("second-hand", ["town-notice"], 7),
        ("published", ["town-notice"], 7),
        ("address", [], 7),
        ("later", ["roof-case"], 1),
        ("party-outcome", [], 1),
        ("text", ["snow-decree"], 2),
    ],
)
def test_a_gap_names_who_has_it_out_of_all_that_could(
    found: Gaps, what: str, expected: list[str], of: int
) -> None:
    assert (ids(found, what), found.by[what].of) == (expected, of)


def test_no_source_is_kept_and_those_that_carry_most_come_first(found: Gaps) -> None:
    assert len(ids(found, "uncaptured")) == found.by["uncaptured"].of == 7
    assert ids(found, "uncaptured")[0] == "court-2023-06"
    assert found.resting["court-2023-06"] == 5


def test_a_defendant_without_outcome_opens_a_case(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "      - {party: caretaker, outcome: acquitted}\n", "")
    records = corpus(tmp_path)
    (case,) = gaps(records, timeline(records)).by["party-outcome"].found
    assert (case.id, case.about) == ("roof-case", ("caretaker",))


def test_custody_without_beginning_is_the_same_gap_as_without_end(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "when: 2022-11-17/2023-03-10", "when: ../2023-03-10")
    records = corpus(tmp_path)
    (case,) = gaps(records, timeline(records)).by["party-held"].found
    assert case.about == ("ulgieva",)


def test_claims_are_counted_by_kind_and_grade(found: Gaps) -> None:
    assert list(found.grades) == ["event", "episode", "figure", "case", "law"]
    assert found.grades["event"] == {"measured": 0, "several": 0, "official": 3, "single": 1}
    assert sum(sum(row.values()) for row in found.grades.values()) == 20


# The hours


def test_every_hour_says_whether_this_place_was_measured(found: Gaps) -> None:
    assert found.areas == (
        Area("mangystau", 1, (Stretch("none", 0, 36), Stretch("country-measured", 36, 132))),
        Area(
            "tasbulak",
            2,
            (
                Stretch("none", 0, 36),
                Stretch("country-measured", 36, 4),
                Stretch("measured", 40, 5),
                Stretch("country-measured", 45, 123),
            ),
        ),
    )


def test_what_nobody_measured_is_only_told(tmp_path: Path) -> None:
    change(archive(tmp_path), CUT, "    basis: measurement\n", "    basis: statement\n")
    records = corpus(tmp_path)
    town = gaps(records, timeline(records)).areas[-1]
    assert (town.hours("measured"), town.hours("said")) == (0, 5)
    assert town.hours("measured", "said", "country-measured", "country-said", "none") == 7 * 24


# The page


def test_every_gap_has_words_and_a_place_on_the_page(found: Gaps) -> None:
    told = [what for whats in GROUPS.values() for what in whats]
    assert sorted(told) == sorted(found.by) == sorted(TITLES)
    assert set(HEADINGS) == set(HELP) == {*GROUPS, "texts"}


def test_the_page_shows_counts_shares_and_what_is_closed(small: Corpus) -> None:
    content = pages(small)["/gaps/"].content
    row = re.search(r'<li class="gap" id="opening">.*?</li>\n', content, re.DOTALL)
    assert row
    assert "<strong>1</strong> <span>of 7</span>" in row[0]
    assert '<rect width="14.29"' in row[0]
    assert "Nothing open: Cases with a defendant whose outcome was not found" in content


def test_nobody_below_full_is_named(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "      - {party: caretaker, outcome: acquitted}\n", "")
    content = pages(corpus(tmp_path))["/gaps/"].content
    assert "A. B." in content  # the level is initials, and initials are all that stands there
    assert "p-7f3k2q" not in content


def test_a_long_list_has_pages_of_its_own_in_every_language(
    small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_of_gaps, "SHOWN", 3)
    made = [pages(small, language) for language in LANGUAGES]
    assert set(made[0]) == {"/gaps/", "/gaps/origin/"}
    assert set(made[0]) == set(made[1]) == set(made[2])
    assert made[0]["/gaps/origin/"].content.count('class="row__name"') == 8
    assert 'href="origin/">All 8</a>' in made[0]["/gaps/"].content


def test_sources_without_a_copy_are_listed_where_all_sources_are(small: Corpus) -> None:
    content = pages(small)["/gaps/"].content
    row = re.search(r'<li class="gap" id="uncaptured">.*?</li>\n', content, re.DOTALL)
    assert row
    assert 'href="../sources/"' in row[0]
    assert "<details" not in row[0]


def test_texts_nobody_has_read_are_counted_by_language(small: Corpus) -> None:
    content = pages(small, "ru")["/ru/gaps/".removeprefix("/ru")].content
    texts = content.partition('id="texts"')[2]
    assert 'lang="en"' not in texts
    assert 'lang="kk">Қазақша' in texts
