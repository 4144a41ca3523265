"""Cases as histories: each party with its own steps and outcomes."""

from dataclasses import dataclass

from builder.model.case import Case, Party, Result, Step


@dataclass(frozen=True, slots=True)
class History:
    """One party of a case: the steps that concern it, and its outcomes with the steps they fell in."""

    party: Party
    steps: tuple[Step, ...]
    outcomes: tuple[tuple[Result, Step], ...]


def histories(case: Case) -> tuple[History, ...]:
    """One history a party, in the order of the record."""
    return tuple(_history(case, party) for party in case.parties)


def _history(case: Case, party: Party) -> History:
    steps = tuple(step for step in case.steps if not step.parties or party.id in step.parties)
    outcomes = tuple(
        (result, step) for step in steps for result in step.results if result.party == party.id
    )
    return History(party, steps, outcomes)
