"""The map: places, bubbles, precision, folium's scripts, the still picture."""

import base64
import hashlib
import re
from dataclasses import replace

import html5lib
import pytest
from map_sample import HOSTILE, LABELS, items

from builder.render.basemap import clip, project, read_basemap, uncut
from builder.render.map import MapPage, leaflet_files, map_files
from builder.render.map_picture import split_label
from builder.render.map_places import bubbles, gather, levels

BASE = read_basemap()


@pytest.fixture(scope="module")
def page() -> MapPage:
    return map_files(items(), "en", LABELS["en"], base=BASE)


def test_the_base_map_has_the_regions_of_january_2022() -> None:
    assert len(BASE.regions) == 17
    assert len(BASE.neighbours) == 11
    assert "Abai Region" not in {outline.name["en"] for outline in BASE.regions}


def test_every_outline_has_a_name_in_each_language() -> None:
    assert all(set(outline.name) == {"en", "ru", "kk"} for outline in BASE.outlines)


def test_projection_agrees_with_leaflet() -> None:
    # L.CRS.EPSG3857.latLngToPoint(L.latLng(43.2525, 76.9115), 5)
    assert project((76.9115, 43.2525), 5) == pytest.approx((5846.163911111111, 3002.272024847419))


def test_a_shape_is_clipped_to_a_box() -> None:
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    assert set(clip(square, (2, 2, 9, 9))) == {(2, 2), (4, 2), (4, 4), (2, 4)}


def test_lines_along_the_edge_of_the_data_are_left_out() -> None:
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    assert list(uncut(square, (0, -9, 9, 9))) == [((0, 0), (4, 0), (4, 4), (0, 4))]


def test_places_are_gathered_with_the_country_first() -> None:
    places = gather(items(), base=BASE)
    assert [place.id for place in places] == [
        "kazakhstan", "mangystau", "almaty", "taldykorgan", "zhanaozen", "akimat", "square",
    ]  # fmt: skip


def test_a_region_stands_in_the_middle_of_its_outline() -> None:
    region = next(p for p in gather(items(), base=BASE) if p.id == "mangystau")
    assert (region.lat, region.lon) == (44.097, 53.948)


def test_an_unknown_outline_is_refused() -> None:
    wrong = replace(items()[0], outline="Abai Region")
    with pytest.raises(KeyError, match="Abai Region"):
        gather([wrong], base=BASE)


def test_near_places_share_a_bubble_until_the_reader_comes_closer() -> None:
    places = gather(items(), base=BASE)
    shown = {zoom: [len(b.places) for b in bubbles(places, zoom)] for zoom in (3, 5, 12)}
    assert shown[3] == [2, 4]
    assert shown[5] == [1, 3, 1, 1]
    assert sorted(shown[12]) == [1, 1, 1, 1, 2]


def test_a_bubble_counts_a_record_at_two_places_once() -> None:
    twice = [items()[0], replace(items()[10], id=items()[0].id)]
    assert bubbles(gather(twice, base=BASE), 3)[0].count == 1


def test_the_country_is_never_drawn() -> None:
    places = gather(items(), base=BASE)
    drawn = {index for level in levels(places).values() for bubble in level for index in bubble}
    assert places[0].id == "kazakhstan"
    assert 0 not in drawn


def test_a_disc_has_the_city_s_true_size(page: MapPage) -> None:
    script = page.files["assets/map/places.en.js"].decode()
    assert '"className": "qq-disc"' in script
    assert '"radius": 14000' in script


def test_the_same_items_make_the_same_bytes() -> None:
    pages = [map_files(order, "kk", LABELS["kk"], base=BASE) for order in (items(), items()[::-1])]
    assert pages[0] == pages[1]


def test_the_base_script_is_the_same_in_every_language() -> None:
    scripts = {
        map_files(items(), language, labels, base=BASE).files["assets/map/base.js"]
        for language, labels in LABELS.items()
    }
    assert len(scripts) == 1


def test_no_file_names_another_host_or_calls_jquery(page: MapPage) -> None:
    ours = [data.decode() for path, data in page.files.items() if "/map/" in path]
    for text in (*ours, page.content_html):
        assert "//" not in text
        assert "$" not in text.replace(HOSTILE, "").replace("`${alert(1)}`", "")


def test_the_page_has_no_style_attributes_or_scripts(page: MapPage) -> None:
    for element in html5lib.parse(page.content_html, namespaceHTMLElements=False).iter():
        assert element.tag not in ("script", "style", "img")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_a_hostile_title_is_escaped_in_the_list(page: MapPage) -> None:
    assert HOSTILE not in page.content_html
    assert "&lt;img src=x onerror=alert(2)&gt;" in page.content_html
    assert b"onerror" not in page.files["assets/map/places.en.js"]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Almaty and 2 more places: 13 records"),
        ("ru", "Almaty и ещё 2 места: 13 записей"),
        ("kk", "Almaty және тағы 2 орын: 13 жазба"),
    ],
)
def test_the_still_picture_names_its_bubbles(language: str, name: str) -> None:
    html = map_files(items(), language, LABELS[language], base=BASE).content_html
    assert f"<title>{name}</title>" in html


def test_every_bubble_of_the_picture_leads_into_the_list(page: MapPage) -> None:
    targets = re.findall(r'<a class="qq-mark[^>]* href="#([^"]+)"', page.content_html)
    assert targets
    assert all(f'id="{target}"' in page.content_html for target in targets)


def test_long_names_stand_in_two_lines() -> None:
    assert split_label("East Kazakhstan Region") == ("East Kazakhstan", "Region")
    assert split_label("Turkistan Region (with Shymkent)") == ("Turkistan", "Region")
    assert split_label("Kyrgyzstan") == ("Kyrgyzstan",)


def test_leaflet_is_the_release_as_published() -> None:
    files = leaflet_files()
    assert b"Leaflet 1.9.4" in files["assets/leaflet/leaflet.js"]
    assert b"BSD 2-Clause" in files["assets/leaflet/LICENSE.txt"]
    digests = {
        name: base64.b64encode(hashlib.sha256(files[f"assets/leaflet/{name}"]).digest()).decode()
        for name in ("leaflet.js", "leaflet.css")
    }
    # The integrity values that Leaflet's own download page gives for 1.9.4.
    assert digests == {
        "leaflet.js": "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo=",
        "leaflet.css": "p4NxAoJBhIIN+hmNHrzRCf9tD/miZyoHS5obTRR9BMY=",
    }


def test_a_map_without_items_is_still_a_map() -> None:
    empty = map_files([], "ru", LABELS["ru"], base=BASE)
    assert "qq-bubble" not in empty.content_html
    assert 'class="qq-map-picture"' in empty.content_html
