"""The invented archive with a canary in every text: whatever runs, asks or leaks makes it sing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from builder.checking import check
from builder.gate import admit
from builder.model.base import passages
from builder.model.text import LANGUAGES, Passage, Plain, PlainPassage, PlainTitle, Title
from builder.tree import plain
from tests.hostile.corpus import ACCEPTED, HERE, cases, harmless
from tests.small import archive

PAYLOADS = (HERE / "canary.txt").read_text(encoding="utf-8").splitlines()
LINES = {"publisher", "copied_from", "locator", "quote", "article", "number", "authors", "variants"}
"""Fields of one plain line, or of a list of them."""

_LINE, _TITLE, _PASSAGE = (TypeAdapter(kind) for kind in (Plain, PlainTitle, PlainPassage))


def stuffed(root: Path, *, copies: int = 1, everything: bool = False) -> Path:
    """The archive at `root`: each record `copies` times, with other payloads each time.

    Beside them stand the hostile texts that are let in and, if asked, all that must be.
    """
    archive(root)
    wheel = _Wheel()
    for path, record, texts in list(_records(root)):
        for number in range(copies):
            stuffing = json.loads(json.dumps(record))
            for loc, adapter in texts:
                wheel.stuff(stuffing, loc, adapter)
            _write(root, path, stuffing, number)
    for case in cases():
        if case.code == ACCEPTED:
            case.lay(root)
    for case in harmless() if everything else ():
        case.lay(root)
    return root


class _Wheel:
    """Goes round the payloads, so that each field gets the longest unused that it may hold."""

    def __init__(self) -> None:
        self.queue = list(PAYLOADS)

    def stuff(self, record: Any, loc: tuple[str | int, ...], adapter: TypeAdapter[str]) -> None:
        *inner, last = loc
        for part in inner:
            record = record[part]
        held = record[last]
        if isinstance(held, dict):
            said = [held[language] for language in LANGUAGES if language in held]
            tail = self.tail(said, adapter)
            held |= {key: _joined(held[key], tail) for key in LANGUAGES if key in held}
        else:
            record[last] = _joined(held, self.tail([held], adapter))

    def tail(self, said: list[str], adapter: TypeAdapter[str]) -> str:
        """A payload, or eight where there is room, that fit behind each of the texts."""
        taken: list[str] = []
        for payload in self.queue:
            longer = "".join(f" {one}" for one in [*taken, payload])
            if all(_held(adapter, _joined(text, longer)) for text in said):
                taken.append(payload)
            if len(taken) == (8 if adapter is _PASSAGE else 1):
                break
        self.queue = [one for one in self.queue if one not in taken] + taken
        return "".join(f" {one}" for one in taken)


def _joined(text: str, tail: str) -> str:
    """A description stays in its brackets, and a text of several blocks ends in one of its own."""
    if text.startswith("[") and text.endswith("]"):
        return f"{text[:-1]}{tail}]"
    return f"{text.rstrip()}\n\n{tail.strip()}\n" if "\n" in text else text + tail


def _held(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return len(text.split()) <= 12 or adapter is not _LINE


def _records(root: Path) -> Iterator[tuple[str, Any, list[tuple[tuple[Any, ...], Any]]]]:
    corpus = check(root).corpus
    for id, record in {**corpus.records, **corpus.tombstones}.items():
        path = corpus.documents[id].path
        tree = admit((root / path).read_bytes(), path)[0]
        assert tree is not None
        texts = [(loc, _adapter(text)) for loc, text in passages(record)]
        whole: Any = plain(tree)
        texts += [(loc, _LINE) for loc in _lines(whole)]
        yield path, whole, texts


def _adapter(text: object) -> TypeAdapter[str]:
    if isinstance(text, Passage):
        return _PASSAGE
    return _TITLE if isinstance(text, Title) else _LINE


def _lines(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, str):
        names = {part for part in loc if isinstance(part, str)}
        if names & LINES or loc == ("title",) or loc == ("copied_from",):
            yield loc
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _lines(inner, (*loc, key))


def _write(root: Path, path: str, record: Any, number: int) -> None:
    if number:
        id = record["id"]
        record["id"] = f"{id[:-2]}{number:02}" if id.startswith("p-") else f"{id}-{number}"
        record.pop("outline", None)
        if "url" in record:
            record["url"] += f"/{number}"
        path = f"{path.removesuffix(f'{id}.yaml')}{record['id']}.yaml"
    (root / path).write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
