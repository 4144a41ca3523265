"""What a text refers to: the typed references inside prose."""

from collections.abc import Iterator

from builder.model.base import ClaimRef, Ref, SourceRef
from builder.model.prose import Cite, Link, Prose, Value


def mentions(prose: Prose) -> Iterator[Ref | ClaimRef]:
    """Every record, source and claim that a text links to, cites or takes a value from."""
    for node in prose.nodes():
        match node:
            case Link(target) if not node.external:
                yield ClaimRef(target) if "#" in target else Ref(target)
            case Cite(source):
                yield SourceRef(source)
            case Value(figure, claim):
                yield ClaimRef(f"{figure}#{claim}")
