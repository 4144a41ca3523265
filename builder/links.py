"""Relative addresses between pages of the site, for a server or for a copied folder."""

import re
from typing import Literal, get_args
from urllib.parse import urljoin

LinkStyle = Literal["site", "file"]
"""`site`: a page is named by its folder (`../e/x/`); `file`: by its file (`../e/x/index.html`)."""

LINK_STYLES: tuple[LinkStyle, ...] = get_args(LinkStyle)

_INDEX = {"site": "", "file": "index.html"}
_PATH = re.compile(r"([^?#]*)(.*)", re.DOTALL)


def href(from_path: str, to_path: str, style: LinkStyle = "site") -> str:
    """Say how the page at `from_path` names `to_path`; both start at the site's root with `/`.

    A query or fragment on `to_path` is kept; a path ending in `/` is a page.
    """
    path, tail = _split(to_path)
    if path == from_path and tail.startswith("#"):
        return tail
    here, there = from_path.split("/")[:-1], path.split("/")
    folders, leaf = there[:-1], there[-1]
    shared = 0
    for ours, theirs in zip(here, folders, strict=False):
        if ours != theirs:
            break
        shared += 1
    steps = [".."] * (len(here) - shared) + folders[shared:]
    name = leaf or _INDEX[style]
    return "/".join([*steps, name] if steps or name else [".", ""]) + tail


def aimed(from_path: str, address: str) -> str:
    """Say which path from the site's root a written `address` means on the page at `from_path`."""
    return urljoin(from_path, address)


def file_of(path: str) -> str:
    """Name the file, below the output folder, that holds the page or file at `path`."""
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")


def depth_of(path: str) -> int:
    """Count the folders between the site's root and `path`."""
    return path.count("/") - 1


def _split(address: str) -> tuple[str, str]:
    match = _PATH.fullmatch(address)
    assert match is not None  # the pattern takes any text
    return match[1], match[2]
