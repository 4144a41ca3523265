"""The nearest known word to a mistyped one."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """A hint naming the closest of `known`, or `otherwise` when nothing is close."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else otherwise
