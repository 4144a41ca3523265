"""Problems as text for people, and as JSON, SARIF or annotations for programs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol
from urllib.parse import quote as percent_encode

from babel.numbers import format_decimal

from builder.i18n import Language, translations
from builder.printable import printable, visible, width
from builder.problems import Code, Mark, Problem, catalogue, problem

MOST = 100
"""Problems shown of one file."""

EXCERPT = 80
TAB = "→"

Quote = Callable[[str, int], str]
"""Gives a line of a file, or nothing: (path, line) → text."""


class Reporter(Protocol):
    """Writes problems in one form, worded in a language."""

    def __call__(
        self, problems: Iterable[Problem], quote: Quote = ..., language: Language = ..., /
    ) -> str:
        """Give the whole report."""


def no_quote(_path: str, _line: int) -> str:
    """Quote nothing."""
    return ""


def text(problems: Iterable[Problem], quote: Quote = no_quote, language: Language = "en") -> str:
    """Group by file; show the line, a caret under the place, what to do, and the code."""
    found = sorted(problems)
    lines: list[str] = []
    for path, group in groupby(shown(found), lambda one: one.path):
        lines.append(printable(path))
        for one in group:
            lines += _text_lines(one, quote(one.path, one.line), language)
        lines.append("")
    return "\n".join([*lines, summary(found, language), ""])


def _text_lines(one: Problem, source: str, language: Language) -> Iterator[str]:
    told, level = one.told(language), translations(language).gettext(one.level)
    yield f"  {one.line}:{one.column}  {level}: {printable(told.message)}  [{one.code}]"
    if source:
        cut, caret = excerpt(source, one.column)
        yield f"      | {cut}"
        yield f"      | {' ' * caret}^"
    yield f"      {printable(told.hint)}"
    for line in told.example.split("\n") if told.example else ():
        yield f"        {printable(line)}"


def excerpt(source: str, column: int) -> tuple[str, int]:
    """Cut a piece of a line around a column, with how far along the caret goes."""
    start = max(0, min(column - 1, len(source)) - EXCERPT // 2) if len(source) > EXCERPT else 0
    shown = visible(source[start : start + EXCERPT])
    shown = [TAB if char == "\\t" else char for char in shown]
    ahead = "…" if start else ""
    after = "…" if start + EXCERPT < len(source) else ""
    caret = width(ahead + "".join(shown[: column - 1 - start]))
    return ahead + "".join(shown) + after, caret


def as_json(
    problems: Iterable[Problem], _quote: Quote = no_quote, language: Language = "en"
) -> str:
    """List the problems for a program."""
    found = sorted(problems)
    rows = [_row(one, one.told(language)) for one in shown(found)]
    body = {"errors": _count(found, "error"), "warnings": _count(found, "warning")}
    return json.dumps({**body, "problems": rows}, indent=1) + "\n"


def _row(one: Problem, told: Code) -> dict[str, Any]:
    return {
        "path": printable(one.path),
        "line": one.line,
        "column": one.column,
        "level": one.level,
        "code": one.code,
        "message": printable(told.message),
        "hint": printable(told.hint),
        "example": told.example,
    }


def sarif(problems: Iterable[Problem], _quote: Quote = no_quote, language: Language = "en") -> str:
    """Write SARIF 2.1.0, as code hosts take it."""
    found = list(shown(sorted(problems)))
    codes = sorted({one.code for one in found})
    driver = {"name": "qantar", "rules": [_rule(code, language) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code), one.told(language)) for one in found],
    }
    body = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(body, indent=1) + "\n"


def _rule(code: str, language: Language) -> dict[str, Any]:
    entry = catalogue(language)[code]
    about = {"text": _general(entry.message)}
    advice = "\n".join(filter(None, (_general(entry.hint), entry.example.strip("\n"))))
    return {
        "id": code,
        "shortDescription": about,
        "fullDescription": about,
        "help": {"text": advice},
    }


def _general(template: str) -> str:
    """Word a message without the values of any one problem."""
    return re.sub(r"\{\w+\}", "…", template).replace("{{", "{").replace("}}", "}")


def _result(one: Problem, index: int, told: Code) -> dict[str, Any]:
    path = percent_encode(one.path, errors="surrogateescape")
    place = {
        "artifactLocation": {"uri": path, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": one.line, "startColumn": one.column},
    }
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.level,
        "message": {"text": f"{printable(told.message)}: {printable(told.hint)}"},
        "locations": [{"physicalLocation": place}],
    }


def github(problems: Iterable[Problem], _quote: Quote = no_quote, language: Language = "en") -> str:
    """Write workflow commands, which become annotations beside the lines of a pull request."""
    found = sorted(problems)
    lines = [_annotation(one, one.told(language)) for one in shown(found)]
    return "\n".join([*lines, summary(found, language), ""])


def _annotation(one: Problem, told: Code) -> str:
    file, body = _property(printable(one.path)), _data(printable(told.message))
    body += f"%0A{_data(printable(told.hint))}"
    if told.example:
        body += f"%0A{_data(told.example)}"
    return f"::{one.level} file={file},line={one.line},col={one.column},title={one.code}::{body}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


REPORTERS: dict[str, Reporter] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}


def shown(found: Sequence[Problem]) -> Iterator[Problem]:
    """Show the first problems of each file, and that there are more."""
    for path, group in groupby(found, lambda one: one.path):
        ours = list(group)
        rest = [one for one in ours if one.code != "file-more"]
        yield from rest[:MOST]
        if len(rest) > MOST or len(rest) < len(ours):
            last = (rest[:MOST] or ours)[-1]
            untold = [dict(one.values)["more"] for one in ours if one.code == "file-more"]
            count = max(0, len(rest) - MOST) + sum(int(more.rstrip("+")) for more in untold)
            more = f"{count}{'+' if untold else ''}"
            mark = Mark(path, last.line, last.column)
            yield problem("file-more", mark, limit=str(MOST), more=more)


def summary(found: Sequence[Problem], language: Language) -> str:
    words = translations(language)
    if not found:
        return words.gettext("no problems")
    errors, warnings = _count(found, "error"), _count(found, "warning")
    files = len({one.path for one in found})
    counted = [
        (errors, words.ngettext("{count} error", "{count} errors", errors)),
        (warnings, words.ngettext("{count} warning", "{count} warnings", warnings)),
    ]
    what = ", ".join(said.format(count=_number(n, language)) for n, said in counted if n)
    where = words.ngettext("{what} in {count} file", "{what} in {count} files", files)
    return where.format(what=what, count=_number(files, language))


def _count(found: Sequence[Problem], level: str) -> int:
    return sum(one.level == level and one.code != "file-more" for one in found)


def _number(number: int, language: Language) -> str:
    return format_decimal(number, locale=language)
