"""Controlled words, read once from `data/vocabularies.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, slots=True)
class Word:
    """One term of a vocabulary: its label in each language, and what it means."""

    en: str
    ru: str
    kk: str
    about: str
    about_ru: str = ""
    about_kk: str = ""

    def meaning(self, language: str) -> tuple[str, str]:
        """What the term means, for a reader of `language`, and the language it is really in."""
        text = {"ru": self.about_ru, "kk": self.about_kk}.get(language, "")
        return (text, language) if text else (self.about, "en")

    def label(self, language: str) -> str:
        """The term as readers of `language` see it."""
        return {"en": self.en, "ru": self.ru, "kk": self.kk}[language]


@cache
def vocabularies() -> Mapping[str, Mapping[str, Word]]:
    """Every vocabulary by name, each a mapping of terms in their written order."""
    text = (files("builder") / "data" / "vocabularies.toml").read_text(encoding="utf-8")
    return {
        name: {term: Word(**entry) for term, entry in terms.items()}
        for name, terms in tomllib.loads(text).items()
    }


def label(vocabulary: str, term: str, language: str) -> str:
    """The label of `term`; KeyError when the vocabulary does not have it."""
    return vocabularies()[vocabulary][term].label(language)


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a text field as a term: `Annotated[str, Term("modality")]`."""

    vocabulary: str

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.literal_schema(list(vocabularies()[self.vocabulary]))
