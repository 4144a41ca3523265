"""What a contributor most likely did where the YAML parser gave up."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from builder.problems import Mark, Problem, problem

_KEY_LINE = re.compile(r"\s*(?:- +)*[a-z_][a-z0-9_-]*:(?: |$)")
_KEY_GLUED = re.compile(r"\s*(?:- +)*[a-z_][a-z0-9_-]*:(?=[^\s/])")
_ITEM_GLUED = re.compile(r"\s*-(?=[^\s-])")
_VALUE = re.compile(r"""\s*(?:- +)*(?:[^\s:]+: +)?(?=['"\[{])""")
_EARLIER_COLON = re.compile(r"[^\s:]:\s")
_HASH_IN_LIST = re.compile(
    r"""\s*(?:- +)*[a-z_]+: +[\[{](?:[^"'#\]}]*[\[{,\s])?(?=#[^\s#][^#]*[\]}])"""
)
"""A list or a group whose end is taken for a comment, as in `[#claim]`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the parser stopped, and the last text it read; lines and columns start at 0."""

    path: str
    lines: list[str]
    detail: str
    line: int
    column: int
    opened: tuple[int, int]
    last: Any = None

    @property
    def text(self) -> str:
        """The line the parser stopped at."""
        return self._at(self.line)

    @property
    def opening(self) -> str:
        """The line where the thing began that was never finished."""
        return self._at(self.opened[0])

    def _at(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""

    def above(self) -> tuple[int, str]:
        """The nearest line above that is not blank."""
        lines = ((n, self.lines[n]) for n in range(min(self.line, len(self.lines)) - 1, -1, -1))
        return next(((n, text) for n, text in lines if text.strip()), (self.line, ""))

    def report(self, code: str, line: int | None = None, column: int = 0, **values: str) -> Problem:
        """Build a problem at a place, or where the parser stopped: it may stop past the end."""
        line, column = (self.line, self.column) if line is None else (line, column)
        line = min(line, len(self.lines) - 1)
        column = min(column, len(self.lines[line]))
        return problem(code, Mark(self.path, line + 1, column + 1), **values)


def explain(error: Any, text: str, path: str, last: Any) -> Problem:
    """Turn a parser's error into the fault a contributor can see; `last` is the last scalar read."""
    stop = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None) or stop
    detail = str(getattr(error, "problem", None) or getattr(error, "reason", "unreadable"))
    context = getattr(error, "context", None) or ""
    failure = Failure(
        path,
        text.split("\n"),
        detail,
        stop.line if stop else 0,
        stop.column if stop else 0,
        (opened.line, opened.column) if opened else (0, 0),
        last,
    )
    if swallowed := _swallowed(failure):
        return swallowed
    for sign, rule in RULES:
        if sign in f"{context}; {detail}":
            return rule(failure)
    return failure.report("yaml-syntax", detail=detail)


def _swallowed(f: Failure) -> Problem | None:
    """A list whose end a # made a comment: the parser reads on and stops further down."""
    for number, text in enumerate(f.lines[: f.line + 1]):
        if hash_ := _HASH_IN_LIST.match(text):
            return f.report("yaml-quote", number, hash_.end(), char="#")
    return None


def _colon(f: Failure) -> Problem:
    """A colon where no key can be: inside a text, or a key on a line that is part of a text."""
    if _EARLIER_COLON.search(f.text[: f.column]) or not _KEY_LINE.match(f.text):
        return f.report("yaml-colon")
    number, above = f.above()
    if glued := _KEY_GLUED.match(above):
        return f.report("yaml-colon-space", number, glued.end() - 1)
    return _run_on(f) or f.report("yaml-indent", f.line, _indent(f.text))


def _no_key(f: Failure) -> Problem:
    """A line without a colon where a key was expected."""
    line, text = f.opened[0], f.opening
    if glued := _KEY_GLUED.match(text):
        return f.report("yaml-colon-space", line, glued.end() - 1)
    if glued := _ITEM_GLUED.match(text):
        return f.report("yaml-dash-space", line, glued.end() - 1)
    return _run_on(f) or f.report("yaml-line", line, _indent(text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _left_over(f: Failure) -> Problem:
    """Something after a value that was already complete, or a line at a wrong depth."""
    before = f.text[: f.column]
    if not before.strip(" -"):
        if f.text[f.column : f.column + 1] == ":":
            return f.report("yaml-key", key="")
        if glued := _ITEM_GLUED.match(f.text):
            return f.report("yaml-dash-space", f.line, glued.end() - 1)
        return _run_on(f) or f.report("yaml-indent")
    return _bracket_first(f) or _run_on(f) or f.report("yaml-quote-end")


def _bracket_first(f: Failure) -> Problem | None:
    """A text that starts with a bracket, which YAML takes for a list or a group."""
    value = _VALUE.match(f.text)
    if not value or value.end() >= f.column or f.text[value.end()] not in "[{":
        return None
    return f.report("yaml-quote", f.line, value.end(), char=f.text[value.end()])


def _flow(f: Failure) -> Problem:
    """A list in [ ] or a group in {} that does not end as it should."""
    if unclosed := _run_on(f):
        return unclosed
    if f.line != f.opened[0]:
        return f.report("yaml-bracket", *f.opened, char=f.opening[f.opened[1]])
    if f.text[: f.column].rstrip().endswith(("'", '"')):
        return f.report("yaml-quote-end")
    return f.report("yaml-comma")


def _run_on(f: Failure) -> Problem | None:
    """A quoted text that swallowed the keys of following lines was not closed where meant."""
    if f.last is None or f.last.style not in ("'", '"'):
        return None
    start, end = f.last.start_mark, f.last.end_mark
    if not any(_KEY_LINE.match(text) for text in f.lines[start.line + 1 : end.line + 1]):
        return None
    return f.report("yaml-quote-open", start.line, start.column)


def _quote_needed(f: Failure) -> Problem:
    if text := _bracket_first(f):
        return text
    line, column = f.opened
    char = f.opening[column : column + 1] or "?"
    return f.report("yaml-quote", line, column, char=char)


def _quote_here(f: Failure) -> Problem:
    return f.report("yaml-quote", char=f.text[f.column : f.column + 1] or "?")


def _tag(f: Failure) -> Problem:
    line, column = f.opened
    return f.report("yaml-tag", line, column, tag=f.opening[column:].split(" ")[0][:80])


def _escape(f: Failure) -> Problem:
    column = f.text.rfind("\\", 0, f.column + 1)
    shown = re.match(r"\\(?:[xuU][0-9A-Fa-f]{0,8}|.?)", f.text[max(column, 0) :])
    return f.report("yaml-escape", f.line, max(column, 0), escape=shown[0] if shown else "\\")


def _second_document(f: Failure) -> Problem:
    _, above = f.above()
    if f.text.startswith("---") or above.startswith("..."):
        return f.report("yaml-documents")
    return _left_over(f)


def _plain(code: str) -> Callable[[Failure], Problem]:
    return lambda f: f.report(code)


def _opened(code: str) -> Callable[[Failure], Problem]:
    return lambda f: f.report(code, *f.opened)


RULES: list[tuple[str, Callable[[Failure], Problem]]] = [
    ("scanning a directive", _opened("yaml-directive")),
    ("parsing a directive", _opened("yaml-directive")),
    ("%YAML", _plain("yaml-directive")),
    ("%TAG", _plain("yaml-directive")),
    ("a tag", _tag),
    ("tag handle", _tag),
    ("scanning an alias", _quote_needed),
    ("scanning an anchor", _quote_needed),
    ("cannot start any token", _quote_needed),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("scanning a quoted scalar", lambda f: _run_on(f) or f.report("yaml-quote-open", *f.opened)),
    ("scanning a block scalar", _plain("yaml-block")),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_key),
    ("block sequence entries are not allowed", _plain("yaml-list-place")),
    ("did not find expected key", _left_over),
    ("did not find expected '-' indicator", _left_over),
    ("expected ',' or", _flow),
    ("parsing a flow node", _plain("yaml-comma")),
    ("expected node content", _quote_here),
    ("mapping keys are not allowed", _quote_here),
    ("unexpected ':'", _plain("yaml-colon-braces")),
    ("incompatible YAML document", _opened("yaml-directive")),
    ("expected <document start>", _second_document),
]
"""Part of the parser's message → what to look for; the first that fits wins."""
