"""Tables of the cases: parties, charges, custody, steps and what they meant for whom."""

from collections.abc import Iterator

from builder.corpus import Corpus
from builder.derive.tables.table import (
    Cell,
    Column,
    Foreign,
    Row,
    Table,
    id_of,
    one,
    said,
    spaced,
    texts,
)
from builder.model.case import Case, Party

ID, RECORD = id_of("records")
CASE = Column("case", "The case.", needed=True)
PARTY = Column("party", "The party, within the case.", needed=True)
STEP = Column("step", "The step, within the case.", needed=True)
POSITION = Column("position", "Place in the record's own order, from 1.", "integer", needed=True)
CLAIMS = Column("claims", "Claims that carry it, separated by spaces.", needed=True)
OF_PARTY = Foreign(("case", "party"), "parties", ("case", "party"))


def _cases(corpus: Corpus) -> Iterator[Row]:
    for case in corpus.of(Case):
        yield case.id, str(case.known_up_to)


def _each(corpus: Corpus) -> Iterator[tuple[Case, Party]]:
    return ((case, party) for case in corpus.of(Case) for party in case.parties)


def _parties(corpus: Corpus) -> Iterator[Row]:
    for case, party in _each(corpus):
        yield (case.id, party.id, party.person, *said(party.role), party.capacity)


def _charges(corpus: Corpus) -> Iterator[Row]:
    for case, party in _each(corpus):
        for position, charge in enumerate(party.charges, 1):
            what: tuple[Cell, ...] = (charge.law, charge.article, *said(charge.text))
            yield (case.id, party.id, position, *what, _refs(case, charge.claims))


def _custody(corpus: Corpus) -> Iterator[Row]:
    for case, party in _each(corpus):
        for position, held in enumerate(party.custody, 1):
            claims = _refs(case, held.claims)
            yield case.id, party.id, position, held.type, str(held.when), claims


def _steps(corpus: Corpus) -> Iterator[Row]:
    for case in corpus.of(Case):
        for step in case.steps:
            what = (step.type, str(step.when), *said(step.court), *said(step.text))
            parties = spaced(step.parties or [party.id for party in case.parties])
            yield (case.id, step.id, *what, parties, _refs(case, step.claims))


def _results(corpus: Corpus) -> Iterator[Row]:
    for case in corpus.of(Case):
        for step in case.steps:
            for position, found in enumerate(step.results, 1):
                what = (found.outcome, *said(found.sentence))
                yield (case.id, step.id, position, found.party, *what)


def _refs(case: Case, claims: tuple[str, ...]) -> str | None:
    return spaced(f"{case.id}#{claim}" for claim in claims)


CASES = Table(
    "cases",
    "One line a case, and how far it is known.",
    (ID, Column("known_up_to", "Newest date that the sources reach.", needed=True)),
    ("id",),
    _cases,
    (RECORD,),
)
PARTIES = Table(
    "parties",
    "One line a person, or a group without names, in a case.",
    (
        CASE,
        PARTY,
        Column("person", "The person, where they have a record."),
        *texts("role", "Who this is, without a name."),
        Column("capacity", "Their place in the proceedings.", needed=True, words="capacity"),
    ),
    ("case", "party"),
    _parties,
    (one("case", "cases"), one("person", "people")),
)
CHARGES = Table(
    "charges",
    "What each party was charged with, under the law as it stood.",
    (
        CASE,
        PARTY,
        POSITION,
        Column("law", "The act, where it has a record."),
        Column("article", "Article as printed."),
        *texts("text", "The charge in words."),
        CLAIMS,
    ),
    ("case", "party", "position"),
    _charges,
    (OF_PARTY, one("law", "laws")),
)
CUSTODY = Table(
    "custody",
    "When and how each party was held.",
    (
        CASE,
        PARTY,
        POSITION,
        Column("type", "How they were held.", needed=True, words="custody-type"),
        Column("when", "From when to when, as the record writes it.", needed=True),
        CLAIMS,
    ),
    ("case", "party", "position"),
    _custody,
    (OF_PARTY,),
)
STEPS = Table(
    "steps",
    "One line a dated step of the proceedings.",
    (
        CASE,
        STEP,
        Column("type", "What kind of step.", needed=True, words="step-type"),
        Column("when", "When it was taken, as the record writes it.", needed=True),
        *texts("court", "Which court or body took it."),
        *texts("text", "What happened, in one or two sentences."),
        Column("parties", "Whom it concerns, separated by spaces.", needed=True),
        CLAIMS,
    ),
    ("case", "step"),
    _steps,
    (one("case", "cases"),),
)
RESULTS = Table(
    "results",
    "What each step meant for which party.",
    (
        CASE,
        STEP,
        POSITION,
        PARTY,
        Column("outcome", "The outcome.", needed=True, words="outcome"),
        *texts("sentence", "The penalty in words."),
    ),
    ("case", "step", "position"),
    _results,
    (Foreign(("case", "step"), "steps", ("case", "step")), OF_PARTY),
)
TABLES = (CASES, PARTIES, CHARGES, CUSTODY, STEPS, RESULTS)
