"""A row becomes the tree of a record, each part knowing its row and column, or says why not."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from builder.load import Document
from builder.model.claim import Claim
from builder.model.kinds import KINDS, inner_model
from builder.model.text import Line, Passage
from builder.problems import Flaw, Mark, Problem, problem
from builder.tree import Node
from builder.write.importing import dates, ids
from builder.write.importing.map import FOLDER_OF, DateOf, Map
from builder.write.importing.reading import used
from builder.write.importing.table import MAX_CELL, Row, Table
from builder.write.importing.template import all_columns, alone, columns, fill, unmarked

WORD = re.compile(r"[^\W\d_]{2,}")
Nodes = dict[str, Node]


@dataclass(frozen=True)
class Maker:
    """Makes records of the rows of one table by one map."""

    map: Map
    table: Table
    today: date

    def make(self, row: Row) -> tuple[Document | None, list[Problem]]:
        """The record as a document whose lines are rows and whose columns are the table's."""
        found = [*self._shape(row)]
        record: Nodes = {}
        for part in (self._head, self._fields, self._dates, self._places, self._claims):
            try:
                record |= part(row)
            except Flaw as flaw:
                found.append(self._told(row, flaw))
        if found:
            return None, found
        document = Document(self.table.name, self._folder, "", Node(record, row.number, 0))
        return document, []

    @cached_property
    def _folder(self) -> str:
        return FOLDER_OF[self.map.kind]

    @cached_property
    def _used(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for _, name in used(self.map)))

    @cached_property
    def _known(self) -> Mapping[str, str]:
        return {one.said: one.place for one in self.map.places.known} if self.map.places else {}

    def _told(self, row: Row, flaw: Flaw) -> Problem:
        """A flaw at its column; what names none stands for the whole row."""
        at = self.table.ordinal(flaw.values.get("column", ""))
        values = {name: value for name, value in flaw.values.items() if name != "column"}
        return problem(flaw.code, Mark(self.table.name, row.number, at), **values)

    def _shape(self, row: Row) -> Iterator[Problem]:
        """What is wrong with the cells as such; names of the row in what would be written."""
        if row.told:
            count, expected = str(row.told), str(len(self.table.columns))
            yield self._told(row, Flaw("import-cells", count=count, expected=expected))
        names = self.map.names.columns if self.map.names else ()
        persons = {word for name in names for word in _words(row.cells.get(name, ""))}
        for name in self._used:
            cell = row.cells.get(name, "")
            if len(cell) > MAX_CELL:
                sizes = {"size": f"{len(cell):,}", "limit": f"{MAX_CELL:,}"}
                yield self._told(row, Flaw("import-long", column=name, **sizes))
            if persons & _words(cell):
                yield self._told(row, Flaw("import-names-leak", column=name))

    def _node(self, text: str, row: Row, template: Any = "") -> Node:
        named = next(all_columns(template), "")
        return Node(text, row.number, self.table.ordinal(named))

    def _head(self, row: Row) -> Nodes:
        head = {"id": ids.made(self.map.id, self._dated(row)), "recorded": self.today.isoformat()}
        if self.map.language != "en":
            head["written_in"] = self.map.language
        if self.map.kind == "person" and self.map.names:
            head["publish"] = self.map.names.publish
        return {key: self._node(text, row, self.map.id) for key, text in head.items()}

    def _dated(self, row: Row) -> Row:
        """The row with the days of its dates, for ids: {when} beside the columns."""
        wanted = [one for one in self.map.dates if one.field in columns(self.map.id)]
        days = {one.field: str(self._date(one, row).value).split(" ")[0] for one in wanted}
        return Row(row.number, {**days, **row.cells})

    def _fields(self, row: Row) -> Nodes:
        node = self._tree(self.map.fields, KINDS[self._folder], row)
        return node.value if node is not None and isinstance(node.value, dict) else {}

    def _tree(self, tree: Any, model: type[BaseModel] | None, row: Row) -> Node | None:
        """A part of the map with its cells; None for a column that is empty in this row."""
        said = model is not None and issubclass(model, Line | Passage)
        if isinstance(tree, str):
            text = self._text(tree, model, row)
            if text is None:
                return None
            return Node({self.map.language: text}, row.number, text.column) if said else text
        if isinstance(tree, list):
            made = (self._tree(one, model, row) for one in tree)
            return Node([one for one in made if one is not None], row.number, 0)
        inner: dict[str, type[BaseModel] | None] = {}
        if model is not None and not said:
            fields = model.model_fields.items()
            inner = {info.alias or name: inner_model(info.annotation) for name, info in fields}
        made_of = {}
        for key, part in tree.items():
            node = self._text(part, model, row) if said else self._tree(part, inner.get(key), row)
            if node is not None:
                made_of[key] = node
        return Node(made_of, row.number, 0)

    def _text(self, template: str, model: type[BaseModel] | None, row: Row) -> Node | None:
        only = alone(template)
        if only and not row.cells.get(only):
            return None
        passage = model is not None and issubclass(model, Passage)
        made: Callable[[str], str] = unmarked if passage else str
        return self._node(fill(template, row, made), row, template)

    def _dates(self, row: Row) -> Nodes:
        wanted = (one for one in self.map.dates if one.field != "asserted_on")
        return {one.field: self._date(one, row) for one in wanted}

    def _date(self, one: DateOf, row: Row) -> Node:
        column = next(all_columns(one.text), "")
        try:
            said = dates.read(fill(one.text, row), one.format, one.zone)
            return self._node(said, row, one.text)
        except Flaw as flaw:
            raise Flaw(flaw.code, **{"column": column, **flaw.values}) from flaw

    def _places(self, row: Row) -> Nodes:
        if self.map.places is None:
            return {}
        column = self.map.places.column
        cell = row.cells.get(column, "")
        if not cell:
            raise Flaw("import-empty", column=column)
        if cell not in self._known:
            raise Flaw("import-place", column=column, text=cell[:60])
        place = Node(self._known[cell], row.number, self.table.ordinal(column))
        return {"places": Node([place], row.number, place.column)}

    def _claims(self, row: Row) -> Nodes:
        if self.map.claim is None:
            return {}
        stated = self.map.claim.model_dump(exclude_none=True)
        stated["asserted_by"] = list(stated["asserted_by"])
        stated["citations"] = [stated.pop("citation")]
        node = self._tree(stated, Claim, row)
        assert node is not None and isinstance(node.value, dict)
        for one in self.map.dates:
            if one.field == "asserted_on":
                node.value["asserted_on"] = self._date(one, row)
        return {"claims": Node([node], row.number, 0)}


def _words(cell: str) -> set[str]:
    return set(WORD.findall(cell.casefold()))
