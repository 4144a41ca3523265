"""Indexes: letters, volumes that are the same in every language, nothing below its level."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from builder.corpus import Corpus
from builder.derive.timeline import timeline
from builder.i18n import LANGUAGES, Language
from builder.model.vocabulary import vocabularies
from builder.render import index, overflow
from builder.render.browse import LISTS, browse_pages
from builder.render.gaps import gap_pages
from builder.render.index import Row, Section, jumps, volumes
from builder.render.index_organisations import organisation_pages
from builder.render.index_people import people_pages
from builder.render.index_places import place_pages
from builder.render.index_sources import source_pages
from builder.render.kind_words import COUNTED
from builder.render.listing import Builder
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.topics import INTRODUCTIONS, topic_pages
from tests.small import ARCHIVE, corpus

TEMPLATES = Path(__file__).parent.parent / "site_overrides" / "theme" / "templates"
LISTINGS = (
    people_pages, organisation_pages, place_pages, source_pages, topic_pages, browse_pages,
    overflow.overflow_pages, gap_pages,
)  # fmt: skip


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def pages(records: Corpus, language: Language = "en") -> dict[str, Page]:
    builder = Builder(Reader(records, language), TEMPLATES, timeline(records))
    made = [page for listing in LISTINGS for page in listing(builder)]
    return {page.neutral: page for page in made}


def names(page: Page) -> list[str]:
    found = re.findall(r'row__name"><a[^>]*>(.*?)</a>', page.content)
    return [str(Markup(name).striptags()) for name in found]


def rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(f"e/r{number}/", Markup("r")) for number in range(count))


# Volumes


def test_a_section_that_is_cut_goes_on_under_its_heading() -> None:
    sections = (Section("a", Markup("A"), rows(3), "A"), Section("b", Markup("B"), rows(2), "B"))
    cut = list(volumes(sections, 2))
    assert [[(one.anchor, len(one.rows)) for one in part] for part in cut] == [
        [("a", 2)], [("a", 1), ("b", 1)], [("b", 1)],
    ]  # fmt: skip
    assert jumps("people/", cut) == [("A", "people/#a"), ("B", "people/2/#b")]


def test_volumes_have_the_same_addresses_in_every_language(
    small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "BOUND", 2)
    found = [set(pages(small, language)) for language in LANGUAGES]
    assert "/sources/3/" in found[0]
    assert found[0] == found[1] == found[2]


def test_an_empty_list_is_one_page() -> None:
    assert list(volumes((), 10)) == [()]


# What is listed


def test_people_stand_by_family_name_then_by_role(small: Corpus) -> None:
    assert names(pages(small)["/people/"]) == [
        "A. B.", "Aidar Ulgiev", "Saule Ulgieva", "Reader hurt in the library",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_withheld_is_listed_anywhere(small: Corpus, language: Language) -> None:
    for path, page in pages(small, language).items():
        assert "p-4c8w1z" not in page.content, path


def test_organisations_say_what_they_are_and_how_much_they_say(small: Corpus) -> None:
    page = pages(small)["/organisations/"].content
    assert re.search(r"Tasbulak town hall</a></p><p class=\"row__about\">state body", page)
    assert names(pages(small)["/organisations/by-kind/"])[:2] == [
        "Tasbulak town hall", "Town health office",
    ]  # fmt: skip


def test_places_lie_inside_each_other(small: Corpus) -> None:
    page = pages(small)["/places/"].content
    assert [i for i in ("mangystau", "akkum", "tasbulak") if f'place-{i}"' in page] == [
        "mangystau", "tasbulak",
    ]  # fmt: skip
    assert "then Stone Spring" in page


def test_sources_are_ordered_three_ways_with_their_claims(small: Corpus) -> None:
    found = pages(small)
    assert sorted(names(found["/sources/"])) == sorted(names(found["/sources/by-date/"]))
    assert re.search(r"\d claims?", found["/sources/by-language/"].content)


def test_every_kind_can_be_browsed_and_every_record_from_a_to_ya(small: Corpus) -> None:
    found = pages(small)
    assert set(LISTS) == set(COUNTED) == set(vocabularies()["kind"])
    assert len(names(found["/browse/all/"])) == len(small.records) - 1
    for path in LISTS.values():
        assert f'"../{path}"' in found["/browse/"].content.replace('"events/"', '"../browse/events/"').replace('"episodes/"', '"../browse/episodes/"')  # fmt: skip


def test_the_calendar_leads_to_the_days_that_have_entries(small: Corpus) -> None:
    page = pages(small)["/browse/"].content
    assert page.count('class="calendar__day"') == 31
    assert 'href="../timeline/#d2022-01-05"' in page


def test_every_topic_has_an_introduction_in_three_languages() -> None:
    assert set(INTRODUCTIONS) == set(vocabularies()["topic"])


def test_whoever_said_more_than_fits_has_a_list_of_it(
    small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overflow, "SAID", 2)
    monkeypatch.setattr(overflow, "ENTRIES", 1)
    found = pages(small)
    assert "/browse/said/town-hall/" in found
    assert "/browse/at/tasbulak/" in found
