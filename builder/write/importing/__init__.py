"""`qantar import`: somebody's table becomes drafts of records, and a report of what did not fit."""

import time
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from builder.checking import check as check_records
from builder.corpus import Corpus
from builder.load import ENTRIES, Document
from builder.model.kinds import KINDS
from builder.problems import Mark, Problem, Stop, problem
from builder.project import project
from builder.tree import plain
from builder.write.draft import draft
from builder.write.files import File, write_files
from builder.write.given import given
from builder.write.importing import reading
from builder.write.importing.judging import Made, judge
from builder.write.importing.map import Map
from builder.write.importing.report import REPORTS, Report
from builder.write.importing.rows import Maker
from builder.write.importing.table import Table
from builder.write.importing.table import read as read_table

__all__ = ["REPORTS", "Order", "import_table"]

REMARK = "Draft from row {row} of an imported table; no person has checked it against the source."


class Refused(Stop):
    """What was asked for cannot be done as it was asked."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asks for."""

    table: Path
    map: Path
    out: Path
    into_entries: bool = False
    """Write into entries/ of the archive and not to `out`."""
    whole: bool = False
    """Write nothing when any row is refused."""


def import_table(root: Path, order: Order, *, today: date | None = None) -> Report:
    """Write a draft for each row that fits; Unusable, and nothing written, for a bad map."""
    began = time.monotonic()
    folder = _folder(root, order)
    corpus = check_records(root).corpus
    made, table = _stated(order, corpus)
    maker = Maker(made, table, today or datetime.now(UTC).date())
    fit, found = _fitting(maker, corpus, given(project(root), folder))
    files, unfit = _drafts(fit, table)
    found += unfit
    bad = {one.line for one in found if one.level == "error"}
    wanted = [] if order.whole and bad else files
    write_files(folder, wanted)
    return Report(
        table=table.name,
        columns=table.columns,
        rows=len(table.rows),
        accepted=len(table.rows) - len(bad),
        written=len(wanted),
        folder=str(folder),
        problems=tuple(sorted(one for one in found if one.level == "error" or one.line not in bad)),
        seconds=time.monotonic() - began,
    )


def _stated(order: Order, corpus: Corpus) -> tuple[Map, Table]:
    """The map and the table it fits; Unusable when it does not."""
    made, document = reading.read(order.map)
    table = read_table(order.table, made.table)
    if isinstance(table, Problem):
        # The table itself stands for its folder: no line of it, and no name, is quoted.
        raise reading.Unusable(order.table, [table])
    if faults := reading.check(made, document, table, corpus):
        raise reading.Unusable(order.map.parent, faults)
    return made, table


def _fitting(
    maker: Maker, corpus: Corpus, taken: Container[str]
) -> tuple[list[Made], list[Problem]]:
    """The records of rows that fit, and everything wrong with the others."""
    documents: list[Document] = []
    found: list[Problem] = []
    for row in maker.table.rows:
        document, faults = maker.make(row)
        found += faults
        documents += [document] if document is not None else []
    fit, more = judge(documents, corpus, taken)
    return fit, [*found, *more]


def _folder(root: Path, order: Order) -> Path:
    """Where drafts go: never into entries/ without being asked."""
    place = project(root)
    if order.into_entries:
        return place.entries
    if order.out.resolve().is_relative_to(place.entries.resolve()):
        raise Refused(f"drafts do not go into {ENTRIES}/ unless you ask with --into-entries")
    return order.out


def _drafts(fit: Sequence[Made], table: Table) -> tuple[list[File], list[Problem]]:
    """The files, and what the gate says of those that it would refuse."""
    files: list[File] = []
    found: list[Problem] = []
    for one in fit:
        kind = KINDS[one.document.folder]
        path = f"{kind.folder}/{one.record.id}.yaml"
        made = draft(plain(one.document.tree), f"{ENTRIES}/{path}", [REMARK.format(row=one.row)])
        if isinstance(made, bytes):
            files.append((path, made))
        else:
            at = Mark(table.name, one.row, 0)
            found += [problem(fault.code, at, **dict(fault.values)) for fault in made]
    return files, found
