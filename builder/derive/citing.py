"""The sources that a record cites, numbered in the order in which it cites them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from builder.corpus import Corpus, claims_of
from builder.model.base import Record, passages
from builder.model.nodes import Cite
from builder.model.source import Source
from builder.model.text import Passage


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of a record: `claims` are those that cite it; none when only a text does."""

    number: int
    source: Source
    claims: tuple[str, ...]
    copied: tuple[Source, ...]
    """What it is a copy of, and so on to the text that is no copy."""


def citing(corpus: Corpus, record: Record) -> tuple[Cited, ...]:
    """Every source the record cites: by its claims first, then by its texts alone."""
    by: dict[str, list[str]] = defaultdict(list)
    for claim in claims_of(record):
        for source in dict.fromkeys(citation.source for citation in claim.citations):
            by[source].append(claim.id)
    for mentioned in _in_texts(record):
        by.setdefault(mentioned, [])
    return tuple(
        Cited(number, corpus.get(id, Source), tuple(claims), tuple(copied(corpus, id)))
        for number, (id, claims) in enumerate(by.items(), 1)
    )


def copied(corpus: Corpus, id: str) -> Iterator[Source]:
    """The publications a source was copied from, the nearest first."""
    found = {id}
    above = corpus.get(id, Source).copy_of
    while above is not None and above not in found:
        found.add(above)
        source = corpus.get(above, Source)
        yield source
        above = source.copy_of


def _in_texts(record: Record) -> Iterator[str]:
    for _, text in passages(record):
        if isinstance(text, Passage):
            nodes = text.prose(record.written_in).nodes()
            yield from (node.source for node in nodes if isinstance(node, Cite))
