"""What a release says of itself: its place in the chain, what it holds, and what it changed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from builder.release.frozen import canonical

What = Literal["new", "changed", "left"]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class Sealed(_Strict):
    """A release and the SHA-256 of its list of hashes."""

    release: str
    sums: str


class Point(_Strict):
    """A line of the ledger, counted from 1, and the SHA-256 of its bytes."""

    line: int
    sha256: str


class Manifest(_Strict):
    """`release.json`: `records` is every id that the archive held, and its version."""

    format: Literal[1] = 1
    release: str
    date: str
    previous: Sealed | None
    ledger: Point
    records: dict[str, int]


class ClaimsChanged(_Strict):
    """Claims by id: those that came, those that went, and the fields that differ in the others."""

    new: list[str] = []
    gone: list[str] = []
    changed: dict[str, list[str]] = {}


class Change(_Strict):
    """What became of one record since the release before; names of fields, never their texts.

    What was said may have to be taken out one day; this list is never rewritten.
    """

    kind: str
    version: int
    what: What
    status: str = "current"
    fields: list[str] = []
    claims: ClaimsChanged = ClaimsChanged()


class Changes(_Strict):
    """`changes.json`: every record that differs from the release before, by id."""

    format: Literal[1] = 1
    release: str
    since: str | None
    records: dict[str, Change]


def written(part: Manifest | Changes) -> bytes:
    """The bytes of a part of a release."""
    return canonical(part.model_dump(mode="json"))


def manifest(data: bytes) -> Manifest | None:
    """The manifest that these bytes hold, if they do."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError:
        return None


def changes(data: bytes) -> Changes | None:
    """The changes that these bytes hold, if they do."""
    try:
        return Changes.model_validate_json(data)
    except ValidationError:
        return None
