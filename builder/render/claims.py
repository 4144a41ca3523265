"""What templates ask about claims: a short form, and the other claims they concern."""

from collections.abc import Iterable

from builder.corpus import Claiming
from builder.model.claim import Claim
from builder.model.happening import Figure
from builder.render.reader import Reader

BRIEF = 110
UNDOING = ("retracts", "supersedes")


def brief(reader: Reader, claim: Claim) -> str:
    """A claim in at most a line: its number, or the beginning of its sentence."""
    if claim.text is not None:
        text = reader.prose_text(claim.text)
        return text if len(text) <= BRIEF else text[:BRIEF].rsplit(" ", 1)[0] + "…"
    assert claim.value is not None
    return reader.amount(claim.value)


def related(
    reader: Reader, record: Claiming, claim: Claim, field: str
) -> list[tuple[Claiming, Claim]]:
    """The claims that `claim` names in `field`; for contradictions, also those that name it."""
    full = f"{record.id}#{claim.id}"
    named = {ref.within(record.id) for ref in getattr(claim, field)}
    if field == "contradicts":
        links = reader.corpus.backlinks.get(full, ())
        named |= {f"{b.record}#{b.claim}" for b in links if b.field == field and b.claim}
    return [reader.corpus.claims[ref] for ref in sorted(named)]


def undone(reader: Reader, record: Claiming, claim: Claim) -> list[tuple[Claiming, Claim]]:
    """The claims that take this one back or replace it."""
    links = reader.corpus.backlinks.get(f"{record.id}#{claim.id}", ())
    named = {f"{b.record}#{b.claim}" for b in links if b.field in UNDOING and b.claim}
    return [reader.corpus.claims[ref] for ref in sorted(named)]


def voices(record: Claiming, ids: Iterable[str]) -> list[tuple[tuple[str, ...], list[Claim]]]:
    """The claims of these ids by who makes them, in the order of the ids."""
    known = {claim.id: claim for claim in record.claims}
    found: dict[tuple[str, ...], list[Claim]] = {}
    for id in ids:
        found.setdefault(tuple(known[id].asserted_by), []).append(known[id])
    return list(found.items())


def unit_of(record: Claiming) -> str:
    """The unit of a figure's claims; empty for other kinds."""
    return record.unit if isinstance(record, Figure) else ""
