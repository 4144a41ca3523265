"""Records become a corpus: every reference resolved, every back-link known."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from builder.corpus import Backlink, Corpus, claims_of
from builder.load import Document
from builder.meant import meant
from builder.model.base import (
    ClaimRef,
    Loc,
    Local,
    Record,
    Ref,
    SourceRef,
    Tombstone,
    passages,
    references,
)
from builder.model.case import Case
from builder.model.kinds import KINDS
from builder.model.nodes import Cite, Link, Prose, Value
from builder.model.text import Passage
from builder.model.written import Account, Glossary
from builder.near import did_you_mean
from builder.problems import Problem, problem
from builder.tree import locate
from builder.written import Written

Entry = tuple[Document, Record | Tombstone]
Linked = Record | Tombstone | Account | Glossary
Reference = tuple[Loc, Ref | Local | ClaimRef]
Fault = tuple[str, dict[str, str]]


def link(entries: Iterable[Entry]) -> tuple[Corpus, list[Problem]]:
    """Join the entries; the corpus is complete only when no problem comes back."""
    unique, problems = _unique(entries)
    corpus = Corpus(
        records={i: r for i, (_, r) in unique.items() if isinstance(r, Record)},
        tombstones={i: r for i, (_, r) in unique.items() if isinstance(r, Tombstone)},
        documents={i: d for i, (d, _) in unique.items()},
        backlinks={},
    )
    back: dict[str, set[Backlink]] = defaultdict(set)
    for document, record in unique.values():
        for loc, ref in all_references(record):
            fault = _fault(corpus, record, ref)
            if fault is not None:
                code, values = fault
                mark = locate(document.tree, document.path, loc)
                problems.append(problem(code, mark, **values))
            elif isinstance(record, Record) and _refers(loc, ref):
                _note_backlink(back, record, loc, ref)
    backlinks = {
        i: tuple(sorted(b, key=lambda x: (x.record, x.field, x.claim or "")))
        for i, b in back.items()
    }
    return Corpus(corpus.records, corpus.tombstones, corpus.documents, backlinks), problems


def _refers(loc: Loc, ref: Ref | Local | ClaimRef) -> bool:
    """True for what leads to another record; to say that it is another one is not to cite it."""
    return not isinstance(ref, Local) and loc[0] != "not_same_as"


def link_written(corpus: Corpus, written: Written) -> tuple[Corpus, list[Problem]]:
    """Join the hand-written texts to the records they name."""
    found = []
    for text in written.texts:
        document = written.documents[text.name]
        for loc, ref in all_references(text):
            if fault := _fault(corpus, text, ref):
                code, values = fault
                found.append(problem(code, locate(document.tree, document.path, loc), **values))
    return replace(corpus, written=written), found


def all_references(record: Linked) -> Iterator[Reference]:
    """Typed references and those inside prose, each with its place."""
    yield from references(record)
    for loc, text in passages(record):
        if isinstance(text, Passage):
            for language in text.languages:
                for mention in mentions(text.prose(language)):
                    yield (*loc, language), mention


def mentions(prose: Prose) -> Iterator[Ref | ClaimRef]:
    """The records and claims that a text links to, cites or takes a value from."""
    for node in prose.nodes():
        match node:
            case Cite(source=source):
                yield SourceRef(source)
            case Value(figure=figure, claim=claim):
                yield ClaimRef(f"{figure}#{claim}")
            case Link(target=target) if not node.external:
                yield ClaimRef(target) if "#" in target else Ref(target)


@dataclass(frozen=True, slots=True)
class Unread:
    """What has a file that could not be read: ids, and kinds of which a whole folder could not."""

    ids: frozenset[str]
    kinds: frozenset[str]

    def explains(self, found: Problem) -> bool:
        """True for an unknown reference that may only follow from what was not read."""
        values = dict(found.values)
        if found.code not in ("ref-unknown", "ref-claim-unknown"):
            return False
        kinds = set(values.get("kind", "record").split(" or "))
        by_folder = bool(self.kinds) and ("record" in kinds or bool(kinds & self.kinds))
        return values["id"].partition("#")[0] in self.ids or by_folder


def unread(problems: Iterable[Problem], documents: Iterable[Document]) -> Unread:
    """The records that files with errors stand for, by their names and by the ids they give."""
    ids: set[str] = set()
    kinds: set[str] = set()
    paths = {one.path for one in problems if one.level == "error"}
    for folder, *rest in (
        path.split("/")[1:] or [""] for path in paths if "/" in path or path == "entries"
    ):
        name = (rest or [folder])[0].strip(".")
        if "." in name:
            ids.add(name.split(".")[0].lower())
        else:
            kinds |= {KINDS[folder].kind} if folder in KINDS else {m.kind for m in KINDS.values()}
    ids |= {_id(document) for document in documents if document.path in paths}
    return Unread(frozenset(ids), frozenset(kinds))


def _id(document: Document) -> str:
    fields = document.tree.value
    written = fields["id"].value if isinstance(fields, dict) and "id" in fields else ""
    return written if isinstance(written, str) else ""


def sound(corpus: Corpus, faulty: Collection[str]) -> Corpus:
    """The records that rules may judge: none that is faulty, none that rests on one that is not here.

    `faulty` are the paths of files with errors; without any the corpus is returned as it is.
    """
    if not faulty:
        return corpus
    everything: Mapping[str, Record | Tombstone] = {**corpus.records, **corpus.tombstones}
    needed = {id: _needed(record) for id, record in everything.items()}
    kept = {id for id in needed if corpus.documents[id].path not in faulty}
    while left := {id for id in kept if not needed[id] <= kept}:
        kept -= left
    return Corpus(
        {id: record for id, record in corpus.records.items() if id in kept},
        {id: record for id, record in corpus.tombstones.items() if id in kept},
        corpus.documents,
        corpus.backlinks,
        corpus.written,
    )


def _needed(record: Record | Tombstone) -> set[str]:
    """What a rule must look up to judge the record: its places and sources, not what is related."""
    return {ref for _, ref in references(record) if isinstance(ref, Ref) and ref.kinds}


def _unique(entries: Iterable[Entry]) -> tuple[dict[str, Entry], list[Problem]]:
    unique: dict[str, Entry] = {}
    problems = []
    for document, record in sorted(entries, key=lambda entry: (entry[1].id, entry[0].path)):
        if record.id in unique:
            mark = locate(document.tree, document.path, ("id",))
            taken = unique[record.id][0].path
            problems.append(problem("ref-id-taken", mark, id=record.id, path=taken))
        else:
            unique[record.id] = (document, record)
    return unique, problems


def _note_backlink(back: dict[str, set[Backlink]], record: Record, loc: Loc, ref: str) -> None:
    claim = None
    if loc[0] == "claims" and isinstance(loc[1], int):
        claim = claims_of(record)[loc[1]].id
    field = next(
        str(part)
        for part in reversed(loc)
        if isinstance(part, str) and part not in ("en", "ru", "kk")
    )
    full = ref.within(record.id) if isinstance(ref, ClaimRef) else ref
    back[full].add(Backlink(record.id, field, claim))
    if "#" in full and full.partition("#")[0] != record.id:
        back[full.partition("#")[0]].add(Backlink(record.id, field, claim))


def _fault(corpus: Corpus, record: Linked, ref: Ref | Local | ClaimRef) -> Fault | None:
    if isinstance(ref, Local):
        return _local_fault(record, ref)
    if isinstance(ref, ClaimRef):
        return _claim_fault(corpus, record, ref)
    return _record_fault(corpus, record, ref)


def _record_fault(corpus: Corpus, record: Linked, ref: Ref) -> Fault | None:
    wanted = " or ".join(ref.kinds) or "record"
    if ref == record.id:
        return "ref-self", {"id": ref}
    if ref in corpus.tombstones:
        return None if isinstance(record, Tombstone) else _gone(corpus.tombstones[ref])
    found = corpus.records.get(ref)
    if found is None:
        near = _meant(corpus, ref, ref.kinds) or did_you_mean(
            ref, _ids(corpus.records, ref.kinds), otherwise=first(ref.kinds)
        )
        return "ref-unknown", {"kind": wanted, "id": ref, "near": near}
    if ref.kinds and found.kind not in ref.kinds:
        other = f"name a record of kind {wanted}"
        near = did_you_mean(ref, _ids(corpus.records, ref.kinds), otherwise=other)
        return "ref-kind", {"id": ref, "found": found.kind, "kind": wanted, "near": near}
    return None


def first(kinds: Collection[str]) -> str:
    """The hint to write the record that is not here, and where."""
    folders = [f"entries/{folder}/" for folder, model in KINDS.items() if model.kind in kinds]
    return f"write its record first: {', '.join(folders)}" if kinds else "write that record first"


def _meant(corpus: Corpus, text: str, kinds: Collection[str]) -> str:
    found = meant(corpus, text, kinds)
    return f"did you mean '{found}'?" if found else ""


def name_meant(corpus: Corpus, found: Problem) -> Problem:
    """A reference that is no id, with the id of the record that its words name."""
    values = dict(found.values)
    if found.code != "ref-form":
        return found
    kinds = [kind for kind in values["kind"].split(" or ") if kind != "record"]
    near = _meant(corpus, values["id"], kinds) or values["near"]
    return replace(found, values=tuple(sorted({**values, "near": near}.items())))


def _gone(tombstone: Tombstone) -> Fault:
    into = tombstone.merged_into
    near = f"name '{into}' instead" if into else "remove the reference"
    return "ref-tombstone", {"id": tombstone.id, "status": tombstone.status, "near": near}


def _claim_fault(corpus: Corpus, record: Linked, ref: ClaimRef) -> Fault | None:
    full = ref.within(record.id)
    if full in corpus.claims:
        return None
    owner = full.partition("#")[0]
    if owner in corpus.tombstones:
        return _gone(corpus.tombstones[owner])
    has = f"'{owner}' has no such claim" if owner in corpus.records else f"no record is '{owner}'"
    known = [id for id in corpus.claims if id.startswith(owner + "#")] or list(corpus.claims)
    return "ref-claim-unknown", {"id": full, "near": did_you_mean(full, known, otherwise=has)}


def _local_fault(record: Linked, ref: Local) -> Fault | None:
    parts = (
        record.parties
        if isinstance(record, Case) and ref.part == "parties"
        else claims_of(record)
        if isinstance(record, Record)
        else ()
    )
    known = [part.id for part in parts]
    if ref in known:
        return None
    near = did_you_mean(ref, known, otherwise="known: " + ", ".join(known))
    return "ref-local-unknown", {"id": ref, "part": ref.part, "near": near}


def _ids(records: Mapping[str, Record], kinds: tuple[str, ...]) -> list[str]:
    return [id for id, record in records.items() if not kinds or record.kind in kinds]
