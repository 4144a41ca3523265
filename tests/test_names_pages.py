"""Pages of people, bodies, places and topics: what was said and became of it, where, in which light."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from builder.checking import check
from builder.corpus import Corpus
from builder.derive.coverage import coverage
from builder.derive.nearby import kilometres, nearest
from builder.derive.timeline import timeline
from builder.derive.voices import acts, counted, published, statements, tally
from builder.i18n import Language
from builder.model.naming import Coordinates, Place
from builder.render.reader import Reader
from builder.render.record import gather, record_page
from builder.render.spellings import script_of, spellings
from tests.small import ARCHIVE, archive, change, corpus

TEMPLATES = Path(__file__).parent.parent / "site_overrides" / "theme" / "templates"


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def page(records: Corpus, id: str, language: Language = "en") -> str:
    views = gather(timeline(records))
    return record_page(Reader(records, language), TEMPLATES, records.records[id], views).content


def headings(content: str) -> list[str]:
    return re.findall(r"<h2[^>]*>(.*?)</h2>", content)


# What was said


def test_statements_stand_in_the_order_of_being_said_with_what_became_of_them(
    small: Corpus,
) -> None:
    said = [(one.claim.id, one.status) for one in statements(small, "health-office")]
    assert said == [("health-first", "superseded"), ("health-march", "standing")]
    assert counted(statements(small, "health-office")) == {"superseded": 1}


def test_a_body_published_what_names_it_or_prints_its_name(tmp_path: Path) -> None:
    herald = "entries/sources/herald-2022-01-06.yaml"
    change(archive(tmp_path), herald, "organisation: tasbulak-herald\n", "")
    found = published(corpus(tmp_path), "tasbulak-herald")
    assert [source.id for source in found] == ["herald-2022-01-06"]


def test_a_name_that_two_bodies_bear_is_nobodys(tmp_path: Path) -> None:
    herald = "entries/sources/herald-2022-01-06.yaml"
    change(archive(tmp_path), herald, "organisation: tasbulak-herald\n", "")
    relief = "entries/organisations/snow-relief.yaml"
    change(tmp_path, relief, "type: ngo\n", "type: ngo\nvariants: [Вестник Тасбулака]\n")
    checked = check(tmp_path)
    assert [one.code for one in checked.problems] == ["near-name"]
    assert published(checked.corpus, "tasbulak-herald") == ()


def test_taking_part_is_not_speaking(small: Corpus) -> None:
    assert [record.id for record in acts(small, "saule-ulgieva")] == ["roof-case"]
    assert tally(small, "saule-ulgieva").statements == 0


def test_a_persons_page_has_every_outcome_of_their_case(small: Corpus) -> None:
    content = page(small, "saule-ulgieva")
    assert headings(content)[0] == "Cases"
    assert "convicted" in content


def test_a_persons_name_stands_on_no_page_below_its_level(small: Corpus) -> None:
    assert list(spellings(Reader(small, "en"), small.records["p-9x2m4d"])) == []
    assert list(spellings(Reader(small, "en"), small.records["p-7f3k2q"])) == []


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Jańaózen", "latin"),
        ("Жаңаөзен", "kazakh"),
        ("Жанаозен", "cyrillic"),
        ("Радіо", "cyrillic"),
    ],
)
def test_script_of_a_spelling(name: str, script: str) -> None:
    assert script_of(name) == script


def test_a_word_of_the_kazakh_name_is_kazakh_wherever_it_stands() -> None:
    assert script_of("Шілібаев Е.", {"Шілібаев"}) == "kazakh"


# Places


def test_a_place_tells_its_own_days_and_those_of_what_lies_in_it(small: Corpus) -> None:
    content = page(small, "tasbulak")
    assert "Stone Spring" in content
    assert "Northern Valley" in content
    assert "What happened here" in headings(content)
    assert "Numbers about this place" in headings(content)
    assert 'class="locator"' in content


def test_a_country_has_no_locator(small: Corpus) -> None:
    assert 'class="locator"' not in page(small, "kazakhstan")


def test_nearest_places_leave_out_what_lies_inside(small: Corpus) -> None:
    found = nearest(small, small.get("tasbulak", Place))
    assert [(place.id, distance) for place, distance in found] == [("akkum", 1920)]


def test_kilometres_between_almaty_and_nur_sultan() -> None:
    almaty = Coordinates(lat=Decimal("43.2525"), lon=Decimal("76.9115"))
    capital = Coordinates(lat=Decimal("51.1801"), lon=Decimal("71.446"))
    assert round(kilometres(almaty, capital)) == 973


# Languages


def test_coverage_tells_written_from_made_with_machine_help(small: Corpus) -> None:
    events = {one.language: one for one in coverage(small) if one.kind == "event"}
    assert (events["en"].written, events["ru"].machine, events["kk"].reviewed) == (2, 2, 0)


def test_a_text_that_a_person_has_read_counts_as_read(tmp_path: Path) -> None:
    hall = "entries/organisations/town-hall.yaml"
    change(archive(tmp_path), hall, "machine_assisted: [ru, kk]\n", "machine_assisted: [kk]\n")
    covers = coverage(corpus(tmp_path))
    (russian,) = (one for one in covers if (one.kind, one.language) == ("organisation", "ru"))
    assert russian.reviewed == 1
