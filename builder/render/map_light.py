"""The blackout on the map: the light of every area by the hour as a script, its key, its signs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.derive.band import ZONE, Run
from builder.derive.connectivity import UNMEASURED
from builder.derive.regions import Area
from builder.model.happening import Episode
from builder.model.naming import Place
from builder.model.zones import zone as load_zone
from builder.render.basemap import BaseMap, Point
from builder.render.map_places import small
from builder.render.reader import Reader

SHADES = ("dark", "mobile", "access", "lit", UNMEASURED)
"""The states a place can be in at one hour, the darkest first."""


def light_script(reader: Reader, areas: Sequence[Area], *, base: BaseMap) -> str:
    """`window.qqMapLight`: each area's hours as runs [hours, shade, claim], equal ones once.

    `told` are the records that say so: title, address, whom they are about, whether that is the
    whole country.
    """
    told: list[Episode] = list(
        dict.fromkeys(run.light.episode for area in areas for run in area.runs if run.light.episode)
    )
    series: list[list[list[int]]] = []
    written = []
    for area in areas:
        runs = [_run(run, told) for run in area.runs]
        if runs not in series:
            series.append(runs)
        outline = base.region(area.place.outline).id if area.place.outline else ""
        name = reader.plain(area.place.name)
        written.append([area.place.id, name, area.place.precision, outline, series.index(runs)])
    first = areas[0].runs[0].begins.astimezone(load_zone(ZONE)) if areas else None
    data = {
        "start": f"{first:%Y-%m-%d}" if first else "",
        "shades": SHADES,
        "series": series,
        "areas": written,
        "told": [_told(reader, episode) for episode in told],
        "words": _words(reader),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"window.qqMapLight = {text};\n"


def _run(run: Run, told: list[Episode]) -> list[int]:
    episode = run.light.episode
    return [run.hours, SHADES.index(run.light.shade), told.index(episode) if episode else -1]


def _told(reader: Reader, episode: Episode) -> list[Any]:
    places = [reader.corpus.get(id, Place) for id in episode.places]
    scope = ", ".join(reader.plain(place.name) for place in places)
    wide = any(place.precision == "country" for place in places)
    return [reader.plain(episode.title), reader.record(episode.id), scope, wide]


def _words(reader: Reader) -> dict[str, str]:
    return {
        **shade_words(reader),
        "national": reader.t("one claim about the whole country, not a measurement of each region"),
        "own": reader.t("a claim about this place"),
        "nothing": reader.t("Nothing was measured in this hour."),
        "others": reader.t("Not measured: {places}"),
    }


def shade_words(reader: Reader) -> dict[str, str]:
    """The states of connectivity in words, as on the timeline."""
    return {
        "dark": reader.t("cut"),
        "mobile": reader.t("restricted or mobile cut"),
        "access": reader.t("hours of access"),
        "lit": reader.t("connected"),
        UNMEASURED: reader.t("not measured"),
    }


def halos(areas: Sequence[Area], *, base: BaseMap) -> Mapping[str, Point]:
    """Towns whose light no fill could show: longitude and latitude by id."""
    return dict(_halos(areas, base))


def _halos(areas: Sequence[Area], base: BaseMap) -> Iterator[tuple[str, Point]]:
    for place in (area.place for area in areas):
        spot = place.outline is None or small(base.region(place.outline))
        at = place.coordinates
        if place.precision != "country" and spot and at is not None:
            yield place.id, (float(at.lon), float(at.lat))
