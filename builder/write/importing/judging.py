"""Records made of rows or of forms, judged as those of the archive are: ids, types, references, rules."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.link import link
from builder.load import Document
from builder.model.base import Record
from builder.model.kinds import KINDS
from builder.problems import Mark, Problem, problem
from builder.rules.checks import check as check_rules
from builder.tree import Node
from builder.validate import typed


@dataclass(frozen=True, slots=True)
class Made:
    """A record that a row became, and its document."""

    document: Document
    record: Record

    @property
    def row(self) -> int:
        """The number of its row, or the first line of its form."""
        return self.document.tree.line


def judge(
    documents: Iterable[Document], corpus: Corpus, taken: Container[str]
) -> tuple[list[Made], list[Problem]]:
    """Those that may be written, and everything wrong with the others; warnings come along."""
    made, found = _typed(documents)
    found += _ids(made, taken)
    made = _without(made, found)
    for judged in (_linked, _ruled):
        found += judged(made, corpus)
        made = _without(made, found)
    return made, found


def _typed(documents: Iterable[Document]) -> tuple[list[Made], list[Problem]]:
    made, found = [], []
    for document in documents:
        record, faults = typed(KINDS[document.folder], document)
        found += faults
        if record is not None:
            made.append(Made(document, record))
    return made, found


def _ids(made: Sequence[Made], taken: Container[str]) -> Iterator[Problem]:
    rows: Mapping[str, list[int]] = defaultdict(list)
    for one in made:
        rows[one.record.id].append(one.row)
    for one in made:
        id, at = one.record.id, Mark(one.document.path, one.row, 0)
        others = [row for row in rows[id] if row != one.row]
        if id in taken:
            yield problem("import-id-taken", at, id=id)
        elif others:
            shown = ", ".join(map(str, others[:5])) + (" …" if len(others) > 5 else "")
            yield problem("import-id-shared", at, id=id, rows=shown)


def _linked(made: Sequence[Made], corpus: Corpus) -> list[Problem]:
    return _of(made, link(_together(made, corpus))[1])


def _ruled(made: Sequence[Made], corpus: Corpus) -> list[Problem]:
    return _of(made, check_rules(link(_together(made, corpus))[0])) if made else []


def _together(made: Sequence[Made], corpus: Corpus) -> Iterator[tuple[Document, Record]]:
    for id, record in corpus.records.items():
        yield corpus.documents[id], record
    for one in made:
        yield one.document, one.record


def _of(made: Sequence[Made], found: Iterable[Problem]) -> list[Problem]:
    """Only what is said of the table: the archive has its own check."""
    return [one for one in found if made and one.path == made[0].document.path]


def _without(made: Sequence[Made], found: Iterable[Problem]) -> list[Made]:
    refused = {one.line for one in found if one.level == "error"}
    return [one for one in made if not refused or refused.isdisjoint(_lines(one.document.tree))]


def _lines(node: Node) -> Iterator[int]:
    """The lines that a record is made of: one row of a table, several of a form."""
    yield node.line
    inside = node.value
    for child in inside.values() if isinstance(inside, dict) else inside:
        if isinstance(child, Node):
            yield from _lines(child)
