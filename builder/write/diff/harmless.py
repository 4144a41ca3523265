"""Text of others made harmless for a packet: one line, no commands, no markup, no names taken out."""

import re
from collections.abc import Callable

from builder.printable import printable, visible

MASK = "▮▮▮"
_RUN = re.compile("`+")


def shown(text: str, hidden: tuple[str, ...]) -> str:
    """A short text of others: one line at most, whatever is not plainly visible escaped."""
    return printable(masked(text, hidden))


def whole(text: str, hidden: tuple[str, ...]) -> str:
    """The same, however long: for lines that begin with our own sign."""
    return "".join(visible(masked(text, hidden)))


def masked(text: str, hidden: tuple[str, ...]) -> str:
    """The text without the words that are being taken out of the open, in any grammatical form."""
    if not hidden:
        return text
    stems = sorted({word[:-1] if len(word) > 5 else word for word in hidden}, key=len, reverse=True)
    pattern = "|".join(map(re.escape, stems))
    return re.sub(rf"(?<![^\W_])(?:{pattern})\w*", MASK, text, flags=re.IGNORECASE)


def code(text: str) -> str:
    """A Markdown code span, in which nothing is live: no mention, reference, image, link or HTML."""
    longest = max(map(len, _RUN.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    edge = " " if text.startswith("`") or text.endswith("`") or not text.strip() else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def teller(hidden: tuple[str, ...]) -> Callable[[str], str]:
    """A writer of code spans for text of others."""
    return lambda text: code(shown(text, hidden))
