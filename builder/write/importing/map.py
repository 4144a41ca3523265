"""The map of a table: what a person states about it, so that nothing has to be guessed."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from builder.model.base import Base, Many, PlaceRef, SourceRef, SpeakerRef, local_id
from builder.model.kinds import KINDS
from builder.model.text import Plain
from builder.model.zones import checked

FOLDER_OF = {model.kind: folder for folder, model in KINDS.items()}
"""Kind → its folder."""
ENCODINGS = (
    "utf-8|utf-16|windows-1251|windows-1252|windows-1254|koi8-r|iso-8859-1|iso-8859-5|iso-8859-9"
)


class TableForm(Base):
    """How the file is written."""

    form: Annotated[str, Field(pattern="^(csv|json|jsonl)$")] | None = None
    """csv, json (a list of objects) or jsonl (an object a line); absent, the file's name says it."""
    delimiter: Annotated[str, Field(pattern="^(comma|semicolon|tab)$")] | None = None
    """What stands between cells: comma (default), semicolon or tab (default of .tsv)."""
    encoding: Annotated[str, Field(pattern=f"^({ENCODINGS})$")] = "utf-8"
    """How letters are encoded; utf-8 with or without a byte order mark."""
    empty: Many[str] = ()
    """Cells that say nothing, such as NA or None, besides those that are empty."""


class DateOf(Base):
    """A date of the record, made from cells."""

    field: Annotated[str, Field(pattern="^[a-z_]+$")]
    """The record's field; asserted_on is that of the claim."""
    text: Plain
    """The cells that give it, such as \"{Date}\" or \"{Date} {Time}\"."""
    format: Plain
    """How the table writes it: %Y %m %d %H %M %S, %b (Jan), %B (January), %-d, %-m."""
    zone: Annotated[str, AfterValidator(checked)] = "place"
    """Whose clock it is: place, capital, unknown, UTC, an offset or an IANA name."""


class Known(Base):
    """What a cell says, and the place it means."""

    said: Annotated[str, Field(min_length=1)]
    """The cell."""
    place: PlaceRef
    """The id of the place."""


class PlacesOf(Base):
    """Where, from one column."""

    column: Plain
    """The column."""
    known: Many[Known] = Field(min_length=1)
    """Every value that may stand there; a row with another is refused."""


class Names(Base):
    """Columns that name persons: read, to keep what they say out of every text, and dropped."""

    columns: Many[Plain]
    """The columns; an empty list when the table has none."""
    publish: Annotated[str, Field(pattern="^(role|withheld)$")]
    """Publication level of everybody in the table; no table can give a higher one."""


class CitationOf(Base):
    """Where the table says it."""

    source: SourceRef
    """The record of the table's publication."""
    locator: Plain
    """Where in it, such as \"row {row}\" or \"No. {Number}\"."""


class ClaimOf(Base):
    """The one claim of each record."""

    id: Annotated[str, AfterValidator(local_id)] = "as-listed"
    """Its id, the same in every record."""
    text: Plain | None = None
    """What is asserted, with {columns}."""
    value: Any = None
    """The number asserted, such as \"{Injured}\", or a group of min, max, about."""
    asserted_by: Many[SpeakerRef] = Field(min_length=1)
    """Who says it."""
    modality: str | None = None
    """As in records."""
    basis: str | None = None
    """As in records."""
    citation: CitationOf
    """On what it rests."""


class Map(Base):
    """What each row becomes."""

    kind: Annotated[str, Field(pattern=f"^({'|'.join(FOLDER_OF)})$")]
    """The kind of record."""
    language: Annotated[str, Field(pattern="^(en|ru|kk)$")]
    """The language of all texts that come from the table and from this map."""
    table: TableForm = TableForm()
    """How the file is written."""
    id: Plain
    """How ids are made, such as \"strike-{when}-{row:5}\", of columns, dates and the row's number."""
    names: Names | None = None
    """Columns that name persons, and the level of these persons."""
    not_names: Many[Plain] = ()
    """Columns that are called names and name no persons, such as that of airports."""
    dates: Many[DateOf] = ()
    """Its dates."""
    places: PlacesOf | None = None
    """Where."""
    fields: dict[str, Any] = Field(default_factory=dict)
    """Other fields as in a record, with {columns} in their texts."""
    claim: ClaimOf | None = None
    """What is asserted; kinds that make no claims have none."""
