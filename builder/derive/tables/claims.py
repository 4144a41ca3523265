"""Tables of what is asserted: the claims, who makes them, on what sources, against which others."""

from collections.abc import Iterator

from builder.clock import claim_when, happened
from builder.corpus import Corpus
from builder.derive.grades import contested, grade
from builder.derive.tables.records import EARLIEST, LATEST, RECORD
from builder.derive.tables.table import (
    Column,
    Row,
    Table,
    edges,
    number,
    one,
    said,
    shown,
    spaced,
    texts,
)

CLAIM = Column("claim", "The claim: record#claim.", needed=True)
POSITION = Column("position", "Place in the claim's own order, from 1.", "integer", needed=True)
NOTHING = (None, None, None)
STATEMENTS = ("contradicts", "supersedes", "retracts")
"""Fields of a claim that name other claims."""


def _claims(corpus: Corpus) -> Iterator[Row]:
    for ref, (record, claim) in corpus.claims.items():
        value, found = claim.value, grade(corpus, claim)
        when, span = claim_when(record, claim), happened(corpus, record, claim)
        yield (
            ref,
            record.id,
            f"/e/{record.id}/#{claim.id}",
            *said(claim.text),
            *map(number, (value.min, value.max, value.about) if value else NOTHING),
            getattr(record, "unit", None),
            shown(when),
            *edges(span),
            spaced(claim.places),
            spaced(claim.asserted_by),
            shown(claim.asserted_on),
            claim.modality,
            claim.status,
            claim.basis,
            contested(corpus, record, claim),
            found.name,
            found.origins,
            *said(claim.note),
        )


def _speakers(corpus: Corpus) -> Iterator[Row]:
    for ref, (_, claim) in corpus.claims.items():
        speakers = dict.fromkeys(claim.asserted_by)
        yield from ((ref, position, id) for position, id in enumerate(speakers, 1))


def _citations(corpus: Corpus) -> Iterator[Row]:
    for ref, (_, claim) in corpus.claims.items():
        for position, cited in enumerate(claim.citations, 1):
            yield ref, position, cited.source, cited.locator, cited.quote, cited.language


def _statements(corpus: Corpus) -> Iterator[Row]:
    for ref, (record, claim) in corpus.claims.items():
        for field in STATEMENTS:
            others = dict.fromkeys(other.within(record.id) for other in getattr(claim, field))
            yield from ((ref, field, other) for other in others)


CLAIMS = Table(
    "claims",
    "One line a claim, with its derived grade.",
    (
        CLAIM,
        RECORD,
        Column("address", "Permalink, from the root of the site.", needed=True),
        *texts("text", "What is asserted, in one sentence."),
        Column("min", "Lowest number that the claim allows.", "number"),
        Column("max", "Highest number that the claim allows.", "number"),
        Column("about", "A number said to be approximate.", "number"),
        Column("unit", "What the number counts.", words="unit"),
        Column("when", "When what is asserted happened, as the record writes it."),
        EARLIEST,
        LATEST,
        Column("places", "Where, if other than the record's own places."),
        Column("asserted_by", "Ids of those who say it, separated by spaces.", needed=True),
        Column("asserted_on", "When it was said; empty when not known."),
        Column("modality", "Said to have happened, been announced or been ordered.",
               needed=True, words="modality"),
        Column("status", "What became of the claim since.", needed=True, words="claim-status"),
        Column("basis", "How the asserter knows, where that is stated.", words="basis"),
        Column("contested", "True when some claim says otherwise.", "boolean", needed=True),
        Column("grade", "How well it is known, derived from who says it and on what.",
               needed=True, words="grade"),
        Column("origins", "How many independent origins it has.", "integer", needed=True),
        *texts("note", "Anything a reader must know about this claim."),
    ),
    ("claim",),
    _claims,
    (one("record", "records"),),
)  # fmt: skip
SPEAKERS = Table(
    "speakers",
    "Who asserts which claim.",
    (CLAIM, POSITION, Column("speaker", "The body or person who says it.", needed=True)),
    ("claim", "position"),
    _speakers,
    (one("claim", "claims", "claim"), one("speaker", "records")),
)
CITATIONS = Table(
    "citations",
    "Which claim rests on which source, and where in it.",
    (
        CLAIM,
        POSITION,
        Column("source", "The publication.", needed=True),
        Column("locator", "Where in it: paragraph, page, time code, table row."),
        Column("quote", "A phrase that can be searched for, in the source's language."),
        Column("language", "Language of the quote; empty means the source's own."),
    ),
    ("claim", "position"),
    _citations,
    (one("claim", "claims", "claim"), one("source", "sources")),
)
BETWEEN = Table(
    "between_claims",
    "Which claim contradicts, supersedes or retracts which other.",
    (
        CLAIM,
        Column("does", "What it does: contradicts, supersedes, retracts.", needed=True),
        Column("other", "The other claim: record#claim.", needed=True),
    ),
    ("claim", "does", "other"),
    _statements,
    (one("claim", "claims", "claim"), one("other", "claims", "claim")),
)
TABLES = (CLAIMS, SPEAKERS, CITATIONS, BETWEEN)
