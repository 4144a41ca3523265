"""RIS: the tagged lines that most reference managers read."""

from builder.cite import words
from builder.cite.subject import Subject


def ris(subject: Subject) -> str:
    """One entry: a page of the web, its edition the version."""
    when = subject.standing.released if subject.standing.frozen else None
    fields = {
        "TY": "ELEC",
        "ID": subject.key,
        "AU": subject.archive,
        "TI": subject.heading,
        "T2": subject.archive,
        "PB": subject.publisher,
        "ET": str(subject.standing.number) if when else "",
        "PY": str(when.year) if when else "",
        "DA": f"{when:%Y/%m/%d}" if when else "",
        "LA": subject.language,
        "N1": words.note(subject),
        "UR": subject.address,
    }
    lines = [f"{tag}  - {value}\n" for tag, value in fields.items() if value]
    return f"{''.join(lines)}ER  - \n"
