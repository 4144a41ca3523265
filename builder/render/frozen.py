"""The fields of a frozen version as a page shows them, with names and numbers as they were then.

A version may be older than the model: a field that the model no longer has is shown as it stands.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from markupsafe import Markup, escape
from pydantic import BaseModel, ValidationError

from builder.model.base import ClaimRef, Ref
from builder.model.claim import Value
from builder.model.kinds import inner_model
from builder.model.nodes import Cite
from builder.model.nodes import Value as Shown
from builder.model.plain import Data
from builder.model.text import LANGUAGES, Line, Passage
from builder.model.vocabulary import Term, vocabularies
from builder.model.when import When
from builder.problems import Flaw
from builder.release.frozen import Frozen
from builder.release.history import History, Release
from builder.render import prose
from builder.render.labels import LABELS
from builder.render.reader import Reader

HEADINGS = ("title", "name", "description", "role", "initials")
UNSHOWN = frozenset({"id", "made_from", "machine_assisted", "written_in", "content_note"})
"""What the page says elsewhere, or what says nothing to a reader."""
FIRST = ("title", "name", "description", "summary", "body", "note", "when")
"""What a reader looks for first; all else follows in the order of the model."""
Model = type[BaseModel] | None
NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its label, and either `html` or a list of groups of fields."""

    name: str
    label: str
    html: Markup = NOTHING
    groups: tuple["Group", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together; `id` is the anchor of a claim, a step or a party."""

    id: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Then:
    """A reader of the archive as one release had it."""

    reader: Reader
    history: History
    release: Release

    def fields(self, id: str) -> Frozen | None:
        """A record as it was then; None when it was not there."""
        number = self.release.records.get(id)
        return self.history.frozen(self.history.versions[id][number - 1]) if number else None

    def heading(self, frozen: Frozen | None) -> Markup:
        """What a record was called; of what was redacted, only that it was."""
        if frozen is None or frozen.redacted or frozen.status == "redacted":
            return escape(self.reader.t("a record that was taken out"))
        for name in HEADINGS:
            if name in frozen.fields:
                return self.text(frozen.fields[name])
        return escape(frozen.id)

    def link(self, id: str) -> Markup:
        """The name a record had, linked to its permanent address."""
        name = self.heading(self.fields(id))
        return Markup('<a href="{}">{}</a>').format(self.reader.record(id), name)

    def text(self, value: object) -> Markup:
        """One line, by language or in one."""
        if not isinstance(value, dict):
            return escape(str(value))
        language = self._language(value)
        return self._marked(escape(str(value[language])), language, "span")

    def prose(self, value: object) -> Markup:
        """A passage; as plain text if it is written in a form that is no longer read."""
        assert isinstance(value, dict)
        language = self._language(value)
        try:
            passage = Passage.model_validate({language: value[language]})
        except (ValidationError, Flaw):
            return self.text(value)
        html = prose.html(
            passage.prose(language),
            link=lambda target: self.reader.record(*target.split("#")),
            cite=self._cite,
            value=self._number,
        )
        return self._marked(html, language, "div")

    def _language(self, value: Mapping[str, object]) -> str:
        known = (self.reader.language, *LANGUAGES)
        return next(language for language in known if language in value)

    def _marked(self, html: Markup, language: str, tag: str) -> Markup:
        if language == self.reader.language:
            return html
        return Markup('<{0} lang="{1}">{2}</{0}>').format(tag, language, html)

    def _cite(self, cite: Cite) -> Markup:
        found = self.fields(cite.source)
        publisher = found.fields.get("publisher", "") if found else ""
        words = ", ".join(filter(None, (str(publisher or cite.source), cite.locator)))
        address = self.reader.record(cite.source)
        return Markup('<a class="cite" href="{}">[{}]</a>').format(address, words)

    def _number(self, node: Shown) -> Markup:
        found = self.fields(node.figure)
        claims = found.fields.get("claims", ()) if found else ()
        assert isinstance(claims, list | tuple)
        value = next((one.get("value") for one in claims if one["id"] == node.claim), None)
        shown = self.amount(value) if value else escape("?")
        address = self.reader.record(node.figure, node.claim)
        return Markup('<a class="value" href="{}">{}</a>').format(address, shown)

    def amount(self, value: object) -> Markup:
        """A claimed number."""
        try:
            return escape(self.reader.amount(Value.model_validate(value)))
        except ValidationError:
            return escape(str(value))

    def parts(self, fields: Data, model: Model) -> tuple[Part, ...]:
        """The fields of a record or of a group in it, in the order of the model."""
        infos = model.model_fields if model else {}
        known = {info.alias or name: info for name, info in infos.items()}
        order = [name for name in (*FIRST, *known, *sorted(fields)) if name in fields]
        return tuple(
            self._part(name, fields[name], _kind(known.get(name)))
            for name in dict.fromkeys(order)
            if name not in UNSHOWN
        )

    def _part(self, name: str, value: Any, kind: "Kind") -> Part:
        label = self.reader.t(LABELS[name]) if name in LABELS else name
        inner = kind.model
        grouped = inner is not None and not issubclass(inner, Line | Passage | Value)
        if grouped or (inner is None and _is_groups(value)):
            items = value if isinstance(value, list | tuple) else [value]
            groups = (Group(str(i.get("id", "")), self.parts(i, inner)) for i in items)
            return Part(name, label, groups=tuple(groups))
        return Part(name, label, self.shown(value, kind))

    def shown(self, value: object, kind: "Kind") -> Markup:
        """A value that holds no fields of its own, as its type is read."""
        if isinstance(value, list | tuple):
            return Markup(", ").join(self.shown(item, kind) for item in value)
        return next(show for base, show in SHOWN.items() if kind.of(base))(self, value, kind)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a field holds: its type, the group it may be, the vocabulary of its words."""

    type: Any
    model: Model = None
    vocabulary: str = ""

    def of(self, base: type) -> bool:
        """Whether the field holds a `base`."""
        return isinstance(self.type, type) and issubclass(self.type, base)


def _kind(info: Any) -> Kind:
    """The innermost type of a field; of one that the model does not have, nothing is known."""
    if info is None:
        return Kind(object)
    annotation: Any = info.annotation
    marks = list(info.metadata)
    while get_origin(annotation) is not None:
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            marks += parts[1:]
        parts = tuple(part for part in parts if part is not type(None) and part is not ...)
        annotation = parts[0] if origin in (Annotated, Union, UnionType, tuple) else object
    terms = (mark.vocabulary for mark in marks if isinstance(mark, Term))
    return Kind(annotation, inner_model(annotation), next(terms, ""))


def _is_groups(value: object) -> bool:
    items = value if isinstance(value, list | tuple) else [value]
    texts: set[str] = set(LANGUAGES)
    return bool(items) and all(isinstance(i, dict) and not i.keys() & texts for i in items)


def _when(then: Then, value: object, _: Kind) -> Markup:
    try:
        return escape(then.reader.when(When.parse(str(value))))
    except Flaw:
        return escape(str(value))


def _claim(then: Then, value: object, _: Kind) -> Markup:
    record, _hash, claim = str(value).partition("#")
    if not record:
        return Markup('<a href="#{0}">#{0}</a>').format(claim)
    return Markup('<a href="{}">{}#{}</a>').format(then.reader.record(record, claim), record, claim)


def _word(then: Then, value: object, kind: Kind) -> Markup:
    words = vocabularies().get(kind.vocabulary, {})
    if str(value) in words:
        return escape(words[str(value)].label(then.reader.language))
    return then.text(value)


SHOWN: Mapping[type, Callable[[Then, object, Kind], Markup]] = {
    When: _when,
    Passage: lambda then, value, _: then.prose(value),
    Line: lambda then, value, _: then.text(value),
    Value: lambda then, value, _: then.amount(value),
    Ref: lambda then, value, _: then.link(str(value)),
    ClaimRef: _claim,
    object: _word,
}
"""How a value is shown, by its type; the first that fits counts."""
