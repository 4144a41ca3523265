"""What search narrows down by and mends slips with: facets and days of records, terms by length."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from builder.render.search_days import Days

PER_FILE = 2048
"""Records whose facets stand in one file."""
SHORTEST = 4
"""Letters from which a term may be mended to."""

_EPOCH = date(1970, 1, 1)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def near_files(terms: Iterable[str]) -> dict[int, str]:
    """Terms by their length, in one text each: one slip changes a length by one at most."""
    sizes: dict[int, list[str]] = defaultdict(list)
    for term in sorted(terms):
        if len(term) >= SHORTEST:
            sizes[len(term)].append(term)
    return {size: " ".join(sizes[size]) for size in sorted(sizes)}


def facet_files(
    days: Sequence[Days | None], words: Sequence[Mapping[str, tuple[str, ...]]]
) -> Iterator[dict[str, object]]:
    """For each slice of the records: their days, and each facet's words with their records.

    Days are steps from one record's first day to the next one's, in base 36, with the length
    behind a colon; records are steps from one number to the next.
    """
    for start in range(0, len(days), PER_FILE):
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, facets in enumerate(words[start : start + PER_FILE]):
            for name, values in facets.items():
                for value in values:
                    found[name][value].append(number)
        told: dict[str, object] = {"days": ",".join(_days(days[start : start + PER_FILE]))}
        for name in sorted(found):
            told[name] = {value: _steps(found[name][value]) for value in sorted(found[name])}
        yield told


def _days(days: Iterable[Days | None]) -> Iterator[str]:
    """`5` is five days after the one before; `5:3` lasts until three days later.

    `5:` has no end, `5<` no beginning; nothing at all is no date.
    """
    before = 0
    for one in days:
        if one is None:
            yield ""
            continue
        ends = [(day - _EPOCH).days for day in (one.first, one.last) if day]
        step, before = ends[0] - before, ends[0]
        if one.first is None:
            yield f"{_base36(step)}<"
        elif one.last is None:
            yield f"{_base36(step)}:"
        else:
            length = ends[-1] - ends[0]
            yield _base36(step) + (f":{_base36(length)}" if length else "")


def _steps(numbers: Iterable[int]) -> str:
    marks, before = [], -1
    for number in numbers:
        step, before = number - before, number
        marks.append("" if step == 1 else _base36(step))
    return ",".join(marks)


def _base36(number: int) -> str:
    sign, number = ("-", -number) if number < 0 else ("", number)
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return sign + digits
