"""The part of two long texts in which they differ; nothing that differs is left out."""

import os

SHORT = 240
AROUND = 60


def excerpt(before: str, after: str) -> tuple[str, str]:
    """Both texts, without what is the same far from every difference."""
    if not before or not after or max(len(before), len(after)) <= SHORT:
        return before, after
    start = len(os.path.commonprefix([before, after]))
    most = min(len(before), len(after)) - start
    end = len(os.path.commonprefix([before[::-1][:most], after[::-1][:most]]))
    return _cut(before, start, end), _cut(after, start, end)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text), len(text) - end + AROUND)
    return ("… " if first else "") + text[first:last] + (" …" if last < len(text) else "")
