"""One line of the ledger: its bytes, its fields and what they may hold."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as calendar_date
from hashlib import sha256

FIRST = "0" * 64
"""What the first line has for the hash of the line before."""

Fault = tuple[str, dict[str, str]]
"""A code of the catalogue and its values, before its line is known."""

_COMMON = frozenset({"n", "date", "act", "prev"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "enter": _COMMON | {"id", "kind", "claims"},
    "claims": _COMMON | {"id", "claims"},
    "withdraw": _COMMON | {"id"},
    "merge": _COMMON | {"id", "into"},
    "redact": _COMMON | {"id", "reason"},
    "redact-version": _COMMON | {"id", "reason", "version"},
    "release": _COMMON | {"release", "sums"},
}
"""Act → the fields of its line."""

# One encoder for all lines: `json.dumps` would make a new one for each.
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEXTS: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "prev": re.compile(r"[0-9a-f]{64}"),
    "id": _SLUG,
    "kind": _SLUG,
    "into": _SLUG,
    "reason": _SLUG,
    "release": _SLUG,
    "sums": re.compile(r"[0-9a-f]{64}"),
}
_NUMBERS = ("n", "version")
_GIVEN = ("id", "kind", "into", "reason", "release", "sums", "version")
"""What a step gives to its line where it is not empty; an act's claims may be none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act, on one id but for a release; the other fields only where the act has them.

    `version` counts from 1; `sums` is the SHA-256 of the release's list of hashes.
    """

    date: str
    act: str
    id: str = ""
    kind: str = ""
    claims: tuple[str, ...] = ()
    into: str = ""
    reason: str = ""
    release: str = ""
    sums: str = ""
    version: int = 0


def lines(n: int, last: str, steps: Sequence[Step]) -> Iterator[bytes]:
    """The lines of `steps`, after line `n` with the hash `last`."""
    for step in steps:
        n += 1
        value: dict[str, object] = {"n": n, "date": step.date, "act": step.act, "prev": last}
        given = {name: getattr(step, name) for name in _GIVEN}
        value |= {name: one for name, one in given.items() if one}
        if step.claims or step.act == "enter":
            value["claims"] = list(step.claims)
        line = _canonical(value)
        last = sha256(line).hexdigest()
        yield line + b"\n"


def parse(line: bytes) -> Mapping[str, object] | Fault:
    """The fields of a line, each of them sound; or what is wrong with it."""
    try:
        value = json.loads(line)
        if not isinstance(value, dict) or _canonical(value) != line:
            return "ledger-json", {}
    except (ValueError, RecursionError):
        return "ledger-json", {}
    return _fault(value) or value


def step(value: Mapping[str, object]) -> Step:
    """The step that a sound line takes."""
    claims = value.get("claims")
    texts = {name: str(value[name]) for name in _TEXTS if name in value and name != "prev"}
    listed = tuple(str(claim) for claim in claims) if isinstance(claims, list) else ()
    version = value.get("version", 0)
    assert isinstance(version, int)  # `parse` has seen to it
    return Step(act=str(value["act"]), claims=listed, version=version, **texts)


def _canonical(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


def _fault(value: Mapping[str, object]) -> Fault | None:
    act = value.get("act")
    if not isinstance(act, str) or act not in _FIELDS:
        return "ledger-act", {"act": shown(act)}
    if value.keys() != _FIELDS[act]:
        wrong = min(value.keys() ^ _FIELDS[act])
        return "ledger-fields", {"act": act, "field": shown(wrong)}
    for name, pattern in _TEXTS.items():
        text = value.get(name, "")
        if name in value and not (isinstance(text, str) and pattern.fullmatch(text)):
            return "ledger-value", {"field": name, "value": shown(text)}
    for name in _NUMBERS:
        if name in value and type(value[name]) is not int:
            return "ledger-value", {"field": name, "value": shown(value[name])}
    return _fault_in_claims(act, value) or _fault_in_date(str(value["date"]))


def _fault_in_claims(act: str, value: Mapping[str, object]) -> Fault | None:
    claims = value.get("claims", [])
    sound = isinstance(claims, list) and all(
        isinstance(claim, str) and _SLUG.fullmatch(claim) for claim in claims
    )
    if not sound or (act == "claims" and not claims):
        return "ledger-value", {"field": "claims", "value": shown(claims)}
    return None


def _fault_in_date(text: str) -> Fault | None:
    try:
        calendar_date.fromisoformat(text)
    except ValueError:
        return "ledger-value", {"field": "date", "value": text}
    return None


def shown(value: object) -> str:
    """A value of a line as text for a message: short, and free of anything a terminal obeys."""
    return ascii(value if isinstance(value, str) else repr(value)[:80])[1:-1][:80]
