"""Sources: one record a publication, bracketed descriptions."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.address import canonical
from builder.model.source import Source
from builder.problems import Problem, problem


def check_sources(corpus: Corpus) -> Iterator[Problem]:
    """Duplicate addresses and descriptions that could be taken for headlines."""
    seen: dict[str, str] = {}
    for source in corpus.of(Source):
        if source.url is not None:
            key = canonical(source.url)
            if key in seen:
                yield problem("source-duplicate", corpus.mark(source.id, "url"), id=seen[key])
            seen.setdefault(key, source.id)
        for language in source.description.languages if source.description else ():
            text = source.description.get(language)[0] if source.description else ""
            if not (text.startswith("[") and text.endswith("]")):
                mark = corpus.mark(source.id, "description", language)
                yield problem("source-description-brackets", mark)
