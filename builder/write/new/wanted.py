"""What each kind of record is asked for at its beginning, and whether an answer will do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.load import Document
from builder.model.kinds import inner_model
from builder.model.naming import Place
from builder.model.schema import NAMES
from builder.model.text import Line
from builder.near import did_you_mean
from builder.problems import Mark, Problem, problem
from builder.tree import Node, Plain
from builder.validate import typed
from builder.write.new.about import about, fields

HAPPENED = {"date": "when", "place": "places", "title": "title"}
FIELDS: Mapping[str, Mapping[str, str]] = {
    "event": HAPPENED,
    "episode": {"type": "type", **HAPPENED},
    "figure": HAPPENED,
    "case": {"date": "known_up_to", "place": "places", "title": "title"},
    "law": {"type": "type", "date": "adopted", "place": "places", "title": "title"},
    "source": {"date": "published", "title": "title"},
    "person": {},
    "organisation": {"type": "type", "title": "name"},
    "place": {"place": "in", "title": "name"},
}
"""Kind → what is asked for → the field that it fills."""
LATER = "title"
"""What may be written later: the template then has a placeholder for it."""
MANY = "places"
Places = Mapping[str, Place]
Answers = Mapping[str, Sequence[str]]
"""What was answered, by flag."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked for: the flag that answers it, and what the field reference says of it."""

    flag: str
    about: str
    needed: bool


def questions(kind: str) -> Iterator[Question]:
    """What is asked of somebody who begins a record of a kind."""
    for flag, field in FIELDS[kind].items():
        info = fields(NAMES[kind])[field]
        yield Question(flag, about(info), info.is_required() and flag != LATER)


def written(kind: str, flag: str, answers: Sequence[str], language: str) -> tuple[str, Plain]:
    """The field that a flag fills, and what it is filled with."""
    field = FIELDS[kind][flag]
    if field == MANY or len(answers) != 1:
        return field, list(answers)
    inner = inner_model(fields(NAMES[kind])[field].annotation)
    localized = inner is not None and issubclass(inner, Line)
    return field, {language: answers[0]} if localized else answers[0]


def faults(kind: str, flag: str, answers: Sequence[str], places: Places) -> Iterator[Problem]:
    """What is wrong with an answer, in the words of the check."""
    mark = Mark(f"--{flag}")
    if flag not in FIELDS[kind]:
        known = ", ".join(f"--{one}" for one in FIELDS[kind]) or "—"
        yield problem("new-flag", mark, kind=kind, flag=mark.path, known=known)
        return
    field, value = written(kind, flag, answers, "en")
    document = Document(mark.path, NAMES[kind].folder, "", _node({field: value}))
    yield from (one for one in typed(NAMES[kind], document)[1] if one.code != "field-missing")
    for id in answers if flag == "place" else ():
        if id not in places:
            near = did_you_mean(id, places, otherwise="write that record first")
            yield problem("ref-unknown", mark, kind="place", id=id, near=near)


def _node(value: Plain) -> Node:
    if isinstance(value, str):
        return Node(value)
    if isinstance(value, list):
        return Node([_node(one) for one in value])
    return Node({key: _node(one) for key, one in value.items()})
