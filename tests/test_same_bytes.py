"""The same records give the same bytes: anywhere, at any time, through mkdocs too."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.small_archive import small_archive

PARTS = ("entries", "archive", "site_overrides", "mkdocs.yml", "pyproject.toml")
HERE = {"TZ": "Etc/GMT+12", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Asia/Almaty", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77"}


def copied(folder: Path) -> Path:
    """A copy of the archive's inputs."""
    folder.mkdir(parents=True)
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
        else:
            shutil.copy(ROOT / part, folder / part)
    return folder


def run(folder: Path, program: str, *arguments: str, settings: dict[str, str]) -> None:
    """Run one of the installed programs in `folder`."""
    command = [str(Path(sys.executable).parent / program), *arguments]
    subprocess.run(command, cwd=folder, env={**os.environ, **settings}, check=True, timeout=300)


def hashes(site: Path) -> dict[str, str]:
    """Every file of a site by its hash."""
    return {
        str(file.relative_to(site)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site as built in one place."""
    folder = copied(tmp_path_factory.mktemp("one") / "a")
    run(folder, "qantar", "build", settings=HERE)
    return hashes(folder / "site")


def test_another_folder_zone_locale_and_hash_seed_change_nothing(
    one: dict[str, str], tmp_path: Path
) -> None:
    folder = copied(tmp_path / "a folder with spaces" / "кітап")
    run(folder, "qantar", "build", settings=THERE)
    assert hashes(folder / "site") == one


def test_mkdocs_build_gives_the_same_bytes(one: dict[str, str], tmp_path: Path) -> None:
    folder = copied(tmp_path / "b")
    run(folder, "mkdocs", "build", "-q", settings=THERE)
    assert hashes(folder / "site") == one


def test_a_copy_has_the_same_bytes_anywhere(tmp_path: Path) -> None:
    found = []
    for name, settings, jobs in (("a", HERE, "1"), ("a folder/кітап", THERE, "2")):
        folder = small_archive(tmp_path / name)
        run(folder, "qantar", "build", "--links", "file", "--jobs", jobs, settings=settings)
        found.append(hashes(folder / "copy"))
    assert found[0] == found[1]
    assert len(found[0]) > 100
