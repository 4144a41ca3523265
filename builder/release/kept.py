"""Opens what an archive keeps for ever: its ledger and its releases, both sound."""

from builder.near import did_you_mean
from builder.problems import Stop
from builder.project import Project
from builder.release import history, ledger
from builder.release.history import History, Release
from builder.release.ledger import Broken, Ledger


class NoRelease(Stop):
    """What needs a release was asked for before the first, or of one that was never made."""

    exit_code = 2


def kept(place: Project) -> tuple[Ledger, History]:
    """The ledger and what was released; Broken when one of them is not sound."""
    known = ledger.read(place.ledger)
    if isinstance(known, list):
        raise Broken(known)
    past = history.read(place.releases, known)
    if isinstance(past, list):
        raise Broken(past)
    return known, past


def release_of(past: History, name: str | None) -> Release:
    """A release by its name, or the last one; NoRelease when there is none such."""
    if not past.releases:
        raise NoRelease("there is no release yet; `qantar release DATE` makes the first")
    if name is None:
        return past.releases[-1]
    names = [one.name for one in past.releases]
    if name not in names:
        near = did_you_mean(name, names, otherwise=f"the last one is {names[-1]}")
        raise NoRelease(f"there is no release '{name[:40]}'; {near}")
    return past.release(name)
