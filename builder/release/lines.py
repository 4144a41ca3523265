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

_COMMON = frozenset({"n", "date", "act", "id", "prev"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "enter": _COMMON | {"kind", "claims"},
    "claims": _COMMON | {"claims"},
    "withdraw": _COMMON,
    "merge": _COMMON | {"into"},
    "redact": _COMMON | {"reason"},
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
}


@dataclass(frozen=True, slots=True)
class Step:
    """One act on one id; `kind`, `claims`, `into` and `reason` only where the act has them."""

    date: str
    act: str
    id: str
    kind: str = ""
    claims: tuple[str, ...] = ()
    into: str = ""
    reason: str = ""


def lines(n: int, last: str, steps: Sequence[Step]) -> Iterator[bytes]:
    """The lines of `steps`, after line `n` with the hash `last`."""
    for step in steps:
        n += 1
        value = {"n": n, "date": step.date, "act": step.act, "id": step.id, "prev": last}
        texts = {"kind": step.kind, "into": step.into, "reason": step.reason}
        value |= {name: text for name, text in texts.items() if text}
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
    return Step(act=str(value["act"]), claims=listed, **texts)


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
    if type(value["n"]) is not int:
        return "ledger-value", {"field": "n", "value": shown(value["n"])}
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
