"""Which version of each record a citation may name: the last one, while the record is still it."""

from collections.abc import Mapping
from datetime import date

from builder.cite.subject import Standing, Subject, subject
from builder.corpus import Corpus
from builder.i18n import LANGUAGES, Language
from builder.model.base import Record
from builder.model.plain import Data, plain
from builder.project import Settings
from builder.release.frozen import Frozen, digest, freeze
from builder.release.history import History, Version

NONE = Standing()
CALLED = ("title", "name", "initials", "role")
"""The fields that head a record, the first that it has."""
UNCITED = {"source"}
"""Kinds that are no work of the archive: a publication is cited by its own data."""


def standings(history: History, corpus: Corpus) -> dict[str, Standing]:
    """Id → standing, of every record that was ever released."""
    return {id: standing(history, corpus, id) for id in history.versions if id in corpus.records}


def standing(history: History, corpus: Corpus, id: str) -> Standing:
    """How a record stands to what was released of it."""
    last = history.latest(id)
    if last is None:
        return NONE
    now = plain(corpus.records[id])
    same = digest(freeze(id, last.kind, last.number, last.release, now)) == last.sha256
    gone = bool(last.redacted)  # there is nothing left at the version's address to cite
    return Standing(last.number, date.fromisoformat(last.date), newer=gone or not same)


def of_record(
    record: Record, language: Language, found: Mapping[str, Standing], settings: Settings
) -> Subject | None:
    """A record as it is now; None where to cite it would claim what others wrote."""
    if record.kind in UNCITED:
        return None
    heading = record.heading.get(language)[0]
    entered, now = _day(record.recorded.text), found.get(record.id, NONE)
    return subject(record.id, heading, language, entered, now, settings)


def of_version(
    version: Version, frozen: Frozen, language: Language, settings: Settings
) -> Subject | None:
    """A version as it was frozen, likewise; None, too, when it was redacted."""
    if version.kind in UNCITED or frozen.redacted:
        return None
    heading = _heading(frozen.fields, language) or version.id
    released = date.fromisoformat(version.date)
    entered = str(frozen.fields.get("recorded", version.date))
    now = Standing(version.number, released)
    return subject(version.id, heading, language, _day(entered), now, settings)


def _heading(fields: Data, language: Language) -> str:
    """What the record was called, as `Record.heading` has it."""
    given = next((fields[name] for name in CALLED if name in fields), "")
    if not isinstance(given, Mapping):
        return str(given)
    return str(next((given[code] for code in (language, *LANGUAGES) if code in given), ""))


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
