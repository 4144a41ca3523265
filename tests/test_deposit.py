"""A deposit is what a repository takes in: its own tools accept it, and it never changes."""

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from rocrate.rocrate import ROCrate
from small import archive, change
from small_archive import ROOT

from builder import pipeline
from builder.cli import main
from builder.deposit.making import deposit
from builder.deposit.writing import Taken, write_folder
from builder.disk import Refused
from builder.project import project

TODAY, FIRST, SECOND = "2026-11-23", "2026-11-20", "2026-11-21"
STORM = "entries/events/storm.yaml"


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive without git, released twice with one change between."""
    root = archive(tmp_path_factory.mktemp("archive"))
    shutil.copy(ROOT / "LICENSE-DATA", root)
    pipeline.release(root, FIRST, today=TODAY)
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    pipeline.release(root, SECOND, today=TODAY)
    return root


@pytest.fixture(scope="module")
def redacted(twice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, the first version of the changed record taken out."""
    root = tmp_path_factory.mktemp("redacted")
    shutil.copytree(twice, root, dirs_exist_ok=True)
    pipeline.redact(root, "storm@1", "privacy", today=TODAY)
    return root


@pytest.fixture(scope="module")
def bag(twice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deposit of the last release."""
    out = tmp_path_factory.mktemp("deposit") / "bag"
    deposit(project(twice), None, out)
    return out


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def run(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["deposit", *words, "--root", str(root)])
    return done.exit_code, done.output


def test_the_library_of_congress_takes_the_bag(bag: Path) -> None:
    logging.disable(logging.INFO)
    found = bagit.Bag(str(bag))
    assert found.validate() is True
    assert (found.version_info, sorted(found.algorithms)) == ((1, 0), ["sha256", "sha512"])
    assert found.info["Bagging-Date"] == SECOND
    logging.disable(logging.NOTSET)


def test_a_bag_that_was_changed_is_refused(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / "copy")
    (copy / "data" / "README.md").write_bytes(b"else")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(copy)).validate()


def test_the_crate_is_read_with_every_file_of_the_bag(bag: Path) -> None:
    found = ROCrate(bag / "data")
    files = {one.id for one in found.data_entities if one.type == "File"}
    assert files == held(bag / "data").keys() - {"ro-crate-metadata.json"}
    assert found.name == f"Qandy Qantar archive: January 2022 in Kazakhstan, release {SECOND}"
    assert found.root_dataset["datePublished"] == SECOND
    assert found.license.id == "https://creativecommons.org/licenses/by/4.0/"


def test_every_file_is_reached_from_the_root_of_the_crate_once(bag: Path) -> None:
    graph = json.loads((bag / "data" / "ro-crate-metadata.json").read_bytes())["@graph"]
    by_id = {one["@id"]: one for one in graph}
    assert len(by_id) == len(graph)
    parts = [part["@id"] for one in graph for part in one.get("hasPart", ())]
    data = {id for id, one in by_id.items() if one["@type"] in ("File", "Dataset")}
    assert sorted(parts) == sorted(data - {"./"})


def test_every_word_of_the_crate_is_in_the_vocabulary(bag: Path) -> None:
    import rocrate

    known = Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld"
    terms = json.loads(known.read_bytes())["@context"]
    graph = json.loads((bag / "data" / "ro-crate-metadata.json").read_bytes())["@graph"]
    used = {key for one in graph for key in one} | {one["@type"] for one in graph}
    assert used - terms.keys() == {"@id", "@type"}


def test_only_the_versions_that_stood_in_the_release_are_in_its_deposit(
    twice: Path, bag: Path, tmp_path: Path
) -> None:
    deposit(project(twice), FIRST, tmp_path / "first")
    storm = "data/releases/records/storm/"
    assert sorted(path for path in held(bag) if storm in path) == [f"{storm}2.json"]
    assert sorted(path for path in held(tmp_path / "first") if storm in path) == [f"{storm}1.json"]


def test_sha256sum_agrees_inside_the_bag(bag: Path) -> None:
    command = ["sha256sum", "--quiet", "-c", f"{SECOND}/SHA256SUMS"]
    subprocess.run(command, cwd=bag / "data" / "releases", check=True)


def test_a_signed_release_goes_with_its_signature(twice: Path, tmp_path: Path) -> None:
    root = shutil.copytree(twice, tmp_path / "root")
    (root / "archive" / "releases" / SECOND / "SHA256SUMS.sig").write_bytes(b"signed\n")
    deposit(project(root), SECOND, tmp_path / "bag")
    assert held(tmp_path / "bag")[f"data/releases/{SECOND}/SHA256SUMS.sig"] == b"signed\n"


def test_every_record_is_as_the_schema_of_its_kind_says(bag: Path) -> None:
    schemas = {file.stem: json.loads(file.read_bytes()) for file in bag.glob("data/schema/*.json")}
    for file in bag.glob("data/releases/records/*/*.json"):
        one = json.loads(file.read_bytes())
        if "status" not in one["record"]:
            Draft202012Validator(schemas[one["kind"]]).validate(one["record"])


def test_an_old_release_gives_the_same_bytes_after_the_next(twice: Path, tmp_path: Path) -> None:
    before = archive(tmp_path / "before")
    shutil.copy(ROOT / "LICENSE-DATA", before)
    pipeline.release(before, FIRST, today=TODAY)
    deposit(project(before), None, tmp_path / "one")
    deposit(project(twice), FIRST, tmp_path / "two")
    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_the_readme_is_made_of_the_data_in_three_languages(bag: Path) -> None:
    text = (bag / "data" / "README.md").read_text(encoding="utf-8")
    assert text.count("\n# ") == 2 and text.startswith("# Qandy Qantar archive")
    assert "the release of 21 November 2026: 3 events, 3 episodes, 3 figures, 1 case" in text
    assert "Это выпуск от 21 ноября 2026 г.: 3 события, 3 периода" in text
    assert "2026 жылғы 21 қараша күнгі шығарылым: 3 оқиға, 3 кезең" in text
    assert "edacted since" not in text and "{" not in text


def test_what_was_redacted_is_a_stub_and_is_said(redacted: Path, tmp_path: Path) -> None:
    code, told = run(redacted, FIRST, "--out", str(tmp_path / "bag"))
    assert code == 0
    assert "1 of its versions were redacted since; their stubs stand in it" in told
    files = held(tmp_path / "bag")
    stub = json.loads(files["data/releases/records/storm/1.json"])
    assert (stub["redacted"], "record" in stub) == ("privacy", False)
    assert b"Versions redacted since: 1." in files["data/README.md"]
    last = files["data/ledger.jsonl"].splitlines()[-1]
    assert json.loads(last)["act"] == "redact-version"
    assert not [path for path, data in files.items() if b"A snow storm reaches" in data]


def test_a_redaction_elsewhere_leaves_the_bytes_as_they_are(
    twice: Path, redacted: Path, tmp_path: Path
) -> None:
    deposit(project(twice), SECOND, tmp_path / "one")
    deposit(project(redacted), SECOND, tmp_path / "two")
    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_the_ledger_is_cut_at_the_line_that_the_readme_names(twice: Path, tmp_path: Path) -> None:
    deposit(project(twice), FIRST, tmp_path / "first")
    files = held(tmp_path / "first")
    lines = files["data/ledger.jsonl"].splitlines()
    assert json.loads(lines[-1])["release"] == FIRST
    assert sha256(lines[-1]).hexdigest().encode() in files["data/README.md"]


@pytest.mark.parametrize("known", [False, True])
def test_publisher_and_address_are_named_only_if_they_are_set(
    twice: Path, tmp_path: Path, known: bool
) -> None:
    root = shutil.copytree(twice, tmp_path / "root")
    if known:
        (root / "pyproject.toml").write_text(
            '[tool.qantar]\nsite_address = "https://archive.example/"\npublisher = "A library"\n'
        )
    _, told = run(root, "--out", str(tmp_path / "bag"))
    files = held(tmp_path / "bag")
    graph = json.loads(files["data/ro-crate-metadata.json"])["@graph"]
    assert ("warning: site_address is not set" in told) is not known
    assert (graph[1].get("publisher") == {"@id": "#publisher"}) is known
    assert (b"Publisher: A library" in files["data/README.md"]) is known
    address = f"External-Identifier: https://archive.example/data/releases/{SECOND}/release.json"
    assert (address.encode() in files["bag-info.txt"]) is known


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026-11-22", "--out", "new"], "there is no release '2026-11-22'; did you mean"),
        (["--out", "full"], "is there already; name a folder that is new or empty"),
        (["--out", "file"], "is there already; name a folder that is new or empty"),
    ],
)
def test_what_cannot_be_written_is_refused_as_usage(
    twice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    (tmp_path / "file").touch()
    code, said = run(twice, *words)
    assert code == 2 and told in said
    assert sorted(held(tmp_path)) == ["file", "full/mine"]


def test_before_the_first_release_there_is_nothing_to_deposit(tmp_path: Path) -> None:
    code, told = run(archive(tmp_path / "new"), "--out", str(tmp_path / "bag"))
    assert (code, "there is no release yet" in told) == (2, True)


def test_an_archive_without_its_licence_is_refused(twice: Path, tmp_path: Path) -> None:
    root = shutil.copytree(twice, tmp_path / "root")
    (root / "LICENSE-DATA").unlink()
    code, told = run(root, "--out", str(tmp_path / "bag"))
    assert (code, "has no LICENSE-DATA" in told) == (2, True)
    assert not (tmp_path / "bag").exists()


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    assert write_folder(tmp_path / "bag", [("a/b", b"1"), ("c", b"2")]) == 2
    assert held(tmp_path) == {"bag/a/b": b"1", "bag/c": b"2"}


def test_a_command_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "a", b"1"
        raise OSError(28, "No space left on device")

    with pytest.raises(Refused, match="the disk is full"):
        write_folder(tmp_path / "bag", files())
    assert list(tmp_path.iterdir()) == []


def test_a_killed_command_leaves_no_bag_and_the_next_sweeps(tmp_path: Path) -> None:
    script = (
        "import os\nfrom pathlib import Path\nfrom builder.deposit.writing import write_folder\n"
        "def files():\n    yield 'a', b'1'\n    os._exit(9)\n"
        f"write_folder(Path({str(tmp_path / 'bag')!r}), files())\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", script], check=False, env=env).returncode == 9
    assert [one.name for one in tmp_path.iterdir()] == [".bag.qantar-new"]
    write_folder(tmp_path / "bag", [("a", b"2")])
    assert held(tmp_path) == {"bag/a": b"2"}


def test_a_second_command_finds_the_folder_taken(tmp_path: Path) -> None:
    write_folder(tmp_path / "bag", [("a", b"1")])
    with pytest.raises(Taken):
        write_folder(tmp_path / "bag", [("a", b"2")])
    assert held(tmp_path) == {"bag/a": b"1"}
