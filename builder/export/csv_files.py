"""CSV: tables that a spreadsheet opens, safe against formulas."""

import csv
import io
from collections.abc import Iterable, Iterator

from builder.clock import claim_when, record_when
from builder.corpus import Corpus, claims_of
from builder.derive.grades import contested, grade
from builder.model.base import Record
from builder.model.claim import Claim
from builder.model.naming import Place
from builder.model.source import Source
from builder.model.text import Line, Passage

LANGUAGES = ("en", "ru", "kk")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_files(corpus: Corpus) -> Iterator[tuple[str, bytes]]:
    """`data/records.csv`, `claims.csv`, `citations.csv`, `sources.csv` and `places.csv`."""
    records = list(corpus.records.values())
    claims = [(record, claim) for record in records for claim in claims_of(record)]
    yield "data/records.csv", table(RECORD, (_record(record) for record in records))
    yield "data/claims.csv", table(CLAIM, (_claim(corpus, *pair) for pair in claims))
    yield (
        "data/citations.csv",
        table(CITATION, (row for pair in claims for row in _citations(*pair))),
    )
    yield "data/sources.csv", table(SOURCE, (_source(source) for source in corpus.of(Source)))
    yield "data/places.csv", table(PLACE, (_place(place) for place in corpus.of(Place)))


def table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """UTF-8 with a header line; a cell that a spreadsheet would run starts with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue().encode()


def safe(cell: object) -> str:
    """Text that no spreadsheet takes for a formula; plain numbers stay numbers."""
    text = "" if cell is None else str(cell)
    if text.startswith(FORMULA) and not text.lstrip("-").replace(".", "", 1).isdigit():
        return "'" + text
    return text


def _texts(text: Line | Passage | None) -> list[str]:
    return [(getattr(text, language, None) or "") for language in LANGUAGES]


RECORD = ["id", "kind", "when", "title_en", "title_ru", "title_kk", "summary_en", "summary_ru",
          "summary_kk", "topics", "places", "recorded"]  # fmt: skip


def _record(record: Record) -> list[object]:
    return [
        record.id,
        record.kind,
        record_when(record),
        *_texts(record.heading),
        *_texts(record.summary),
        " ".join(record.topics),
        " ".join(getattr(record, "places", ())),
        record.recorded,
    ]


CLAIM = ["claim", "record", "text_en", "text_ru", "text_kk", "min", "max", "about", "when",
         "asserted_by", "asserted_on", "modality", "status", "contested", "grade", "origins"]  # fmt: skip


def _claim(corpus: Corpus, record: Record, claim: Claim) -> list[object]:
    value, found = claim.value, grade(corpus, claim)
    return [
        f"{record.id}#{claim.id}",
        record.id,
        *_texts(claim.text),
        value and value.min,
        value and value.max,
        value and value.about,
        claim_when(record, claim),
        " ".join(claim.asserted_by),
        claim.asserted_on,
        claim.modality,
        claim.status,
        contested(corpus, record, claim),
        found.name,
        found.origins,
    ]


CITATION = ["claim", "source", "locator", "quote", "language"]


def _citations(record: Record, claim: Claim) -> Iterator[list[object]]:
    for one in claim.citations:
        yield [f"{record.id}#{claim.id}", one.source, one.locator, one.quote, one.language]


SOURCE = ["id", "publisher", "title", "description_en", "authors", "published", "language", "url",
          "copy_of", "copied_from", "seen", "seen_on", "medium"]  # fmt: skip


def _source(source: Source) -> list[object]:
    return [
        source.id,
        source.publisher,
        source.title,
        source.description and source.description.en,
        "; ".join(source.authors),
        source.published,
        source.language,
        source.url,
        source.copy_of,
        source.copied_from,
        source.seen,
        source.seen_on,
        source.medium,
    ]


PLACE = ["id", "name_en", "name_ru", "name_kk", "precision", "lat", "lon", "radius_km", "zone",
         "in", "geonames"]  # fmt: skip


def _place(place: Place) -> list[object]:
    at = place.coordinates
    return [
        place.id,
        *_texts(place.name),
        place.precision,
        at and at.lat,
        at and at.lon,
        place.radius_km,
        " ".join(place.zone),
        place.within,
        place.geonames,
    ]
