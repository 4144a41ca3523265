"""The map page: what the corpus knows about places, handed to the map."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.derive.facets import facets
from builder.model.case import Case
from builder.model.happening import Episode, Event
from builder.model.naming import Place
from builder.render.basemap import read_basemap
from builder.render.filters import SCRIPT, Form, choices
from builder.render.map import MapItem, MapLabels, map_files
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill
from builder.render.timeline_page import SHARED, shown


def map_page(reader: Reader, folder: Path) -> tuple[Page, Mapping[str, bytes]]:
    """The page at `/map/` and the files it loads; the filter's template lies in `folder`."""
    here = reader.at("map/")
    items = list(_items(here))
    found = map_files(items, here.language, _labels(here), base=read_basemap())
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
        first, _ = when.days(record_zones(reader.corpus, record))
        for id in record.places:
            place = reader.corpus.get(id, Place)
            at = place.coordinates
            if at is None:
                continue
            yield MapItem(
                id=record.id,
                url=reader.record(record.id),
                title=reader.plain(record.heading),
                when=reader.date_of(record, when),
                kind=record.kind,
                place_id=id,
                place=reader.plain(place.name),
                lat=float(at.lat),
                lon=float(at.lon),
                precision=place.precision,  # type: ignore[arg-type]  # one vocabulary for both
                radius_km=float(place.radius_km) if place.radius_km else None,
                outline=place.outline,
                day=first.isoformat() if first else "",
                place_url=reader.record(id),
                topics=record.topics,
            )


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
    )
