"""What a change does to the cases: where each party stands, before and after."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.derive.histories import History, histories
from builder.model.case import Case
from builder.model.vocabulary import label
from builder.write.diff.words import Note, Sentence, Told, note

NONE = "no step"


def outcomes(before: Corpus, after: Corpus) -> Iterator[Note]:
    """One note for each party whose standing or whose earlier outcome changes."""
    for case in after.of(Case):
        old = before.records.get(case.id)
        was = {view.party.id: view for view in histories(old)} if isinstance(old, Case) else {}
        for view in histories(case):
            if view.party.id in was:
                yield from _party(after, case, was[view.party.id], view)


def _party(corpus: Corpus, case: Case, was: History, now: History) -> Iterator[Note]:
    who = ("party ", *_named(corpus, now), ": ")
    old, new = _stands(was), _stands(now)
    if old != new:
        yield note(case.id, *who, f"{old} → {new}")
    earlier, later = _results(was), _results(now)
    last = now.steps[-1].id if now.steps else ""
    for step, outcome in earlier.items():
        if later.get(step) != outcome and (step != last or old == new):
            changed = later.get(step) or "no outcome"
            yield note(case.id, *who, "at the step ", Told(step), f" {outcome} → {changed}")


def _named(corpus: Corpus, view: History) -> Sentence:
    """A party by its role or by the person's name at their level."""
    party = view.party
    if party.role is not None:
        return (Told(party.role.get("en")[0]),)
    if party.person is not None and party.person in corpus.records:
        return (Told(corpus.records[party.person].heading.get("en")[0]),)
    return (Told(party.id),)


def _stands(view: History) -> str:
    """The outcome of the last step that concerns the party, or the step itself."""
    if not view.steps:
        return NONE
    last = view.steps[-1]
    results = [label("outcome", r.outcome, "en") for r, step in view.outcomes if step is last]
    return ", ".join(results) or label("step-type", last.type, "en")


def _results(view: History) -> dict[str, str]:
    found: dict[str, str] = {}
    for result, step in view.outcomes:
        word = label("outcome", result.outcome, "en")
        found[step.id] = f"{found[step.id]}, {word}" if step.id in found else word
    return found
