"""BibTeX: one `@misc` entry, which BibTeX and BibLaTeX read alike."""

from builder.cite import words
from builder.cite.subject import Subject

NAMES = {"en": "english", "ru": "russian", "kk": "kazakh"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "{}$&#%_"},
    }
)


def bibtex(subject: Subject) -> str:
    """The entry; the braces around the heading keep its capitals as they are."""
    when = subject.standing.released if subject.standing.frozen else None
    fields = {
        "author": f"{{{{{_plain(subject.archive)}}}}}",
        "title": f"{{{{{_plain(subject.heading)}}}}}",
        "publisher": f"{{{_plain(subject.publisher)}}}" if subject.publisher else "",
        "year": f"{{{when.year}}}" if when else "",
        "month": MONTHS[when.month - 1] if when else "",
        "note": f"{{{_plain(words.note(subject))}}}",
        "url": f"{{{subject.address}}}" if subject.address else "",
        "language": f"{{{NAMES[subject.language]}}}",
    }
    lines = [f"  {name} = {value},\n" for name, value in fields.items() if value]
    return f"@misc{{{subject.key},\n{''.join(lines)}}}\n"


def _plain(text: str) -> str:
    return text.translate(SPECIAL)
