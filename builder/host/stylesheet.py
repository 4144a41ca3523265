"""The site's one stylesheet: the part of Material's that our pages use, and our own above it."""

import re
from collections.abc import Iterable, Iterator

KEPT = frozenset({"md-typeset", "footnote", "footnote-ref", "footnote-backref", "headerlink"})
"""The classes our pages share with Material; a rule about any other class is left out."""

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_OUTSIDE = re.compile(r"\[(?:data-md|dir)|@page|^@font-face|^@keyframes|url\(|::-webkit-scrollbar")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[{};]|[^"\'{};]+')


def joined(material: str, ours: Iterable[str]) -> str:
    """Join Material's main stylesheet, reduced, and our own parts in their order."""
    return "\n".join([_layered(material), *map(bare, ours), ""])


def bare(sheet: str) -> str:
    """A sheet without comments and indentation."""
    return re.sub(r"\n\s*", "\n", _COMMENT.sub("", sheet)).strip()


def _layered(material: str) -> str:
    """Reduce Material's main stylesheet to what we use and wrap it in the layer `material`.

    Rules outside a layer win over it whatever their weight, so ours need not fight.
    """
    text = _COMMENT.sub("", material.removeprefix('@charset "UTF-8";'))
    return "@layer material{" + "".join(_kept(text)) + "}"


def _kept(text: str) -> Iterator[str]:
    for head, body in _rules(text):
        if head.startswith("@media"):
            inner = "".join(_kept(body))
            if inner and "print" not in head:
                yield f"{head}{{{inner}}}"
        elif not _OUTSIDE.search(head) and "url(" not in body:
            selectors = [one for one in _selectors(head) if set(_CLASS.findall(one)) <= KEPT]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _selectors(head: str) -> Iterator[str]:
    """Split at commas outside brackets."""
    depth, start = 0, 0
    for at, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield head[start:at]
            start = at + 1
    yield head[start:]


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Split a sheet into (selector or at-rule, body) at the outermost braces."""
    depth = 0
    head: list[str] = []
    body: list[str] = []
    for token in _TOKEN.findall(text):
        if token == "{":
            depth += 1
            if depth == 1:
                continue
        elif token == "}":
            depth -= 1
            if depth == 0:
                yield "".join(head).strip(), "".join(body)
                head, body = [], []
                continue
        (body if depth else head).append(token)
