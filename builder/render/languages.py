"""The page that says which texts exist in which language, and which of them a person has read."""

from collections.abc import Iterator

from builder.derive.coverage import Cover, coverage
from builder.i18n import LANGUAGES
from builder.render.listing import Builder
from builder.render.page import Page

SHOWN = 50
"""Records named one by one, of those that lack a text or whose text is out of date."""


def languages_page(b: Builder) -> Iterator[Page]:
    """`/languages/` in the reader's language."""
    r = b.reader
    covers = coverage(r.corpus)
    kinds = list(dict.fromkeys(cover.kind for cover in covers if cover.total))
    by_kind = [(kind, [one for one in covers if one.kind == kind]) for kind in kinds]
    about = r.t("Which texts exist in which language, and which of them a person has read.")
    yield b.page(
        "languages/",
        "languages.html",
        r.t("Languages of the texts"),
        about,
        lede=about,
        names=LANGUAGES,
        kinds=by_kind,
        sums=[_sum([one for one in covers if one.language == code]) for code in LANGUAGES],
        partial=_named(covers, "partial"),
        stale=_named(covers, "stale"),
        most=SHOWN,
    )


def _sum(covers: list[Cover]) -> Cover:
    """All kinds of one language together."""
    return Cover(
        "",
        covers[0].language,
        sum(one.written for one in covers),
        sum(one.reviewed for one in covers),
        sum(one.machine for one in covers),
        tuple(id for one in covers for id in one.partial),
        tuple(id for one in covers for id in one.stale),
    )


def _named(covers: tuple[Cover, ...], field: str) -> list[tuple[str, tuple[str, ...]]]:
    """The records to mend in each language that has any."""
    found = {code: [one for one in covers if one.language == code] for code in LANGUAGES}
    named = (
        (code, tuple(id for one in ones for id in getattr(one, field)))
        for code, ones in found.items()
    )
    return [(code, ids) for code, ids in named if ids]
