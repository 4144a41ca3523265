"""folium's map and layers as script files: only the scripts of its page are taken.

Its style blocks would size the whole document, its links name other hosts, and its popups and
icons need jQuery, inline style and HTML.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import folium
from branca.element import Element, Figure
from folium.utilities import JsCode

from builder.render.basemap import BaseMap, Box, Point
from builder.render.map_places import ZOOMS, MapPlace

AROUND = 9  # degrees a reader may move past the regions
HALO = 21  # pixels of the disc that shows the light of what is too small to be filled
Part = TypeVar("Part", bound=Element)
Mark = TypeVar("Mark", folium.Circle, folium.CircleMarker)
# Animation is Leaflet's default; a reader who asked the system for less motion gets none.
_MOVES = "!(window.matchMedia && matchMedia('(prefers-reduced-motion: reduce)').matches)"
# One finger scrolls the page, two move the map; a mouse drags it.
_DRAGS = "!(window.matchMedia && matchMedia('(pointer: coarse)').matches)"


def base_script(base: BaseMap) -> str:
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
    bounds = [[south, west], [north, east]]
    chart.fit_bounds(bounds)
    body = _scripts(chart)
    made = f"{{map: map_1, regions: geo_json_2, bounds: {json.dumps(bounds)}}}"
    return f"window.qqMapBase = function () {{\n{body}\nreturn {made};\n}};\n"


def places_script(
    places: Sequence[MapPlace],
    halos: Mapping[str, Point],
    data: Mapping[str, Any],
    *,
    base: BaseMap,
) -> str:
    """The layers of precision and of light, and the data of bubbles and names, in one language."""
    chart = _chart(base.view)
    group = _numbered(folium.FeatureGroup(name="places"), 1)
    group.add_to(chart)
    layers: dict[str, dict[str, str]] = {"halos": {}, "places": {}}
    made: list[tuple[str, str, Element | None]]
    made = [("halos", id, _halo(where)) for id, where in halos.items()]
    made += [("places", p.id, _layer(p)) for p in places]
    for number, (kind, id, layer) in enumerate(made, start=1):
        if layer is not None:
            _numbered(layer, number).add_to(group)
            layers[kind][id] = layer.get_name()
    body = _scripts(chart, without=chart)
    named = ", ".join(f"{kind}: {_object(found)}" for kind, found in layers.items())
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        f"window.qqMapPlaces = function (map_1) {{\n{body}\nreturn {{{named}}};\n}};\n"
        f"window.qqMapData = {text};\n"
    )


def _object(named: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{json.dumps(id)}: {layer}" for id, layer in named.items()) + "}"


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
        "zoom_snap": 0,  # there are no tiles to match: the country fills any screen
        "zoom_control": False,  # ours has titles in the reader's language
        # Leaflet's own credit line carries a flag; ours stands under the map.
        "attribution_control": False,
        "scroll_wheel_zoom": False,
        "dragging": JsCode(_DRAGS),
        "zoom_animation": JsCode(_MOVES),
        "fade_animation": JsCode(_MOVES),
        "marker_zoom_animation": JsCode(_MOVES),
    }
    return _numbered(folium.Map(**options), 1)


def _layer(place: MapPlace) -> Element | None:
    """A disc of the place's true size, or a dot; a region's fill is the base map's own outline."""
    if not place.drawn or place.outline:
        return None
    where = [place.lat, place.lon]
    if place.radius_km:
        return _still(folium.Circle(where, radius=place.radius_km * 1000, class_name="qq-disc"))
    if place.precision in ("point", "building"):
        return _still(
            folium.CircleMarker(where, radius=4, class_name=f"qq-dot qq-{place.precision}")
        )
    return None


def _halo(where: Point) -> Element:
    """A disc of one size at every zoom: the light of a town that is too small to be filled."""
    lon, lat = where
    return _still(folium.CircleMarker([lat, lon], radius=HALO, class_name="qq-halo"))


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
