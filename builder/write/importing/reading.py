"""A map as read from its file, and held against the table and the archive before any row is."""

import re
from collections.abc import Iterator
from pathlib import Path

from builder.checking import Faulty
from builder.corpus import Corpus
from builder.disk import read_file
from builder.gate import admit
from builder.link import first
from builder.load import Document
from builder.model.base import Loc, Ref, references
from builder.near import did_you_mean
from builder.problems import Flaw, Mark, Problem, problem
from builder.tree import locate
from builder.validate import typed
from builder.write.importing.dates import pattern
from builder.write.importing.map import Map
from builder.write.importing.table import Table
from builder.write.importing.template import all_columns, columns

RESERVED = {
    "id": "state it as `id` of the map",
    "recorded": "it is the day of the import",
    "status": "what is imported is current",
    "written_in": "state it as `language` of the map",
    "claims": "state what is asserted as `claim` of the map",
    "publish": "state it in `names`, where role and withheld are possible",
    "initials": "no table gives initials",
    "variants": "names of persons are not taken from a table",
}
"""Field that `fields` may not have → what to do."""
OF_PERSONS = {"publish", "initials", "variants", "name"}
NAMED = re.compile(
    r"name|surname|victim|deceased|фамил|имя|отчеств|фио|погиб|есім|тег[иі]|аты|қаза", re.IGNORECASE
)
"""A header under which names of persons are likely."""


class Unusable(Faulty):
    """The map or the table cannot be used."""

    def __init__(self, root: Path, problems: list[Problem]) -> None:
        super().__init__(root, problems)
        self.args = ("the map or the table cannot be used as it is; nothing was written",)


def read(path: Path) -> tuple[Map, Document]:
    """The map in a file, and where its parts stand; Unusable with all its faults."""
    data = read_file(str(path))
    if data is None:
        raise Unusable(path.parent, [problem("file-special", Mark(path.name))])
    tree, found = admit(data, path.name)
    if tree is not None:
        document = Document(path.name, "", "", tree)
        made, more = typed(Map, document, found)
        found += more
        if made is not None and not any(one.level == "error" for one in found):
            return made, document
    raise Unusable(path.parent, sorted(found))


def check(made: Map, document: Document, table: Table, corpus: Corpus) -> list[Problem]:
    """Everything in a map that does not fit the table or the archive."""
    faults = [*_columns(made, table), *_names(made, table), *_fields(made), *_dates(made)]
    faults += _references(made, corpus)
    marked = [(locate(document.tree, document.path, loc), flaw) for loc, flaw in faults]
    return sorted({problem(flaw.code, mark, **flaw.values) for mark, flaw in marked})


Fault = tuple[Loc, Flaw]


def used(made: Map) -> Iterator[tuple[Loc, str]]:
    """Every column whose cells are written, and the part of the map that names it."""
    dated = {one.field for one in made.dates}
    yield from ((("id",), name) for name in columns(made.id) if name not in dated)
    for at, one in enumerate(made.dates):
        yield from ((("dates", at, "text"), name) for name in columns(one.text))
    yield from (
        (("fields", key), n) for key, tree in made.fields.items() for n in all_columns(tree)
    )
    if made.claim is not None:
        parts = {"text": made.claim.text, "value": made.claim.value}
        yield from ((("claim", key), n) for key, tree in parts.items() for n in all_columns(tree))
        locator = made.claim.citation.locator
        yield from ((("claim", "citation", "locator"), name) for name in columns(locator))


def _columns(made: Map, table: Table) -> Iterator[Fault]:
    named = list(used(made))
    if made.places is not None:
        named.append((("places", "column"), made.places.column))
    for at, name in enumerate(made.names.columns if made.names else ()):
        named.append((("names", "columns", at), name))
    named += [(("not_names", at), name) for at, name in enumerate(made.not_names)]
    for loc, name in named:
        if name not in table.columns:
            every = "its columns: " + ", ".join(table.columns)[:300]
            near = did_you_mean(name, table.columns, otherwise=every)
            yield loc, Flaw("import-column", column=name, near=near)


def _names(made: Map, table: Table) -> Iterator[Fault]:
    names = made.names.columns if made.names else ()
    for name in table.columns:
        if NAMED.search(name) and name not in (*names, *made.not_names):
            yield ("names",), Flaw("import-names", column=name[:60])
    read_out = [(loc, name) for loc, name in used(made)]
    if made.places is not None:
        read_out.append((("places", "column"), made.places.column))
    for loc, name in read_out:
        if name in names:
            yield loc, Flaw("import-names-used", column=name)


def _fields(made: Map) -> Iterator[Fault]:
    for key in made.fields:
        instead = RESERVED.get(key, "names of persons are not taken from a table")
        if key in RESERVED or (made.kind == "person" and key in OF_PERSONS):
            yield ("fields", key), Flaw("import-reserved", field=key, instead=instead)
    if made.kind == "person" and made.names is None:
        yield ("kind",), Flaw("import-reserved", field="person", instead=RESERVED["publish"])


def _dates(made: Map) -> Iterator[Fault]:
    for at, one in enumerate(made.dates):
        try:
            pattern(one.format)
        except Flaw as flaw:
            yield ("dates", at, "format"), flaw


def _references(made: Map, corpus: Corpus) -> Iterator[Fault]:
    for loc, ref in references(made):
        if isinstance(ref, Ref) and (
            ref not in corpus.records or corpus.kind(ref) not in ref.kinds
        ):
            wanted = " or ".join(ref.kinds)
            known = [id for id in corpus.records if corpus.kind(id) in ref.kinds]
            near = did_you_mean(ref, known, otherwise=first(ref.kinds))
            yield loc, Flaw("ref-unknown", kind=wanted, id=ref, near=near)
