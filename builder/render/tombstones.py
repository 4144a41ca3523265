"""The page of a record that left: what happened, where it lives on, and what it had said."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from builder.model.base import Tombstone
from builder.release.history import Version
from builder.release.ledger import Ledger
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill
from builder.render.versions import version_path

NO_INDEX = '<meta name="robots" content="noindex">'


def tombstone_page(
    reader: Reader, folder: Path, tombstone: Tombstone, kind: str, ledger: Ledger
) -> Page:
    """The page at `/e/<id>/`; each claim that was ever released keeps its anchor on it."""
    here = reader.at(f"e/{tombstone.id}/")
    into = last_of(here, tombstone)
    entry = ledger.entered.get(tombstone.id)
    content = fill(
        folder,
        "tombstone.html",
        here,
        tombstone=tombstone,
        kind=kind,
        into=into,
        versions=here.history.versions.get(tombstone.id, ()),
        claims=list(_claims(here, tombstone, into, tuple(entry.claims) if entry else ())),
    )
    title = here.t("This record has left the archive")
    return Page(here.language, here.path, title, title, content, _head(here, into))


def last_of(reader: Reader, tombstone: Tombstone) -> str | None:
    """The record that a merged one lives on in, however often that was merged itself."""
    stones = reader.corpus.tombstones
    into = tombstone.merged_into
    while into is not None and into in stones and stones[into].merged_into:
        into = stones[into].merged_into
    return into


def _head(reader: Reader, into: str | None) -> str:
    """Search engines are told to list the record that took over instead."""
    address = reader.settings.site_address.rstrip("/")
    if into is None or not address:
        return NO_INDEX
    path = reader.at(f"e/{into}/").path
    return f'{NO_INDEX}\n<link rel="canonical" href="{escape(address + path)}">'


def _claims(
    reader: Reader, tombstone: Tombstone, into: str | None, ids: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Each claim id and the address at which it can still be read; empty where there is none."""
    whole = [one for one in reader.history.versions.get(tombstone.id, ()) if _readable(one)]
    for id in ids:
        if into is not None and f"{into}#{id}" in reader.corpus.claims:
            yield id, reader.record(into, id)
        elif whole:
            yield id, reader.to(version_path(whole[-1])) + f"#{id}"
        else:
            yield id, ""


def _readable(version: Version) -> bool:
    return version.status == "current" and not version.redacted
