"""`CITATION.cff`: how to cite the archive as a whole, from its settings and its last release."""

import json
from collections.abc import Iterator

from builder.project import Settings
from builder.release.history import History

FILE = "CITATION.cff"
CONTRIBUTORS = "Qandy Qantar archive contributors"
TITLE = "Qandy Qantar archive: January 2022 in Kazakhstan"
MESSAGE = (
    "To cite one record, one version of it or one claim, use what its page or `qantar cite` says; "
    "to cite the archive as a whole, use this."
)
ABSTRACT = (
    "Validated records about January 2022 in Kazakhstan: the protests, the cuts of the internet, "
    "the states of emergency, the deaths, the court cases and the law behind them, each statement "
    "attributed, cited and, where it is known, dated, in English, Russian and Kazakh."
)
KEYWORDS = ("Kazakhstan", "January 2022", "internet shutdown", "human rights", "archive")


def cff(settings: Settings, history: History, program: str) -> str:
    """The file; before the first release the version is that of the program."""
    return "".join(f"{line}\n" for line in _lines(settings, history, program))


def _lines(settings: Settings, history: History, program: str) -> Iterator[str]:
    last = history.releases[-1] if history.releases else None
    publisher = settings.publisher or CONTRIBUTORS
    yield "cff-version: 1.2.0"
    yield f"message: {json.dumps(MESSAGE)}"
    yield f"title: {json.dumps(TITLE)}"
    yield f"abstract: {json.dumps(ABSTRACT)}"
    yield "type: dataset"
    yield f"version: {json.dumps(last.name if last else program)}"
    if last is not None:
        yield f"date-released: {json.dumps(last.date)}"
    yield "authors:"
    yield f"  - name: {json.dumps(publisher, ensure_ascii=False)}"
    if settings.site_address:
        yield f"url: {json.dumps(settings.site_address)}"
    if settings.repository:
        yield f"repository-code: {json.dumps(settings.repository)}"
    yield "keywords:"
    yield from (f"  - {json.dumps(word)}" for word in KEYWORDS)
    yield "license: CC-BY-4.0"
