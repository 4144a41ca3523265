"""Sources: one record a publication, one original, read after it was published."""

from collections import Counter
from collections.abc import Iterator

from builder.clock import happened, said
from builder.corpus import Corpus
from builder.model.source import Source
from builder.problems import Problem, problem


def check_sources(corpus: Corpus) -> Iterator[Problem]:
    """One address twice, two originals, dates, descriptions that look like headlines."""
    seen: dict[str, str] = {}
    resting = Counter(_of_what_happened(corpus))
    for source in corpus.of(Source):
        yield from _origin(corpus, source)
        if source.published is None and not source.undated and resting[source.id]:
            values = {"id": source.id, "count": str(resting[source.id])}
            yield problem("source-undated", corpus.mark(source.id), "warning", **values)
        if source.url is not None:
            other = seen.setdefault(source.url, source.id)
            if other != source.id:
                yield problem("source-duplicate", corpus.mark(source.id, "url"), id=other)
        for language in source.description.languages if source.description else ():
            text = source.description.get(language)[0] if source.description else ""
            if not (text.startswith("[") and text.endswith("]")):
                mark = corpus.mark(source.id, "description", language)
                yield problem("source-description-brackets", mark)


def _of_what_happened(corpus: Corpus) -> Iterator[str]:
    """The source of every citation of a claim that something happened at a known time."""
    for record, claim in corpus.claims.values():
        if claim.modality == "happened" and happened(corpus, record, claim) is not None:
            yield from (str(citation.source) for citation in claim.citations)


def _origin(corpus: Corpus, source: Source) -> Iterator[Problem]:
    if source.copy_of is not None and source.copied_from is not None:
        yield problem("source-originals", corpus.mark(source.id, "copied_from"), id=source.id)
    if source.published is None:
        return
    published = said(source.published).loose().earliest
    read = said(source.seen_on).loose().latest
    if published is not None and read is not None and read < published:
        values = {"seen": str(source.seen_on), "published": str(source.published)}
        yield problem("source-seen-earlier", corpus.mark(source.id, "seen_on"), **values)
