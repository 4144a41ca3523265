"""The three languages of the site and the gettext catalogues of its interface."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["en", "ru", "kk"]

LANGUAGES: dict[Language, str] = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
"""Each language by the name its readers use, in the order shown; the first is the default."""


def prefix(language: Language) -> str:
    """Give the folder that a language's pages lie in: `/`, `/ru/` or `/kk/`."""
    return "/" if language == "en" else f"/{language}/"


def language_of(path: str) -> Language:
    """Tell a page's language from its path."""
    if path.startswith("/ru/"):
        return "ru"
    return "kk" if path.startswith("/kk/") else "en"


@cache
def translations(language: Language) -> NullTranslations:
    """Load a language's interface strings; English is its own catalogue."""
    if language == "en":
        return NullTranslations()
    source = files("builder") / "data" / "locale" / f"{language}.po"
    compiled = BytesIO()
    with source.open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
