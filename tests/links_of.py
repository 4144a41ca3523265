"""Every link of a built site, and those that lead nowhere in it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

_LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_ANCHOR = re.compile(r'\sid="([^"]+)"')


def links_of(site: Path) -> Iterator[tuple[str, str]]:
    """Each page, by its path below the site, with each of its links to this site as written."""
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).as_posix()
        for link in dict.fromkeys(_LINK.findall(file.read_text(encoding="utf-8"))):
            if "://" not in link:
                yield page, unescape(link)


def dead_links(site: Path, *, served: bool = False) -> list[tuple[str, str]]:
    """Links without a file or an anchor; a folder stands for its index only when `served`.

    What looks like a setting (`#q=word`) is none of the page's anchors.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    anchors: dict[str, set[str]] = {}
    dead = []
    for page, link in links_of(site):
        path, _, anchor = link.partition("#")
        target = _target(page, unquote(path.split("?")[0]))
        if served and target not in files:
            target = normpath(join(target, "index.html"))
        if target.endswith(".html") and target in files and target not in anchors:
            anchors[target] = set(_ANCHOR.findall((site / target).read_text(encoding="utf-8")))
        wanted = anchor and "=" not in anchor
        if target not in files or (wanted and anchor not in anchors.get(target, {anchor})):
            dead.append((page, link))
    return dead


def _target(page: str, name: str) -> str:
    """The file or folder that a link on a page names; on 404.html it begins at the root."""
    if not name:
        return page
    return normpath(name.lstrip("/") if name.startswith("/") else join(dirname(page), name)) or "."
