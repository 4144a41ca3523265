"""Which texts exist in which language: written there, translated, read by a person, out of date."""

from collections.abc import Iterable
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.i18n import LANGUAGES
from builder.model.base import Record, passages
from builder.model.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Cover:
    """One kind in one language: how many records have all of their texts, and how they came by them.

    `partial` and `stale` name the records, for they are the ones to mend.
    """

    kind: str
    language: str
    written: int
    reviewed: int
    machine: int
    partial: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def total(self) -> int:
        """Records of the kind that have any text to translate."""
        return self.written + self.reviewed + self.machine + len(self.partial)


def coverage(corpus: Corpus) -> tuple[Cover, ...]:
    """Every kind in every language, kinds first."""
    return tuple(
        _cover(model.kind, language, [r for r in corpus.of(model) if any(passages(r))])
        for model in KINDS.values()
        for language in LANGUAGES
    )


def assisted(records: Iterable[Record], language: str) -> bool:
    """True when some of the records have texts in `language` that no person has reviewed."""
    return any(language in record.machine_assisted for record in records)


def _cover(kind: str, language: str, records: list[Record]) -> Cover:
    states = [(record.id, _state(record, language)) for record in records]
    stale = tuple(record.id for record in records if _stale(record, language))
    partial = tuple(id for id, state in states if state == "partial")
    counts = {name: sum(state == name for _, state in states) for name in COUNTED}
    return Cover(kind, language, **counts, partial=partial, stale=stale)


COUNTED = ("written", "reviewed", "machine")


def _state(record: Record, language: str) -> str:
    if any(language not in text.languages for _, text in passages(record)):
        return "partial"
    if record.written_in == language:
        return "written"
    return "machine" if language in record.machine_assisted else "reviewed"


def _stale(record: Record, language: str) -> bool:
    return any(language in text.stale(record.written_in) for _, text in passages(record))
