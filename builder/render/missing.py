"""The page for addresses at which there is nothing, in all three languages at once.

A server shows it at any depth, so its links start at the root of the host: `/`, or the path that
the site's address names. A copied folder has no server and gets no such page.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from builder.host.shell import Hosted
from builder.i18n import LANGUAGES
from builder.render.reader import Reader
from builder.render.templates import fill

FILE = "404.html"
_LINK = re.compile(r'(\s(?:href|src|action)=")(?![a-z][a-z0-9+.-]*:|/|#)(?:\./)?')


def missing_page(reader: Reader, folder: Path, hosted: Hosted) -> bytes:
    """The whole file."""
    path = f"/{FILE}"
    voices = [Reader(reader.corpus, language, path) for language in LANGUAGES]
    title = " · ".join(one.t("Not found") for one in voices)
    html = hosted.shell(path).splice(
        title=title,
        description=title,
        content=fill(folder, "missing.html", voices[0], voices=voices),
        path=path,
        alternates={},
        head='<meta name="robots" content="noindex">\n',
    )
    return rooted(html, reader.settings.site_address)


def rooted(html: bytes, address: str) -> bytes:
    """The page with every relative link starting at the root that `address` names."""
    root = urlsplit(address).path.rstrip("/") + "/"
    return _LINK.sub(rf"\g<1>{root}", html.decode()).encode()
