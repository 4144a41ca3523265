"""The script that comments: what it takes for a packet, for which pull request, and what it refuses."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from small_archive import ROOT

SCRIPT = ROOT / ".ci" / "comment.py"
CASES = Path(__file__).parent / "cases" / "diff"
PACKET = (CASES / "level.md").read_bytes()
SHA = "a" * 40
RUN = {
    "id": 7,
    "event": "pull_request",
    "path": ".github/workflows/check.yml",
    "head_sha": SHA,
    "head_branch": "x;$(touch owned)",
    "head_repository": {"full_name": "far/archive", "owner": {"login": "far"}},
    "repository": {"full_name": "home/archive"},
}
PULL = {"number": 5, "head": {"sha": SHA, "repo": {"full_name": "far/archive"}}}
FAKE = """#!{python}
import json, os, sys
words = sys.argv[2:]
with open(os.environ["LOG"], "a") as log:
    log.write(json.dumps([words, sys.stdin.read() if "--input" in words else ""]) + "\\n")
path = next(word for word in words if word.startswith("repos/")).partition("?")[0]
with open(os.environ["ANSWERS"] + "/" + path.replace("/", "_"), "rb") as stream:
    sys.stdout.buffer.write(stream.read())
"""
"""Stands for the host's client: answers from files, and writes down what it was asked."""


def zipped(data: bytes, name: str = "packet.md") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def answers(folder: Path, packet: bytes = PACKET, **changed: object) -> None:
    """What the host would say, each answer in a file."""
    names = [{"filename": "entries/people/p-7f3k2q.yaml"}]
    said: dict[str, object] = {
        "pulls": [PULL],
        "pulls_5_files": [names],
        "actions_runs_7_artifacts": {"artifacts": [{"id": 9, "size_in_bytes": len(packet)}]},
        "issues_5_comments": [[]],
        "issues_comments_3": {},
        f"statuses_{SHA}": {},
        **changed,
    }
    for name, value in said.items():
        (folder / f"repos_home_archive_{name}").write_text(json.dumps(value))
    (folder / "repos_home_archive_actions_artifacts_9_zip").write_bytes(zipped(packet))


def comment(root: Path, run: dict[str, object] = RUN) -> tuple[int, str, list[list[object]]]:
    """Run the script; its exit code, what it said, and what it asked to be written."""
    fake = root / "gh"
    fake.write_text(FAKE.format(python=sys.executable))
    fake.chmod(0o755)
    (root / "event.json").write_text(json.dumps({"workflow_run": run}))
    (root / "log").write_text("")
    env = {
        "PATH": f"{root}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_EVENT_PATH": str(root / "event.json"),
        "GITHUB_REPOSITORY": "home/archive",
        "ANSWERS": str(root),
        "LOG": str(root / "log"),
    }
    words = [sys.executable, str(SCRIPT)]
    done = subprocess.run(words, env=env, capture_output=True, text=True, cwd=root, check=False)
    asked = [json.loads(line) for line in (root / "log").read_text().splitlines()]
    return done.returncode, done.stderr, [one for one in asked if one[1]]


def body(written: list[list[object]]) -> str:
    (given,) = (given for words, given in written if "comments" in str(words))
    return str(json.loads(str(given))["body"])


def test_packet_is_written_as_a_comment(tmp_path: Path) -> None:
    answers(tmp_path)
    code, _, written = comment(tmp_path)
    assert code == 0
    assert body(written) == "<!-- review packet -->\n" + PACKET.decode()
    assert written[1][0] == [
        "--method",
        "POST",
        "repos/home/archive/issues/5/comments",
        "--input",
        "-",
    ]
    assert not (tmp_path / "owned").exists()


def test_comment_of_an_earlier_run_is_replaced_and_no_one_elses(tmp_path: Path) -> None:
    marked = "<!-- review packet -->\n"
    others = {"id": 2, "user": {"login": "far"}, "body": marked}
    ours = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": marked}
    answers(tmp_path, issues_5_comments=[[others], [ours]])
    _, _, written = comment(tmp_path)
    assert written[1][0][:3] == ["--method", "PATCH", "repos/home/archive/issues/comments/3"]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_every_packet_that_the_program_writes_is_taken(case: Path, tmp_path: Path) -> None:
    answers(tmp_path, case.read_bytes())
    assert comment(tmp_path)[:2] == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "@everyone",
        "- see #1",
        "![x](y)",
        "[x](https://e.example)",
        "<b>",
        "see https://e.example",
        "see www.e.example",
        "GH-1",
        "``a` @everyone",
        "```",
        "```diff\n- a",
        "```diff\n@everyone\n```",
        "| a | b |",
        "$x$",
        "\x1b[31m",
        "\u202e",
        "a\r",
        "~~~",
    ],
)
def test_line_that_could_act_is_refused(line: str, tmp_path: Path) -> None:
    answers(tmp_path, PACKET + f"{line}\n".encode())
    code, said, written = comment(tmp_path)
    assert (code, said.startswith("refused: "), written) == (1, True, [])


@pytest.mark.parametrize(
    "data",
    [
        b"hello\n",
        b"\xff",
        b"# Review packet\n" + b"a" * 62_000,
        b"# Review packet\n" + b"\n" * 400_000,
    ],
)
def test_artifact_that_is_no_packet_is_refused(data: bytes, tmp_path: Path) -> None:
    answers(tmp_path, data)
    code, _, written = comment(tmp_path)
    assert (code, written) == (1, [])


def test_packet_is_not_shown_when_the_change_could_have_written_it(tmp_path: Path) -> None:
    answers(tmp_path, pulls_5_files=[[{"filename": ".github/workflows/check.yml"}]])
    assert "could have written any packet" in body(comment(tmp_path)[2])
    moved = {"filename": "entries/x.yaml", "previous_filename": "builder/cli.py"}
    answers(tmp_path, pulls_5_files=[[moved]])
    assert "could have written any packet" in body(comment(tmp_path)[2])


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("entries/events/storm.yaml", "success"),
        (".github/workflows/check.yml", "failure"),
        ("entries", "failure"),
        ("Entries/events/storm.yaml", "failure"),
        ("entri\u0435s/events/storm.yaml", "failure"),
    ],
)
def test_host_is_told_whether_a_change_from_outside_touches_only_records(
    name: str, state: str, tmp_path: Path
) -> None:
    answers(tmp_path, pulls_5_files=[[{"filename": name}]])
    words, given = comment(tmp_path)[2][0]
    assert words[:3] == ["--method", "POST", f"repos/home/archive/statuses/{SHA}"]
    said = json.loads(str(given))
    assert (said["state"], said["context"]) == (state, "only records from outside")


def test_change_from_a_branch_of_our_own_may_touch_everything(tmp_path: Path) -> None:
    ours = {**PULL, "head": {"sha": SHA, "repo": {"full_name": "home/archive"}}}
    answers(tmp_path, pulls=[ours], pulls_5_files=[[{"filename": "builder/cli.py"}]])
    assert json.loads(str(comment(tmp_path)[2][0][1]))["state"] == "success"


def test_nothing_is_written_when_the_head_has_moved_on(tmp_path: Path) -> None:
    answers(tmp_path, pulls=[{**PULL, "head": {"sha": "b" * 40, "repo": None}}])
    assert comment(tmp_path) == (0, "", [])


@pytest.mark.parametrize("wrong", [{"event": "push"}, {"path": ".github/workflows/other.yml"}])
def test_run_of_anything_but_the_check_is_refused(wrong: dict[str, str], tmp_path: Path) -> None:
    answers(tmp_path)
    code, _, written = comment(tmp_path, {**RUN, **wrong})
    assert (code, written) == (1, [])
