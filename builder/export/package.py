"""The Frictionless data package: what the tables are, for programs that check them."""

from collections.abc import Mapping
from hashlib import sha256

from builder.derive.tables import Column, Table
from builder.export.json_files import written
from builder.export.whole import ABOUT, LICENCE, LICENCE_ADDRESS, TITLE, Whole

TYPES: Mapping[str, dict[str, object]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "day": {"type": "date", "format": "%Y-%m-%d"},
    "instant": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
}
"""Type of a column → the field of a table schema."""


def package(whole: Whole, made: Mapping[str, bytes]) -> bytes:
    """`datapackage.json` beside the tables; `made` is the bytes of each by its name."""
    about: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": "qandy-qantar",
        "title": TITLE,
        "description": ABOUT,
        "licenses": [{"name": LICENCE, "path": LICENCE_ADDRESS}],
        "resources": [_resource(whole.tables[name][0], data) for name, data in made.items()],
    }
    return written(about | ({"homepage": whole.site} if whole.site else {}))


def _resource(table: Table, data: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, object]:
    found: dict[str, object] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        found["primaryKey"] = list(table.key)
    keys = [
        {
            "fields": list(key.columns),
            "reference": {
                "resource": "" if key.table == table.name else key.table,
                "fields": list(key.keys),
            },
        }
        for key in table.foreign
    ]
    return found | ({"foreignKeys": keys} if keys else {})


def _field(column: Column) -> dict[str, object]:
    field = {"name": column.name, **TYPES[column.type], "description": column.about}
    return field | ({"constraints": {"required": True}} if column.needed else {})
