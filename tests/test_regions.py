"""The light of each region by the hour, and what the map is told of it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from builder.corpus import Corpus
from builder.derive.band import band
from builder.derive.connectivity import HOUR, light_at, windows
from builder.derive.regions import Area, areas
from builder.pipeline import Checked
from builder.render.basemap import read_basemap
from builder.render.map_light import SHADES, halos, light_script
from builder.render.reader import Reader
from tests.small import ARCHIVE, archive, change, corpus

BASE = read_basemap()


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(ARCHIVE)


def shades(area: Area) -> list[tuple[int, int, str]]:
    return [(run.first, run.hours, run.light.shade) for run in area.runs]


def told(records: Corpus) -> dict[str, Any]:
    script = light_script(Reader(records, "en").at("map/"), areas(records), base=BASE)
    data: dict[str, Any] = json.loads(script.removeprefix("window.qqMapLight = ").rstrip(";\n"))
    return data


def test_areas_are_the_country_its_regions_and_towns_in_no_region(small: Corpus) -> None:
    assert [area.place.id for area in areas(small)] == ["kazakhstan", "mangystau", "tasbulak"]


def test_a_town_in_a_region_is_an_area_when_a_claim_names_it(tmp_path: Path) -> None:
    change(
        archive(tmp_path), "entries/episodes/network-cut.yaml", "[tasbulak]", "[tasbulak, akkum]"
    )
    found = [area.place.id for area in areas(corpus(tmp_path))]
    assert found == ["kazakhstan", "akkum", "mangystau", "tasbulak"]


def test_the_narrowest_claim_gives_the_hour(small: Corpus) -> None:
    town = areas(small)[2]
    assert shades(town)[:3] == [(0, 84, "unmeasured"), (84, 4, "mobile"), (88, 5, "dark")]


def test_a_region_has_the_claim_about_the_country_and_says_so(small: Corpus) -> None:
    run = areas(small)[1].runs[1]
    assert run.light.episode is not None
    assert (run.light.shade, run.light.episode.places) == ("mobile", ("kazakhstan",))


def test_the_map_and_the_timeline_tell_the_same(real: Checked) -> None:
    drawn = band(real.corpus)
    assert drawn is not None
    area = next(area for area in areas(real.corpus) if area.place.id == "almaty")
    ours, theirs = ([(r.light, r.first, r.hours) for r in runs] for runs in (area.runs, drawn.runs))
    assert ours == theirs


def test_every_hour_of_every_region_is_what_the_rule_says(real: Checked) -> None:
    known = windows(real.corpus)
    for area in areas(real.corpus):
        assert sum(run.hours for run in area.runs) == 240
        for run in area.runs:
            middle = run.begins + timedelta(minutes=30)
            assert light_at(real.corpus, known, area.place.id, middle) == run.light
            assert run.ends - run.begins == HOUR * run.hours


def test_the_script_names_whom_each_claim_is_about(small: Corpus) -> None:
    assert told(small)["told"] == [
        ["Slow networks in the country", "../e/network-slow/", "Kazakhstan", True],
        ["Networks cut in Tasbulak", "../e/network-cut/", "Tasbulak", False],
    ]


def test_equal_hours_are_written_once(small: Corpus) -> None:
    data = told(small)
    assert [area[4] for area in data["areas"]] == [0, 0, 1]
    assert data["series"][1][2] == [5, SHADES.index("dark"), 1]
    assert data["start"] == "2022-01-02"


def test_the_real_script_is_small(real: Checked) -> None:
    for language in ("en", "ru", "kk"):
        reader = Reader(real.corpus, language).at("map/")
        script = light_script(reader, areas(real.corpus), base=BASE)
        assert len(script.encode()) < 12_000


def test_towns_have_discs_and_regions_have_none(real: Checked) -> None:
    assert list(halos(areas(real.corpus), base=BASE)) == ["almaty", "astana", "shymkent"]
