"""The small invented archive with all that a build needs: the real site's look and its host."""

import re
import shutil
from pathlib import Path

from tests.small import archive

ROOT = Path(__file__).parent.parent
_RECORD = re.compile(r"\[([^\]]*)\]\((?:/ru|/kk)?/e/[^)]*\)")
"""A link of a hand-written page to a record of the real archive."""


def small_archive(folder: Path) -> Path:
    """The invented archive at `folder`, ready to be built."""
    archive(folder)
    look, own = ROOT / "site_overrides", shutil.ignore_patterns("account.yaml", "glossary.yaml")
    shutil.copytree(look, folder / "site_overrides", ignore=own, dirs_exist_ok=True)
    for page in (folder / "site_overrides" / "pages").rglob("*.md"):
        page.write_text(_RECORD.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "archive").mkdir(exist_ok=True)
    return folder
