"""A law through time: the acts that changed it, and how it stood on a day."""

from collections.abc import Iterator
from datetime import UTC, datetime

from builder.corpus import Corpus
from builder.model.law import Law
from builder.model.when import When
from builder.model.zones import CAPITAL

JANUARY = datetime(2022, 1, 1, tzinfo=UTC)
NEVER = datetime.max.replace(tzinfo=UTC)


def versions(corpus: Corpus, law: Law) -> tuple[Law, ...]:
    """The law and all that changed it, in order; only itself where no change is known.

    An act that changes the law counts as one of its versions, and so does one that names an
    article which has a record of its own.
    """
    base = corpus.get(law.amends, Law) if law.amends else law
    found = {base.id: base, **{act.id: act for act in _changes(corpus, base)}}
    return tuple(sorted(found.values(), key=lambda act: (act is not base, began(act), act.id)))


def _changes(corpus: Corpus, law: Law) -> Iterator[Law]:
    for act in corpus.of(Law):
        named = law.type == "article" and law.id in act.related
        if act.amends == law.id or (act.amends and named):
            yield act


def began(law: Law) -> datetime:
    """When it was adopted, or else came into force; undated acts come last."""
    when = law.adopted or law.in_force
    return (when.span((CAPITAL,)).earliest if when else None) or NEVER


def before_january(law: Law) -> bool:
    """True when the act was there before January 2022."""
    return began(law) < JANUARY


def as_it_stood(corpus: Corpus, law: Law, when: When | None) -> Law | None:
    """The last change made to the law before `when`; None where the archive holds none."""
    first = when.span((CAPITAL,)).earliest if when else None
    changes = versions(corpus, law)[1:]
    before = [act for act in changes if first is not None and began(act) <= first]
    return before[-1] if before else None
