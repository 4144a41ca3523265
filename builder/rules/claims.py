"""Claims: ids, citations, and the order of what happened and what was said."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from builder.clock import ANYWHERE, claim_zones, happened, said
from builder.corpus import Claiming, Corpus
from builder.model.amounts import amounts
from builder.model.claim import Citation, Claim
from builder.model.happening import Figure
from builder.model.source import Source
from builder.problems import Problem, problem

QUOTE_WORDS = 12
IN_WORDS = 12
"""Numbers up to this may be written in words."""
OVERTURNED = {"superseded": "supersedes", "retracted": "retracts"}
"""Status of a claim → the field by which a later claim brings it about."""
Named = Mapping[str, Collection[str]]
"""Field → the claims that some claim names in it."""


def check_claims(corpus: Corpus) -> Iterator[Problem]:
    """Every rule about single claims and their citations."""
    named = {f: _named_by(corpus, f) for f in ("contradicts", *OVERTURNED.values())}
    for record in _claiming(corpus):
        yield from _twice(corpus, record)
        for index, claim in enumerate(record.claims):
            if claim.value is not None and not isinstance(record, Figure):
                mark = corpus.mark(record.id, "claims", index, "value")
                yield problem("claim-value-unit", mark, id=claim.id)
            yield from _citations(corpus, record, index, claim)
            yield from _order(corpus, record, index, claim)
            yield from _stated(corpus, record, index, claim)
            yield from _status(corpus, record, index, claim, named)


def _twice(corpus: Corpus, record: Claiming) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, claim in enumerate(record.claims):
        if claim.id in seen:
            mark = corpus.mark(record.id, "claims", index, "id")
            yield problem("claim-id-twice", mark, id=claim.id)
        seen.add(claim.id)


def _stated(corpus: Corpus, record: Claiming, index: int, claim: Claim) -> Iterator[Problem]:
    """A sentence that gives numbers gives the claim's own value among them."""
    if claim.text is None or claim.value is None:
        return
    bounds = (claim.value.min, claim.value.max, claim.value.about)
    wanted = {number for number in bounds if number is not None and number > IN_WORDS}
    for language in claim.text.languages:
        stated = amounts(claim.text.get(language)[0])
        lacking = sorted(wanted - stated)
        if stated and lacking:
            mark = corpus.mark(record.id, "claims", index, "text", language)
            yield problem("claim-number-in-value", mark, value=str(lacking[0]))


def _claiming(corpus: Corpus) -> Iterator[Claiming]:
    return (record for record in corpus.records.values() if isinstance(record, Claiming))


def _named_by(corpus: Corpus, field: str) -> set[str]:
    return {
        ref.within(record.id)
        for record in _claiming(corpus)
        for claim in record.claims
        for ref in getattr(claim, field)
    }


def _citations(corpus: Corpus, record: Claiming, index: int, claim: Claim) -> Iterator[Problem]:
    for at, citation in enumerate(claim.citations):
        mark = corpus.mark(record.id, "claims", index, "citations", at)
        if citation.locator is None and citation.quote is None:
            yield problem("claim-no-locator", mark)
        words = len((citation.quote or "").split())
        if words > QUOTE_WORDS:
            quote = corpus.mark(record.id, "claims", index, "citations", at, "quote")
            yield problem("claim-quote-long", quote, count=str(words))
        yield from _published(corpus, record, index, claim, at, citation)


def _began(corpus: Corpus, record: Claiming, claim: Claim) -> datetime | None:
    """When what is asserted as happened began at the earliest, if not after the record itself."""
    span = happened(corpus, record, claim)
    earliest = span.loose().earliest if span is not None and claim.modality == "happened" else None
    recorded = said(record.recorded).latest
    # A date in the future is told where it stands; what follows from it is not.
    return None if earliest and recorded and earliest > recorded else earliest


def _published(
    corpus: Corpus, record: Claiming, index: int, claim: Claim, at: int, citation: Citation
) -> Iterator[Problem]:
    earliest = _began(corpus, record, claim)
    source = corpus.get(citation.source, Source)
    if source.published is None:
        return
    mark = corpus.mark(record.id, "claims", index, "citations", at, "source")
    latest = said(source.published).loose().latest
    if latest is not None and earliest is not None and latest < earliest:
        values = {
            "source": source.id,
            "published": str(source.published),
            "happened": f"{earliest:%Y-%m-%d %H:%M} UTC",
        }
        yield problem("claim-source-earlier", mark, **values)


def _order(corpus: Corpus, record: Claiming, index: int, claim: Claim) -> Iterator[Problem]:
    earliest = _began(corpus, record, claim)
    if claim.asserted_on is None:
        return
    zones = claim_zones(corpus, record, claim) if claim.asserted_on.has_clock else ANYWHERE
    latest = claim.asserted_on.span(zones).loose().latest
    if latest is not None and earliest is not None and latest < earliest:
        mark = corpus.mark(record.id, "claims", index, "asserted_on")
        values = {"said": str(claim.asserted_on), "happened": f"{earliest:%Y-%m-%d %H:%M} UTC"}
        yield problem("claim-said-earlier", mark, **values)


def _status(
    corpus: Corpus, record: Claiming, index: int, claim: Claim, named: Named
) -> Iterator[Problem]:
    if claim.note is not None:
        return
    full, mark = f"{record.id}#{claim.id}", corpus.mark(record.id, "claims", index, "status")
    if claim.status == "contested" and not (claim.contradicts or full in named["contradicts"]):
        yield problem("claim-contested-alone", mark)
    field = OVERTURNED.get(claim.status)
    if field is not None and full not in named[field]:
        yield problem("claim-superseded-alone", mark, status=claim.status, field=field)
