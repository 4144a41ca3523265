"""The map page: what the corpus knows about places, handed to the map."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.derive.band import ZONE
from builder.derive.beginnings import begins
from builder.derive.connectivity import Light
from builder.derive.facets import facets
from builder.derive.regions import areas
from builder.derive.timeline import MONTH, Entry
from builder.model.case import Case
from builder.model.happening import Episode, Event
from builder.model.naming import Place
from builder.model.zones import zone as load_zone
from builder.render.basemap import BaseMap, read_basemap
from builder.render.filters import SCRIPT, Form, choices
from builder.render.map import MapItem, MapLabels, MapPage, MapParts, map_files
from builder.render.map_light import halos, light_script, shade_words
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill
from builder.render.timeline_page import SHARED, shown


def map_page(reader: Reader, folder: Path) -> tuple[Page, Mapping[str, bytes]]:
    """The page at `/map/` and the files it loads; the templates lie in `folder`."""
    here = reader.at("map/")
    items = list(_items(here))
    found = _map(here, folder, items, read_basemap())
    title = here.t("Map")
    lede = here.t(
        "Where it happened, as precisely as is known. A disc is a settlement, not a spot."
    )
    form = fill(folder, "filters.html", here, form=_form(here, items))
    content = f'<h1>{title}</h1>\n<p class="lede">{lede}</p>\n{form}\n{found.content_html}'
    head = "".join(f'<link rel="stylesheet" href="{here.file(style)}">\n' for style in found.styles)
    page = Page(here.language, here.path, title, lede, content, head, body_class="page--map")
    # The map must listen before the filter speaks.
    return replace(page, scripts=(*found.scripts, SCRIPT)), found.files


def _map(reader: Reader, folder: Path, items: list[MapItem], base: BaseMap) -> MapPage:
    known = areas(reader.corpus)
    light = light_script(reader, known, base=base).encode()
    parts = MapParts(
        above=fill(folder, "map-time.html", reader, days=_days(reader)),
        below=fill(folder, "map-light.html", reader, words=shade_words(reader)),
        halos=halos(known, base=base),
        files={f"assets/map/light.{reader.language}.js": light},
    )
    return map_files(items, reader.language, _labels(reader), base=base, parts=parts)


def _days(reader: Reader) -> list[str]:
    """The days of the map's clock by their names."""
    return [reader.day_label(date(*MONTH, day)) for day in range(1, 32)]


def _form(reader: Reader, items: list[MapItem]) -> Form:
    ids = dict.fromkeys(item.id for item in items)
    found = [facets(reader.corpus, reader.corpus.records[id]) for id in ids]
    return Form(
        choices(reader, found, SHARED),
        shown(reader, "{shown} of {count} record", "{shown} of {count} records", len(found)),
        len(found),
        reader.to("timeline/"),
        reader.t("Show these on the timeline"),
        SHARED,
    )


def _items(reader: Reader) -> Iterator[MapItem]:
    for record in _mapped(reader.corpus):
        when = record.when if isinstance(record, Event | Episode) else record.steps[0].when
        start, end = _between(reader.corpus, record)
        for id in record.places:
            place = reader.corpus.get(id, Place)
            at = place.coordinates
            yield MapItem(
                id=record.id,
                url=reader.record(record.id),
                title=reader.plain(record.heading),
                when=reader.date_of(record, when),
                kind=record.kind,
                place_id=id,
                place=reader.plain(place.name),
                lat=float(at.lat) if at else None,
                lon=float(at.lon) if at else None,
                precision=place.precision,  # type: ignore[arg-type]  # one vocabulary for both
                radius_km=float(place.radius_km) if place.radius_km else None,
                outline=place.outline,
                start=start,
                end=end,
                place_url=reader.record(id),
                topics=record.topics,
            )


def _between(corpus: Corpus, record: Event | Episode | Case) -> tuple[str, str]:
    """The instants between which it began, as on the timeline, by the clock of Almaty."""
    when = record.when if isinstance(record, Event | Episode) else record.steps[0].when
    where = record_zones(corpus, record)
    nothing = Light("none", None)
    entry = Entry(record, when, when.span(where), where, (), None, False, nothing, None)
    low, high = begins(entry)
    return _local(low) or "0", _local(high) or "9999"


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone(load_zone(ZONE)):%Y-%m-%dT%H:%M}" if moment else ""


def _mapped(corpus: Corpus) -> Iterator[Event | Episode | Case]:
    return (r for r in corpus.records.values() if isinstance(r, Event | Episode | Case))


def _labels(reader: Reader) -> MapLabels:
    return MapLabels(
        name=reader.t("Map of the records"),
        list_heading=reader.t("The same records as a list"),
        key_heading=reader.t("How precise a place is"),
        credit=reader.t("Made with Natural Earth. Places: GeoNames (CC BY 4.0)."),
        precision={
            p: reader.term("precision", p)
            for p in ("point", "building", "city", "region", "country")
        },
        records=reader.plurals("{count} record", "{count} records"),
        and_more=reader.plurals(
            "{place} and {count} more place", "{place} and {count} more places"
        ),
        all_listed=reader.t("All in the list"),
        zoom_in=reader.t("Zoom in"),
        zoom_out=reader.t("Zoom out"),
        close=reader.t("Close"),
        whole=reader.t("The whole country"),
        fingers=reader.t("Two fingers move the map; one scrolls the page."),
        undrawn=reader.t("not on the map"),
    )
