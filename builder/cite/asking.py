"""What `qantar cite` was asked for: a record, one version of it, one claim of either."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.cite.standing import of_record, of_version, standing
from builder.cite.subject import Subject
from builder.corpus import Corpus, claims_of
from builder.i18n import Language
from builder.near import did_you_mean
from builder.problems import Stop
from builder.project import Settings
from builder.release.history import History, Version

ASKED = re.compile(r"([^@#]+)(?:@([1-9][0-9]{0,5}))?(?:#([^@#]+))?")


class Uncitable(Stop):
    """There is no such record, version or claim; the message says what there is."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be cited, and how the archive names itself."""

    corpus: Corpus
    history: History
    settings: Settings


def asked(shelf: Shelf, named: str, language: Language) -> Subject:
    """What `ID[@VERSION][#CLAIM]` names; `Uncitable` says what to write instead."""
    match = ASKED.fullmatch(named)
    if match is None:
        raise Uncitable(f"'{named[:80]}' names no record; write ID, ID@VERSION or ID@VERSION#CLAIM")
    id, number, claim = match.groups()
    found = _version(shelf, id, int(number), language) if number else _now(shelf, id, language)
    if found is None:
        raise Uncitable(f"{id} is a publication of others; cite it by what its page /e/{id}/ says")
    if claim is None:
        return found
    known = _claims(shelf, id, int(number) if number else 0)
    if claim not in known:
        few = ", ".join(sorted(known)[:8])
        near = did_you_mean(claim, known, otherwise=f"some that it has: {few}")
        raise Uncitable(f"{id} has no claim '{claim[:80]}'; {near if known else 'it has none'}")
    return found.of_claim(claim)


def _now(shelf: Shelf, id: str, language: Language) -> Subject | None:
    """The record as it is: its last version, while it still is that."""
    corpus, history = shelf.corpus, shelf.history
    if id in corpus.tombstones:
        last = history.latest(id)
        rest = f"cite what it was: {id}@{last.number}" if last else "no version of it was released"
        raise Uncitable(f"{id} has left the archive; {rest}")
    if id not in corpus.records:
        raise Uncitable(f"there is no record '{id[:80]}'; {_near(id, corpus.records)}")
    record = corpus.records[id]
    return of_record(record, language, {id: standing(history, corpus, id)}, shelf.settings)


def _version(shelf: Shelf, id: str, number: int, language: Language) -> Subject | None:
    found = _released(shelf, id, number)
    if found.redacted:
        raise Uncitable(f"{id}@{number} was taken out of the archive; its page stays and says so")
    return of_version(found, shelf.history.frozen(found), language, shelf.settings)


def _released(shelf: Shelf, id: str, number: int) -> Version:
    versions = shelf.history.versions.get(id, ())
    if 0 < number <= len(versions):
        return versions[number - 1]
    if versions:
        raise Uncitable(f"{id} has no version {number}; its last is {id}@{len(versions)}")
    if id in shelf.corpus.records:
        raise Uncitable(f"no version of {id} was released yet; cite it as {id}")
    known = {*shelf.corpus.records, *shelf.history.versions}
    raise Uncitable(f"there is no record '{id[:80]}'; {_near(id, known)}")


def _claims(shelf: Shelf, id: str, number: int) -> set[str]:
    if not number:
        return {claim.id for claim in claims_of(shelf.corpus.records[id])}
    fields = shelf.history.frozen(_released(shelf, id, number)).fields
    claims = fields.get("claims", ())
    assert isinstance(claims, list | tuple)
    return {str(claim["id"]) for claim in claims}


def _near(word: str, known: Iterable[str]) -> str:
    return did_you_mean(word, known, otherwise="it is what stands after /e/ in the address")
