"""The reference pages for people who write records, made from the model and the catalogue."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from builder.i18n import Language
from builder.model.base import Record, Tombstone
from builder.model.kinds import KINDS
from builder.model.vocabulary import vocabularies
from builder.model.when import When
from builder.problems import catalogue
from builder.render.field_words import group, groups, with_code
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

DATES = (
    "2022-01-05",
    "2022-01",
    "2022",
    "2022-01-XX",
    "2022-01-05~",
    "2022-01-05?",
    "2022-01-05/2022-01-07",
    "2022-01-05/..",
    "2022-01-05 17:00",
    "2022-01-05 about 17:00",
    "2022-01-05 16:30-16:45",
    "2022-01-05 until 18:00",
    "2022-01-05 after 22:00",
    "2022-01-06 evening",
    "2022-01-05/2022-01-06 night",
    "2022-01-05 01:30/2022-01-19 00:00",
    "2022-01-05 10:30 UTC",
    "2022-01-05 11:34 Europe/Kyiv",
    "2022-01-05 13:12 unknown",
)
"""Ways to write a date, each shown beside how the site prints it."""

FAMILIES = {
    "file": "The file itself",
    "yaml": "YAML that a record may not use",
    "text": "Characters and lengths",
    "field": "The shape of a record",
    "date": "Dates, clocks and zones",
    "place": "Coordinates and precision",
    "url": "Addresses",
    "prose": "Safe Markdown, citations and numbers in texts",
    "ref": "References between records",
    "claim": "Claims and their citations",
    "figure": "Figures",
    "case": "Cases",
    "episode": "Episodes",
    "person": "People",
    "source": "Sources",
    "word": "Neutral words",
    "translation": "Texts in three languages",
    "ledger": "Ids once given",
    "release": "What was released",
    "near": "Records that may be one",
    "written": "Hand-written texts that rest on records",
    "import": "Tables of others, and their maps",
    "new": "The beginning of a record",
    "form": "Issues written with a form",
}
"""What each family of codes is about, in the order of the page."""

VALUE = re.compile(r"(?<!\{)\{(\w+)\}")


def reference_pages(reader: Reader, folder: Path) -> Iterator[Page]:
    """`/contribute/fields/` and `/contribute/problems/` in the reader's language."""
    yield _fields(reader.at("contribute/fields/"), folder)
    yield _problems(reader.at("contribute/problems/"), folder)


def _fields(here: Reader, folder: Path) -> Page:
    title = here.t("Fields and words of a record")
    content = fill(
        folder,
        "reference.html",
        here,
        head=group(here, Record),
        kinds=[
            (group(here, model, without=Record.model_fields), model) for model in KINDS.values()
        ],
        groups=[group(here, model) for model in groups()],
        left=group(here, Tombstone),
        dates=[(text, here.when(When.parse(text))) for text in DATES],
        vocabularies=vocabularies(),
    )
    about = here.t("What a record file may hold: every field, every group, every controlled word.")
    return Page(here.language, here.path, title, about, content)


def _problems(here: Reader, folder: Path) -> Page:
    title = here.t("What the check can say")
    families = [
        (family, here.t(FAMILIES[family]), [(code, *_shown(code, here.language)) for code in codes])
        for family, codes in _by_family()
    ]
    content = fill(folder, "codes.html", here, families=families)
    about = here.t(
        "Every message of the check: what is wrong, how to mend it, and how it is right."
    )
    return Page(here.language, here.path, title, about, content)


def _by_family() -> list[tuple[str, list[str]]]:
    order = list(FAMILIES)
    codes = sorted(catalogue(), key=lambda code: order.index(code.split("-")[0]))
    return [(family, list(found)) for family, found in groupby(codes, lambda c: c.split("-")[0])]


def _shown(code: str, language: Language) -> tuple[Markup, Markup, str]:
    entry = catalogue(language)[code]
    return _template(entry.message), _template(entry.hint), entry.example.strip("\n")


def _template(text: str) -> Markup:
    """A message as it stands in the catalogue, its values named."""
    html = VALUE.sub(r"<var>\1</var>", str(with_code(text)))
    return Markup(html.replace("{{", "{").replace("}}", "}"))
