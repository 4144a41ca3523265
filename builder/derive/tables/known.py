"""Tables from which the state as known on any day follows."""

from collections.abc import Iterator
from datetime import date, datetime

from builder.corpus import Corpus
from builder.derive.known import (
    EVER,
    NEVER,
    OVERTURNED,
    ZONE,
    Chronicle,
    Statement,
    chronicle,
    end_of,
    ladder_on,
)
from builder.derive.ladders import Ladder
from builder.derive.tables.claims import CLAIM
from builder.derive.tables.table import Cell, Column, Row, Table, number, one, spaced
from builder.model.happening import Figure
from builder.model.zones import zone

EDGES = (2, 9998)
"""Years outside of which an instant stands for ever or never."""


def _known(corpus: Corpus) -> Iterator[Row]:
    told = chronicle(corpus)
    for ref in corpus.claims:
        said = told.by_ref.get(ref)
        if said is not None:
            first = _day(told.contested_from.get(ref))
            yield (ref, _day(said.since), _day(said.by), said.printed, first, *_end(told, said))


def _end(told: Chronicle, one_: Statement) -> tuple[str | None, str | None]:
    """From which day the claim counts as overturned, and through which claim."""
    if one_.claim.status not in OVERTURNED:
        return None, None
    through = told.fate(one_, EVER)
    if through is None or through.through is None:
        return None, None
    return _day(through.through.by), through.through.ref


def _day(moment: datetime | None) -> str | None:
    """The day in Almaty; None where the instant is open."""
    if moment is None or not EDGES[0] <= moment.year <= EDGES[1]:
        return None
    return moment.astimezone(zone(ZONE)).date().isoformat()


def _known_figures(corpus: Corpus) -> Iterator[Row]:
    told = chronicle(corpus)
    for figure in corpus.of(Figure):
        before: tuple[Cell, ...] | None = None
        for day in _turns(told, figure):
            view = ladder_on(told, figure, end_of(date.fromisoformat(day)))
            now = _value(view) if view else None
            if now is not None and now != before:
                yield (figure.id, day, *now)
            before = now


def _turns(told: Chronicle, figure: Figure) -> list[str]:
    """The days on which the ladder may have changed."""
    found: set[str | None] = set()
    for claim in figure.claims:
        said = told.by_ref.get(f"{figure.id}#{claim.id}")
        if said is not None:
            contested = told.contested_from.get(said.ref, NEVER)
            found |= {_day(said.by), _day(contested), _end(told, said)[0]}
    return sorted(day for day in found if day)


def _value(view: Ladder) -> tuple[Cell, ...]:
    counting = [f"{view.figure.id}#{rung.claim.id}" for rung in view.counting]
    return (
        number(view.low),
        number(view.high),
        view.approximate,
        view.figure.unit,
        len(view.rungs),
        spaced(counting),
    )


KNOWN = Table(
    "known",
    "One line a dated claim: from when it was known, and from when it stood no longer.",
    (
        CLAIM,
        Column("said_from", "First day, in Almaty, on which it may have been said.", "day"),
        Column("said_by", "Day by whose end it had certainly been said.", "day"),
        Column("printed", "True when its date is that of the first text to carry it.",
               "boolean", needed=True),
        Column("contested_from", "Day by whose end another claim had said otherwise.", "day"),
        Column("overturned_from", "Day by whose end it had been retracted or superseded.", "day"),
        Column("overturned_by", "The claim that did so; empty where no dated claim did."),
    ),
    ("claim",),
    _known,
    (one("claim", "claims", "claim"), one("overturned_by", "claims", "claim")),
)  # fmt: skip
KNOWN_FIGURES = Table(
    "known_figures",
    "What each figure came to from which day, by its rule and by what had been said.",
    (
        Column("figure", "The figure.", needed=True),
        Column("from_day", "Day by whose end it came to this; until the next line of the figure.",
               "day", needed=True),
        Column("low", "Lower bound of what it came to; empty when it came to nothing.", "number"),
        Column("high", "Upper bound; empty when open, or when it came to nothing.", "number"),
        Column("approximate", "True when a claim that counts says about.", "boolean", needed=True),
        Column("unit", "What the number counts.", needed=True, words="unit"),
        Column("claims_said", "How many claims had been made by then.", "integer", needed=True),
        Column("claims_counting", "Claims from which the value follows, separated by spaces."),
    ),
    ("figure", "from_day"),
    _known_figures,
    (one("figure", "figures"),),
)  # fmt: skip
TABLES = (KNOWN, KNOWN_FIGURES)
