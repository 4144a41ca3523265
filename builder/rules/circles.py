"""Chains of one field that must not lead back to where they began."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.problems import Problem, problem

CHAINS = {"copy_of": "copy_of", "within": "in", "part_of": "part_of", "amends": "amends"}
"""Attribute → the field's name in the file."""


def check_circles(corpus: Corpus) -> Iterator[Problem]:
    """A copy of itself, a place inside itself, and the like, over any number of steps."""
    for field, name in CHAINS.items():
        for record in corpus.records.values():
            path = [record.id]
            step = getattr(record, field, None)
            while step is not None and step not in path:
                path.append(step)
                step = getattr(corpus.records[step], field, None)
            if step == record.id:
                mark = corpus.mark(record.id, name)
                values = {"field": name, "id": record.id, "path": " → ".join([*path, step])}
                yield problem("ref-cycle", mark, **values)
