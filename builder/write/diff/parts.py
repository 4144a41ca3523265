"""A record taken apart: every part by name and language, as a reader or a reviewer reads it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from builder.corpus import Corpus
from builder.model.base import Base
from builder.model.claim import Value
from builder.model.text import Line, Passage
from builder.write.diff.packet import Part
from builder.write.diff.told import amount, told

Parts = Mapping[tuple[str, str], str]
"""(name, language) → text; the language is empty for what is the same in all."""

Piece = tuple[tuple[str, str], str]

APART = frozenset({"claims", "id"})
"""Claims are compared one by one, and the id is told already."""
NAMED_BY = ("id", "source", "party", "law")
"""The fields by which the items of a list are known to be the same ones."""


def parts(
    corpus: Corpus, model: Base, *, apart: Collection[str] = (), defaults: bool = True
) -> Parts:
    """Every part of a model but those `apart`; parts that say nothing are left out.

    Without `defaults` a field that has its default says nothing either: for what is all new.
    """
    found: dict[tuple[str, str], str] = {}
    for name, field in type(model).model_fields.items():
        inner = getattr(model, name)
        if name not in apart and (defaults or inner != field.default):
            found |= _parts(corpus, name, inner, defaults=defaults)
    return found


def differing(before: Parts, after: Parts) -> tuple[Part, ...]:
    """The parts that differ; a new hash beside a new text is no difference of its own."""
    keys = [key for key in {*before, *after} if before.get(key) != after.get(key)]
    found = (Part(*key, before.get(key, ""), after.get(key, "")) for key in keys)
    return tuple(sorted(one for one in found if not _follows(one, keys)))


def _follows(part: Part, keys: list[tuple[str, str]]) -> bool:
    text, is_hash, _ = part.name.partition(".made_from")
    return bool(is_hash) and (not part.before or (text, part.language) in keys)


def _parts(corpus: Corpus, name: str, value: object, *, defaults: bool) -> Iterator[Piece]:
    match value:
        case None | () | "":
            return
        case Value():
            yield (name, ""), amount(value)
        case Line():
            yield from (((name, code), value.get(code)[0]) for code in value.languages)
            yield from _hashes(name, value)
        case Passage():
            yield from (((name, code), told(corpus, value, code)) for code in value.languages)
            yield from _hashes(name, value)
        case Base():
            yield from _inside(corpus, name, value, defaults=defaults)
        case tuple():
            yield from _items(corpus, name, value, defaults=defaults)
        case _:
            yield (name, ""), str(value)


def _inside(
    corpus: Corpus, name: str, model: Base, *, apart: str = "", defaults: bool
) -> Iterator[Piece]:
    for (inner, code), text in parts(corpus, model, apart=(apart,), defaults=defaults).items():
        yield (f"{name}.{inner}", code), text


def _hashes(name: str, text: Line | Passage) -> Iterator[Piece]:
    for code in text.languages if text.made_from else ():
        if made_from := text.hash_of_original(code):
            yield (f"{name}.made_from", code), made_from


def _items(
    corpus: Corpus, name: str, values: tuple[object, ...], *, defaults: bool
) -> Iterator[Piece]:
    models = [value for value in values if isinstance(value, Base)]
    if not models:
        yield (name, ""), ", ".join(map(str, values))
        return
    seen = Counter[str]()
    for index, model in enumerate(models, start=1):
        field = next((field for field in NAMED_BY if getattr(model, field, None)), "")
        named = str(getattr(model, field)) if field else str(index)
        seen[named] += 1
        whole = f"{name}.{named}" + (f" {seen[named]}" if seen[named] > 1 else "")
        yield from _inside(corpus, whole, model, apart=field, defaults=defaults)
    yield from _order(name, models)


def _order(name: str, models: list[Base]) -> Iterator[Piece]:
    """The order of items that have ids: it is shown on the page."""
    ids = [str(getattr(model, "id", "")) for model in models]
    if len(ids) > 1 and all(ids):
        yield (f"{name}, in order", ""), ", ".join(ids)
