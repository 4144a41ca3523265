"""When a window of connectivity began and ended: as its record says, and as each claim says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from builder.clock import claim_zones, record_zones
from builder.corpus import Corpus
from builder.model.base import ClaimRef
from builder.model.claim import Claim
from builder.model.edtf import Precision, Qualifier
from builder.model.happening import Episode
from builder.model.hours import AFTER, BEFORE
from builder.model.when import Bound, Side, Span, When

NEAR = timedelta(hours=2)
"""A claim speaks of an end of a window when its own time lies no further from it than this."""
SECOND = timedelta(seconds=1)
"""Whole days and parts of day end in their last second; the moment ends where the next begins."""
CLOCKS = timedelta(hours=1)
"""How far apart one day begins by the two clocks of the country."""
LOOSE = ("part", "night")
"""Forms of a clock that name no hour."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as written: not before `low`, not after `high`; "after 16:30" is 16:30."""

    low: datetime
    high: datetime
    precision: Precision
    about: bool

    def gap(self, other: "Moment") -> timedelta:
        """How far apart two moments are; nothing when they may be the same."""
        return max(self.low - other.high, other.low - self.high, timedelta())


Ends = tuple[Moment | None, Moment | None]
"""Start and end; None is an open or unknown end."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A claim about an end of a window; one that does not count is coarser, gone, or of elsewhere."""

    record: Episode
    claim: Claim
    moment: Moment
    counts: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Where one window of a row ends, or begins, or both: its record's moment, and what is said."""

    own: Moment
    voices: tuple[Voice, ...]

    @property
    def low(self) -> datetime:
        """The earliest instant claimed; the record's own where nobody gives one."""
        return min((v.moment.low for v in self.voices if v.counts), default=self.own.low)

    @property
    def high(self) -> datetime:
        """The latest instant claimed; the record's own where nobody gives one."""
        return max((v.moment.high for v in self.voices if v.counts), default=self.own.high)

    @property
    def about(self) -> bool:
        """True when the record, or a claim that counts, says about."""
        return self.own.about or any(v.moment.about for v in self.voices if v.counts)

    @property
    def rival(self) -> bool:
        """True when different times are given: exact ones, or such as begin hours apart."""
        exact = {v.moment.low for v in self.voices if v.moment.low == v.moment.high}
        lows = [v.moment.low for v in self.voices]
        return len(exact) > 1 or bool(lows) and max(lows) - min(lows) > CLOCKS


def ends_of(when: When, span: Span) -> Ends:
    """Start and end of what lasted; both are the same moment when the date is no interval."""
    if when.end is None:
        moment = _moment(when.start, span.earliest, span.latest)
        return moment, moment
    start = _moment(when.start, span.earliest, span.begins_by)
    return start, _moment(when.end, span.ends_from, span.latest)


def _moment(side: Side | Bound, low: datetime | None, high: datetime | None) -> Moment | None:
    if isinstance(side, Bound) or low is None or high is None:
        return None
    form = _form(side)
    about = Qualifier.APPROXIMATE in side.qualifier
    if not form or form in LOOSE:
        return Moment(low, high + SECOND, side.precision, about)
    low, high = (low, low) if form in AFTER else (high, high) if form in BEFORE else (low, high)
    return Moment(low, high, Precision.MINUTE, about)


def record_ends(corpus: Corpus, episode: Episode) -> Ends:
    """Start and end of the window as its record gives them."""
    return ends_of(episode.when, episode.when.span(record_zones(corpus, episode)))


def claimed_ends(corpus: Corpus, episode: Episode, claim: Claim) -> Ends:
    """Start and end of the window as `claim` gives them; None where it speaks of neither."""
    own = record_ends(corpus, episode)
    if claim.when is None or episode.when.end is None:
        return None, None
    said = ends_of(claim.when, claim.when.span(claim_zones(corpus, episode, claim)))
    close = [_gap(moment, edge) for moment, edge in zip(said, own, strict=True)]
    start, end = (m if gap <= NEAR else None for m, gap in zip(said, close, strict=True))
    if claim.when.end is not None:
        return start, end
    form = _form(claim.when.start)
    if form in BEFORE or (form not in AFTER and close[1] < close[0]):
        return None, end
    return start, None


def _form(side: Side | Bound) -> str:
    """The form of a clock: empty where there is none."""
    return side.clock.form if isinstance(side, Side) and side.clock else ""


def _gap(said: Moment | None, own: Moment | None) -> timedelta:
    """Far when there is nothing to compare, or when it is said less finely than the record."""
    if said is None or own is None or said.precision < own.precision:
        return timedelta.max
    return said.gap(own)


def voices(corpus: Corpus, episode: Episode) -> tuple[tuple[Voice, ...], tuple[Voice, ...]]:
    """Everyone who speaks of the window's start, and of its end."""
    speaking = {claim.id: claimed_ends(corpus, episode, claim) for claim in episode.claims}
    found: tuple[list[Voice], list[Voice]] = ([], [])
    for claim in episode.claims:
        for side, moment in enumerate(speaking[claim.id]):
            if moment is not None:
                found[side].append(Voice(episode, claim, moment, _counts(episode, claim)))
    for side, voice in _answering(corpus, episode, speaking):
        found[side].append(voice)
    return tuple(found[0]), tuple(found[1])


def _counts(episode: Episode, claim: Claim) -> bool:
    here = not claim.places or bool(set(claim.places) & set(episode.places))
    return here and claim.status in ("standing", "contested")


def _answering(
    corpus: Corpus, episode: Episode, speaking: dict[str, Ends]
) -> Iterator[tuple[int, Voice]]:
    """Claims too coarse or too far off to be of an end, that contradict one which is."""
    for claim in episode.claims:
        if claim.when is None or claim.when.end is not None or any(speaking[claim.id]):
            continue
        others = [speaking[other] for other in _opposed(episode, claim)]
        sides = {side for ends in others for side in (0, 1) if ends[side] is not None}
        span = claim.when.span(claim_zones(corpus, episode, claim))
        moment = ends_of(claim.when, span)[0]
        if len(sides) == 1 and moment is not None:
            yield sides.pop(), Voice(episode, claim, moment, counts=False)


def _opposed(episode: Episode, claim: Claim) -> list[str]:
    """The claims of the same record that contradict this one, or that it contradicts."""
    here = f"{episode.id}#{claim.id}"
    own = _within(episode, claim.contradicts)
    return [
        other.id
        for other in episode.claims
        if f"{episode.id}#{other.id}" in own or here in _within(episode, other.contradicts)
    ]


def _within(episode: Episode, refs: tuple[ClaimRef, ...]) -> set[str]:
    return {ref.within(episode.id) for ref in refs}
