"""The packet as JSON: the same things as the Markdown, whole, for programs."""

import json
from collections.abc import Iterable
from typing import Any

from builder.write.diff.harmless import shown, whole
from builder.write.diff.packet import Fault, Packet, Part, RecordChange
from builder.write.diff.words import Note, joined


def as_json(packet: Packet) -> str:
    """One object; only ASCII, so that no reader of logs meets a live character."""
    return json.dumps(_values(packet), indent=1) + "\n"


def _values(packet: Packet) -> dict[str, Any]:
    hidden = packet.hidden
    return {
        "packet": 1,
        "base": shown(packet.base, hidden),
        "head": shown(packet.head, hidden),
        "mergeable": not packet.refused,
        "refused": [_fault(one, hidden) for one in packet.refused],
        "levels": _notes(packet.levels, hidden),
        "meaning": _notes(packet.meaning, hidden),
        "risks": _notes(packet.risks, hidden),
        "warnings": [_fault(one, hidden) for one in packet.warnings],
        "sources": {"changed": packet.sources, "captured": 0},
        "outside": _notes(packet.outside, hidden),
        "unread": [shown(path, hidden) for path in packet.unread],
        "rewritten": [shown(path, hidden) for path in packet.rewritten],
        "records": [_record(one, hidden) for one in packet.records],
    }


def _record(change: RecordChange, hidden: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": shown(change.id, hidden),
        "kind": change.kind,
        "what": change.what,
        "heading": shown(change.heading, hidden),
        "parts": _parts(change.parts, hidden),
        "claims": [
            {"id": claim.id, "what": claim.what, "parts": _parts(claim.parts, hidden)}
            for claim in change.claims
        ],
    }


def _notes(notes: Iterable[Note], hidden: tuple[str, ...]) -> list[dict[str, str]]:
    def tell(text: str) -> str:
        return shown(text, hidden)

    return [{"id": tell(n.id), "text": joined(n.words, tell).rstrip()} for n in notes]


def _fault(fault: Fault, hidden: tuple[str, ...]) -> dict[str, Any]:
    one = fault.problem
    return {
        "path": shown(one.path, hidden),
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "message": shown(one.message, hidden),
        "hint": shown(one.hint, hidden),
        "stood": fault.stood,
    }


def _parts(parts: Iterable[Part], hidden: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {
            "name": shown(part.name, hidden),
            "language": part.language,
            "before": whole(part.before, hidden),
            "after": whole(part.after, hidden),
        }
        for part in parts
    ]
