"""What templates ask about claims: a short form, and the other claims they concern."""

from builder.corpus import Claiming
from builder.model.claim import Claim
from builder.model.happening import Figure
from builder.render.reader import Reader

BRIEF = 110


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


def unit_of(record: Claiming) -> str:
    """The unit of a figure's claims; empty for other kinds."""
    return record.unit if isinstance(record, Figure) else ""
