"""Translations: there, up to date, in their language, referring to what the original does."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from builder.model.prose import PLACEHOLDER, Link, Prose, unquoted, voice
from builder.model.text import LANGUAGES, Language, Line, Passage, fingerprint
from builder.problems import Flaw, Level

Localized = Line | Passage

NAMES: dict[Language, str] = {"en": "English", "ru": "Russian", "kk": "Kazakh"}

_ENOUGH_LETTERS = 30
_ENOUGH_WORDS = 5
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Letters Kazakh has and Russian has not, in Cyrillic and in both Latin alphabets.
_KAZAKH = re.compile(r"[әғқңөұүһіǵńñğşäöüūŋ]", re.IGNORECASE)
_KAZAKH_LATIN = re.compile(r"[ǵńğşŋ]", re.IGNORECASE)
_LOWER_WORD = re.compile(r"(?<!\w)[а-яёәғқңөұүһі]{3}")
_LATIN_RUN = re.compile(r"[A-Za-z][\w'’-]*+(?:[ \u00a0]{1,2}[A-Za-z][\w'’-]*+)*+")
_JOINING = re.compile(r"a|an|and|at|by|de|for|from|in|of|on|or|the|to|und|von|with")


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the text in one language."""

    language: Language
    flaw: Flaw
    level: Level = "error"


Rule = Callable[[Localized, str], Iterator[Finding]]


def check(text: Localized, original: str) -> Iterator[Finding]:
    """Everything that can be said about the translations of a text without speaking them."""
    for rule in RULES:
        yield from rule(text, original)


def missing(text: Localized, _: str) -> Iterator[Finding]:
    """A language without a text: readers of it are shown another one."""
    for language in LANGUAGES:
        if language not in text.languages:
            flaw = Flaw("translation-missing", language=NAMES[language])
            yield Finding(language, flaw, "warning")


def stale(text: Localized, original: str) -> Iterator[Finding]:
    """A translation made from an original that has changed since."""
    for language in text.stale(original):
        old = text.hash_of_original(language) or ""
        now = fingerprint(text.original(original) or "")
        flaw = Flaw("translation-stale", language=NAMES[language], old=old, now=now)
        yield Finding(language, flaw, "warning")


def misplaced_hash(text: Localized, original: str) -> Iterator[Finding]:
    """A fingerprint kept for the original itself, or for a text that is not there."""
    for language in LANGUAGES:
        translated = language in text.languages and language != original
        if text.hash_of_original(language) is not None and not translated:
            yield Finding(language, Flaw("translation-made-from", language=NAMES[language]))


def kazakh_is_kazakh(text: Localized, _: str) -> Iterator[Finding]:
    """A Kazakh text that is the Russian one, or has no letter of Kazakh in it."""
    if "kk" not in text.languages:
        return
    kazakh = _said(text, "kk")
    cyrillic = len(_CYRILLIC.findall(kazakh))
    if "ru" in text.languages and _untranslated(kazakh, _said(text, "ru")):
        yield Finding("kk", Flaw("translation-same"))
    elif cyrillic >= _ENOUGH_LETTERS and not _KAZAKH.search(kazakh):
        yield Finding("kk", Flaw("translation-not-kazakh"))


def _untranslated(kazakh: str, russian: str) -> bool:
    """Equal, and more than a name: names such as Тараз are the same in both."""
    words = kazakh.split()
    return kazakh == russian and len(words) > 1 and bool(_LOWER_WORD.search(kazakh))


def script(text: Localized, _: str) -> Iterator[Finding]:
    """English in Cyrillic letters, Russian in none, or Kazakh in none and in no Latin of its own."""
    for language in text.languages:
        said = _said(text, language)
        cyrillic, latin = len(_CYRILLIC.findall(said)), len(_LATIN.findall(said))
        if language == "en" and cyrillic > latin:
            yield _script_finding(language, "Cyrillic")
        elif language != "en" and not cyrillic and latin and not _is_name(said):
            if language == "kk" and _KAZAKH_LATIN.search(said):
                continue
            yield _script_finding(language, "Latin")


def _script_finding(language: Language, script: str) -> Finding:
    return Finding(language, Flaw("translation-script", language=NAMES[language], script=script))


def english_left(text: Localized, _: str) -> Iterator[Finding]:
    """A run of English in a Russian or Kazakh text, outside quotes, links and names."""
    for language in ("ru", "kk"):
        for words in _latin_runs(_said(text, language) if language in text.languages else ""):
            flaw = Flaw("translation-left", language=NAMES[language], words=words[:60])
            yield Finding(language, flaw)


def _latin_runs(text: str) -> Iterator[str]:
    if not _CYRILLIC.search(text) or _KAZAKH_LATIN.search(text):
        return
    for run in _LATIN_RUN.findall(text):
        if run.count(" ") >= _ENOUGH_WORDS - 1 and not _is_name(run):
            yield run


def _is_name(text: str) -> bool:
    """Every word begins with a capital, as in Human Rights Watch, but for joining words."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return all(_JOINING.fullmatch(word) or not word[0].islower() for word in words)


def same_references(text: Localized, original: str) -> Iterator[Finding]:
    """A translation that cites, links or counts other things than the original does."""
    if isinstance(text, Line) or original not in text.languages:
        return
    wanted = _references(text.prose(original))
    for language in text.languages:
        difference = sorted(wanted ^ _references(text.prose(language)))
        if difference:
            names = {"language": NAMES[language], "original": NAMES[text.get(original)[1]]}
            flaw = Flaw("translation-references", **names, difference=", ".join(difference[:5]))
            yield Finding(language, flaw, "warning")


def _references(prose: Prose) -> set[str]:
    cites = {f"[@{cite.source}]" for cite in prose.cites}
    values = {f"{{{value.figure}#{value.claim}}}" for value in prose.values}
    return cites | values | {f"({link.target})" for link in prose.links if _is_record(link)}


def _is_record(link: Link) -> bool:
    return not link.external


@lru_cache(maxsize=16)  # several rules ask for the same words
def _said(text: Localized, language: Language) -> str:
    """The words of one language that ought to be in that language."""
    if isinstance(text, Passage):
        return voice(text.prose(language), links=False).replace(PLACEHOLDER, " ").strip()
    return unquoted(text.get(language)[0]).replace(PLACEHOLDER, " ").strip()


RULES: tuple[Rule, ...] = (
    missing,
    stale,
    misplaced_hash,
    kazakh_is_kazakh,
    script,
    english_left,
    same_references,
)
