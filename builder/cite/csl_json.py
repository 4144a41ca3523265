"""CSL-JSON: the data that citation processors take in."""

import json

from builder.cite import words
from builder.cite.subject import Subject

Item = dict[str, object]


def item(subject: Subject) -> Item:
    """One item; it has a date when it names a version, an address when the archive has one."""
    when = subject.standing.released if subject.standing.frozen else None
    fields: Item = {
        "id": subject.key,
        "type": "webpage",
        "title": subject.heading,
        "author": [{"literal": subject.archive}],
        "container-title": subject.archive,
        "publisher": subject.publisher,
        "version": str(subject.standing.number) if when else "",
        "issued": {"date-parts": [[when.year, when.month, when.day]]} if when else "",
        "language": subject.language,
        "note": words.note(subject),
        "URL": subject.address,
    }
    return {name: value for name, value in fields.items() if value}


def csl_json(subject: Subject) -> str:
    """A list of one item, a line a field."""
    fields = item(subject).items()
    lines = ",\n".join(f"  {_json(name)}: {_json(value)}" for name, value in fields)
    return f"[\n {{\n{lines}\n }}\n]\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
