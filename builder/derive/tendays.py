"""The ten dark days of any one place, hour by hour."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from builder.corpus import Corpus
from builder.derive.band import HOURS, START, Run
from builder.derive.connectivity import HOUR, UNMEASURED, Window, around, light_at


def ten_days(corpus: Corpus, known: Sequence[Window], place: str) -> tuple[Run, ...]:
    """Runs of hours with one light, in order; empty where nothing is known of the place."""
    chain = set(around(corpus, place))
    near = tuple(window for window in known if not chain.isdisjoint(window.episode.places))
    found = tuple(_runs(corpus, near, place)) if near else ()
    return found if any(run.light.shade != UNMEASURED for run in found) else ()


def _runs(corpus: Corpus, near: tuple[Window, ...], place: str) -> Iterator[Run]:
    middles = (START + HOUR * number + HOUR / 2 for number in range(HOURS))
    lights = [light_at(corpus, near, place, middle) for middle in middles]
    for light, group in groupby(enumerate(lights), key=lambda item: item[1]):
        hours = [hour for hour, _ in group]
        yield Run(light, hours[0], len(hours))
