"""A case as its page shows it: each party with charges, custody in words, and the way it went."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel.lists import format_list
from markupsafe import Markup

from builder.corpus import Corpus
from builder.derive.amendments import as_it_stood
from builder.derive.custody import Held, Span, held
from builder.derive.histories import History, histories
from builder.model.case import Case, Charge, Custody, Party, Result, Step
from builder.model.law import Law
from builder.model.when import Bound, When
from builder.render.reader import Reader

RULINGS = ("appeal-ruling", "supreme-court", "amnesty", "reopened")
"""Steps whose outcomes come after a first judgment."""


@dataclass(frozen=True, slots=True)
class Accused:
    """A charge, and the last change made to its law before it was brought, where one is known."""

    charge: Charge
    changed: Law | None


@dataclass(frozen=True, slots=True)
class Told:
    """One party in the reader's words."""

    history: History
    charges: tuple[Accused, ...]
    custody: tuple[tuple[Custody, str], ...]
    outcomes: tuple[tuple[Result, Step], ...]
    later: tuple[tuple[Result, Step], ...]
    """What became of the first outcomes: on appeal, before the Supreme Court, by amnesty."""


def parties(reader: Reader, case: Case) -> tuple[Told, ...]:
    """Every party of a case, in the order of the record."""
    return tuple(_told(reader, case, history) for history in histories(case))


def _told(reader: Reader, case: Case, history: History) -> Told:
    charged = _charged(history)
    return Told(
        history,
        tuple(Accused(c, _stood(reader.corpus, c, charged)) for c in history.party.charges),
        tuple((one, length(reader, one)) for one in history.party.custody),
        tuple(pair for pair in history.outcomes if pair[1].type not in RULINGS),
        tuple(pair for pair in history.outcomes if pair[1].type in RULINGS),
    )


def _charged(history: History) -> When | None:
    """When the party was charged, or else when the first step that concerns it was taken."""
    steps = [step for step in history.steps if step.type == "charged"] or history.steps
    return steps[0].when if steps else None


def _stood(corpus: Corpus, charge: Charge, when: When | None) -> Law | None:
    return as_it_stood(corpus, corpus.get(charge.law, Law), when) if charge.law else None


def party_name(reader: Reader, party: Party) -> Markup:
    """A party by the name of its person, or by its role."""
    if party.person is not None:
        return reader.name(party.person)
    return reader.line(party.role) if party.role is not None else Markup(party.id)


def length(reader: Reader, custody: Custody) -> str:
    """How long a party was held, in words and days; what is open is said to be."""
    found = held(custody)
    if found is None:
        return _open(reader, custody.when)
    return _range(reader, found)


def _open(reader: Reader, when: When) -> str:
    if isinstance(when.start, Bound):
        return reader.t("length not known: its start is not")
    known = reader.t("length not known")
    return known if when.end is None else reader.t("length not known: its end is not")


def _range(reader: Reader, found: Held) -> str:
    least, most = _words(reader, found.least), _words(reader, found.most)
    if found.least == found.most:
        return reader.t("about {length}", length=most) if found.about else most
    if found.least.days == 0:
        roughly = reader.t("up to about {length}", length=most)
        return roughly if found.about else reader.t("up to {length}", length=most)
    text = reader.t("from {least} to {most}", least=least, most=most)
    return reader.t("about {length}", length=text) if found.about else text


def _words(reader: Reader, span: Span) -> str:
    """Years, months and days, with all the days beside them where they are more than a month."""
    days = reader.n("{count} day", "{count} days", span.days)
    if not (span.years or span.months):
        return days
    return f"{format_list(list(_parts(reader, span)), 'unit', reader.language)} ({days})"


def _parts(reader: Reader, span: Span) -> Iterator[str]:
    if span.years:
        yield reader.n("{count} year", "{count} years", span.years)
    if span.months:
        yield reader.n("{count} month", "{count} months", span.months)
    if span.left:
        yield reader.n("{count} day", "{count} days", span.left)
