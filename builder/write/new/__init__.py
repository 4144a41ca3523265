"""`qantar new`: the file of a record, as far as it is known, for a person to go on with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builder.checking import Faulty
from builder.load import ENTRIES, load, refused_name
from builder.model.base import record_id
from builder.model.naming import Place
from builder.model.schema import NAMES
from builder.model.when import When, contradiction
from builder.near import nearest
from builder.problems import Flaw, Mark, Problem, problem
from builder.project import Project, project
from builder.tree import Plain
from builder.validate import validate
from builder.write.draft import draft
from builder.write.files import write_files
from builder.write.given import given
from builder.write.new.template import filled, others, wrapped
from builder.write.new.wanted import Answers, Places, faults, questions, written
from builder.write.new.zone import remarks
from builder.write.schema import known_kind, schema_line, write_schemas

ALIKE = 0.8
"""From this likeness on, another id is named beside the new one."""


class Unfit(Faulty):
    """What was asked for cannot be written."""

    exit_code = 2

    def __init__(self, root: Path, problems: Sequence[Problem]) -> None:
        super().__init__(root, sorted(problems))
        self.args = ("nothing was written",)


@dataclass(frozen=True)
class Wanted:
    """What a person says of the new record: answers by flag."""

    kind: str
    id: str
    answers: Answers = field(default_factory=dict)
    language: str = "en"


@dataclass(frozen=True)
class Desk:
    """The archive as somebody needs it who begins a record."""

    place: Project
    given: Mapping[str, str]
    places: Places


def desk(root: Path) -> Desk:
    """Read the ids ever given, and the places."""
    place = project(root)
    documents = load(root, [f"{ENTRIES}/places"])[0]
    records = (validate(document)[0] for document in documents)
    found = {record.id: record for record in records if isinstance(record, Place)}
    return Desk(place, given(place), found)


def new(desk: Desk, wanted: Wanted, today: date) -> str:
    """Write the template of a record and return its path; Unfit, and nothing written, for faults."""
    model = NAMES[known_kind(wanted.kind)]
    root, path = desk.place.root, f"{ENTRIES}/{model.folder}/{wanted.id}.yaml"
    found = [*_unfit_id(desk, wanted), *_unfit(desk, wanted), *_linked(root, model.folder)]
    if found:
        raise Unfit(root, found)
    data = _draft(desk, wanted, path, today)
    if not isinstance(data, bytes):
        raise Unfit(root, data)
    write_schemas(root)
    write_files(root, [(path, data)])
    return path


def alike(desk: Desk, id: str) -> str | None:
    """An id so like this one that both may mean the same."""
    return nearest(id, desk.given.keys() - {id}, cutoff=ALIKE)


def _unfit_id(desk: Desk, wanted: Wanted) -> Iterator[Problem]:
    mark = Mark("ID")
    try:
        record_id(wanted.id)
    except Flaw as flaw:
        yield problem(flaw.code, mark, **flaw.values)
        return
    if code := refused_name(f"{wanted.id}.yaml"):
        yield problem(code, mark, name=wanted.id)
    if wanted.id in desk.given:
        yield problem("ref-id-taken", mark, id=wanted.id, path=desk.given[wanted.id])


def _unfit(desk: Desk, wanted: Wanted) -> Iterator[Problem]:
    for question in questions(wanted.kind):
        if question.needed and not wanted.answers.get(question.flag):
            flag = f"--{question.flag}"
            yield problem(
                "new-needed", Mark(flag), kind=wanted.kind, flag=flag, about=question.about
            )
    for flag, answers in wanted.answers.items():
        if answers:
            yield from faults(wanted.kind, flag, answers, desk.places)
    yield from _contradicted(desk, wanted)


def _contradicted(desk: Desk, wanted: Wanted) -> Iterator[Problem]:
    """A clock that no place had on that day."""
    try:
        when = _when(wanted)
    except Flaw:
        return
    places = (desk.places.get(id) for id in wanted.answers.get("place", ()))
    zones = {zone for place in places if place is not None for zone in place.zone}
    if when is not None and (flaw := contradiction(when, sorted(zones))):
        yield problem(flaw.code, Mark("--date"), **flaw.values)


def _when(wanted: Wanted) -> When | None:
    said = wanted.answers.get("date")
    return When.parse(said[0]) if said else None


def _linked(root: Path, folder: str) -> Iterator[Problem]:
    """A folder of records that is a link leads out of the archive."""
    for path in (ENTRIES, f"{ENTRIES}/{folder}"):
        if (root / path).is_symlink():
            yield problem("file-link", Mark(path))


def _draft(desk: Desk, wanted: Wanted, path: str, today: date) -> bytes | list[Problem]:
    model = NAMES[wanted.kind]
    known: dict[str, Plain] = {"id": wanted.id, "recorded": today.isoformat()}
    if wanted.language != "en":
        known["written_in"] = wanted.language
    above: dict[str, list[str]] = {}
    for flag, answers in wanted.answers.items():
        if answers:
            key, value = written(wanted.kind, flag, answers, wanted.language)
            known[key] = value
    when, places = _when(wanted), [desk.places[id] for id in wanted.answers.get("place", ())]
    if when is not None:
        above[written(wanted.kind, "date", ("",), "")[0]] = [
            line for said in remarks(when, places) for line in wrapped(said)
        ]
    if wanted.kind == "place" and places:
        above["zone"] = [f"The zone of {places[0].id}."]
        known["zone"] = places[0].zone[0] if len(places[0].zone) == 1 else list(places[0].zone)
    record = filled(model, known, wanted.language)
    head = [
        schema_line(wanted.kind).removeprefix("# "),
        "Write what you know in place of each TODO, take out what is not known, then run:",
        f"qantar check {path}",
    ]
    more = list(others(model, record))
    tail = ["Fields that may be added:", *more] if more else []
    return draft(record, path, head, above=above, tail=tail)
