"""Records as plain data: what every export starts from."""

from builder.corpus import Corpus, claims_of
from builder.derive.grades import contested, grade
from builder.model.base import Record

Data = dict[str, object]


def record_data(corpus: Corpus, record: Record) -> Data:
    """One record with its kind, its address, and the derived grade of each claim."""
    data: Data = {"kind": record.kind, "address": f"/e/{record.id}/"}
    data |= record.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    data["id"], data["recorded"] = record.id, str(record.recorded)
    claims = data.get("claims")
    if isinstance(claims, list | tuple):
        for item, claim in zip(claims, claims_of(record), strict=True):
            found = grade(corpus, claim)
            item["address"] = f"/e/{record.id}/#{claim.id}"
            item["grade"], item["origins"] = found.name, found.origins
            item["contested"] = contested(corpus, record, claim)
    return data
