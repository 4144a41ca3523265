"""What a change does to the numbers shown: each figure by its named rule, before and after."""

from collections.abc import Iterator
from decimal import Decimal

from builder.corpus import Corpus
from builder.derive.ladders import Ladder, ladder
from builder.model.happening import Figure
from builder.model.vocabulary import label
from builder.write.diff.told import number
from builder.write.diff.words import Note, Sentence, Told, count, listed, note


def figures(before: Corpus, after: Corpus) -> Iterator[Note]:
    """One note for each figure whose shown value, rungs or sources change."""
    for figure in after.of(Figure):
        old = before.records.get(figure.id)
        now = ladder(after, figure)
        was = ladder(before, old) if isinstance(old, Figure) else None
        said = [*_value(was, now), *_counting(was, now), *_added(was, now)]
        if said:
            yield note(figure.id, *_named(after, figure), ": ", "; ".join(said))


def _named(corpus: Corpus, figure: Figure) -> Sentence:
    places = (Told(corpus.records[id].heading.get("en")[0]) for id in figure.places)
    category = (", ", Told(figure.category.get("en")[0])) if figure.category else ()
    return (label("quantity", figure.quantity, "en"), ", ", *listed(places), *category)


def _value(was: Ladder | None, now: Ladder) -> Iterator[str]:
    """The value that the page shows, by the rule, in its bounds."""
    old = (was.low, was.high, was.approximate) if was else (None, None, False)
    new = (now.low, now.high, now.approximate)
    rule = label("rule", now.figure.rule, "en")
    if was and was.figure.rule != now.figure.rule:
        yield f"rule {label('rule', was.figure.rule, 'en')} → {rule}"
    if old == new:
        return
    if was is None:
        yield f"new, shown as {_shown(*new)} ({rule})"
    elif old[2] or new[2] or _exact(*old[:2]) or _exact(*new[:2]):
        yield f"shown value {_shown(*old)} → {_shown(*new)}"
    else:
        names = ("lower bound", "upper bound")
        for name, one, other in zip(names, old[:2], new[:2], strict=True):
            if one != other:
                yield f"{name} {number(one)} → {number(other)}"


def _exact(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and low == high


def _shown(low: Decimal | None, high: Decimal | None, about: bool) -> str:
    if low is None and high is None:
        return "no total"
    if high is None or low is None:
        return f"at least {number(low)}" if high is None else f"up to {number(high)}"
    text = number(low) if low == high else f"{number(low)} to {number(high)}"
    return f"about {text}" if about else text


def _counting(was: Ladder | None, now: Ladder) -> Iterator[str]:
    """Rungs that stood on both sides and count no more, or count now."""
    old = {rung.claim.id: rung.counts for rung in was.rungs} if was else {}
    for rung in now.rungs:
        if rung.claim.id in old and old[rung.claim.id] != rung.counts:
            yield f"claim {rung.claim.id} {'counts now' if rung.counts else 'counts no more'}"


def _added(was: Ladder | None, now: Ladder) -> Iterator[str]:
    if was is None:
        return
    for noun, old, new in (
        ("claim", {r.claim.id for r in was.rungs}, {r.claim.id for r in now.rungs}),
        ("source", _sources(was), _sources(now)),
    ):
        for sign, some in (("+", new - old), ("−", old - new)):
            if some:
                yield f"{sign}{count(len(some), noun)}"


def _sources(view: Ladder) -> set[str]:
    return {c.source for rung in view.rungs for c in rung.claim.citations}
