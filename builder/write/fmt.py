"""Canonical form: order of keys, clean ends of lines, filled translation hashes; comments stay."""

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver

from builder.disk import write_whole
from builder.gate import admit
from builder.load import find
from builder.model.kinds import KINDS, inner_model
from builder.model.text import LANGUAGES, Line, Passage, fingerprint
from builder.written import TEXTS

KEY = re.compile(r"[a-z_][a-z0-9_-]* *:", re.ASCII)
WIDE = 1 << 20
MODELINE = "# yaml-language-server: "
"""How the line begins that tells an editor the schema: it stands first."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """Files whose canonical form differs, and those that have faults and were left alone."""

    changed: list[str]
    unreadable: list[str]


def format_files(root: Path, only: Sequence[Path], *, write: bool) -> Formatted:
    """Bring files into canonical form, or only tell which differ when not `write`."""
    wanted = [path.resolve() for path in only]
    changed, unreadable = [], []
    for path in (*find(root)[0], *(text for text in TEXTS if (root / text).is_file())):
        file = root / path
        if wanted and not any(file.resolve().is_relative_to(one) for one in wanted):
            continue
        before = file.read_bytes()
        after = canonical(before, path)
        if after is None:
            unreadable.append(path)
        elif after != before:
            changed.append(path)
            if write:
                write_whole(file, after)
    return Formatted(changed, unreadable)


def canonical(data: bytes, path: str) -> bytes | None:
    """The canonical form of a record file; None when it cannot be read as one."""
    text = mended(data)
    tree, found = admit(text.encode(), path)
    faulty = any(one.level == "error" for one in found)
    if tree is None or faulty or not isinstance(tree.value, dict):
        return None
    model = TEXTS.get(path) or KINDS[path.split("/")[1]]
    yaml = _yaml()
    record = yaml.load(ordered(text, list(keys(model))))
    written_in = record.get("written_in", "en")
    _fill(record, model, str(written_in))
    _order_below(record, model)
    out = io.StringIO()
    yaml.dump(record, out)
    return out.getvalue().encode()


def mended(data: bytes) -> str:
    """The text without byte-order mark, carriage returns, trailing blanks; composed letters."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(lines).rstrip("\n") + "\n"


def ordered(text: str, keys: Sequence[str]) -> str:
    """Top-level blocks in the order of `keys`; the comments above a key go with it."""
    head, blocks = _blocks(text)
    place = {key: number for number, key in enumerate(keys)}
    blocks.sort(key=lambda block: place.get(block[0], len(place)))
    return head + "".join(body for _, body in blocks)


def _blocks(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first key, then each key with its lines and the comments above it."""
    head: list[str] = []
    blocks: list[tuple[str, list[str]]] = []
    pending: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(MODELINE):
            head.append(line)
        elif KEY.match(line):
            blocks.append((line.split(":")[0].rstrip(), [*pending, line]))
            pending = []
        elif line.startswith("#") or (not line.strip() and pending):
            pending.append(line)
        elif blocks:
            blocks[-1][1].extend([*pending, line])
            pending = []
        else:
            head.append(line)
    if pending and blocks:
        blocks[-1][1].extend(pending)
    return "".join(head), [(key, "".join(lines)) for key, lines in blocks]


class _Texts(VersionedResolver):
    """Takes every scalar for a text, as the gate does: read as a number, `-0` came back as `0`."""

    def add_version_implicit_resolver(self, *_: Any) -> None:
        """Know no other type."""

    @property
    def versioned_resolver(self) -> dict[Any, Any]:
        """No pattern of any other type."""
        return {}


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Texts
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def keys(model: type[BaseModel]) -> Iterator[str]:
    """The model's keys, `id` and the record's head first, what is said last."""
    if issubclass(model, Line | Passage):
        yield from (*LANGUAGES, "made_from")
        return
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    first = [key for key in FIRST if key in fields]
    last = [key for key in LAST if key in fields]
    yield from first
    yield from (key for key in fields if key not in (*first, *last))
    yield from last


FIRST = ("id", "status", "recorded", "written_in", "machine_assisted", "title", "name", "type")
LAST = (
    "topics",
    "content_note",
    "summary",
    "body",
    "parties",
    "steps",
    "claims",
    "note",
    "related",
    "not_same_as",
)


def _order_below(node: Any, model: type[BaseModel] | None) -> None:
    """Order the keys of groups inside the record, where no comment hangs between them."""
    if isinstance(node, CommentedSeq):
        for item in node:
            _order_below(item, model)
    elif isinstance(node, CommentedMap) and model is not None:
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        for key, value in node.items():
            field = fields.get(str(key))
            inner = inner_model(field.annotation) if field is not None else None
            if isinstance(value, CommentedMap) and inner is not None and not value.ca.items:
                _sort(value, list(keys(inner)))
            if isinstance(value, CommentedSeq) and inner is not None:
                for item in value:
                    if isinstance(item, CommentedMap) and not item.ca.items:
                        _sort(item, list(keys(inner)))
            _order_below(value, inner)


def _sort(node: CommentedMap, keys: Sequence[str]) -> None:
    for key in [*(k for k in keys if k in node), *(k for k in list(node) if k not in keys)]:
        node.move_to_end(key)


def _fill(node: Any, model: type[BaseModel] | None, original: str) -> None:
    """Give each translation the hash of the original it stands beside, where it has none."""
    if isinstance(node, CommentedSeq):
        for item in node:
            _fill(item, model, original)
    elif isinstance(node, CommentedMap) and model is not None:
        if issubclass(model, Line | Passage):
            _fill_text(node, original)
            return
        for name, field in model.model_fields.items():
            _fill(node.get(field.alias or name), inner_model(field.annotation), original)


def _fill_text(node: CommentedMap, original: str) -> None:
    others = [language for language in LANGUAGES if language != original and language in node]
    if original not in node or not others:
        return
    known = node.get("made_from")
    made_from = known if isinstance(known, CommentedMap) else CommentedMap()
    missing = [language for language in others if language not in made_from]
    for language in missing:
        made_from[language] = fingerprint(str(node[original]).strip())
    if missing and known is None:
        made_from.fa.set_flow_style()
        node["made_from"] = made_from
