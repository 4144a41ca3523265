"""Records become a corpus: every reference resolved, every back-link known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from builder.corpus import Backlink, Corpus, claims_of
from builder.load import Document
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
from builder.near import did_you_mean
from builder.problems import Problem, problem
from builder.tree import locate

Entry = tuple[Document, Record | Tombstone]
Reference = tuple[Loc, Ref | Local | ClaimRef]


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
            elif not isinstance(ref, Local):
                _note_backlink(back, record, loc, ref)
    backlinks = {
        i: tuple(sorted(b, key=lambda x: (x.record, x.field, x.claim or "")))
        for i, b in back.items()
    }
    return Corpus(corpus.records, corpus.tombstones, corpus.documents, backlinks), problems


def all_references(record: Record | Tombstone) -> Iterator[Reference]:
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


def _note_backlink(
    back: dict[str, set[Backlink]], record: Record | Tombstone, loc: Loc, ref: str
) -> None:
    claim = None
    if loc[0] == "claims" and isinstance(record, Record) and isinstance(loc[1], int):
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


def _fault(
    corpus: Corpus, record: Record | Tombstone, ref: Ref | Local | ClaimRef
) -> tuple[str, dict[str, str]] | None:
    if isinstance(ref, Local):
        return _local_fault(record, ref)
    if isinstance(ref, ClaimRef):
        return _claim_fault(corpus, record, ref)
    return _record_fault(corpus, record, ref)


def _record_fault(
    corpus: Corpus, record: Record | Tombstone, ref: Ref
) -> tuple[str, dict[str, str]] | None:
    wanted = " or ".join(ref.kinds) or "record"
    if ref == record.id:
        return "ref-self", {"id": ref}
    gone = corpus.tombstones.get(ref)
    if gone is not None:
        near = f"name '{gone.merged_into}' instead" if gone.merged_into else "remove the reference"
        return (
            None
            if isinstance(record, Tombstone)
            else ("ref-tombstone", {"id": ref, "status": gone.status, "near": near})
        )
    found = corpus.records.get(ref)
    if found is None:
        near = did_you_mean(
            ref, _ids(corpus.records, ref.kinds), otherwise=f"write its {wanted} record first"
        )
        return "ref-unknown", {"kind": wanted, "id": ref, "near": near}
    if ref.kinds and found.kind not in ref.kinds:
        return "ref-kind", {"id": ref, "found": found.kind, "kind": wanted}
    return None


def _claim_fault(
    corpus: Corpus, record: Record | Tombstone, ref: ClaimRef
) -> tuple[str, dict[str, str]] | None:
    full = ref.within(record.id)
    if full in corpus.claims:
        return None
    owner = full.partition("#")[0]
    known = [id for id in corpus.claims if id.startswith(owner + "#")] or list(corpus.claims)
    near = did_you_mean(full, known, otherwise=f"'{owner}' has no such claim")
    return "ref-claim-unknown", {"id": full, "near": near}


def _local_fault(record: Record | Tombstone, ref: Local) -> tuple[str, dict[str, str]] | None:
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


FOLDER_OF = {model.kind: folder for folder, model in KINDS.items()}
"""Kind → folder under `entries/`."""
