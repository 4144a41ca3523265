"""What the page of a record, or of one version of it, says about how to cite it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from builder.cite import words
from builder.cite.forms import DATA, NAMES
from builder.cite.shapes import STYLES, html
from builder.cite.subject import Subject
from builder.render.reader import Reader

COPY = ("/assets/js/copy.js",)
"""The script that puts a button beside each citation."""


@dataclass(frozen=True, slots=True)
class Citing:
    """The citations of one page: name → text, the styles in the order their readers expect."""

    title: str
    state: str
    styles: tuple[tuple[str, Markup], ...]
    data: tuple[tuple[str, str], ...]
    coins: str


def citing(reader: Reader, subject: Subject) -> Citing:
    """All citations of `subject`, in the reader's language."""
    names = list(STYLES) if reader.language == "en" else ["gost", *STYLES]
    return Citing(
        reader.t("Cite this version") if subject.standing.frozen else reader.t("Cite this record"),
        _state(reader, subject),
        tuple(
            (_called(reader, name), Markup(html(subject, name))) for name in dict.fromkeys(names)
        ),
        tuple((NAMES[name], form(subject)) for name, form in DATA.items()),
        coins(subject),
    )


def _called(reader: Reader, style: str) -> str:
    return reader.t("GOST R 7.0.5") if style == "gost" else NAMES[style]


def _state(reader: Reader, subject: Subject) -> str:
    """What the citations name, as a sentence."""
    if subject.standing.frozen:
        told = words.opening(words.state(subject, dated=True))
        return reader.t("{version}. It will always say what it says now.", version=told.rstrip("."))
    told = words.opening(words.state(subject))
    return reader.t(
        "{state}. What stands here may still change: name the day.", state=told.rstrip(".")
    )


def coins(subject: Subject) -> str:
    """ContextObject in a span (COinS): the same for reference managers that read the page."""
    when = subject.standing.released if subject.standing.frozen else None
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "webpage",
        "rft.title": subject.heading,
        "rft.creator": subject.archive,
        "rft.source": subject.archive,
        "rft.publisher": subject.publisher,
        "rft.date": when.isoformat() if when else "",
        "rft.language": subject.language,
        "rft.description": words.note(subject),
        "rft.identifier": subject.address,
    }
    return urlencode({name: value for name, value in fields.items() if value})
