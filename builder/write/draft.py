"""The file of a draft, in the form that `fmt` gives every record."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from builder.gate import admit
from builder.problems import Problem
from builder.tree import Plain
from builder.write.fmt import canonical

PLAIN = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|[yn])\Z)[a-z]+(?:-[a-z0-9]+)*"
    r"|[1-9][0-9]{0,14}|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2})?"
)
"""What needs no quotes."""
Remarks = Mapping[str, Sequence[str]]
"""Field of the record → the remarks above it."""


NONE: Remarks = {}


def draft(
    record: Plain,
    path: str,
    head: Sequence[str],
    *,
    above: Remarks = NONE,
    tail: Sequence[str] = (),
) -> bytes | list[Problem]:
    """The canonical bytes of a record with its remarks, or what the gate refuses in it."""
    assert isinstance(record, dict)
    lines = _remarked(head)
    for key, value in record.items():
        lines += [*_remarked(above.get(key, ())), *_lines({key: value}, "")]
    text = "\n".join([*lines, *_remarked(tail)]) + "\n"
    made = canonical(text.encode(), path)
    if made is None:
        return [one for one in admit(text.encode(), path)[1] if one.level == "error"]
    return made


def _remarked(said: Sequence[str]) -> list[str]:
    return [f"# {line}" for line in said]


def _lines(group: dict[str, Plain], indent: str) -> Iterator[str]:
    for key, value in group.items():
        if isinstance(value, str):
            yield f"{indent}{key}: {_scalar(value)}"
        elif isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif all(isinstance(one, str) for one in value):
            yield f"{indent}{key}: [{', '.join(_scalar(str(one)) for one in value)}]"
        else:
            yield f"{indent}{key}:"
            for one in value:
                first, *rest = _lines(one if isinstance(one, dict) else {}, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest


def _scalar(text: str) -> str:
    """Plain where nothing can be read into it; else in quotes: YAML reads what JSON writes."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
