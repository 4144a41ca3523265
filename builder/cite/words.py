"""The words of our own in a citation: the version, the day, and what the reader fills in."""

from datetime import date
from functools import cache

from babel.dates import format_date

from builder.cite.subject import Subject
from builder.i18n import Language, translations

LONG = {"en": "d MMMM y", "ru": "d MMMM y 'г'.", "kk": "y 'жылғы' d MMMM"}
"""A day as each language writes it out."""
SHORT = "dd.MM.y"
"""A day as GOST R 7.0.5 writes it."""


@cache
def day(when: date, language: Language, form: str = "") -> str:
    """A day in words, or in the given form."""
    return str(format_date(when, form or LONG[language], locale=language))


def state(subject: Subject, *, dated: bool = False, short: bool = False) -> str:
    """The version, in the middle of a sentence; or that there is none yet, and since when.

    `dated` adds the day of the release, for what has no other place for it; `short` writes days
    in numbers.
    """
    t = translations(subject.language).gettext
    form = SHORT if short else ""
    number, released = subject.standing.number, subject.standing.released
    if number is None:
        since = day(subject.recorded, subject.language, form)
        text = t("recorded {date}, not released yet").format(date=since)
    elif subject.standing.newer:
        text = t("changed after version {number}, not released since").format(number=number)
    elif dated and released is not None:
        on = day(released, subject.language, form)
        text = t("version {number} of {date}").format(number=number, date=on)
    else:
        text = t("version {number}").format(number=number)
    return f"{_claim(subject)}{text}"


def _claim(subject: Subject) -> str:
    if not subject.claim:
        return ""
    claim = translations(subject.language).gettext("claim {id}").format(id=subject.claim)
    return f"{claim}, "


def place(subject: Subject) -> str:
    """The address; without a site, the permalink and that the address is not set."""
    unset = translations(subject.language).gettext("address not set")
    return subject.address or f"{subject.path} ({unset})"


def note(subject: Subject) -> str:
    """What forms without a field for it are told: the version and, without a site, the permalink."""
    told = opening(state(subject, dated=True))
    return told if subject.address else f"{told}; {place(subject)}"


def read_on(language: Language, *, short: bool = False) -> str:
    """Where the reader writes the day of reading: in words, or as `ДД.ММ.ГГГГ`."""
    t = translations(language).gettext
    return t("DD.MM.YYYY") if short else f"[{t('the day you read it')}]"


def opening(text: str) -> str:
    """The same at the beginning of a sentence."""
    return text[:1].upper() + text[1:]
