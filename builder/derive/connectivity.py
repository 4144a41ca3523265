"""Whether a place was lit, dark or unmeasured at an hour, by the narrowest claim that covers it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from builder.clock import record_zones
from builder.corpus import Corpus
from builder.model.happening import Episode
from builder.model.naming import Place
from builder.model.when import Span

HOUR = timedelta(hours=1)
LAYERS = ("all", "fixed", "mobile")
"""Layers that shade a place: telephone, messengers and data centres do not."""
SHADES = {"cut": "dark", "restricted": "mobile", "restored": "access", "stable": "lit"}
UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Window:
    """One connectivity episode with its instants (UTC); `end` is None while it lasted on."""

    episode: Episode
    start: datetime
    end: datetime | None
    shade: str

    def covers(self, instant: datetime) -> bool:
        """True when the episode held at `instant`."""
        return self.start <= instant and (self.end is None or instant < self.end)


@dataclass(frozen=True, slots=True)
class Light:
    """A shade and the episode that says so; no episode where nothing was measured."""

    shade: str
    episode: Episode | None


def windows(corpus: Corpus) -> tuple[Window, ...]:
    """Every connectivity episode in order of its start."""
    found = [w for e in corpus.of(Episode) if e.connectivity for w in _window(corpus, e)]
    return tuple(sorted(found, key=lambda w: (w.start, w.episode.id)))


def _window(corpus: Corpus, episode: Episode) -> Iterator[Window]:
    span = episode.when.span(record_zones(corpus, episode))
    state = episode.connectivity
    if span.earliest is None or state is None or state.layer not in LAYERS:
        return
    shade = "mobile" if state.layer == "mobile" and state.state == "cut" else SHADES[state.state]
    yield Window(episode, span.earliest, span.latest, shade)


def around(corpus: Corpus, place: str) -> tuple[str, ...]:
    """The place and everything that contains it, narrowest first."""
    chain: list[str] = []
    step: str | None = place
    while step is not None and step not in chain:
        chain.append(step)
        step = corpus.get(step, Place).within
    return tuple(chain)


def light_at(corpus: Corpus, known: tuple[Window, ...], place: str, instant: datetime) -> Light:
    """How `place` was at `instant`: the nearest place named wins, then the shortest episode."""
    chain = around(corpus, place)
    covering = [w for w in known if w.covers(instant) and set(w.episode.places) & set(chain)]
    if not covering:
        return Light(UNMEASURED, None)
    far = timedelta(days=36500)

    def narrowness(window: Window) -> tuple[int, timedelta, str]:
        depth = min(chain.index(p) for p in window.episode.places if p in chain)
        return depth, (window.end - window.start) if window.end else far, window.episode.id

    chosen = min(covering, key=narrowness)
    return Light(chosen.shade, chosen.episode)


def light_during(
    corpus: Corpus, known: tuple[Window, ...], places: tuple[str, ...], span: Span
) -> Light:
    """How the places were during `span`; `mixed` when that changed or differed."""
    if (
        span.earliest is None
        or span.latest is None
        or span.latest - span.earliest > timedelta(days=2)
    ):
        return Light(UNMEASURED, None)
    instants = [span.earliest]
    while instants[-1] + HOUR < span.latest:
        instants.append(instants[-1] + HOUR)
    # What ends at an hour does not touch the hour that begins.
    instants.append(max(span.earliest, span.latest - timedelta(seconds=1)))
    found = [light_at(corpus, known, place, at) for at in instants for place in places]
    shades = {light.shade for light in found}
    return (
        found[0] if len(shades) == 1 and found else Light("mixed" if shades else UNMEASURED, None)
    )
