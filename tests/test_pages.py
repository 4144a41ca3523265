"""The hand-written pages: the same in every language, and true of the archive they speak of."""

import re
from pathlib import Path

import pytest

from builder.pipeline import Checked
from builder.project import project

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "site_overrides" / "pages"
NAMES = sorted(path.name for path in PAGES.glob("*.md"))
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)]+)\)")
UNSET = {
    "contact": ("No contact address is set yet", "Адрес для связи пока не задан", "Байланыс мекенжайы әзірге белгіленбеген"),
    "site_address": ("public address of this site is not set", "Публичный адрес этого сайта пока не задан", "жария мекенжайы әзірге белгіленбеген"),
    "publisher": ("Publisher, contact address and public address are not set", "Издатель, адрес для связи и публичный адрес не заданы", "Жариялаушы, байланыс мекенжайы және жария мекенжай белгіленбеген"),
}  # fmt: skip
"""Setting → what the pages say while it is empty, in each language."""


def text(name: str, language: str) -> str:
    return (PAGES / ("" if language == "en" else language) / name).read_text(encoding="utf-8")


def targets(name: str, language: str) -> list[str]:
    """Where the page leads, as in English; links to other sites left out."""
    found = (target for _, target in LINK.findall(text(name, language)))
    return [re.sub(rf"^/{language}/", "/", target) for target in found if "://" not in target]


def shape(name: str, language: str) -> list[str]:
    """Headings by level with their anchors, lists and tables, in order."""
    lines = text(name, language).splitlines()
    kinds = (re.match(r"(#+) .*?(\{#[\w-]+\})?$|(- |\d+\. |\|)", line) for line in lines)
    return ["".join(part or "" for part in kind.groups()) for kind in kinds if kind]


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_there_in_every_language_and_built_alike(name: str, language: str) -> None:
    assert shape(name, language) == shape(name, "en")
    assert sorted(set(targets(name, language))) == sorted(set(targets(name, "en")))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_number_on_a_page_is_that_of_the_claim_it_leads_to(real: Checked, language: str) -> None:
    numbers = [
        (words, target)
        for name in NAMES
        for words, target in LINK.findall(text(name, language))
        if words.isdecimal()
    ]
    assert len(numbers) >= 8
    for words, target in numbers:
        record, _, claim = target.removeprefix(f"/{language}").removeprefix("/e/").partition("/#")
        value = real.corpus.claims[f"{record}#{claim}"][1].value
        assert value is not None
        assert value.low == value.high == int(words), target


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_decision_is_dated_and_leads_to_records(language: str) -> None:
    decisions = re.split(r"^### ", text("policy.md", language), flags=re.MULTILINE)[1:]
    assert len(decisions) >= 7
    for decision in decisions:
        assert re.search(r"^\*.*2026.*\*", decision, re.MULTILINE), decision[:40]
        assert "/e/" in decision


def test_pages_say_that_something_is_unset_exactly_while_it_is() -> None:
    settings = project(ROOT).settings
    for setting, words in UNSET.items():
        for language, phrase in zip(("en", "ru", "kk"), words, strict=True):
            told = any(phrase in text(name, language) for name in NAMES)
            assert told == (getattr(settings, setting) == ""), (setting, language)
