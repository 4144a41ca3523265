"""What an answer names: a place, a speaker or a source of the archive, by id, name or address."""

from collections import defaultdict
from collections.abc import Mapping

from builder.corpus import Corpus
from builder.meant import folded, names
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
    ids = known.get(folded(answer), set())
    if len(ids) == 1:
        return ids.pop()
    kind = " or ".join(model.kind for model in KINDS[how])
    if ids:
        near = f"use one of: {', '.join(sorted(ids))}"
    else:
        near = did_you_mean(folded(answer), known, otherwise="write that record first")
    raise Flaw("ref-unknown", kind=kind, id=answer[:60], near=near)


def _known(corpus: Corpus, how: str) -> Mapping[str, set[str]]:
    """Each name, in the letters in which names are compared, and who bears it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for kind in KINDS[how]:
        for record in corpus.of(kind):
            for name in names(record):
                bearers[folded(name)].add(record.id)
    return bearers
