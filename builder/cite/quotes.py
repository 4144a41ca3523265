"""Quotation marks within quotation marks: a heading that quotes, standing in quotes itself."""

from collections.abc import Mapping

INNER: Mapping[str, dict[str, str | int | None]] = {
    "“": {"“": "‘", "”": "’"},
    "«": {"«": "„", "»": "“"},
}
"""Outer opening mark → what the same marks become inside it."""
ENDS = ("?", "!", "…", ".")


def nested(heading: str, opening: str) -> str:
    """The heading as it stands after an opening mark; one that is not quoted stays as it is."""
    return heading.translate(str.maketrans(INNER.get(opening, {})))


def spliced(before: str, heading: str, after: str) -> str:
    """The heading between what stands before and after it; it may bring a full stop of its own."""
    inside = nested(heading, before[-1:])
    if not after.startswith(".”"):
        return before + inside + after
    if heading.rstrip("”").endswith(ENDS):
        return before + inside + after[1:]
    if heading.endswith("”"):
        return f"{before}{inside[:-1]}.{inside[-1]}{after[1:]}"
    return before + inside + after
