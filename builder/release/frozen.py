"""One frozen version of one record, as the bytes that stay: canonical JSON (RFC 8785).

    {"format":1,"id":"almaty-akimat-stormed","kind":"event","record":{…},
     "release":"2026-11-23","version":1}                       (one line, no line break at its end)

`record` holds the fields as they stood in the file; of a record that had left, its tombstone.
A redacted version is a stub instead: no field of the record, but the SHA-256 of what was there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from builder.model.plain import Data

FORMAT = 1
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_FIELDS = {"format", "id", "kind", "version", "release"}
_STUB = _FIELDS | {"redacted", "sha256"}


def canonical(value: object) -> bytes:
    """Canonical JSON of objects, lists, texts, whole numbers and truth values."""
    return _ENCODER.encode(value).encode()


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def place(id: str, number: int) -> str:
    """Where the bytes of a version lie below the releases."""
    return f"records/{id}/{number}.json"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A version read back: the record's `fields`, or, when it is `redacted`, the class and hash."""

    id: str
    kind: str
    version: int
    release: str
    fields: Data
    redacted: str = ""
    sha256: str = ""

    @property
    def status(self) -> str:
        """How the record stood: `current`, or how it had left."""
        return "redacted" if self.redacted else str(self.fields.get("status", "current"))


def freeze(id: str, kind: str, version: int, release: str, fields: Data) -> bytes:
    """The bytes of a version."""
    head = {"format": FORMAT, "id": id, "kind": kind, "version": version, "release": release}
    return canonical({**head, "record": fields})


def stub(was: bytes, reason: str) -> bytes:
    """What takes the place of the bytes of a version: whose they were, their hash and the class."""
    old = thaw(was)
    assert old is not None and not old.redacted, "only a whole version can be redacted"
    head = {"format": FORMAT, "id": old.id, "kind": old.kind, "version": old.version}
    return canonical({**head, "release": old.release, "redacted": reason, "sha256": digest(was)})


def thaw(data: bytes) -> Frozen | None:
    """The version that these bytes hold; None when they are no such bytes."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or canonical(value) != data or value.get("format") != FORMAT:
        return None
    if value.keys() not in (_FIELDS | {"record"}, _STUB) or not _sound(value):
        return None
    head = {name: value[name] for name in ("id", "kind", "version", "release")}
    return Frozen(
        **head,
        fields=value.get("record", {}),
        redacted=value.get("redacted", ""),
        sha256=value.get("sha256", ""),
    )


def _sound(value: Mapping[str, object]) -> bool:
    texts = ("id", "kind", "release", "redacted", "sha256")
    return (
        all(isinstance(value[name], str) for name in texts if name in value)
        and type(value["version"]) is int
        and isinstance(value.get("record", {}), dict)
    )
