"""The ten dark days of any one place, hour by hour."""

from collections.abc import Sequence

from builder.corpus import Corpus
from builder.derive.band import Run, runs
from builder.derive.connectivity import UNMEASURED, Window, around


def ten_days(corpus: Corpus, known: Sequence[Window], place: str) -> tuple[Run, ...]:
    """Runs of hours with one light, in order; empty where nothing is known of the place."""
    chain = set(around(corpus, place))
    near = tuple(window for window in known if not chain.isdisjoint(window.episode.places))
    found = tuple(runs(corpus, near, place)) if near else ()
    return found if any(run.light.shade != UNMEASURED for run in found) else ()
