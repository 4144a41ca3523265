"""The map page: what folium draws as script files, and the same records as a plain list beside it.

folium and Leaflet are used for what is drawn, never for what is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.metadata import distribution
from importlib.resources import files as package_files
from typing import Any

from babel import Locale

from builder.i18n import Language
from builder.render.basemap import BaseMap, Point
from builder.render.map_folium import AROUND, base_script, places_script
from builder.render.map_names import names_of
from builder.render.map_picture import picture
from builder.render.map_places import Bubble, MapItem, MapPlace, gather, levels

__all__ = ["MapItem", "MapLabels", "MapPage", "MapParts", "leaflet_files", "map_files"]

LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
           "images/marker-icon.png")  # fmt: skip
OURS = ("map", "map-list", "map-bubbles", "map-names", "map-light", "map-time")
"""Our scripts, one duty each, in the order in which they need one another."""


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
    whole: str  # "The whole country", a control
    fingers: str  # "Two fingers move the map", on a touch screen
    undrawn: str  # "not on the map", beside a place in the list


@dataclass(frozen=True)
class MapParts:
    """What else the page carries: HTML above and below the map, more scripts, towns with a light."""

    above: str = ""
    below: str = ""
    halos: Mapping[str, Point] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Scripts by path below the site, to be loaded before ours."""


@dataclass(frozen=True)
class MapPage:
    """`files` by path below the site; `scripts` and `styles` are addresses from its root."""

    content_html: str
    files: Mapping[str, bytes]
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def map_files(
    items: Sequence[MapItem],
    language: Language,
    labels: MapLabels,
    *,
    base: BaseMap,
    parts: MapParts | None = None,
) -> MapPage:
    """The map of these records in one language."""
    more = parts or MapParts()
    places = gather(items, language, base=base)
    words = _Words(language, labels)
    shard = f"assets/map/places.{language}.js"
    data = _data(places, words, base)
    made = {
        "assets/map/base.js": base_script(base).encode(),
        shard: places_script(places, more.halos, data, base=base).encode(),
        **more.files,
    }
    return MapPage(
        content_html=_content(places, words, more, base=base),
        files={**leaflet_files(), **made},
        scripts=("/assets/leaflet/leaflet.js", *(f"/{path}" for path in made),
                 *(f"/assets/js/{name}.js" for name in OURS)),
        styles=("/assets/leaflet/leaflet.css", "/assets/map.css", "/assets/map-time.css"),
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


def _content(places: Sequence[MapPlace], words: _Words, parts: MapParts, *, base: BaseMap) -> str:
    labels = words.labels
    still = picture(base, places, words.language, name=labels.name, speak=words.bubble)
    return "\n".join(
        [
            '<div class="qq-map-page">',
            '<div class="qq-map-side">',
            parts.above,
            '<div class="qq-map">',
            f'<div class="qq-map-still">{still}</div>',
            '<div class="qq-map-live" id="map_1" hidden></div>',
            f'<p class="qq-map-hint" hidden>{escape(labels.fingers)}</p>',
            *_key(labels),
            parts.below,
            f'<p class="qq-map-credit">{escape(labels.credit)}</p>',
            "</div>",
            "</div>",
            '<section class="qq-map-list" aria-labelledby="map-list">',
            f'<h2 id="map-list">{escape(labels.list_heading)}</h2>',
            *(_listed(place, words) for place in places),
            "</section>",
            "</div>",
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
    if not place.drawn and place.precision != "country":
        how += f", {escape(words.labels.undrawn)}"
    rows = "\n".join(_row(item) for item in place.items)
    return (
        f'<section class="qq-place" id="place-{escape(place.id)}" data-place="{escape(place.id)}">'
        f'<h3>{heading} <span class="qq-how">{how}</span></h3>\n<ul>\n{rows}\n</ul></section>'
    )


def _row(item: MapItem) -> str:
    found = {
        "id": item.id,
        "kind": item.kind,
        "place": item.place_id,
        "topic": " ".join(item.topics),
        "from": item.start,
        "to": item.end,
    }
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in found.items() if text)
    return (
        f'<li{data}><a href="{escape(item.url)}">{escape(item.title)}</a>'
        f' <span class="qq-when">{escape(item.when)}</span></li>'
    )


def _data(places: Sequence[MapPlace], words: _Words, base: BaseMap) -> dict[str, Any]:
    labels = words.labels
    return {
        "language": words.language,
        "places": [
            [p.id, p.name, p.lat, p.lon, p.precision, base.region(p.outline).id if p.outline else ""]
            for p in places
        ],
        "levels": {f"{zoom:g}": level for zoom, level in levels(places).items()},
        "names": list(_names(base, words.language)),
        "labels": {
            "name": labels.name, "records": dict(labels.records),
            "andMore": dict(labels.and_more), "allListed": labels.all_listed,
            "zoomIn": labels.zoom_in, "zoomOut": labels.zoom_out, "close": labels.close,
            "whole": labels.whole,
        },
    }  # fmt: skip


def _names(base: BaseMap, language: str) -> Iterator[list[Any]]:
    """Names written on the map: lines, where, of what, and the outline's id."""
    west, south, east, north = base.view
    around = (west - AROUND / 2, south - 2, east + AROUND / 2, north + 2)
    for outline, lines in names_of(base, language):
        centre = outline.centre(around)
        if centre is not None:
            yield [lines, centre[1], centre[0], outline.kind, outline.id]
