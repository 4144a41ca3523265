"""Where in a text as written the words stand that a rule objects to."""

import re

from builder.model.prose import QUOTED

_NOT_OURS = re.compile(
    r"^ {0,3}>.*$|\[@[^\[\]\n]*+\]|\{[^{}\n]*+\}|(?<=\])\([^()\n]*+\)", re.MULTILINE
)
"""What the archive does not say itself: quotes, citations, claim values, where links lead."""

_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def spot(text: str, said: str) -> int:
    """Where `said`, or as many of its first words as are found, stands outside quotations; or 0."""
    ours = _LINE_BREAK.sub(" ", _NOT_OURS.sub(_blank, text))
    ours = QUOTED.sub(_blank, ours).replace("ё", "е").replace("Ё", "Е")
    words = said.replace("ё", "е").replace("Ё", "Е").split()
    for count in range(len(words), 0, -1):
        pattern = r"\s+".join(map(re.escape, words[:count]))
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", ours):
            return found.start()
    return 0


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
