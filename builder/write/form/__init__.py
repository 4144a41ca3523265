"""`qantar import-form`: the answers of an issue form become the draft of a record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from builder.checking import check as check_records
from builder.disk import explained
from builder.i18n import Language
from builder.load import ENTRIES, Document
from builder.model.base import record_id
from builder.model.schema import NAMES
from builder.printable import printable
from builder.problems import Flaw, Mark, Problem, problem
from builder.project import Project, project
from builder.tree import plain
from builder.write.draft import draft
from builder.write.files import write_files
from builder.write.form.answers import MAX_BYTES, Filled, read
from builder.write.form.record import tree
from builder.write.given import given
from builder.write.importing.ids import slug
from builder.write.importing.judging import judge
from builder.write.schema import schema_line, write_schemas

REMARK = "Draft from an issue form; no person has checked it against the source."
LONGEST_ID = 64
FOLLOWING = {
    *("field-missing", "claim-empty", "claim-no-locator", "source-title"),  # of an open question
    "text-hidden",  # of a character told already
    "translation-missing",  # of the one language of a form
}
"""What needs no telling of its own."""


@dataclass(frozen=True)
class Outcome:
    """The draft of a record and its path, or what stands in its way; warnings come along."""

    name: str
    path: str = ""
    data: bytes = b""
    problems: tuple[Problem, ...] = ()
    labels: Mapping[int, str] = field(default_factory=dict)

    def told(self, language: Language) -> Iterator[str]:
        """Every problem: its line, the label above it, what is wrong and what to do."""
        if self.problems:
            yield printable(self.name)
        for one in self.problems:
            code, label = one.told(language), self.labels.get(one.line, "")
            said = f"{label}: {code.message}" if label else code.message
            yield f"  {one.line}  {printable(said)}  [{one.code}]"
            yield f"      {printable(code.hint)}"


def import_form(root: Path, file: Path, id: str, today: date) -> Outcome:
    """The draft of the record that a form describes; nothing is written."""
    with explained(f"reading {file.name}"), file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    place = project(root)
    filled, found = read(data, file.name)
    if filled is None:
        return Outcome(file.name, problems=tuple(sorted(found)))
    labels = {one.line: one.label for one in filled.answers.values()}
    made, more = _draft(place, filled, id, today, file.name)
    found = sorted({*found, *more})
    if made is None or any(one.level == "error" for one in found):
        return Outcome(file.name, problems=tuple(found), labels=labels)
    return Outcome(file.name, *made, problems=tuple(found), labels=labels)


def keep(root: Path, outcome: Outcome) -> None:
    """Write a draft to where records are, over nothing."""
    write_schemas(root)
    write_files(root, [(outcome.path, outcome.data)])


def _draft(
    place: Project, filled: Filled, id: str, today: date, name: str
) -> tuple[tuple[str, bytes] | None, list[Problem]]:
    corpus = check_records(place.root).corpus
    id, found = _id(place, filled, id, name)
    root, more = tree(filled, id or "unnamed", corpus, today, name)
    model = NAMES[filled.form.kind]
    made, judged = judge([Document(name, model.folder, "", root)], corpus, ())
    found += [*more, *(one for one in judged if one.code not in FOLLOWING)]
    if not made:
        return None, found
    path = f"{ENTRIES}/{model.folder}/{id}.yaml"
    head = [schema_line(filled.form.kind).removeprefix("# "), REMARK]
    data = draft(plain(root), path, head)
    if isinstance(data, bytes):
        return (path, data), found
    return None, [*found, *(problem(o.code, Mark(name), **dict(o.values)) for o in data)]


def _id(place: Project, filled: Filled, id: str, name: str) -> tuple[str, list[Problem]]:
    """The id asked for, or words of the title; refused when it is no id, or another's."""
    titles = (filled.answers.get(q.label) for q in filled.form.questions if q.field == "title")
    title = next((one for one in titles if one is not None), None)
    if not id and title is None:
        return "", []
    try:
        id = id or _cut(slug(title.text if title is not None else ""))
        record_id(id)
    except Flaw as flaw:
        return "", [problem("form-id", Mark(name), text=(id or flaw.values["text"])[:60])]
    if id in (known := given(place)):
        return id, [problem("ref-id-taken", Mark(name), id=id, path=known[id])]
    return id, []


def _cut(id: str) -> str:
    """As many words of an id as one may have."""
    while len(id) > LONGEST_ID and "-" in id:
        id = id.rpartition("-")[0]
    return id
