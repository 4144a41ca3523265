"""What follows from the invented archive after two releases, with and without an address."""

from pathlib import Path

from builder import pipeline
from builder.checking import check
from builder.corpus import Corpus
from builder.project import Settings, project
from builder.release.history import History
from builder.release.ledger import Ledger
from builder.syndicate.files import Syndicated
from tests.small import archive, change

Released = tuple[Corpus, Ledger, History]
SITE = "https://archive.example.org"
UNSET = Settings()
SET = Settings(site_address=f"{SITE}/", security_contact="safety@archive.example.org")
TODAY = "2026-12-31"
NEW_CLAIM = """\
  - id: blue-sky
    text: {en: The sky cleared., ru: Небо прояснилось., kk: Аспан ашылды.}
    asserted_by: [tasbulak-herald]
    asserted_on: 2022-01-06
    citations:
      - {source: herald-2022-01-06, locator: para 4}
  - id: clear-sky
"""
PAGE = b'<!doctype html><html lang="en"><head></head></html>'
HIDDEN = PAGE.replace(b"<head>", b'<head><meta name="robots" content="noindex">')
PAGES = [
    ("index.html", PAGE),
    ("ru/index.html", PAGE),
    ("kk/index.html", PAGE),
    ("about/index.html", PAGE),
    ("e/storm/index.html", PAGE),
    ("ru/e/storm/index.html", PAGE),
    ("e/storm/v/1/index.html", HIDDEN),
    ("embed/storm/index.html", HIDDEN),
    ("404.html", HIDDEN),
    ("assets/icon.svg", b"<svg/>"),
]
"""Of a site, what the files here are told of."""


def released(root: Path) -> Released:
    """Two releases: everything; then a new claim, a changed title and a record withdrawn."""
    archive(root)
    pipeline.release(root, "2026-11-02", today=TODAY)
    change(root, "entries/events/storm.yaml", "  - id: clear-sky\n", NEW_CLAIM)
    change(
        root,
        "entries/events/schools-closed.yaml",
        "Schools ordered closed",
        "Schools & nurseries closed",
    )
    pipeline.release(root, "2026-12-01", today=TODAY)
    return check(root).corpus, *pipeline.kept(project(root))


def files(found: Released, settings: Settings) -> dict[str, bytes]:
    """Every file beside those pages."""
    given = dict(PAGES)
    made = dict(Syndicated(found[0], settings, found[1], found[2]).beside(PAGES))
    return {path: data for path, data in made.items() if path not in given}
