"""What each field of a model may hold, in the reader's words, read off the model itself."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from markupsafe import Markup, escape
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from builder.model.address import Address
from builder.model.base import ClaimRef, LocalClaim, LocalParty, Record, Ref, local_id, record_id
from builder.model.kinds import KINDS, inner_model
from builder.model.schema import SHORT
from builder.model.text import Hash, Line, Passage, Plain, PlainPassage, PlainTitle
from builder.model.vocabulary import Term
from builder.model.when import When
from builder.render.reader import Reader

ONE_OF = re.compile(r"\^\((\w+(?:\|\w+)+)\)\$")
CODE = re.compile("`([^`]+)`")
DEFAULTS = ("", (), None)
"""Defaults that say no more than that the field may be left out."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a table of fields."""

    name: str
    holds: Markup
    needed: bool
    default: str
    about: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, under an anchor of their page."""

    name: str
    anchor: str
    about: Markup
    fields: tuple[Field, ...]
    within: tuple[tuple[str, str], ...] = ()
    """Where the group stands: name and anchor of each group that has it as a field."""


def group(reader: Reader, model: type[BaseModel], *, without: Iterable[str] = ()) -> Group:
    """A model as a group of fields; `without` names those told elsewhere."""
    left_out = set(without)
    # What nobody writes by hand stands last.
    names = sorted(model.model_fields, key=lambda name: name == "made_from")
    found = tuple(_field(reader, model, name) for name in names if name not in left_out)
    within = tuple((name_of(one), anchor_of(one)) for one in _models() if _has(one, model))
    return Group(name_of(model), anchor_of(model), with_code(_text(model.__doc__)), found, within)


def with_code(text: str) -> Markup:
    """A text of ours as HTML: what stands in backticks is code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))


def groups() -> Iterator[type[BaseModel]]:
    """Every model that stands inside another, in the order in which a reader meets them."""
    return (model for model in _models() if not issubclass(model, Record))


def name_of(model: type[BaseModel]) -> str:
    """A model's name as the page writes it: `case`, `former name`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


def anchor_of(model: type[BaseModel]) -> str:
    """Where the page tells of a model."""
    return ("kind-" if issubclass(model, Record) else "group-") + name_of(model).replace(" ", "-")


def _models() -> tuple[type[BaseModel], ...]:
    found: dict[type[BaseModel], None] = dict.fromkeys(KINDS.values())
    waiting: list[type[BaseModel]] = list(KINDS.values())
    while waiting:
        for info in waiting.pop(0).model_fields.values():
            inner = inner_model(info.annotation)
            if inner is not None and inner not in found:
                found[inner] = None
                waiting.append(inner)
    return tuple(found)


def _has(owner: type[BaseModel], model: type[BaseModel]) -> bool:
    inner = (inner_model(info.annotation) for info in owner.model_fields.values())
    return not issubclass(model, Line | Passage) and model in inner


def _field(reader: Reader, model: type[BaseModel], name: str) -> Field:
    info = model.model_fields[name]
    kind = holds(reader, info.annotation, info.metadata)
    if (model, name) in SHORT:
        kind = _filled(reader, "{kind}; or the one value itself", kind=kind)
    default = "" if info.default in DEFAULTS or info.is_required() else str(info.default)
    default = {"False": "false"}.get(default, default)
    about = with_code(_text(info.description))
    return Field(info.alias or name, kind, info.is_required(), default, about)


def _text(text: str | None) -> str:
    return " ".join((text or "").split())


def holds(reader: Reader, kind: Any, marks: Iterable[Any] = ()) -> Markup:
    """What a field of this type holds, with links to the words and groups it names."""
    marks = tuple(_flat(marks))
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return holds(reader, parts[0], (*parts[1:], *marks))
    if origin in (Union, UnionType):
        return holds(reader, next(part for part in parts if part is not type(None)), marks)
    if origin is tuple:
        many = any(getattr(mark, "min_length", 0) for mark in marks)
        message = "a list, at least one: {item}" if many else "a list: {item}"
        return _filled(reader, message, item=holds(reader, parts[0]))
    for base, words in KINDS_OF_VALUE.items():
        if issubclass(kind, base):
            return words(reader, kind, marks)
    raise TypeError(f"the field reference has no words for {kind}")


def _flat(marks: Iterable[Any]) -> Iterator[Any]:
    for mark in marks:
        yield from mark.metadata if isinstance(mark, FieldInfo) else (mark,)


def _filled(reader: Reader, message: str, **values: object) -> Markup:
    return escape(reader.t(message)).format(**values)


def _linked(text: str, anchor: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(anchor, text)


Words = Callable[[Reader, Any, tuple[Any, ...]], Markup]


def _saying(message: str) -> Words:
    return lambda reader, _, __: _filled(reader, message)


def _reference(reader: Reader, kind: type[Ref], _: tuple[Any, ...]) -> Markup:
    if not kind.kinds:
        return _filled(reader, "the id of any record")
    names = (_linked(reader.term("kind", name), f"kind-{name}") for name in kind.kinds)
    return _filled(reader, "the id of a record: {kinds}", kinds=Markup(", ").join(names))


def _model(reader: Reader, kind: type[BaseModel], _: tuple[Any, ...]) -> Markup:
    return _filled(reader, "a group: {name}", name=_linked(name_of(kind), anchor_of(kind)))


def _of_text(reader: Reader, kind: type[BaseModel], _: tuple[Any, ...]) -> Markup:
    message = "prose by language: {name}" if issubclass(kind, Passage) else "a line by language: {name}"  # fmt: skip
    return _filled(reader, message, name=_linked(name_of(kind), anchor_of(kind)))


def _string(reader: Reader, _: type[str], marks: tuple[Any, ...]) -> Markup:
    for mark in marks:
        if isinstance(mark, Term):
            words = _linked(mark.vocabulary, f"words-{mark.vocabulary}")
            return _filled(reader, "a word of: {words}", words=words)
        if pattern := getattr(mark, "pattern", None):
            return _pattern(reader, str(pattern))
        if (function := getattr(mark, "func", None)) in CHECKED:
            return _filled(reader, CHECKED[function])
    raise TypeError(f"the field reference has no words for a text that is {marks}")


def _pattern(reader: Reader, pattern: str) -> Markup:
    if found := ONE_OF.fullmatch(pattern):
        words = (Markup("<code>{}</code>").format(word) for word in found[1].split("|"))
        return _filled(reader, "one of: {words}", words=Markup(", ").join(words))
    code = Markup("<code>{}</code>").format(pattern.strip("^$"))
    return _filled(reader, "a text of the form {pattern}", pattern=code)


def _function(annotated: Any) -> Any:
    """The function that checks an annotated text."""
    return get_args(annotated)[1].func


CHECKED: dict[Any, str] = {
    record_id: "an id: 3 to 64 characters, a–z and 0–9, words joined by hyphens",
    local_id: "an id within the record: 1 to 48 characters, a–z and 0–9, words joined by hyphens",
    _function(Plain): "one line of text",
    _function(PlainTitle): "one short line of text",
    _function(PlainPassage): "prose: safe Markdown with citations and claim values",
    _function(Address): "a web address",
    _function(Hash): "a fingerprint, filled in by fmt",
}
"""Texts by the function that checks them."""

KINDS_OF_VALUE: dict[type, Words] = {
    When: _saying("a date"),
    Ref: _reference,
    LocalClaim: _saying("the id of a claim of this record"),
    LocalParty: _saying("the id of a party of this record"),
    ClaimRef: _saying("a claim: record-id#claim-id, or #claim-id within the record"),
    Line: _of_text,
    Passage: _of_text,
    BaseModel: _model,
    str: _string,
    Decimal: _saying("a plain number"),
    bool: _saying("true or false"),
}
"""Words by type; the first that fits counts."""
