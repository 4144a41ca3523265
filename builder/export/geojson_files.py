"""GeoJSON: places, and what happened at them, never finer than the place is known."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.derive.tables.table import Cell, instant, number, said
from builder.export.whole import Whole
from builder.i18n import LANGUAGES
from builder.model.happening import Happening
from builder.model.naming import Place
from builder.model.text import Line

Json = dict[str, object]

DECIMALS = {"point": 5, "building": 4, "city": 2}
"""Precision → how many decimals of a degree are written: about 1 m, 10 m and 1 km.

A region has its outline on the base map, or none; a country has no geometry.
"""


def geojson_files(whole: Whole) -> Iterator[tuple[str, bytes]]:
    """`data/places.geojson`, and `data/events.geojson`: one feature an event and place."""
    corpus, outlines = whole.corpus, _outlines()
    places = (_place(place, outlines) for place in corpus.of(Place))
    events = (
        _event(corpus, record, place)
        for record in corpus.of(Happening)
        for place in dict.fromkeys(record.places)
    )
    yield "data/places.geojson", _collection(places)
    yield "data/events.geojson", _collection(events)


def _collection(features: Iterator[Json]) -> bytes:
    parts = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    lines = ",\n".join(parts)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(id: str, geometry: object, properties: Json) -> Json:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _place(place: Place, outlines: Mapping[str, object]) -> Json:
    outline = outlines.get(place.outline or "")
    properties = {
        "id": place.id,
        "address": f"/e/{place.id}/",
        **_named("name", place.name),
        **_precision(place),
        "outline": outline is not None,
        "in": place.within,
    }
    return _feature(place.id, outline or _point(place), properties)


def _event(corpus: Corpus, record: Happening, id: str) -> Json:
    """A happening at one of its places; only a point is repeated, never an outline."""
    place, span = corpus.get(id, Place), record.when.span(record_zones(corpus, record))
    properties = {
        "record": record.id,
        "kind": record.kind,
        "address": f"/e/{record.id}/",
        **_named("title", record.title),
        "when": str(record.when),
        "earliest": instant(span.earliest),
        "latest": instant(span.latest),
        "place": place.id,
        **_precision(place),
    }
    return _feature(f"{record.id}@{place.id}", _point(place), properties)


def _precision(place: Place) -> Json:
    return {"precision": place.precision, "radius_km": number(place.radius_km)}


def _point(place: Place) -> Json | None:
    at, decimals = place.coordinates, DECIMALS.get(place.precision)
    if at is None or decimals is None:
        return None
    pair = [round(float(at.lon), decimals), round(float(at.lat), decimals)]
    return {"type": "Point", "coordinates": pair}


def _named(name: str, text: Line) -> dict[str, Cell]:
    languages = (f"{name}_{language}" for language in LANGUAGES)
    return dict(zip(languages, said(text), strict=True))


def _outlines() -> dict[str, object]:
    """The outline of each region by its English name on the base map."""
    file = files("builder") / "data" / "basemap.geojson"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    regions = (one for one in features if one["properties"]["kind"] == "region")
    return {one["properties"]["name"]["en"]: one["geometry"] for one in regions}
