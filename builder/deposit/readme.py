"""`README.md` of a deposit: what it holds and how to check it, in three languages, from its data."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from builder.cite.words import day
from builder.deposit.contents import Kept
from builder.i18n import LANGUAGES, Language, translations
from builder.render.kind_words import COUNTED

FILE = "README.md"
INTRODUCTION = ("what", "left", "redacted", "address", "publisher", "holds", "check")


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    text = (files("builder") / "data" / "deposit.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def readme(kept: Kept) -> bytes:
    """The file; what the settings leave unset, and what did not happen, is not mentioned."""
    return "\n".join(line for one in LANGUAGES for line in _part(kept, one)).encode()


def _part(kept: Kept, language: Language) -> Iterator[str]:
    texts, values = _texts()[language], _values(kept, language)
    yield f"# {texts['title'].format(**values)}\n"
    for name in INTRODUCTION:
        if values.get(name, "yes"):
            yield f"{texts[name].strip().format(**values)}\n"
    if values["redacted"]:
        yield f"{texts['check_redacted']}\n"


def _values(kept: Kept, language: Language) -> Mapping[str, str]:
    versions, release, settings = kept.versions, kept.release, kept.place.settings
    # Of a stub only the list of changes still says how the record stood.
    left = sum(
        kept.past.release(one.release).changes[one.id].status != "current" for one in versions
    )
    redacted = sum(bool(one.redacted) for one in versions)
    return {
        "release": release.name,
        "day": day(date.fromisoformat(release.date), language),
        "counts": _counted(Counter(one.kind for one in versions), language),
        "left": str(left or ""),
        "redacted": str(redacted or ""),
        "address": settings.site_address,
        "publisher": settings.publisher,
        "line": str(kept.line),
        "sha256": kept.ledger.point(kept.line).sha256,
    }


def _counted(kinds: Mapping[str, int], language: Language) -> str:
    several = translations(language).ngettext
    found = (
        several(one, many, kinds[kind]).format(count=kinds[kind])
        for kind, (one, many) in COUNTED.items()
        if kinds[kind]
    )
    return ", ".join(found)
