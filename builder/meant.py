"""The record that is meant where its name or its address stands in place of its id."""

import unicodedata
from collections.abc import Collection, Iterator

from builder.corpus import Corpus
from builder.model.address import canonical
from builder.model.base import Record
from builder.model.naming import Person
from builder.model.source import Source


def folded(text: str) -> str:
    """The letters in which names are compared."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def names(record: Record) -> Iterator[str]:
    """What a record may be called by: its id, its address, the names that may be said."""
    yield record.id
    if isinstance(record, Source):
        yield from [canonical(record.url)] if record.url else []
        return
    if isinstance(record, Person) and record.publish != "full":
        return
    yield from (record.heading.get(language)[0] for language in record.heading.languages)
    yield from getattr(record, "variants", ())


def meant(corpus: Corpus, text: str, kinds: Collection[str] = ()) -> str | None:
    """The id of the one record of `kinds` (none listed: any) that `text` names."""
    text = folded(canonical(text) if "://" in text else text)
    records = (one for one in corpus.records.values() if not kinds or one.kind in kinds)
    found = [one.id for one in records if any(folded(name) == text for name in names(one))]
    return found[0] if len(found) == 1 else None
