"""Invented items and words for the map's tests, in three languages."""

from builder.i18n import Language
from builder.render.map import MapItem, MapLabels

LABELS: dict[Language, MapLabels] = {
    "en": MapLabels(
        name="Map of the records",
        list_heading="The same records by place",
        key_heading="How exactly a place is known",
        credit="Made with Natural Earth. Places: GeoNames (CC BY 4.0).",
        precision={
            "point": "a spot",
            "building": "a building",
            "city": "somewhere in the city",
            "region": "somewhere in the region",
            "country": "the whole country",
        },
        records={"one": "{n} record", "other": "{n} records"},
        and_more={"one": "{place} and {n} more place", "other": "{place} and {n} more places"},
        all_listed="All in the list",
        zoom_in="Zoom in",
        zoom_out="Zoom out",
        close="Close",
        whole="The whole country",
        fingers="Two fingers move the map.",
        undrawn="not on the map",
    ),
    "ru": MapLabels(
        name="Карта записей",
        list_heading="Те же записи по местам",
        key_heading="Насколько точно известно место",
        credit="Основа: Natural Earth. Места: GeoNames (CC BY 4.0).",
        precision={
            "point": "точка",
            "building": "здание",
            "city": "где-то в городе",
            "region": "где-то в области",
            "country": "вся страна",
        },
        records={
            "one": "{n} запись",
            "few": "{n} записи",
            "many": "{n} записей",
            "other": "{n} записи",
        },
        and_more={
            "one": "{place} и ещё {n} место",
            "few": "{place} и ещё {n} места",
            "many": "{place} и ещё {n} мест",
            "other": "{place} и ещё {n} места",
        },
        all_listed="Все в списке",
        zoom_in="Ближе",
        zoom_out="Дальше",
        close="Закрыть",
        whole="Вся страна",
        fingers="Карту двигают двумя пальцами.",
        undrawn="нет на карте",
    ),
    "kk": MapLabels(
        name="Жазбалар картасы",
        list_heading="Сол жазбалар орны бойынша",
        key_heading="Орынның қаншалықты дәл белгілі екені",
        credit="Негізі: Natural Earth. Орындар: GeoNames (CC BY 4.0).",
        precision={
            "point": "нүкте",
            "building": "ғимарат",
            "city": "қаланың бір жерінде",
            "region": "облыстың бір жерінде",
            "country": "бүкіл ел",
        },
        records={"one": "{n} жазба", "other": "{n} жазба"},
        and_more={"one": "{place} және тағы {n} орын", "other": "{place} және тағы {n} орын"},
        all_listed="Барлығы тізімде",
        zoom_in="Жақындату",
        zoom_out="Алыстату",
        close="Жабу",
        whole="Бүкіл ел",
        fingers="Картаны екі саусақпен жылжытыңыз.",
        undrawn="картада жоқ",
    ),
}

PLACES: tuple[dict[str, object], ...] = (
    {"place_id": "almaty", "place": "Almaty", "lat": 43.2525, "lon": 76.9115,
     "precision": "city", "radius_km": 14},
    {"place_id": "akimat", "place": "Almaty akimat", "lat": 43.2385, "lon": 76.9456,
     "precision": "building"},
    {"place_id": "square", "place": "Republic Square", "lat": 43.2370, "lon": 76.9457,
     "precision": "point"},
    {"place_id": "zhanaozen", "place": "Zhanaozen", "lat": 43.3412, "lon": 52.8619,
     "precision": "city", "radius_km": 5},
    {"place_id": "mangystau", "place": "Mangystau Region", "lat": 43.65, "lon": 51.17,
     "precision": "region", "outline": "Mangystau Region"},
    {"place_id": "taldykorgan", "place": "Taldykorgan", "lat": 45.0156, "lon": 78.3739,
     "precision": "city", "radius_km": 6},
    {"place_id": "kazakhstan", "place": "Kazakhstan", "lat": 48.0, "lon": 67.0,
     "precision": "country"},
)  # fmt: skip

HOSTILE = "`${alert(1)}` </script><img src=x onerror=alert(2)> \" ' &"


def items() -> list[MapItem]:
    """Ten records in Almaty, one with a hostile title, two or one elsewhere."""
    counts = (10, 2, 1, 3, 1, 1, 1)
    return [
        MapItem(
            id=f"{place['place_id']}-{n}",
            url=f"../e/{place['place_id']}-{n}/",
            title=HOSTILE if (place["place_id"], n) == ("zhanaozen", 1) else f"Record {n}",
            when=f"{n} January",
            kind="event",
            start=f"2022-01-{n:02}T00:00",
            end=f"2022-01-{n:02}T23:59",
            **place,  # type: ignore[arg-type]
        )
        for place, count in zip(PLACES, counts, strict=True)
        for n in range(1, count + 1)
    ]
