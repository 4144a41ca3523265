"""The sources of a record as a numbered bibliography, and the numbers by which claims name them."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.derive.citing import Cited, citing
from builder.model.base import Record


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries in order, and each source's number by its id."""

    entries: tuple[Cited, ...]
    numbers: Mapping[str, int]


def bibliography(corpus: Corpus, record: Record) -> Bibliography:
    """The bibliography of a record; without entries when it cites nothing."""
    entries = citing(corpus, record)
    return Bibliography(entries, {entry.source.id: entry.number for entry in entries})


def anchor(source: str) -> str:
    """The id of an entry in the page; no claim can have it, for theirs hold no double hyphen."""
    return f"source--{source}"
