"""All records together, with the ways between them; every view is derived from this."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from builder.load import Document
from builder.model.base import Loc, Record, Tombstone
from builder.model.case import Case
from builder.model.claim import Claim
from builder.model.happening import Figure, Happening
from builder.model.kinds import KINDS
from builder.model.law import Law
from builder.model.naming import Organisation
from builder.model.source import Source
from builder.model.spot import spot
from builder.model.text import Line
from builder.problems import Mark
from builder.tree import find, locate, locate_in
from builder.written import Written

R = TypeVar("R", bound=Record)
Claiming = Happening | Figure | Case | Law


@dataclass(frozen=True, slots=True)
class Backlink:
    """That `record` refers to something, and by which of its fields."""

    record: str
    field: str
    claim: str | None = None


@dataclass(frozen=True)
class Corpus:
    """Every record by id (sorted), what left, and who refers to whom."""

    records: Mapping[str, Record]
    tombstones: Mapping[str, Tombstone]
    documents: Mapping[str, Document]
    backlinks: Mapping[str, tuple[Backlink, ...]]
    written: Written = field(default_factory=Written)

    def of(self, kind: type[R]) -> Iterator[R]:
        """Every record of one kind, sorted by id."""
        return (record for record in self.records.values() if isinstance(record, kind))

    def get(self, id: str, kind: type[R]) -> R:
        """The record `id`, known to be of `kind`."""
        record = self.records[id]
        assert isinstance(record, kind), id
        return record

    def mark(self, id: str, *loc: str | int) -> Mark:
        """Where in its file the part `loc` of the record `id` stands."""
        document = self.documents[id]
        return locate(document.tree, document.path, loc)

    def mark_said(self, id: str, *loc: str | int, said: str) -> Mark:
        """Where in the text at `loc` the archive itself says `said`."""
        document = self.documents[id]
        node = find(document.tree, loc)
        assert isinstance(node.value, str)
        return locate_in(node, document.path, spot(node.value, said))

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claiming, Claim]]:
        """Every claim by its full reference `record#claim`."""
        return {
            f"{record.id}#{claim.id}": (record, claim)
            for record in self.records.values()
            if isinstance(record, Claiming)
            for claim in record.claims
        }

    @cached_property
    def publications(self) -> Mapping[str, tuple[str, ...]]:
        """The sources of each body: those that name it, or print its name as their publisher."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for body in self.of(Organisation):
            names = [body.name.get(language)[0] for language in body.name.languages]
            for name in (*names, *body.variants):
                bearers[name.casefold()].add(body.id)
        found: dict[str, list[str]] = defaultdict(list)
        for source in self.of(Source):
            named = bearers.get(source.publisher.casefold(), ())
            if source.organisation or len(named) == 1:
                found[source.organisation or next(iter(named))].append(source.id)
        return {id: tuple(ids) for id, ids in found.items()}

    @cached_property
    def apart(self) -> Mapping[str, tuple[tuple[str, Line], ...]]:
        """For each record that is not another one: which, and why; said in either of the two."""
        found: dict[str, dict[str, Line]] = defaultdict(dict)
        for record in self.records.values():
            for one in record.not_same_as:
                found[record.id][one.record] = one.because
                found[one.record].setdefault(record.id, one.because)
        return {id: tuple(sorted(others.items())) for id, others in found.items()}

    def kind(self, id: str) -> str:
        """The kind of a record or of one that left."""
        if id in self.records:
            return self.records[id].kind
        return KINDS[self.documents[id].folder].kind


def claims_of(record: Record) -> tuple[Claim, ...]:
    """The claims of a record; empty for kinds that make none."""
    return record.claims if isinstance(record, Claiming) else ()


def claim_loc(record: Record, claim: Claim) -> Loc:
    """Where the claim stands in its record."""
    return ("claims", claims_of(record).index(claim))
