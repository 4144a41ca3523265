"""A whole archive that is small, in a folder of its own; its town and people are invented."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
CASE = ROOT / "tests" / "cases" / "archive"


def small_archive(folder: Path) -> Path:
    """The invented archive under the real site's look."""
    shutil.copytree(CASE, folder)
    shutil.copytree(ROOT / "site_overrides", folder / "site_overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "archive").mkdir(exist_ok=True)
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Replace one passage of a file, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    file.write_text(text.replace(old, new), encoding="utf-8")
