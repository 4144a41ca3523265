"""What an address in a page names: a file of the site, a place in it, or something elsewhere."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_SITE = "/site/"
"""In place of the path at which a site stands: what is relative must not leave it."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Target:
    """`path` is a file from the site's root, empty when `outside`; `fragment` a place in it."""

    path: str = ""
    fragment: str = ""
    outside: bool = False


def _root(site: str) -> str:
    """The path at which the site stands on its host, with a slash at both ends."""
    return urlsplit(site).path or "/"


@lru_cache(maxsize=200_000)
def target(folder: str, address: str, site: str = "") -> Target:
    """What `address` names in a file of `folder`, on a site that stands at `site`.

    A path that leaves the site begins with `../`, and so names no file of it.
    """
    address, root = address.strip(), _root(site)
    if site and address.startswith(site):
        address = f"{root}{address[len(site) :]}"
    if _SCHEME.match(address) or address.startswith("//"):
        return Target(outside=True)
    address, _, fragment = address.partition("#")
    path = unquote(address.partition("?")[0])
    if not path:
        return Target("", unquote(fragment))
    start = root if path[0] == "/" else _SITE
    whole = posixpath.normpath(posixpath.join(_SITE, folder.strip("/"), path))
    if not f"{whole}/".startswith(start):
        return Target("../")
    whole = whole[len(start) :]
    if not whole or path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        whole = f"{whole}/index.html".removeprefix("/")
    return Target(whole, unquote(fragment))
