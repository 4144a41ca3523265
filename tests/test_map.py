"""The map: places, bubbles, precision, folium's scripts, the still picture."""

import base64
import hashlib
import re
from dataclasses import replace
from itertools import combinations

import html5lib
import pytest
from map_sample import HOSTILE, LABELS, items

from builder.i18n import Language
from builder.render.basemap import Box, clip, project, read_basemap, uncut
from builder.render.basemap_room import inside
from builder.render.map import MapPage, leaflet_files, map_files
from builder.render.map_names import fit_places, overlap, short_name, split_label
from builder.render.map_places import bubbles, gather, levels

BASE = read_basemap()


@pytest.fixture(scope="module")
def page() -> MapPage:
    return map_files(items(), "en", LABELS["en"], base=BASE)


def test_the_base_map_has_the_regions_of_january_2022() -> None:
    assert len(BASE.regions) == 16
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


def test_places_are_gathered_with_what_is_not_drawn_at_the_end() -> None:
    places = gather(items(), "en", base=BASE)
    assert [place.id for place in places] == [
        "almaty", "taldykorgan", "zhanaozen", "akimat", "square", "mangystau", "kazakhstan",
    ]  # fmt: skip


def test_places_stand_in_the_order_of_the_reader_s_alphabet() -> None:
    names = {"almaty": "Шымкент", "taldykorgan": "Ақтау", "zhanaozen": "Алматы"}
    named = [replace(item, place=names.get(item.place_id, "Я")) for item in items()]
    first = [place.name for place in gather(named, "kk", base=BASE)[:3]]
    assert first == ["Ақтау", "Алматы", "Шымкент"]


def test_a_region_s_mark_stands_free_of_the_town_in_it() -> None:
    places = {place.id: place for place in gather(items(), "en", base=BASE)}
    region, town = places["mangystau"], places["zhanaozen"]
    assert inside(BASE.region("Mangystau Region").polygons[0], (region.lon, region.lat))
    assert abs(region.lon - town.lon) > 1


def test_a_place_without_coordinates_is_listed_and_not_drawn() -> None:
    vague = replace(items()[0], lat=None, lon=None)
    page = map_files([vague], "en", LABELS["en"], base=BASE)
    assert not gather([vague], "en", base=BASE)[0].drawn
    assert "somewhere in the city, not on the map" in page.content_html


def test_a_place_beyond_the_base_map_is_not_drawn() -> None:
    geneva = replace(items()[0], lat=46.2, lon=6.1)
    assert not gather([geneva], "en", base=BASE)[0].drawn


def test_an_unknown_outline_is_refused() -> None:
    wrong = replace(items()[0], outline="Abai Region")
    with pytest.raises(KeyError, match="Abai Region"):
        gather([wrong], "en", base=BASE)


def test_near_places_share_a_bubble_until_the_reader_comes_closer() -> None:
    places = gather(items(), "en", base=BASE)
    shown = {zoom: [len(b.places) for b in bubbles(places, zoom)] for zoom in (3, 5, 12)}
    assert shown[3] == [4, 2]
    assert shown[5] == [3, 1, 1, 1]
    assert sorted(shown[12]) == [1, 1, 1, 1, 2]


def test_a_bubble_bears_the_name_of_a_town_rather_than_of_the_region_around_it() -> None:
    places = gather(items(), "en", base=BASE)
    heads = [bubble.places[0].id for bubble in bubbles(places, 3)]
    assert heads == ["almaty", "zhanaozen"]


def test_a_bubble_counts_a_record_at_two_places_once() -> None:
    twice = [items()[0], replace(items()[10], id=items()[0].id)]
    assert bubbles(gather(twice, "en", base=BASE), 3)[0].count == 1


def test_the_country_is_never_drawn() -> None:
    places = gather(items(), "en", base=BASE)
    drawn = {index for level in levels(places).values() for bubble in level for index in bubble}
    assert places[6].id == "kazakhstan"
    assert drawn == {0, 1, 2, 3, 4, 5}


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
def test_the_still_picture_names_its_bubbles(language: Language, name: str) -> None:
    html = map_files(items(), language, LABELS[language], base=BASE).content_html
    assert f"<title>{name}</title>" in html


def test_every_bubble_of_the_picture_leads_into_the_list(page: MapPage) -> None:
    targets = re.findall(r'<a class="qq-mark[^>]* href="#([^"]+)"', page.content_html)
    assert targets
    assert all(f'id="{target}"' in page.content_html for target in targets)


def test_long_names_stand_in_two_lines() -> None:
    assert split_label("East Kazakhstan") == ("East", "Kazakhstan")
    assert split_label("Восточно-Казахстанская") == ("Восточно-", "Казахстанская")
    assert split_label("Kyrgyzstan") == ("Kyrgyzstan",)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Turkistan Region (with Shymkent)", "Turkistan"),
        ("Туркестанская область (с Шымкентом)", "Туркестанская"),
        ("Түркістан облысы (Шымкентпен бірге)", "Түркістан"),
    ],
)
def test_a_region_s_name_on_the_map_needs_no_word_for_region(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("scale", ["wide", "narrow"])
def test_names_in_the_picture_lie_apart_and_the_towns_have_theirs(
    language: Language, scale: str
) -> None:
    html = map_files(items(), language, LABELS[language], base=BASE).content_html
    group = html.split(f'"qq-scale-{scale}"')[1].split('<g class="qq-scale')[0]
    names = re.findall(r'<text class="qq-name-place".*?>([^<]+)</tspan>', group)
    assert {"Almaty", "Zhanaozen"} <= set(names)
    assert len(names) == len(set(names))


def test_a_name_is_left_out_where_there_is_no_room() -> None:
    taken: list[Box] = []
    crowd = [("Aktau", (50.0, 50.0), 8.0)] * 5
    names = list(fit_places(crowd, 10, taken, (0, 0, 100, 100)))
    assert len(names) == 4  # below, above, and on both sides
    boxes = [name.box for name in names]
    assert not [1 for one, two in combinations(boxes, 2) if overlap(one, two)]


def test_no_outline_is_a_circle_that_bears_no_name() -> None:
    assert "baikonur" not in {outline.id for outline in BASE.outlines}
    kyzylorda = BASE.region("Kyzylorda Region")
    assert [len(polygon) for polygon in kyzylorda.polygons] == [1]


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
