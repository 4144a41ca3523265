"""Whether a place was lit, dark or unmeasured at an hour, by the narrowest claim that covers it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from builder.clock import record_zones, said
from builder.corpus import Corpus
from builder.derive.grades import measured
from builder.model.happening import Episode
from builder.model.naming import Place
from builder.model.source import Source
from builder.model.when import Span

HOUR = timedelta(hours=1)
LAYERS = ("all", "fixed", "mobile")
"""Layers that shade a place: telephone, messengers and data centres do not."""
SHADES = {"cut": "dark", "restricted": "mobile", "restored": "access", "stable": "lit"}
UNMEASURED = "unmeasured"


@dataclass(frozen=True, slots=True)
class Window:
    """One connectivity episode with its instants (UTC).

    What has an open end is known to hold only until it was first told, never for ever after.
    """

    episode: Episode
    start: datetime
    end: datetime
    shade: str
    reported: bool = False
    """True when no claim of it is a measurement."""

    def covers(self, instant: datetime) -> bool:
        """True when the episode held at `instant`."""
        return self.start <= instant < self.end


@dataclass(frozen=True, slots=True)
class Light:
    """A shade and the episode that says so; no episode where nothing was measured."""

    shade: str
    episode: Episode | None
    reported: bool = False
    """True when the episode rests on what people said, and on no measurement."""


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
    reported = not any(measured(corpus, claim) for claim in episode.claims)
    end = span.latest or _told(corpus, episode, span)
    yield Window(episode, span.earliest, end, shade, reported)


def _told(corpus: Corpus, episode: Episode, span: Span) -> datetime:
    """When a claim of the episode was first said, or its source came: until then it surely held."""
    dates = [claim.asserted_on for claim in episode.claims]
    sources = (corpus.get(c.source, Source) for claim in episode.claims for c in claim.citations)
    dates += [source.published for source in sources]
    told = [said(date).latest for date in dates if date is not None]
    last = min((moment for moment in told if moment is not None), default=None)
    first = span.begins_by or span.earliest
    assert first is not None
    return max(last or first, first + HOUR)


def around(corpus: Corpus, place: str) -> tuple[str, ...]:
    """The place and everything that contains it, narrowest first."""
    chain: list[str] = []
    step: str | None = place
    while step is not None and step not in chain:
        chain.append(step)
        step = corpus.get(step, Place).within
    return tuple(chain)


def light_at(corpus: Corpus, known: Sequence[Window], place: str, instant: datetime) -> Light:
    """How `place` was at `instant`: the nearest place named wins, then the shortest episode."""
    chain = around(corpus, place)
    covering = [w for w in known if w.covers(instant) and set(w.episode.places) & set(chain)]
    if not covering:
        return Light(UNMEASURED, None)

    def narrowness(window: Window) -> tuple[int, timedelta, str]:
        depth = min(chain.index(p) for p in window.episode.places if p in chain)
        return depth, window.end - window.start, window.episode.id

    chosen = min(covering, key=narrowness)
    return Light(chosen.shade, chosen.episode, chosen.reported)


@dataclass(frozen=True, slots=True)
class Spell:
    """From one instant to another nothing changed; `end` is None when that is the last known."""

    start: datetime
    end: datetime | None
    light: Light


def spells(corpus: Corpus, known: tuple[Window, ...], place: str, span: Span) -> tuple[Spell, ...]:
    """How `place` was during `span`, in order; a spell that changes nothing joins the one before."""
    if span.earliest is None:
        return ()
    found: list[Spell] = []
    edges = [span.earliest, *_changes(known, span)]
    for start, end in zip(edges, [*edges[1:], span.latest], strict=True):
        light = light_at(corpus, known, place, start)
        if found and found[-1].light == light:
            found[-1] = Spell(found[-1].start, end, light)
        else:
            found.append(Spell(start, end, light))
    return tuple(found)


def _changes(known: tuple[Window, ...], span: Span) -> list[datetime]:
    """The instants inside the span at which some window begins or ends."""
    edges = {edge for window in known for edge in (window.start, window.end)}
    first, last = span.earliest, span.latest
    return sorted(e for e in edges if first and first < e and (last is None or e < last))


def light_during(
    corpus: Corpus, known: tuple[Window, ...], places: tuple[str, ...], span: Span
) -> Light:
    """How the places were during `span`; `mixed` when that changed or differed."""
    found = [spell.light for place in places for spell in spells(corpus, known, place, span)]
    shades = {light.shade for light in found}
    if len(shades) == 1:
        return found[0]
    return Light("mixed" if shades else UNMEASURED, None)
