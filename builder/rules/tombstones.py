"""What stays of a record that left: exactly what its status asks for."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.model.base import Tombstone
from builder.problems import Problem, problem

NEEDED = {"withdrawn": ("reason",), "merged": ("merged_into",), "redacted": ("redaction",)}
ALLOWED = {"withdrawn": {"reason"}, "merged": {"reason", "merged_into"}, "redacted": {"redaction"}}
"""Status → fields; of what was redacted the class is said and nothing more."""


def check_tombstones(corpus: Corpus) -> Iterator[Problem]:
    """Fields that are missing and fields that say too much; a merger of unlike things."""
    for left in corpus.tombstones.values():
        given = {name for name in ("reason", "merged_into", "redaction") if getattr(left, name)}
        for field in NEEDED[left.status]:
            if field not in given:
                about = " ".join((Tombstone.model_fields[field].description or "").split())
                yield problem("field-missing", corpus.mark(left.id), field=field, about=about)
        for field in sorted(given - ALLOWED[left.status]):
            mark = corpus.mark(left.id, field)
            yield problem("field-not-here", mark, field=field, status=left.status)
        into = corpus.records.get(left.merged_into or "")
        if into is not None and into.kind != corpus.kind(left.id):
            kind = corpus.kind(left.id)
            values = {"id": into.id, "found": into.kind, "kind": kind}
            values["near"] = f"merge it into another record of kind {kind}"
            yield problem("ref-kind", corpus.mark(left.id, "merged_into"), **values)
