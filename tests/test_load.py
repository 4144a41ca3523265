"""Reading the record files of a project: what is found, what is refused, what is never followed."""

import os
import socket
from pathlib import Path

import pytest

from builder.load import FOLDERS, find, load, quoter, read
from builder.model.kinds import KINDS
from builder.problems import Problem
from builder.tree import plain

RECORD = b"id: stormed\ntitle:\n  en: Shots fired\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one event and one place."""
    for path in ("entries/events/stormed.yaml", "entries/places/almaty.yaml"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(RECORD)
    return tmp_path


def told(found: list[Problem]) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in found]


def test_load_gives_documents_in_order(root: Path) -> None:
    documents, found = load(root)
    assert found == []
    assert [(one.path, one.folder, one.stem) for one in documents] == [
        ("entries/events/stormed.yaml", "events", "stormed"),
        ("entries/places/almaty.yaml", "places", "almaty"),
    ]
    assert plain(documents[0].tree) == {"id": "stormed", "title": {"en": "Shots fired"}}


def test_folders_are_those_of_the_kinds() -> None:
    assert set(FOLDERS) == set(KINDS)


def test_load_goes_on_after_a_bad_file(root: Path) -> None:
    (root / "entries/events/bad.yaml").write_bytes(b"en: Report: two\n")
    (root / "entries/events/worse.yaml").write_bytes(b"\xff")
    documents, found = load(root)
    assert [one.stem for one in documents] == ["stormed", "almaty"]
    assert told(found) == [
        ("yaml-colon", "entries/events/bad.yaml"),
        ("file-utf8", "entries/events/worse.yaml"),
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("stormed.yml", "file-extension"),
        ("README.md", "file-extension"),
        ("akimat.YAML", "file-extension"),
        (".gitattributes", "file-hidden"),
        (".stormed.yaml", "file-hidden"),
        ("Akimat.yaml", "file-name"),
        ("ab.yaml", "file-name"),
        ("a" * 65 + ".yaml", "file-name"),
        ("two--hyphens.yaml", "file-name"),
        ("with space.yaml", "file-name"),
        ("қантар.yaml", "file-name"),
        ("akimat.yaml\n", "file-extension"),
        ("::error::.yaml", "file-name"),
        ("con.yaml", "file-name-reserved"),
        ("com1.yaml", "file-name-reserved"),
    ],
)
def test_find_refuses_a_name_no_record_may_have(root: Path, name: str, code: str) -> None:
    (root / "entries/events" / name).write_bytes(RECORD)
    paths, found = find(root)
    assert told(found) == [(code, f"entries/events/{name}")]
    assert paths == ["entries/events/stormed.yaml", "entries/places/almaty.yaml"]


@pytest.mark.parametrize("name", [".stormed.yaml.swp", "stormed.yaml~", ".DS_Store", ".#x.yaml"])
def test_find_passes_over_what_editors_leave(root: Path, name: str) -> None:
    (root / "entries/events" / name).write_bytes(b"")
    _, found = find(root)
    assert [(one.code, one.level) for one in found] == [("file-stray", "warning")]


def test_find_accepts_names_at_both_limits(root: Path) -> None:
    for name in ("abc.yaml", "a" * 64 + ".yaml", "2022-01-05.yaml"):
        (root / "entries/cases" / name).parent.mkdir(exist_ok=True)
        (root / "entries/cases" / name).write_bytes(RECORD)
    paths, found = find(root)
    assert found == []
    assert len(paths) == 5


def test_find_tells_the_wrong_one_of_two_that_differ_in_case(root: Path) -> None:
    (root / "entries/events/Stormed.yaml").write_bytes(RECORD)
    paths, found = find(root)
    assert told(found) == [("file-case", "entries/events/Stormed.yaml")]
    assert "entries/events/stormed.yaml" in paths


def test_find_follows_no_link(root: Path) -> None:
    os.symlink("/etc/passwd", root / "entries/events/secret.yaml")
    os.symlink(root / "entries/events", root / "entries/people")
    os.symlink("..", root / "entries/events/loop")
    paths, found = find(root)
    assert told(sorted(found)) == [
        ("file-link", "entries/events/loop"),
        ("file-link", "entries/events/secret.yaml"),
        ("file-link", "entries/people"),
    ]
    assert len(paths) == 2


def test_find_refuses_entries_that_is_a_link(root: Path, tmp_path: Path) -> None:
    os.rename(root / "entries", tmp_path / "elsewhere")
    os.symlink(tmp_path / "elsewhere", root / "entries")
    assert told(find(root)[1]) == [("file-link", "entries")]


def test_find_refuses_pipes_and_sockets(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "entries/events/pipe.yaml")
    monkeypatch.chdir(root / "entries/events")  # a socket's address has to be short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket.yaml")
        _, found = find(root)
    assert told(found) == [
        ("file-special", "entries/events/pipe.yaml"),
        ("file-special", "entries/events/socket.yaml"),
    ]


def test_find_refuses_folders_that_hold_no_records(root: Path) -> None:
    (root / "entries/events/2022").mkdir()
    (root / "entries/rumours").mkdir()
    (root / "entries/lost.yaml").write_bytes(RECORD)
    _, found = find(root)
    assert told(sorted(found)) == [
        ("file-deep", "entries/events/2022"),
        ("file-misplaced", "entries/lost.yaml"),
        ("file-folder", "entries/rumours"),
    ]


def test_find_tells_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    paths, found = find(tmp_path)
    assert (paths, told(found)) == ([], [("file-unreadable", "entries")])
    assert found[0].message == "the file cannot be read: No such file or directory"


def test_read_does_not_follow_a_link_made_after_finding(root: Path) -> None:
    os.symlink("/etc/passwd", root / "entries/events/late.yaml")
    assert told(read(root, "entries/events/late.yaml")[1]) == [
        ("file-link", "entries/events/late.yaml")
    ]


def test_read_does_not_wait_for_a_pipe(root: Path) -> None:
    os.mkfifo(root / "entries/events/late.yaml")
    assert told(read(root, "entries/events/late.yaml")[1]) == [
        ("file-special", "entries/events/late.yaml")
    ]


def test_read_asks_the_size_before_it_reads(root: Path) -> None:
    with open(root / "entries/events/huge.yaml", "wb") as file:
        file.truncate(2**40)  # sparse: reading it would not end
    _, found = read(root, "entries/events/huge.yaml")
    assert found[0].message == "the file has 1,099,511,627,776 bytes; the limit is 262,144"


def test_load_takes_only_what_is_asked_for(root: Path) -> None:
    (root / "entries/events/x.yml").write_bytes(RECORD)
    documents, found = load(root, ["./entries/places/"])
    assert ([one.stem for one in documents], found) == (["almaty"], [])
    documents, found = load(root, ["entries/events/stormed.yaml", "entries/none.yaml"])
    assert [one.stem for one in documents] == ["stormed"]
    assert told(found) == [("file-missing", "entries/none.yaml")]


def test_quoter_quotes_lines_and_nothing_outside(root: Path) -> None:
    quote = quoter(root / "entries")
    assert quote("events/stormed.yaml", 3) == "  en: Shots fired"
    assert quote("events/stormed.yaml", 99) == ""
    assert quote("events/none.yaml", 1) == ""
    (root / "outside.yaml").write_bytes(RECORD)
    assert quote("../outside.yaml", 1) == ""
    assert quote(str(root / "outside.yaml"), 1) == ""
