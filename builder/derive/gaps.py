"""What the archive as a whole does not know: its gaps by kind, with the records that have them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.corpus import Corpus
from builder.derive.gaps_places import Area, events_at, gap_areas, silent
from builder.derive.grades import grade
from builder.derive.timeline import Day, Entry
from builder.derive.unknowns import Unknown, unknowns
from builder.model.base import Record
from builder.model.case import Case
from builder.model.happening import Event, Figure, Happening
from builder.model.kinds import KINDS
from builder.model.law import Law
from builder.model.source import Source
from builder.model.vocabulary import vocabularies

CLAIMING = (Happening, Figure, Case, Law)
ASKED: Mapping[str, type[Record] | tuple[type[Record], ...]] = {
    "region": Event,
    "day": Happening,
    "hour": Happening,
    "disputed": Happening,
    "said": Happening,
    "origin": CLAIMING,
    "official": CLAIMING,
    "contested": CLAIMING,
    "opening": Source,
    "headline": Source,
    "second-hand": Source,
    "published": Source,
    "address": Source,
    "party-outcome": Case,
    "later": Case,
    "party-held": Case,
    "party-article": Case,
    "wording": Case,
    "text": Law,
    "in-force": Law,
    "adopted": Law,
    "holder": Law,
}
"""What a record can leave open → the records of which it is asked."""
ALIKE = {"hours": "hour", "party-held-from": "party-held", "party-held-until": "party-held"}
"""Words of `unknowns` that are one gap here."""
KIND_ORDER = {model.kind: number for number, model in enumerate(KINDS.values())}


@dataclass(frozen=True, slots=True)
class Open:
    """A record with a gap; `about` are the claims or parties it concerns, if not all of it."""

    id: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: who has it, those first where help does most, and out of how many."""

    what: str
    found: tuple[Open, ...]
    of: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that is missing, by kind and by region; and kind → grade → claims."""

    by: Mapping[str, Gap]
    areas: tuple[Area, ...]
    grades: Mapping[str, Mapping[str, int]]
    resting: Mapping[str, int]
    """How many claims rest on each source."""


def gaps(corpus: Corpus, days: Sequence[Day]) -> Gaps:
    """All gaps of the archive; `days` is its timeline."""
    resting, events = claims_on(corpus), events_at(corpus)
    found = {gap.what: gap for gap in _asked(corpus, days, resting)}
    places, of = silent(corpus, events)
    found["no-event"] = Gap("no-event", tuple(map(Open, places)), of)
    sources = sorted((s.id for s in corpus.of(Source)), key=lambda id: (-resting[id], id))
    # No capture of a source exists yet, so none has one.
    found["uncaptured"] = Gap("uncaptured", tuple(map(Open, sources)), len(sources))
    return Gaps(found, gap_areas(corpus, events), _grades(corpus), resting)


def claims_on(corpus: Corpus) -> Counter[str]:
    """How many claims rest on each source."""
    return Counter(
        source
        for _, claim in corpus.claims.values()
        for source in {citation.source for citation in claim.citations}
    )


def _asked(corpus: Corpus, days: Iterable[Day], resting: Mapping[str, int]) -> Iterator[Gap]:
    entries = {e.record.id: e for day in days for e in day.entries if e.step is None}
    about = _open(corpus, entries)
    first = _first(corpus, list(entries), resting)
    for what, kinds in ASKED.items():
        of = sum(isinstance(record, kinds) for record in corpus.records.values())
        found = (Open(id, tuple(ids)) for id, ids in about[what].items())
        yield Gap(what, tuple(sorted(found, key=lambda one: first[one.id])), of)


def _open(
    corpus: Corpus, entries: Mapping[str, Entry]
) -> Mapping[str, Mapping[str, dict[str, None]]]:
    """What is open → record → the claims or parties it is about, each once."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for record in corpus.records.values():
        for one in unknowns(corpus, record, entries.get(record.id)):
            what = _word(record, one)
            if isinstance(record, ASKED.get(what, ())):
                found[what][record.id] |= dict.fromkeys(one.about)
    return found


def _word(record: Record, one: Unknown) -> str:
    if one.what == "source-partly" and isinstance(record, Source):
        return record.seen
    return ALIKE.get(one.what, one.what)


def _first(
    corpus: Corpus, dated: Sequence[str], resting: Mapping[str, int]
) -> Mapping[str, tuple[object, ...]]:
    """By kind; then sources by the claims on them, cases by the end of their trail, others by time."""
    time = {id: number for number, id in enumerate(dated)}
    return {
        record.id: (
            KIND_ORDER[record.kind],
            -resting.get(record.id, 0),
            record.known_up_to.text if isinstance(record, Case) else "",
            time.get(record.id, len(time)),
            record.id,
        )
        for record in corpus.records.values()
    }


def _grades(corpus: Corpus) -> Mapping[str, Mapping[str, int]]:
    """Kinds that make no claims are left out."""
    claims = corpus.claims.values()
    found = Counter((record.kind, grade(corpus, claim).name) for record, claim in claims)
    kinds = sorted({kind for kind, _ in found}, key=lambda kind: KIND_ORDER[kind])
    return {kind: {name: found[kind, name] for name in vocabularies()["grade"]} for kind in kinds}
