"""YAML text becomes a tree of texts, in one pass over the parser's events."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import events as yaml
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # it imports it for us
from ruamel.yaml.error import YAMLError

from builder.characters import place
from builder.gate.encoding import MOST
from builder.gate.scalars import UNUSABLE, check_scalar
from builder.gate.syntax import explain
from builder.problems import Level, Mark, Problem, problem
from builder.tree import Node

MAX_DEPTH = 12
MAX_KEYS = 200
MAX_ITEMS = 1_000
MAX_NODES = 20_000

_KEY = re.compile(r"_?[a-z][a-z0-9_]{0,63}|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){1,3}")

_SEQUELS = frozenset({"yaml-key", "yaml-empty-value", "yaml-empty-item", "yaml-comma-in-text"})
_HASH = re.compile(r":? +(?=#\S)")

Holder = dict[str, Node] | list[Node]


class _Enough(Exception):
    """Reading on would not help: a limit was passed, or a second record began."""


@dataclass(slots=True)
class _Open:
    """A mapping or list not yet closed; `key` is the one whose value comes next."""

    holder: Holder
    flow: bool
    key: str | None = None
    key_mark: Any = None
    seen: dict[str, Any] = field(default_factory=dict)
    size: int = 0

    @property
    def awaits_key(self) -> bool:
        return self.key_mark is None and isinstance(self.holder, dict)


def read(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one record; the tree is None when it could not be read as it was meant.

    A tree may come with problems: fields that are empty, repeated or unreadable are left out.
    """
    reader = _Reader(text, path)
    try:
        reader.run()
    except YAMLError as error:
        cause = explain(error, text, path, reader.last)
        reader.found = [*(one for one in reader.found if not _follows(one, cause)), cause]
        reader.spoiled = True
    except _Enough:
        reader.spoiled = True
    return None if reader.spoiled else reader.root, reader.found


def _follows(one: Problem, cause: Problem) -> bool:
    """What the parser made of a line before it gave up there is not worth telling."""
    if one.code == "yaml-line":
        return one.line >= cause.line
    return one.line == cause.line and one.code in _SEQUELS


class _Reader:
    """The state of one pass: what is open, what was found."""

    def __init__(self, text: str, path: str) -> None:
        # A final newline is not asked of contributors, and must not change what a text says.
        self.text = text if text.endswith("\n") else f"{text}\n"
        self.path = path
        self.found: list[Problem] = []
        self.spoiled = False
        self.root: Node | None = None
        self.last: Any = None
        self.stack: list[_Open] = []
        self.nodes = 0
        self.documents = 0

    def run(self) -> None:
        parser = CParser(self.text.encode())
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if take := _TAKE.get(type(event)):
                take(self, event)
        if self.root is None or not isinstance(self.root.value, dict):
            self.spoiled = True
            if not any(one.level == "error" for one in self.found):
                self.report("yaml-root" if self.root else "file-empty", Mark(self.path))

    def report(self, code: str, where: Any, **values: str) -> None:
        """Note a problem at a mark, ours or the parser's."""
        if not isinstance(where, Mark):
            where = Mark(self.path, where.line + 1, where.column + 1)
        level: Level = "warning" if code == "text-lookalike" else "error"
        self.found.append(problem(code, where, level, **values))
        if len(self.found) > MOST:
            raise _Enough

    def stop(self, code: str, mark: Any, limit: int) -> None:
        self.report(code, mark, limit=f"{limit:,}")
        raise _Enough

    # Documents

    def start_document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self.report("yaml-directive", event.start_mark)
        if self.documents > 1:
            self.report("yaml-documents", event.start_mark)
            raise _Enough

    def end_document(self, event: Any) -> None:
        if event.explicit:
            self.report("yaml-document-end", event.start_mark)

    # Mappings and lists

    def start_mapping(self, event: Any) -> None:
        self.open({}, event)

    def start_list(self, event: Any) -> None:
        self.open([], event)

    def open(self, holder: Holder, event: Any) -> None:
        mark = event.start_mark
        self.refuse_properties(event)
        self.refuse_margin(mark)
        if len(self.stack) >= MAX_DEPTH:
            self.stop("yaml-depth", mark, MAX_DEPTH)
        if self.stack and self.stack[-1].awaits_key:
            self.complex_key(mark)
        else:
            self.put(holder, mark)
        self.stack.append(_Open(holder, bool(event.flow_style)))

    def close(self, _: Any) -> None:
        self.stack.pop()

    def put(self, value: str | Holder | None, mark: Any, end: Any = None) -> None:
        """Put a value where it belongs; None leaves the place empty."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.stop("yaml-nodes", mark, MAX_NODES)
        written = self.text[mark.index : end.index] if end else ""
        line, column = mark.line + 1, mark.column + 1
        if not self.stack:
            self.root = Node("" if value is None else value, line, column, written=written)
            return
        top = self.stack[-1]
        if isinstance(top.holder, list):
            self.count(top, MAX_ITEMS, "yaml-items", mark)
            if value is not None:
                top.holder.append(Node(value, line, column, written=written))
            return
        key, at = top.key, top.key_mark
        if key is not None and value is not None:
            top.holder[key] = Node(value, line, column, at.line + 1, at.column + 1, written)
        top.key = top.key_mark = None

    def count(self, top: _Open, limit: int, code: str, mark: Any) -> None:
        top.size += 1
        if top.size > limit:
            self.stop(code, mark, limit)

    # Texts

    def scalar(self, event: Any) -> None:
        self.last = event
        self.refuse_properties(event)
        self.refuse_margin(event.start_mark)
        top = self.stack[-1] if self.stack else None
        if top and top.awaits_key:
            self.read_key(top, event)
        elif not event.value.strip():
            self.refuse_empty(top, event)
        else:
            usable = self.check(top, event)
            self.put(event.value if usable else None, event.start_mark, event.end_mark)

    def check(self, top: _Open | None, event: Any) -> bool:
        """Report what is wrong with a text; False when it cannot be what was meant."""
        key = top and top.key_mark
        usable = True
        between = self.text.find("#", key.index, event.start_mark.index) if key else -1
        if between >= 0:
            self.report("yaml-comment", place(self.text, between, self.path))
        own_line = not (top and top.flow) and (not key or key.line != event.start_mark.line)
        for code, index, values in check_scalar(event, self.text, own_line=own_line):
            usable = usable and code not in UNUSABLE
            self.report(code, place(self.text, index, self.path), **values)
        return usable

    def read_key(self, top: _Open, event: Any) -> None:
        key, mark = event.value, event.start_mark
        self.count(top, MAX_KEYS, "yaml-keys", mark)
        top.key, top.key_mark = None, mark
        if key == "<<":
            self.spoiled = True
            self.report("yaml-merge", mark)
        elif "\ufffd" in key:
            pass  # the character was refused already
        elif not _KEY.fullmatch(key):
            self.report("yaml-key", mark, key=key[:80])
        elif first := top.seen.get(key):
            at = f"{first.line + 1}:{first.column + 1}"
            self.report("yaml-duplicate", mark, key=key, first=at)
        else:
            top.key, top.seen[key] = key, mark

    def refuse_empty(self, top: _Open | None, event: Any) -> None:
        if top is None:
            return
        mark = top.key_mark or event.start_mark
        if event.anchor or event.tag:
            pass  # told already
        elif top.flow and ":" not in self.text[mark.index : event.start_mark.index + 1]:
            # `{quote: one, two}` makes a key of "two": the comma was meant as text.
            if self.found and self.found[-1].code == "yaml-key":
                self.found.pop()
            self.report("yaml-comma-in-text", mark)
        elif hash_ := _HASH.match(self.text, event.start_mark.index):
            self.report("yaml-quote", place(self.text, hash_.end(), self.path), char="#")
        elif top.key_mark:
            self.report("yaml-empty-value", mark, key=top.key or "")
        else:
            self.report("yaml-empty-item", mark)
        self.put(None, event.start_mark)

    # Features no record may use

    def refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self.report("yaml-anchor", event.start_mark)
        if event.tag:
            self.report("yaml-tag", event.start_mark, tag=event.tag[:80])

    def refuse_margin(self, mark: Any) -> None:
        """A list or group in brackets may go on at the margin, where only fields should begin."""
        if self.stack and self.stack[-1].flow and mark.column == 0:
            self.report("yaml-line", mark)

    def alias(self, event: Any) -> None:
        self.spoiled = True
        self.report("yaml-anchor", event.start_mark)
        if self.stack and self.stack[-1].awaits_key:
            self.complex_key(event.start_mark)
        else:
            self.put(None, event.start_mark)

    def complex_key(self, mark: Any) -> None:
        self.spoiled = True
        self.report("yaml-key-complex", mark)
        self.stack[-1].key_mark = mark


_TAKE: dict[type, Callable[[_Reader, Any], None]] = {
    yaml.ScalarEvent: _Reader.scalar,
    yaml.MappingStartEvent: _Reader.start_mapping,
    yaml.MappingEndEvent: _Reader.close,
    yaml.SequenceStartEvent: _Reader.start_list,
    yaml.SequenceEndEvent: _Reader.close,
    yaml.AliasEvent: _Reader.alias,
    yaml.DocumentStartEvent: _Reader.start_document,
    yaml.DocumentEndEvent: _Reader.end_document,
}
