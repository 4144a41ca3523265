"""What every model shares: strictness, ids, references, plain numbers and the record's head."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from builder.model.text import Line, Passage
from builder.model.vocabulary import Term
from builder.model.when import When
from builder.problems import Flaw

T = TypeVar("T")
Loc = tuple[str | int, ...]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LOCAL_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?")

WHOLE_ID: dict[str, Any] = {"minLength": 3, "maxLength": 64, "pattern": f"^{ID.pattern}$"}
PART_ID: dict[str, Any] = {"minLength": 1, "maxLength": 48, "pattern": f"^{LOCAL_ID.pattern}$"}
CLAIM_REF: dict[str, Any] = {"pattern": f"^({ID.pattern})?#{LOCAL_ID.pattern}$"}
"""What the schema says of ids, so that an editor or a form refuses what the model refuses."""

BY_ID = "write its id: the name of its file, without .yaml"
"""How to mend a reference that is no id."""

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list, kept as a tuple."""


class Base(BaseModel):
    """Frozen, strict, refusing unknown keys; field docstrings go into the schema and the docs."""

    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
        regex_engine="python-re",
    )


def record_id(text: str) -> str:
    """An id as permalinks use it: lower-case words joined by hyphens, 3 to 64 characters."""
    if not (3 <= len(text) <= 64 and ID.fullmatch(text)):
        raise Flaw("field-id", text=text)
    return text


def local_id(text: str) -> str:
    """An id within one record, such as a claim's or a party's: 1 to 48 characters."""
    if not (1 <= len(text) <= 48 and LOCAL_ID.fullmatch(text)):
        raise Flaw("field-local-id", text=text)
    return text


def decimal(value: object) -> object:
    """A number written in plain decimal digits; refuses `1e5`, `0x1F`, `1_000` and `43,2`."""
    if isinstance(value, str):
        if not NUMBER.fullmatch(value):
            raise Flaw("field-number", text=value)
        return Decimal(value)
    return value


def flag(value: object) -> object:
    """`true` or `false`, nothing else."""
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise Flaw("field-flag", text=value)
        return value == "true"
    return value


RecordId = Annotated[str, AfterValidator(record_id), Field(json_schema_extra=WHOLE_ID)]
LocalId = Annotated[str, AfterValidator(local_id), Field(json_schema_extra=PART_ID)]
Number = Annotated[Decimal, BeforeValidator(decimal)]
Flag = Annotated[bool, BeforeValidator(flag)]
ContentNote = Annotated[str, Field(pattern="^(violence|torture|death)$")]


class Shaped(str):
    """A text that the schema gives a form to."""

    shape: ClassVar[dict[str, Any]] = {}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(core) | cls.shape


class Ref(Shaped):
    """The id of another record; `kinds` says which kinds it may name (none listed: any)."""

    kinds: ClassVar[tuple[str, ...]] = ()
    shape = WHOLE_ID

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._checked,
            core_schema.str_schema(strict=True),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def _checked(cls, text: str) -> "Ref":
        try:
            return cls(record_id(text))
        except Flaw:
            kind = " or ".join(cls.kinds) or "record"
            raise Flaw("ref-form", text=text, id=text, kind=kind, near=BY_ID) from None


class SourceRef(Ref):
    kinds = ("source",)


class PlaceRef(Ref):
    kinds = ("place",)


class PersonRef(Ref):
    kinds = ("person",)


class OrganisationRef(Ref):
    kinds = ("organisation",)


class SpeakerRef(Ref):
    kinds = ("organisation", "person")


class LawRef(Ref):
    kinds = ("law",)


class FigureRef(Ref):
    kinds = ("figure",)


class Local(Shaped):
    """The id of a part of the same record; `part` names the list it points into."""

    part: ClassVar[str] = ""
    shape = PART_ID

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda text: cls(local_id(text)),
            core_schema.str_schema(strict=True),
            serialization=core_schema.to_string_ser_schema(),
        )


class LocalClaim(Local):
    part = "claims"


class LocalParty(Local):
    part = "parties"


class ClaimRef(Shaped):
    """A claim elsewhere (`record#claim`) or in the same record (`#claim`)."""

    shape = CLAIM_REF

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._checked,
            core_schema.str_schema(strict=True),
            serialization=core_schema.to_string_ser_schema(),
        )

    @classmethod
    def _checked(cls, text: str) -> "ClaimRef":
        record, hash_, claim = text.partition("#")
        if not hash_ or (record and not ID.fullmatch(record)) or not LOCAL_ID.fullmatch(claim):
            raise Flaw("ref-claim-form", text=text)
        return cls(text)

    def within(self, record: str) -> str:
        """The full form `record#claim`, read from inside `record`."""
        return record + self if self.startswith("#") else str(self)


class NotSame(Base):
    """That another record, though it looks like this one, is another."""

    record: Ref
    """The other record; saying it in one of the two is enough."""
    because: Line
    """What tells them apart, in one sentence that stands on the pages of both."""


class Record(Base):
    """The head that every kind of record shares."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    id: RecordId
    """Permanent id: the file's stem and the permalink. Never changed, never reused."""
    status: Annotated[str, Term("status")] = "current"
    """Whether the record stands. A record that leaves keeps its file with another status."""
    recorded: When
    """Day on which this record entered the archive; dates after it are \"in the future\"."""
    written_in: Annotated[str, Field(pattern="^(en|ru|kk)$")] = "en"
    """Language in which the record was first written; its other texts are translations."""
    machine_assisted: Many[Annotated[str, Field(pattern="^(en|ru|kk)$")]] = ()
    """Languages whose text was made with machine help and not yet reviewed by a person."""
    summary: Passage | None = None
    """One to three sentences; every number in it is a date or a claim reference."""
    body: Passage | None = None
    """Longer account, by the same rules."""
    note: Passage | None = None
    """How conflicts are read, and what is not known."""
    topics: Many[Annotated[str, Term("topic")]] = ()
    """What the record is about, from the topic vocabulary."""
    not_same_as: Many[NotSame] = ()
    """Records that this one is easily taken for; spares the warning that they may be one."""

    @property
    def heading(self) -> Line:
        """What the record is called: its title or its name."""
        raise NotImplementedError


class Tombstone(Base):
    """What stays of a record that left: why, and where to go instead."""

    id: RecordId
    """The permanent id, kept for ever."""
    status: Annotated[str, Term("status")]
    """`withdrawn`, `merged` or `redacted`."""
    recorded: When
    """Day on which the record left."""
    merged_into: Ref | None = None
    """The record that took over, when merged."""
    reason: Line | None = None
    """Why it left, in neutral words; required unless redacted."""
    redaction: Annotated[str, Term("redaction")] | None = None
    """Class of the reason, when redacted; nothing more is said."""


def references(value: object) -> Iterator[tuple[Loc, "Ref | Local | ClaimRef"]]:
    """Every typed reference below `value`, with its place."""
    return below(value, (Ref, Local, ClaimRef))


def passages(value: object) -> Iterator[tuple[Loc, "Line | Passage"]]:
    """Every text in three languages below `value`, with its place."""
    return below(value, (Line, Passage))


def below(value: object, kinds: tuple[type[T], ...], loc: Loc = ()) -> Iterator[tuple[Loc, T]]:
    """Every value of one of `kinds` below `value`, with its place."""
    if isinstance(value, kinds):
        yield loc, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from below(item, kinds, (*loc, index))
    elif isinstance(value, Base):
        for name in _holding(type(value), kinds):
            inner = getattr(value, name)
            if inner is not None and inner != ():
                yield from below(inner, kinds, (*loc, name))


@cache
def _holding(model: type[BaseModel], kinds: tuple[type, ...]) -> tuple[str, ...]:
    """The fields of a model that may hold one of `kinds`, at any depth."""
    fields = model.model_fields.items()
    return tuple(name for name, field in fields if may_hold(field.annotation, kinds))


def may_hold(annotation: Any, kinds: tuple[type, ...]) -> bool:
    """Whether a field so annotated may hold one of `kinds`, at any depth."""
    if not isinstance(annotation, type) or get_origin(annotation) is not None:
        return any(may_hold(part, kinds) for part in get_args(annotation))
    inner = issubclass(annotation, BaseModel) and bool(_holding(annotation, kinds))
    return issubclass(annotation, kinds) or inner
