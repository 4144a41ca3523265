"""The numbers that a sentence states, read with its language's separators and scale words."""

import re
from collections.abc import Iterator
from decimal import Decimal

NUMBER = re.compile(r"(?<![\w.,])\d+(?:[    ,]\d{3})*(?:[.,]\d+)?")
SCALES = {
    "thousand": 1000, "тыс": 1000, "мың": 1000,
    "million": 10**6, "млн": 10**6, "миллион": 10**6,
    "billion": 10**9, "млрд": 10**9, "миллиард": 10**9, "bn": 10**9,
    "m": 10**6,
}  # fmt: skip
"""How a scale word begins → what it multiplies by."""
SCALE = re.compile(
    r"[\s ]*(" + "|".join(sorted(SCALES, key=len, reverse=True)) + ")", re.IGNORECASE
)


def amounts(text: str) -> frozenset[Decimal]:
    """Every reading of every number in digits: `1,205` is 1205, `410.7 million` 410700000."""
    return frozenset(reading for found in NUMBER.finditer(text) for reading in _read(found, text))


def _read(found: re.Match[str], text: str) -> Iterator[Decimal]:
    written = re.sub(r"[    ]", "", found[0])
    scale = SCALE.match(text, found.end())
    factor = SCALES[scale[1].lower()] if scale else 1
    for plain in {written.replace(",", ""), written.replace(",", ".")}:
        if plain.count(".") <= 1:
            yield Decimal(plain) * factor
            yield Decimal(plain)
