"""One document becomes one record, or the problems that stand in its way."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from builder.load import Document
from builder.model.base import ID, Loc, Record, Ref, Tombstone, may_hold
from builder.model.kinds import KINDS, inner_model, likelier
from builder.model.placeholder import placeholders
from builder.near import did_you_mean, nearest
from builder.problems import KIND_WORDS, Flaw, Mark, Problem, problem
from builder.tree import Node, find, locate, locate_in, plain

M = TypeVar("M", bound=BaseModel)
Validated = Record | Tombstone
Told = tuple[str, dict[str, str]]
Place = tuple[int, int]

LONGEST = 60
"""Characters of a text that a message quotes."""
GROUP = " Write its fields on lines of their own below it"
CHOICE = re.compile(r"\^\(([a-z|]+)\)\$")
"""A pattern that is a list of words."""
CALLED = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en"}
"""What a language is often called → what it is called here."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "field-missing": (),
    "field-empty-list": (),
    "text-no-language": ("en", "ru", "kk"),
    "claim-empty": ("text", "value"),
    "claim-value-empty": ("min", "max", "about"),
    "person-name-missing": ("name",),
    "person-role-missing": ("role",),
    "source-title": ("title", "description"),
    "date-mapping-empty": ("date",),
    "text-hidden": (),
    "text-decomposed": (),
}
"""Codes that follow when the gate left out the very thing they ask for → other names of it."""
WHERE: Mapping[str, Loc] = {
    "person-name-missing": ("publish",),
    "person-name-below-full": ("name", "variants"),
    "person-initials": ("initials",),
    "person-role-missing": ("publish",),
    "source-title": ("description",),
    "source-url-withheld": ("url_withheld",),
}
"""Code of a whole record → the field that shows it."""


def validate(
    document: Document, refused: Sequence[Problem] = ()
) -> tuple[Validated | None, list[Problem]]:
    """Type the document by its folder's model; every fault of the file comes back at once.

    `refused` is what the gate found in the file: what it left out is not told to be missing.
    """
    model = _model(document)
    record, found = typed(model, document, refused)
    if found and model is not Tombstone and (misplaced := _misplaced(document)):
        return None, [misplaced]
    if record is not None and record.id != document.stem:
        mark = locate(document.tree, document.path, ("id",))
        return None, [problem("field-id-stem", mark, id=record.id, stem=document.stem)]
    return record, found


def typed(
    model: type[M], document: Document, refused: Sequence[Problem] = ()
) -> tuple[M | None, list[Problem]]:
    """Type a document by a model of any kind, or say everything that is wrong with it."""
    held = dict(placeholders(document.tree))
    found = {_held(document, node) for node in held.values()}
    try:
        made = model.model_validate(plain(document.tree))
        return (None if held else made), sorted(found)
    except ValidationError as error:
        faults = [Fault(model, document.tree, detail) for detail in error.errors()]
        meant = {one for fault in faults for one in fault.meant}
        told = (one for one in faults if not (one.follows(refused) or one.loc in meant))
        # What is wrong with a placeholder goes with it.
        told = (one for one in told if not any(one.loc[: len(loc)] == loc for loc in held))
        return None, sorted(found | {_problem(document, fault) for fault in told})


def _misplaced(document: Document) -> Problem | None:
    """A record of another kind: what its own folder's model says of it would mislead."""
    fields = document.tree.value
    folder = likelier(document.folder, fields) if isinstance(fields, dict) else None
    if folder is None:
        return None
    looks = KIND_WORDS[KINDS[folder].kind]
    values = {"looks": looks, "folder": document.folder, "other": folder}
    return problem("file-other-kind", Mark(document.path), **values)


def _held(document: Document, node: Node) -> Problem:
    assert isinstance(node.value, str)
    mark = Mark(document.path, node.line, node.column)
    return problem("text-placeholder", mark, text=_short(node.value))


def _short(text: str) -> str:
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _model(document: Document) -> type[Validated]:
    value = document.tree.value
    status = value.get("status") if isinstance(value, dict) else None
    left = status is not None and status.value in ("withdrawn", "merged", "redacted")
    return Tombstone if left else KINDS[document.folder]


def _problem(document: Document, fault: "Fault") -> Problem:
    code, values = fault.told
    values = {name: _short(value) if name == "text" else value for name, value in values.items()}
    loc = (*fault.loc, *WHERE.get(code, ()))
    if fault.flaw is not None and fault.flaw.offset is not None:
        mark = locate_in(find(document.tree, loc), document.path, fault.flaw.offset)
    else:
        mark = locate(document.tree, document.path, loc, key=code == "field-unknown")
    return problem(code, mark, **values)


@dataclass(frozen=True, slots=True)
class Fault:
    """One complaint of the model about one place of the document."""

    model: type[BaseModel]
    tree: Node
    error: ErrorDetails

    @property
    def meant(self) -> tuple[Loc, ...]:
        """The field that an unknown one was meant to be: it is mistyped, not missing."""
        if self.error["type"] != "extra_forbidden":
            return ()
        close = nearest(called(self.field, self.known), self.known)
        return ((*self.loc[:-1], close),) if close else ()

    @property
    def loc(self) -> Loc:
        """Where, as pydantic says it."""
        return self.error["loc"]

    @property
    def told(self) -> Told:
        """The code and the values of its message."""
        if self.flaw is not None:
            return self.flaw.code, self.flaw.values
        return EXPLAIN.get(self.error["type"], _invalid)(self)

    @property
    def flaw(self) -> Flaw | None:
        """What a type of ours said, if it was one."""
        flaw = self.error.get("ctx", {}).get("error")
        return flaw if isinstance(flaw, Flaw) else None

    @property
    def names(self) -> Loc:
        """The place without the number of an entry at its end."""
        return self.loc[:-1] if self.loc and isinstance(self.loc[-1], int) else self.loc

    @property
    def field(self) -> str:
        """The name of the innermost field."""
        return str(self.names[-1]) if self.names else "record"

    @property
    def known(self) -> Mapping[str, FieldInfo]:
        """The fields of the innermost group that has this one, by their names in the file."""
        here = self.model
        for part in self.names[:-1]:
            info = _fields(here).get(str(part))
            here = (inner_model(info.annotation) if info is not None else None) or here
        return _fields(here)

    @property
    def refers(self) -> bool:
        """True when the innermost field names records."""
        info = self.known.get(self.field)
        return info is not None and may_hold(info.annotation, (Ref,))

    @property
    def about(self) -> str:
        """What the field reference says of the field."""
        info = self.known.get(self.field)
        about = " ".join((info.description or "").split()) if info is not None else ""
        return about or "see the field reference"

    @property
    def found(self) -> str | dict[str, Node] | list[Node]:
        """What stands there."""
        node: Node | None = self.tree
        for part in self.loc:
            node = node and _child(node, part)
        return node.value if node is not None else ""

    def follows(self, refused: Sequence[Problem]) -> bool:
        """True when it asks for what the gate left out, or for entries that are faulty each."""
        code, _ = self.told
        if code == "field-empty-list" and self.found:
            return True
        first, end = _extent(self.tree, self.loc)
        return code in PARTS and any(
            first <= (one.line, one.column) < end
            and dict(one.values).get("key", self.field) in (self.field, *PARTS[code])
            for one in refused
            if one.level == "error"
        )


def called(word: str, known: Iterable[str]) -> str:
    """The word that is meant, where it is the name of a language elsewhere."""
    meant = CALLED.get(word.lower(), word)
    return meant if meant in known else word


def _missing(fault: Fault) -> Told:
    return "field-missing", {"field": fault.field, "about": fault.about}


def _unknown(fault: Fault) -> Told:
    names = list(fault.known)
    word = called(fault.field, names)
    near = did_you_mean(word, names, otherwise="known fields: " + ", ".join(names))
    return "field-unknown", {"field": fault.field, "near": near}


def _vocabulary(fault: Fault) -> Told:
    expected = str(fault.error.get("ctx", {}).get("expected", ""))
    words = [word.strip("'") for part in expected.split(" or ") for word in part.split(", ")]
    return _choice(fault, words)


def _choice(fault: Fault, words: Sequence[str]) -> Told:
    if not isinstance(fault.found, str):
        return _shape(fault, "text")
    word = called(fault.found, words)
    near = did_you_mean(word, words, otherwise="use one of: " + ", ".join(words))
    return "field-vocabulary", {"text": fault.found, "field": fault.field, "near": near}


def _pattern(fault: Fault) -> Told:
    pattern, found = str(fault.error.get("ctx", {}).get("pattern", "")), fault.found
    if choice := CHOICE.fullmatch(pattern):
        return _choice(fault, choice[1].split("|"))
    values = {"text": str(found), "field": fault.field, "pattern": pattern, "about": fault.about}
    return "field-pattern", values


def _empty(fault: Fault) -> Told:
    return "field-empty-list", {"field": fault.field, "about": fault.about}


def _shape(fault: Fault, expected: str) -> Told:
    at = fault.loc[-1] if fault.loc else ""
    field = f"entry {at + 1} of '{fault.field}'" if isinstance(at, int) else f"'{fault.field}'"
    shapes = {list: "a list", dict: "a group of fields", str: "text"}
    values = {"field": field, "expected": expected, "found": shapes[type(fault.found)]}
    how = ""
    if isinstance(fault.found, str) and expected == "a group of fields":
        how = GROUP
    elif isinstance(fault.found, str) and expected == "a list":
        id = _slug(fault.found) if fault.refers else fault.found
        how = f" Write: [{id}]" if ID.fullmatch(id) else ""
    return "field-shape", values | {"about": fault.about + how}


def _slug(name: str) -> str:
    """What the id of a record with this name would be."""
    return "-".join(name.lower().split())


def _invalid(fault: Fault) -> Told:
    detail = fault.error["msg"]
    return "field-invalid", {"field": fault.field, "detail": detail, "about": fault.about}


EXPLAIN: Mapping[str, Callable[[Fault], Told]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _vocabulary,
    "string_pattern_mismatch": _pattern,
    "too_short": _empty,
    "string_type": partial(_shape, expected="text"),
    "bool_type": partial(_shape, expected="true or false"),
    "is_instance_of": partial(_shape, expected="a number"),
    "tuple_type": partial(_shape, expected="a list"),
    "model_type": partial(_shape, expected="a group of fields"),
}
"""Pydantic's type of error → how to tell it."""


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _child(node: Node, part: str | int) -> Node | None:
    inside = node.value
    if isinstance(inside, dict):
        return inside.get(str(part))
    if isinstance(inside, list) and isinstance(part, int) and part < len(inside):
        return inside[part]
    return None


def _extent(node: Node, loc: Loc) -> tuple[Place, Place]:
    """Where the node at `loc`, or the nearest above it, starts, and where the next one does."""
    end: Place = (1 << 30, 0)
    for part in loc:
        child = _child(node, part)
        if child is None:
            break
        end = min(
            (_start(one) for one in _children(node) if _start(one) > _start(child)), default=end
        )
        node = child
    return _start(node), end


def _children(node: Node) -> Iterable[Node]:
    inside = node.value
    return (
        inside.values() if isinstance(inside, dict) else inside if isinstance(inside, list) else ()
    )


def _start(node: Node) -> Place:
    return (node.key_line, node.key_column) if node.key_line else (node.line, node.column)
