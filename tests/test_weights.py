"""No page costs a reader on a slow line more than it may."""

from pathlib import Path

from builder.i18n import LANGUAGES
from tests.pages import listings
from tests.weights import FIRST, RECORD, Weight, over, records, weigh


def test_first_loads_stay_within_their_budget(site: Path) -> None:
    folders = {"en": "", "ru": "ru/", "kk": "kk/"}
    paths = [f"{folders[language]}{path}" for path in listings(site) for language in LANGUAGES]
    assert over(weigh(site, path) for path in paths) == []


def test_records_stay_within_their_budget(site: Path) -> None:
    assert over(weigh(site, path) for path in records(site)) == []


def test_everything_a_page_loads_is_weighed(small_site: Path) -> None:
    found = weigh(small_site, "map/")
    assert min(found.html, found.styles, found.scripts, found.other) > 0


def test_a_page_that_costs_too_much_is_told() -> None:
    heavy = [Weight("e/x/", RECORD + 1, 0, 0, 0), Weight("map/", 1, FIRST, 0, 0)]
    assert len(over(heavy)) == 2
    assert over([Weight("timeline/", RECORD + 1, 0, 0, 0)]) == []
