"""A change from outside may touch records only: the sneaky ways round it, each refused."""

import os
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from small import put
from small_archive import ROOT
from test_diff import GIT, commit, git, repository

from builder.write.diff import review
from builder.write.diff.side import TooMuch

OUTSIDE = (
    " entries/events/storm.yaml",
    ".gitattributes",
    ".github/workflows/check.yml",
    "Entries/events/storm.yaml",
    "archive/ledger.jsonl",
    "builder/entries/storm.yaml",
    "entries.yaml",
    "entries\\events\\storm.yaml",
    "entries\u200b/events/storm.yaml",
    "entri\u0435s/events/storm.yaml",  # a Cyrillic letter
    "site_overrides/pages/account.yaml",
    "\uff45ntries/events/storm.yaml",  # a wide letter
)
INSIDE = {
    ("entries/.gitattributes", "file-hidden"),
    ("entries/.github", "file-folder"),
    ("entries/Events", "file-folder"),
    ("entries/conftest.py", "file-extension"),
    ("entries/events/.DS_Store", "file-stray"),
    ("entries/events/.gitattributes", "file-hidden"),
    ("entries/events/.github/workflows/x.yml", "file-name"),
    ("entries/events/sitecustomize.py", "file-extension"),
    ("entries/events/storm.yaml~", "file-stray"),
}
"""What may not stand in entries/, and why."""


def told(root: Path, base: str, head: str) -> set[tuple[str, str]]:
    """Where a change from outside is refused, and why."""
    packet = review(root, base, head, only_entries=True)
    assert {fault.problem.level for fault in packet.refused} == {"error"}
    return {(fault.problem.path, fault.problem.code) for fault in packet.refused}


def crafted(root: Path, *lines: bytes) -> str:
    """A commit whose entries/events/ holds what git itself would not write."""
    oid = tree(root, b"".join(lines))
    for name in (b"events", b"entries"):
        oid = tree(root, b"40000 " + name + b"\0" + bytes.fromhex(oid))
    return git(root, "commit-tree", oid, "-p", "HEAD", "-m", "x")


def tree(root: Path, data: bytes) -> str:
    """The name of a tree of these bytes, whatever they are."""
    words = ["-C", str(root), "hash-object", "-t", "tree", "-w", "--literally", "--stdin"]
    done = subprocess.run([*GIT, *words], input=data, check=True, capture_output=True)
    return done.stdout.decode().strip()


def line(root: Path, name: bytes, text: str) -> bytes:
    """One entry of a tree."""
    put(root, "../blob", text)
    oid = git(root, "hash-object", "-w", str(root.parent / "blob"))
    return b"100644 " + name + b"\0" + bytes.fromhex(oid)


def test_path_that_only_looks_like_that_of_a_record_is_outside(tmp_path: Path) -> None:
    first = repository(tmp_path)
    for path in OUTSIDE:
        put(tmp_path, path, "id: x\n")
    found = told(tmp_path, first, commit(tmp_path))
    assert {(path, "file-outside") for path in OUTSIDE} - found == set()


def test_file_in_entries_that_is_no_record_is_refused(tmp_path: Path) -> None:
    first = repository(tmp_path)
    for path, _ in INSIDE:
        put(tmp_path, f"{path}/x.yml" if path.endswith((".github", "Events")) else path, "* x=y\n")
    assert told(tmp_path, first, commit(tmp_path)) == INSIDE


def test_link_submodule_and_program_are_refused_inside_and_outside(tmp_path: Path) -> None:
    first = repository(tmp_path)
    (tmp_path / "entries/events/up.yaml").symlink_to("../../pyproject.toml")
    (tmp_path / "entries/laws/snow-decree.yaml").chmod(0o755)
    (tmp_path / "pyproject.toml").chmod(0o755)
    git(tmp_path, "add", "-A")
    for path in ("entries/events/other.yaml", "entries/people/x", "vendor"):
        git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{first},{path}")
    git(tmp_path, "commit", "-q", "-m", "x")
    assert told(tmp_path, first, "HEAD") == {
        ("entries/events/other.yaml", "file-submodule"),
        ("entries/events/up.yaml", "file-link"),
        ("entries/laws/snow-decree.yaml", "file-mode"),
        ("entries/people/x", "file-submodule"),
        ("pyproject.toml", "file-outside"),
        ("vendor", "file-outside"),
    }


def test_folder_of_records_that_became_a_link_is_outside(tmp_path: Path) -> None:
    first = repository(tmp_path)
    os.rename(tmp_path / "entries", tmp_path / "records")
    (tmp_path / "entries").symlink_to("records")
    found = told(tmp_path, first, commit(tmp_path))
    assert {("entries", "file-outside"), ("records/events/storm.yaml", "file-outside")} <= found


def test_record_that_moves_into_the_program_is_refused_at_both_ends(tmp_path: Path) -> None:
    first = repository(tmp_path)
    os.makedirs(tmp_path / "builder")
    os.rename(tmp_path / "entries/figures/damage.yaml", tmp_path / "builder/damage.yaml")
    assert told(tmp_path, first, commit(tmp_path)) == {
        ("builder/damage.yaml", "file-outside"),
        ("entries/figures/damage.yaml", "ledger-id-gone"),
    }


def test_name_that_climbs_out_of_entries_is_refused(tmp_path: Path) -> None:
    first = repository(tmp_path / "a")
    climbing = line(tmp_path / "a", b"..", "id: x\n")
    found = told(tmp_path / "a", first, crafted(tmp_path / "a", climbing))
    assert ("entries/events/..", "file-name") in found


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    first = repository(tmp_path / "a")
    twins = [line(tmp_path / "a", b"x-one.yaml", f"id: {text}\n") for text in ("one", "two")]
    head = crafted(tmp_path / "a", *twins)
    with pytest.raises(TooMuch, match="has two files of one name"):
        told(tmp_path / "a", first, head)


@pytest.mark.long  # the workflow's own words; the short twins are above and in test_diff
@pytest.mark.parametrize(
    ("path", "from_outside", "code", "said"),
    [
        ("builder/x.py", "true", 1, "only touch entries/"),
        ("builder/x.py", "false", 0, ""),
        ("entries/events/x.py", "true", 1, "::error file=entries/events/x.py"),
    ],
)
def test_workflow_fails_with_a_message_for_a_fork(
    path: str, from_outside: str, code: int, said: str, tmp_path: Path
) -> None:
    far, near = tmp_path / "far", tmp_path / "near"
    repository(far)
    put(far, path, "x = 1\n")
    merged = commit(far)
    git(tmp_path, "init", "-q", str(near))
    git(near, "remote", "add", "origin", far.as_uri())
    (near / "entries").mkdir()
    (near / "pyproject.toml").write_text("[tool.qantar]\n")
    (near / ".venv").symlink_to(ROOT / ".venv")
    jobs = YAML(typ="safe").load(ROOT / ".github" / "workflows" / "check.yml")["jobs"]
    (script,) = (step["run"] for step in jobs["packet"]["steps"] if "MERGED" in step.get("env", ""))
    given = {"MERGED": merged, "FROM_OUTSIDE": from_outside, "RUNNER_TEMP": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=near,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, said in done.stdout) == (code, True)
    assert (tmp_path / "packet/packet.md").read_text().startswith("# Review packet\n")
