"""The map page: folium's map and layers as script files, the same records as a plain list.

folium and Leaflet are used for what is drawn, never for what is said. Of folium's page only
the scripts are taken: its style blocks would size the whole document, its links name other
hosts, and its popups and icons need jQuery, inline style and HTML.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import distribution
from importlib.resources import files as package_files
from typing import Any, TypeVar

import folium
from babel import Locale
from branca.element import Element, Figure
from folium.utilities import JsCode

from builder.render.basemap import BaseMap, Box
from builder.render.map_picture import picture, small, split_label
from builder.render.map_places import ZOOMS, Bubble, MapItem, MapPlace, gather, levels

__all__ = ["MapItem", "MapLabels", "MapPage", "leaflet_files", "map_files"]

LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
           "images/marker-icon.png")  # fmt: skip
AROUND = 9  # degrees a reader may move past the regions
Part = TypeVar("Part", bound=Element)
Mark = TypeVar("Mark", folium.Circle, folium.CircleMarker)
# Animation is Leaflet's default; a reader who asked the system for less motion gets none.
_MOVES = "!(window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches)"


@dataclass(frozen=True)
class MapLabels:
    """The page's words in one language; plural forms by CLDR category, with `{n}`."""

    name: str  # what the map is called by a screen reader
    list_heading: str
    key_heading: str
    credit: str  # "Made with Natural Earth. Places: GeoNames (CC BY 4.0)."
    precision: Mapping[str, str]  # point, building, city, region, country
    records: Mapping[str, str]  # "{n} records"
    and_more: Mapping[str, str]  # "{place} and {n} more places"
    all_listed: str  # "All in the list", the last link of a full popup
    zoom_in: str
    zoom_out: str
    close: str


@dataclass(frozen=True)
class MapPage:
    """`files` by path below the site; `scripts` and `styles` are addresses from its root."""

    content_html: str
    files: Mapping[str, bytes]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def map_files(
    items: Sequence[MapItem], language: str, labels: MapLabels, *, base: BaseMap
) -> MapPage:
    """The map of these records in one language."""
    places = gather(items, base=base)
    words = _Words(language, labels)
    data = f"assets/map/places.{language}.js"
    files = {
        **leaflet_files(),
        "assets/map/base.js": _base_script(base).encode(),
        data: _places_script(places, words, base=base).encode(),
    }
    return MapPage(
        content_html=_content(places, words, base=base),
        files=files,
        scripts=("/assets/leaflet/leaflet.js", "/assets/map/base.js", f"/{data}",
                 "/assets/js/map.js"),
        styles=("/assets/leaflet/leaflet.css", "/assets/map.css"),
    )  # fmt: skip


def leaflet_files() -> dict[str, bytes]:
    """Leaflet 1.9.4 as its package carries it, licence included."""
    folder = package_files("js_lib_leaflet").joinpath("static/js_lib_leaflet")
    found = {f"assets/leaflet/{name}": folder.joinpath(name).read_bytes() for name in LEAFLET}
    licence = distribution("django-js-lib-leaflet").read_text("LICENSE")
    assert licence  # its terms ask that it goes with every copy
    found["assets/leaflet/LICENSE.txt"] = licence.encode()
    return found


@dataclass(frozen=True)
class _Words:
    language: str
    labels: MapLabels

    def plural(self, forms: Mapping[str, str], n: int) -> str:
        category = Locale.parse(self.language).plural_form(n)
        return forms.get(category, forms["other"]).replace("{n}", str(n))

    def bubble(self, bubble: Bubble) -> str:
        place, more = bubble.places[0].name, len(bubble.places) - 1
        if more:
            place = self.plural(self.labels.and_more, more).replace("{place}", place)
        return f"{place}: {self.plural(self.labels.records, bubble.count)}"


def _content(places: Sequence[MapPlace], words: _Words, *, base: BaseMap) -> str:
    labels = words.labels
    still = picture(base, places, words.language, name=labels.name, speak=words.bubble)
    return "\n".join(
        [
            '<div class="qq-map" data-map="map_1">',
            f'<div class="qq-map-still">{still}</div>',
            '<div class="qq-map-live" id="map_1" hidden></div>',
            f'<p class="qq-map-credit">{escape(labels.credit)}</p>',
            *_key(labels),
            "</div>",
            '<section class="qq-map-list" aria-labelledby="map-list">',
            f'<h2 id="map-list">{escape(labels.list_heading)}</h2>',
            *(_listed(place, words) for place in places),
            "</section>",
        ]
    )


def _key(labels: MapLabels) -> Iterator[str]:
    """The key of precisions; the country is in the list only, so it has no sign."""
    yield f'<ul class="qq-map-key" aria-label="{escape(labels.key_heading)}">'
    for precision in ("point", "building", "city", "region"):
        sign = f'<span class="qq-sign qq-{precision}"></span>'
        yield f"<li>{sign} {escape(labels.precision[precision])}</li>"
    yield "</ul>"


def _listed(place: MapPlace, words: _Words) -> str:
    name = escape(place.name)
    heading = f'<a href="{escape(place.url)}">{name}</a>' if place.url else name
    how = escape(words.labels.precision[place.precision])
    rows = "\n".join(_row(item) for item in place.items)
    return (
        f'<section class="qq-place" id="place-{escape(place.id)}" data-place="{escape(place.id)}">'
        f'<h3>{heading} <span class="qq-how">{how}</span></h3>\n<ul>\n{rows}\n</ul></section>'
    )


def _row(item: MapItem) -> str:
    topics = f' data-topic="{escape(" ".join(item.topics))}"' if item.topics else ""
    return (
        f'<li data-id="{escape(item.id)}" data-kind="{escape(item.kind)}"'
        f' data-place="{escape(item.place_id)}"{topics} data-day="{escape(item.day)}"><a href="{escape(item.url)}">{escape(item.title)}</a>'
        f' <span class="qq-when">{escape(item.when)}</span></li>'
    )


# folium ------------------------------------------------------------------------------------


def _base_script(base: BaseMap) -> str:
    """The map, neighbours and regions: without words, so the same file in every language."""
    chart = _chart(base.view)
    drawn = {
        "neighbour": [outline.borders(base.edge) for outline in base.neighbours],
        "region": [outline.feature() for outline in base.regions],
    }
    for number, (kind, features) in enumerate(drawn.items(), start=1):
        data = {"type": "FeatureCollection", "features": features}
        layer = folium.GeoJson(data, class_name=f"qq-{kind}", interactive=False, smooth_factor=0.6)
        _numbered(layer, number).add_to(chart)
    west, south, east, north = base.view
    chart.fit_bounds([[south, west], [north, east]])
    body = _scripts(chart)
    made = "{map: map_1, regions: geo_json_2}"
    return f"window.qqMapBase = function () {{\n{body}\nreturn {made};\n}};\n"


def _places_script(places: Sequence[MapPlace], words: _Words, *, base: BaseMap) -> str:
    """The layers of precision, and the data of bubbles and names, in one language."""
    chart = _chart(base.view)
    group = _numbered(folium.FeatureGroup(name="places"), 1)
    group.add_to(chart)
    layers = {}
    for number, place in enumerate(places, start=1):
        layer = _layer(place, number)
        if layer is not None:
            layer.add_to(group)
            layers[place.id] = layer.get_name()
    body = _scripts(chart, without=chart)
    named = ", ".join(f"{json.dumps(place)}: {layer}" for place, layer in layers.items())
    data = json.dumps(_data(places, words, base), ensure_ascii=False, separators=(",", ":"))
    return (
        f"window.qqMapPlaces = function (map_1) {{\n{body}\nreturn {{{named}}};\n}};\n"
        f"window.qqMapData = {data};\n"
    )


def _chart(view: Box) -> folium.Map:
    west, south, east, north = view
    options: dict[str, Any] = {
        "location": [(south + north) / 2, (west + east) / 2],
        "tiles": None,
        "zoom_start": ZOOMS[0],
        "max_bounds": True,
        "min_lat": south - AROUND / 2,
        "max_lat": north + AROUND / 2,
        "min_lon": west - AROUND,
        "max_lon": east + AROUND,
        "minZoom": ZOOMS[0],  # in Leaflet's spelling: folium's `min_zoom` is about tiles
        "maxZoom": ZOOMS[-1],
        "zoom_snap": 0.25,  # there are no tiles to match: any zoom will do
        "zoom_control": False,  # ours has titles in the reader's language
        # Leaflet's own credit line carries a flag; ours stands under the map.
        "attribution_control": False,
        "scroll_wheel_zoom": False,
        "zoom_animation": JsCode(_MOVES),
        "fade_animation": JsCode(_MOVES),
        "marker_zoom_animation": JsCode(_MOVES),
    }
    return _numbered(folium.Map(**options), 1)


def _layer(place: MapPlace, number: int) -> Element | None:
    """A disc of the place's true size, or a dot; a region's fill is the base map's own outline."""
    if not place.drawn or place.outline:
        return None
    where = [place.lat, place.lon]
    if place.radius_km:
        disc = folium.Circle(where, radius=place.radius_km * 1000, class_name="qq-disc")
        return _numbered(_still(disc), number)
    if place.precision in ("point", "building"):
        dot = folium.CircleMarker(where, radius=4, class_name=f"qq-dot qq-{place.precision}")
        return _numbered(_still(dot), number)
    return None


def _still(mark: Mark) -> Mark:
    mark.options["interactive"] = False  # folium has no argument for it
    return mark


def _numbered(element: Part, number: int) -> Part:
    """folium names parts by random numbers; ours are counted, so builds agree."""
    element._id = str(number)
    return element


def _scripts(chart: folium.Map, *, without: Element | None = None) -> str:
    """What folium would put into the page's script element, without its indentation."""
    figure = chart.get_root()
    assert isinstance(figure, Figure)
    figure.render()
    skipped = without.get_name() if without else None
    parts = (part.render() for name, part in figure.script._children.items() if name != skipped)
    lines = (line.strip() for part in parts for line in part.splitlines())
    return "\n".join(line for line in lines if line)


def _data(places: Sequence[MapPlace], words: _Words, base: BaseMap) -> dict[str, Any]:
    labels = words.labels
    return {
        "language": words.language,
        "places": [
            [p.id, p.name, p.lat, p.lon, p.precision, base.region(p.outline).id if p.outline else ""]
            for p in places
        ],
        "levels": levels(places),
        "names": list(_names(base, words.language)),
        "labels": {
            "name": labels.name, "records": dict(labels.records),
            "andMore": dict(labels.and_more), "allListed": labels.all_listed,
            "zoomIn": labels.zoom_in, "zoomOut": labels.zoom_out, "close": labels.close,
        },
    }  # fmt: skip


def _names(base: BaseMap, language: str) -> Iterator[list[Any]]:
    """Names written on the map: lines, where, of what, from which zoom on."""
    west, south, east, north = base.view
    around = (west - AROUND / 2, south - 2, east + AROUND / 2, north + 2)
    for outline in (*base.neighbours, *base.regions):
        centre = outline.centre(around)
        if centre is not None:
            lines, zoom = split_label(outline.name[language]), 4
            if small(outline):  # a city's own region: room for its whole name, but close by only
                lines, zoom = tuple(outline.name[language].rstrip(")").split(" (")), 7
            yield [lines, centre[1], centre[0], outline.kind, zoom]
