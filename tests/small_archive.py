"""The small invented archive with all that a build needs: the real site's look and its host."""

import shutil
from pathlib import Path

from small import archive

ROOT = Path(__file__).parent.parent


def small_archive(folder: Path) -> Path:
    """The invented archive at `folder`, ready to be built."""
    archive(folder)
    shutil.copytree(ROOT / "site_overrides", folder / "site_overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "archive").mkdir(exist_ok=True)
    return folder
