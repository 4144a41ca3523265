"""The nearest known word to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """The closest of `known`, or None when nothing is as close as `cutoff`."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=cutoff)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """A hint naming the closest of `known`, or `otherwise` when nothing is close."""
    close = nearest(word, known)
    return f"did you mean '{close}'?" if close else otherwise
