"""What the field reference says of a field, with the words or ids that it may hold."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.base import Ref, local_id
from builder.model.vocabulary import Term, vocabularies

SHORT_NAME = "A short name in lower case, such as town-hall-statement."


def fields(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by their names in the file."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def about(info: FieldInfo) -> str:
    """What a field holds, on one line."""
    described = " ".join((info.description or "").split())
    return " ".join([described, *_allowed(info.metadata), *_inside(info.annotation)])


def _inside(annotation: Any) -> Iterator[str]:
    """What a list or an optional field holds."""
    if isinstance(annotation, type) and issubclass(annotation, Ref) and annotation.kinds:
        yield f"The id of a record: {' or '.join(annotation.kinds)}."
    yield from _allowed(getattr(annotation, "__metadata__", ()))
    for part in getattr(annotation, "__args__", ()):
        yield from _inside(part)


def _allowed(metadata: Iterable[Any]) -> Iterator[str]:
    for one in metadata:
        if isinstance(one, Term):
            yield f"One of: {', '.join(vocabularies()[one.vocabulary])}."
        elif getattr(one, "func", None) is local_id:
            yield SHORT_NAME
