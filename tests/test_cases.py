"""The specification of `check` in files: one broken record each, and exactly what is said of it.

A case is a record put over the invented archive in `cases/archive`. Its first line says where:
`# at: entries/events/storm.yaml`. Beside it, `.expect` holds every line that `check` then reports.
Its name is the code it shows, with a few words after `_` where there are several.
"""

from pathlib import Path

import pytest

from tests.small import ARCHIVE, archive, put, told

FOLDER = Path(__file__).parent / "cases" / "invalid"
FILES = sorted(FOLDER.glob("*.yaml"))
AT = "# at: "


def where(text: str) -> str:
    first = text.partition("\n")[0]
    assert first.startswith(AT), first
    return first.removeprefix(AT)


def test_check_finds_nothing_in_the_invented_archive() -> None:
    assert told(ARCHIVE) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_check_tells_exactly_this_when_the_record_is(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    put(archive(tmp_path), where(text), text)
    assert told(tmp_path) == file.with_suffix(".expect").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_case_shows_the_code_in_its_name(file: Path) -> None:
    lines = file.with_suffix(".expect").read_text(encoding="utf-8").splitlines()
    assert file.stem.split("_")[0] in {line.split()[2].rstrip(":") for line in lines}
