"""Ids that are, or ever were, somebody's: no new record may have one of them."""

from collections.abc import Mapping
from pathlib import Path

from builder.load import FOLDERS
from builder.project import Project
from builder.release import ledger


def given(place: Project, *more: Path) -> Mapping[str, str]:
    """Each id, and where it is: a file of entries/ or of the folders `more`, or the ledger."""
    known = ledger.read(place.ledger)
    if isinstance(known, list):
        raise ledger.Broken(known)
    found = {
        id: f"{known.name}:{entry.line} ({entry.state})" for id, entry in known.entered.items()
    }
    for top in (*more, place.entries):
        for folder in FOLDERS:
            files = (top / folder).iterdir() if (top / folder).is_dir() else ()
            found |= {file.stem: f"{top.name}/{folder}/{file.name}" for file in files}
    return found
