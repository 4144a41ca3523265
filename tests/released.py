"""The site of the invented archive at an address, after two releases and a redaction."""

from pathlib import Path

from builder import pipeline
from tests.small import change, put
from tests.small_archive import small_archive

ADDRESS = "https://archive.example/qantar/"
FIRST, SECOND, TODAY = "2026-11-20", "2026-11-21", "2026-11-23"


def released_archive(root: Path) -> Path:
    """The archive: a version taken out after the first release, a title changed for the second."""
    small_archive(root)
    put(root, "pyproject.toml", f'[tool.qantar]\nsite_address = "{ADDRESS}"\n')
    pipeline.release(root, FIRST, today=TODAY)
    pipeline.redact(root, "storm@1", "privacy", today=FIRST)
    change(root, "entries/events/storm.yaml", "  en: A snow storm reaches", "  en: A storm reaches")
    pipeline.release(root, SECOND, today=TODAY)
    return root


def released_site(root: Path) -> Path:
    """Its site; the ledger's last line seals the second release."""
    pipeline.build(released_archive(root), root / "site")
    return root / "site"
