"""What other sites are told of a page when somebody shares its address."""

from collections.abc import Iterator
from html import escape

from builder.i18n import Language

LOCALES: dict[Language, str] = {"en": "en_GB", "ru": "ru_RU", "kk": "kk_KZ"}
SIZE = (1200, 630)
"""Width and height of every picture, in pixels."""


def preview_path(subject: str, language: Language) -> str:
    """Where the picture of a subject lies, from the site's root: one for each kind of page."""
    return f"/assets/preview/{subject}.{language}.png"


def social(
    *,
    title: str,
    description: str,
    site_name: str,
    language: Language,
    subject: str,
    path: str,
    address: str,
) -> str:
    """The lines for the page's head.

    The page's own address and its picture must be whole addresses: they are left out where
    `address`, the one of the site, is not set.
    """
    found = {
        "og:type": "website",
        "og:site_name": site_name,
        "og:title": title or site_name,
        "og:description": description,
        "og:locale": LOCALES[language],
    }
    if address:
        found |= _placed(subject, language, path, address)
    return "".join(_lines(found))


def _placed(subject: str, language: Language, path: str, address: str) -> dict[str, str]:
    width, height = SIZE
    return {
        "og:url": address + path,
        "og:image": address + preview_path(subject, language),
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "twitter:card": "summary_large_image",
    }


def _lines(found: dict[str, str]) -> Iterator[str]:
    for name, value in found.items():
        key = "property" if name.startswith("og:") else "name"
        yield f'<meta {key}="{name}" content="{escape(value)}">\n'
