"""What an answer names: a place, a speaker or a source of the archive, by id, name or address."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.corpus import Corpus
from builder.model.address import canonical, check_address
from builder.model.base import Record
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.near import did_you_mean
from builder.problems import Flaw

KINDS: Mapping[str, tuple[type[Record], ...]] = {
    "place": (Place,),
    "speaker": (Organisation, Person),
    "source": (Source,),
}


def named(corpus: Corpus, how: str, answer: str) -> str:
    """The id of the one record that an answer names; a Flaw when there is none, or more."""
    known = _known(corpus, how)
    if how == "source" and "://" in answer:
        check_address(answer)
        answer = canonical(answer)
    ids = known.get(_plain(answer), set())
    if len(ids) == 1:
        return ids.pop()
    kind = " or ".join(model.kind for model in KINDS[how])
    if ids:
        near = f"use one of: {', '.join(sorted(ids))}"
    else:
        near = did_you_mean(_plain(answer), known, otherwise="write that record first")
    raise Flaw("ref-unknown", kind=kind, id=answer[:60], near=near)


def _known(corpus: Corpus, how: str) -> Mapping[str, set[str]]:
    """Each name, in the letters in which names are compared, and who bears it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS[how]:
        for record in corpus.of(kind):
            for name in _names(record):
                bearers[_plain(name)].add(record.id)
    return bearers


def _names(record: Record) -> Iterator[str]:
    yield record.id
    if isinstance(record, Source):
        yield from [canonical(record.url)] if record.url else []
        return
    if isinstance(record, Person) and record.publish != "full":
        return
    yield from (record.heading.get(language)[0] for language in record.heading.languages)
    yield from getattr(record, "variants", ())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
