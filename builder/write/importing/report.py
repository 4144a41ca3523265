"""What became of a table: rows accepted, rows refused by reason, as text and as JSON."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.printable import printable
from builder.problems import Problem

SHOWN_ROWS, SHOWN_MESSAGES = 12, 5


@dataclass(frozen=True)
class Report:
    """The outcome of an import."""

    table: str
    columns: tuple[str, ...]
    rows: int
    accepted: int
    written: int
    folder: str
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def refused(self) -> int:
        """Rows that became nothing."""
        return self.rows - self.accepted

    def reasons(self, level: str) -> Iterator[tuple[str, str, Sequence[Problem]]]:
        """Code, column and problems, the most frequent first."""
        groups: Mapping[tuple[str, int], list[Problem]] = defaultdict(list)
        for one in self.problems:
            if one.level == level:
                groups[one.code, one.column].append(one)
        frequent = {key: -len({one.line for one in found}) for key, found in groups.items()}
        for (code, column), found in sorted(groups.items(), key=lambda g: (frequent[g[0]], g[0])):
            yield code, self.columns[column - 1] if column else "", found


def as_text(report: Report) -> str:
    """For people."""
    counted = f"{report.rows:,} rows, {report.accepted:,} accepted, {report.refused:,} refused"
    lines = [
        f"{printable(report.table)}: {counted}, in {report.seconds:.1f} s",
        f"{report.written:,} drafts written to {printable(report.folder)}",
    ]
    for level, heading in (("error", "refused"), ("warning", "accepted, with warnings")):
        for number, (code, column, found) in enumerate(report.reasons(level)):
            lines += ["", f"{heading}:"] if not number else []
            lines += _reason(code, column, found)
    return "\n".join(lines) + "\n"


def _reason(code: str, column: str, found: Sequence[Problem]) -> Iterator[str]:
    where = f", column '{printable(column)}'" if column else ""
    rows = sorted({one.line for one in found})
    yield f"  {len(rows):,} × {code}{where}"
    messages = list(dict.fromkeys(one.message for one in found))
    for message in messages[:SHOWN_MESSAGES]:
        yield f"      {printable(message)}"
    if len(messages) > SHOWN_MESSAGES:
        yield f"      … {len(messages) - SHOWN_MESSAGES:,} more"
    yield f"      {printable(found[0].hint)}"
    more = f" … {len(rows) - SHOWN_ROWS:,} more" if len(rows) > SHOWN_ROWS else ""
    yield f"      rows {', '.join(map(str, rows[:SHOWN_ROWS]))}{more}"


def as_json(report: Report) -> str:
    """For programs: every row of every reason."""
    body = {
        "table": report.table,
        "rows": report.rows,
        "accepted": report.accepted,
        "refused": report.refused,
        "written": report.written,
        "folder": report.folder,
        "seconds": round(report.seconds, 2),
        "reasons": [_group(*group) for group in report.reasons("error")],
        "warnings": [_group(*group) for group in report.reasons("warning")],
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _group(code: str, column: str, found: Sequence[Problem]) -> dict[str, object]:
    said: dict[str, list[int]] = defaultdict(list)
    for one in found:
        said[printable(one.message)].append(one.line)
    messages = [{"message": text, "rows": rows} for text, rows in said.items()]
    return {"code": code, "column": printable(column), "messages": messages}


REPORTS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "json": as_json}
