"""Tables of what every record shares: the records, their ties, their names."""

from collections.abc import Iterator

from builder.clock import record_when, record_zones
from builder.corpus import Corpus
from builder.derive.tables.table import (
    Column,
    Row,
    Table,
    edges,
    one,
    said,
    shown,
    spaced,
    texts,
)
from builder.model.naming import Organisation, Person, Place
from builder.model.vocabulary import vocabularies

WHEN = Column("when", "When, as the record writes it.")
EARLIEST = Column("earliest", "First instant that the date may mean, in UTC.", "instant")
LATEST = Column("latest", "Last instant that the date may mean, in UTC.", "instant")
RECORD = Column("record", "The record.", needed=True)
POSITION = Column("position", "Place in the record's own order, from 1.", "integer", needed=True)

TIES = {
    "places": "place",
    "people": "person",
    "organisations": "organisation",
    "related": "related",
}
"""Field of a record → what the tie is called."""


def _records(corpus: Corpus) -> Iterator[Row]:
    for record in corpus.records.values():
        when = record_when(record)
        span = when.span(record_zones(corpus, record)) if when else None
        yield (
            record.id,
            record.kind,
            f"/e/{record.id}/",
            shown(when),
            *edges(span),
            *said(record.heading),
            *said(record.summary),
            *said(record.body),
            *said(record.note),
            spaced(record.topics),
            spaced(getattr(record, "places", ())),
            record.written_in,
            spaced(record.machine_assisted),
            str(record.recorded),
        )


def _ties(corpus: Corpus) -> Iterator[Row]:
    for record in corpus.records.values():
        for field, tie in TIES.items():
            named = dict.fromkeys(getattr(record, field, ()))
            live = [id for id in named if id in corpus.records]
            yield from ((record.id, tie, n, id) for n, id in enumerate(live, 1))


def _topics(corpus: Corpus) -> Iterator[Row]:
    for record in corpus.records.values():
        yield from ((record.id, topic) for topic in dict.fromkeys(record.topics))


def _names(corpus: Corpus) -> Iterator[Row]:
    for record in corpus.records.values():
        if isinstance(record, Person | Organisation | Place):
            yield from ((record.id, name) for name in _spellings(record))


def _spellings(record: Person | Organisation | Place) -> Iterator[str]:
    """Every spelling once; of a person below full publication, none."""
    line = record.name
    shown = [text for text in said(line) if isinstance(text, str)] if line else []
    yield from dict.fromkeys([*shown, *record.variants])


def _departed(corpus: Corpus) -> Iterator[Row]:
    for left in corpus.tombstones.values():
        kind = corpus.kind(left.id)
        yield (left.id, kind, left.status, str(left.recorded), left.merged_into, left.redaction)


def _words(_: Corpus) -> Iterator[Row]:
    for name, terms in vocabularies().items():
        for term, word in terms.items():
            yield name, term, word.en, word.ru, word.kk, word.about


RECORDS = Table(
    "records",
    "One line a record, of every kind.",
    (
        Column("id", "Permanent id of the record.", needed=True),
        Column("kind", "Kind of record.", needed=True, words="kind"),
        Column("address", "Permalink, from the root of the site.", needed=True),
        WHEN,
        EARLIEST,
        LATEST,
        *texts("title", "What the record is called."),
        *texts("summary", "One to three sentences, in the archive's own Markdown."),
        *texts("body", "Longer account, in the archive's own Markdown."),
        *texts("note", "How conflicts are read, and what is not known."),
        Column("topics", "Topics, separated by spaces."),
        Column("places", "Ids of its places, separated by spaces."),
        Column("written_in", "Language in which it was first written.", needed=True),
        Column("machine_assisted", "Languages whose text no person has reviewed yet."),
        Column("recorded", "Day on which the record entered the archive.", needed=True),
    ),
    ("id",),
    _records,
)
TIES_TABLE = Table(
    "ties",
    "Which record names which other: its places, people, bodies and related records.",
    (
        RECORD,
        Column("tie", "What the other one is to it: place, person, organisation, related.",
               needed=True),
        POSITION,
        Column("other", "The record named.", needed=True),
    ),
    ("record", "tie", "other"),
    _ties,
    (one("record", "records"), one("other", "records")),
)  # fmt: skip
TOPICS = Table(
    "topics",
    "Which record is about which topic.",
    (RECORD, Column("topic", "The topic.", needed=True, words="topic")),
    ("record", "topic"),
    _topics,
    (one("record", "records"),),
)
NAMES = Table(
    "names",
    "Every spelling of every person, body and place that may be named.",
    (RECORD, Column("name", "A spelling, in any script.", needed=True)),
    ("record", "name"),
    _names,
    (one("record", "records"),),
)
DEPARTED = Table(
    "departed",
    "Records that left, whose ids are kept for ever.",
    (
        Column("id", "Permanent id of the record.", needed=True),
        Column("kind", "Kind of record.", needed=True, words="kind"),
        Column("status", "How it left.", needed=True, words="status"),
        Column("recorded", "Day on which the record left.", needed=True),
        Column("merged_into", "The record that took over, when merged."),
        Column("redaction", "Class of the reason, when redacted.", words="redaction"),
    ),
    ("id",),
    _departed,
)
WORDS = Table(
    "words",
    "Every controlled word, with its label in three languages.",
    (
        Column("vocabulary", "The vocabulary.", needed=True),
        Column("word", "The word as the data use it.", needed=True),
        *texts("label", "The word as readers see it."),
        Column("meaning", "What it means, in English.", needed=True),
    ),
    ("vocabulary", "word"),
    _words,
)
TABLES = (RECORDS, TIES_TABLE, TOPICS, NAMES)
LAST = (DEPARTED, WORDS)
