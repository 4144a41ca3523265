"""A record as plain data: the fields as they stand in its file, with nothing derived."""

from builder.model.base import Record, Tombstone

Data = dict[str, object]


def plain(record: Record | Tombstone) -> Data:
    """Fields by their names in YAML, numbers and dates as text; what has its default is left out.

    `id` and `recorded` are always there.
    """
    data: Data = record.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True
    )
    return data | {"id": record.id, "recorded": str(record.recorded)}
