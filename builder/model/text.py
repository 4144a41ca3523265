"""Texts as the records carry them: one plain line, one line or a passage in three languages."""

import hashlib
import re
import unicodedata
from functools import cached_property
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from builder.characters import describe, faults
from builder.model.prose import QUOTED, Prose, parse
from builder.problems import Flaw

Language = Literal["en", "ru", "kk"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

LONGEST_TITLE = 160
LONGEST_LINE = 300
LONGEST_PASSAGE = 8000

ONE_LINE = r"^\s*[^<>\n\s][^<>\n]*\s*$"
SOMETHING = r"\S"
"""What the schema says of texts, so that an editor or a form refuses what the model refuses."""

_HASH = re.compile(r"[0-9a-f]{8}")


def fingerprint(text: str) -> str:
    """Eight hex digits that change when the text does; kept by translations in `made_from`."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:8]


def _sized(text: str, longest: int) -> str:
    text = text.strip()
    if not text:
        raise Flaw("text-empty")
    if len(text) > longest:
        raise Flaw("text-length", length=f"{len(text):,}", limit=f"{longest:,}")
    if not unicodedata.is_normalized("NFC", text):
        raise Flaw("text-decomposed")
    for fault in faults(text):
        raise Flaw("text-hidden", char=describe(fault.char))
    return text


def _line(text: str, longest: int = LONGEST_LINE) -> str:
    if "\n" in text.strip():
        raise Flaw("text-line-break")
    before = len(text) - len(text.lstrip())
    text = _sized(text, longest)
    for mark in "<>":
        if mark in text:
            raise Flaw("text-angle", char=mark).at(before + text.index(mark))
    return text


def _title(text: str) -> str:
    return _own(_line(text, LONGEST_TITLE))


def _own(text: str) -> str:
    """Refuse a text wholly in quotation marks: the rules would take our own words for a quote."""
    if QUOTED.fullmatch(text):
        raise Flaw("text-quoted")
    return text


def _passage(text: str) -> str:
    before = len(text) - len(text.lstrip())
    text = _sized(text, LONGEST_PASSAGE)
    try:
        parse(text)
    except Flaw as flaw:
        raise flaw.moved(before) from None
    return _own(text)


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise Flaw("translation-hash", text=text)
    return text


def _shape(longest: int, pattern: str = ONE_LINE) -> Any:
    # A text in a YAML block ends with a line feed that does not count.
    return Field(json_schema_extra={"maxLength": longest + 1, "pattern": pattern})


Plain = Annotated[str, AfterValidator(_line), _shape(LONGEST_LINE)]
"""One line in one language or none, such as a byline: no `<` or `>`, at most 300 characters."""

PlainTitle = Annotated[str, AfterValidator(_title), _shape(LONGEST_TITLE)]
PlainPassage = Annotated[str, AfterValidator(_passage), _shape(LONGEST_PASSAGE, SOMETHING)]
Hash = Annotated[str, AfterValidator(_hash)]


class _Strict(BaseModel):
    model_config = ConfigDict(
        strict=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )


class MadeFrom(_Strict):
    """Fingerprints of the original that each translation was made from; `fmt` fills them in."""

    en: Hash | None = None
    """Fingerprint of the original behind the English text."""
    ru: Hash | None = None
    """Fingerprint of the original behind the Russian text."""
    kk: Hash | None = None
    """Fingerprint of the original behind the Kazakh text."""

    def get(self, language: Language) -> str | None:
        """The fingerprint for one language, if there is one."""
        found: str | None = getattr(self, language)
        return found


class _Localized(_Strict):
    made_from: MadeFrom | None = None
    """Filled in by `fmt`; never written by hand."""

    def _text(self, language: Language) -> str | None:
        found: str | None = getattr(self, language)
        return found

    @model_validator(mode="after")
    def _said_somehow(self) -> Self:
        if not self.languages:
            raise Flaw("text-no-language")
        return self

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages the text exists in, in the archive's order."""
        return tuple(language for language in LANGUAGES if self._text(language) is not None)

    def get(self, language: str) -> tuple[str, Language]:
        """The text for a reader of `language`, and the language it is really in."""
        known = self.languages
        used = known[known.index(language)] if language in known else known[0]
        return self._text(used) or "", used

    def original(self, language: str) -> str | None:
        """The text in the record's own language, of which the others are translations."""
        return self.get(language)[0] if language in self.languages else None

    def hash_of_original(self, language: Language) -> str | None:
        """The fingerprint of the original that the text in `language` was made from."""
        return None if self.made_from is None else self.made_from.get(language)

    def stale(self, original: str) -> tuple[Language, ...]:
        """The translations made from an original that has changed since."""
        text = self.original(original)
        if text is None:
            return ()
        now = fingerprint(text)
        others = (language for language in self.languages if language != original)
        return tuple(o for o in others if self.hash_of_original(o) not in (None, now))


class Line(_Localized):
    """One plain line in up to three languages: no markup, no `<` or `>`."""

    en: Plain | None = None
    """English."""
    ru: Plain | None = None
    """Russian."""
    kk: Plain | None = None
    """Kazakh, in Cyrillic."""


class Title(Line):
    """A line short enough to head a page: at most 160 characters."""

    en: PlainTitle | None = None
    """English."""
    ru: PlainTitle | None = None
    """Russian."""
    kk: PlainTitle | None = None
    """Kazakh, in Cyrillic."""


class Passage(_Localized):
    """Prose in up to three languages, in the safe subset of Markdown."""

    en: PlainPassage | None = None
    """English."""
    ru: PlainPassage | None = None
    """Russian."""
    kk: PlainPassage | None = None
    """Kazakh, in Cyrillic."""

    @cached_property
    def _parsed(self) -> dict[Language, Prose]:
        return {language: parse(self._text(language) or "") for language in self.languages}

    def prose(self, language: str) -> Prose:
        """The parsed text for a reader of `language`, in whichever language `get` finds."""
        return self._parsed[self.get(language)[1]]


def in_every_language(text: str) -> Line:
    """A line that reads the same in all three, such as a name as printed."""
    return Line(en=text, ru=text, kk=text)
