"""Lists in which nothing may stand twice."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.base import Base, Loc
from builder.problems import Problem, problem


def check_lists(corpus: Corpus) -> Iterator[Problem]:
    """Every repeated entry of a list of plain texts: ids, topics, spellings, languages."""
    for record in corpus.records.values():
        for loc, text in _repeated(record):
            field = next(str(part) for part in reversed(loc) if isinstance(part, str))
            yield problem("field-twice", corpus.mark(record.id, *loc), text=text, field=field)


def _repeated(value: object, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, Base):
        for name, field in type(value).model_fields.items():
            yield from _repeated(getattr(value, name), (*loc, field.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, str) and item in value[:index]:
                yield (*loc, index), item
            yield from _repeated(item, (*loc, index))
