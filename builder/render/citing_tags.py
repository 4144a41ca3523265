"""Tags in the head of a record's page by which Zotero and Scholar know it: Highwire, Dublin Core."""

from collections.abc import Iterator
from html import escape

from builder.cite.subject import Subject


def citing_tags(subject: Subject) -> str:
    """The tags; a date when a version is named, an address when the archive has one."""
    return "".join(
        f'<meta name="{name}" content="{escape(value)}">\n'
        for name, value in _tags(subject)
        if value
    )


def _tags(subject: Subject) -> Iterator[tuple[str, str]]:
    when = subject.standing.released if subject.standing.frozen else None
    yield "citation_title", subject.heading
    yield "citation_author", subject.archive
    yield "citation_publisher", subject.publisher
    yield "citation_publication_date", f"{when:%Y/%m/%d}" if when else ""
    yield "citation_language", subject.language
    yield "citation_public_url", subject.address
    yield "DC.title", subject.heading
    yield "DC.creator", subject.archive
    yield "DC.publisher", subject.publisher
    yield "DC.type", "Text"
    yield "DC.date", when.isoformat() if when else ""
    yield "DC.language", subject.language
    yield "DC.identifier", subject.address
    yield "DC.rights", "CC BY 4.0"
