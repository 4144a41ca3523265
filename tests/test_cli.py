"""The command line: what each command prints, which exit code it ends with, what it leaves."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import change
from small_archive import small_archive

from builder.cli import main
from builder.disk import write_whole

STORM = "entries/events/storm.yaml"
WRONG_PLACE = f"""\
{STORM}
  10:10  error: unknown place 'tasbulk'  [ref-unknown]
      | places: [tasbulk]
      |          ^
      did you mean 'tasbulak'?

1 error in 1 file
"""


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small archive, with the shell standing in it."""
    folder = small_archive(tmp_path / "archive")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def faulty(archive: Path) -> Path:
    """The small archive with one reference misspelt."""
    change(archive, STORM, "places: [tasbulak]", "places: [tasbulk]")
    return archive


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_check_counts_and_ends_with_0_when_all_is_well(archive: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output.splitlines()[0]) == (0, "no problems")
    assert re.match(r"event: \d+, episode: \d+", result.output.splitlines()[-1])


def test_check_names_the_place_and_ends_with_1_when_a_record_is_wrong(faulty: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (1, WRONG_PLACE)


def test_check_speaks_russian_and_kazakh_when_asked(faulty: Path) -> None:
    russian, kazakh = run("check", "--lang", "ru").output, run("check", "--lang", "kk").output
    assert "  10:10  ошибка: в архиве нет: место «tasbulk»  [ref-unknown]\n" in russian
    assert "  10:10  қате: мұрағатта «tasbulk» деген орын жоқ  [ref-unknown]\n" in kazakh
    assert "      может быть, «tasbulak»?\n" in russian
    assert "      мүмкін, «tasbulak» болар?\n" in kazakh
    assert run("check", "--lang", "de").exit_code == 2


@pytest.mark.parametrize("said", [["--lang", "ru", "build"], ["build"]])
def test_every_command_speaks_the_language_asked_of_qantar_or_by_the_environment(
    faulty: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QANTAR_LANG", "ru")
    result = run(*said)
    assert result.exit_code == 1
    assert "в архиве нет: место «tasbulk»" in result.output
    assert "unknown place" in run(*said[:-1], "check", "--lang", "en").output


def test_check_writes_json_when_asked(faulty: Path) -> None:
    found = json.loads(run("check", "--format", "json").output)
    assert (found["errors"], found["problems"][0]["code"]) == (1, "ref-unknown")
    assert (found["problems"][0]["line"], found["problems"][0]["column"]) == (10, 10)


def test_check_writes_sarif_when_asked(faulty: Path) -> None:
    found = json.loads(run("check", "--format", "sarif").output)
    assert (found["version"], found["runs"][0]["results"][0]["ruleId"]) == ("2.1.0", "ref-unknown")


def test_check_writes_annotations_when_asked(faulty: Path) -> None:
    first = run("check", "--format", "github").output.splitlines()[0]
    assert first.startswith(f"::error file={STORM},line=10,col=10,title=ref-unknown::unknown place")


def test_check_shows_only_what_lies_at_the_paths_when_some_are_given(faulty: Path) -> None:
    assert run("check", "entries/laws").output.splitlines()[0] == "no problems"
    assert run("check", STORM).exit_code == 1


def test_check_fails_when_there_is_nothing_at_the_path(archive: Path) -> None:
    result = run("check", "entries/events/strom.yaml")
    assert result.exit_code in (1, 2)
    assert "strom" in result.output


def test_check_ends_with_2_when_the_path_is_outside_the_archive(archive: Path) -> None:
    assert run("check", "..").exit_code == 2


def test_wrong_calls_end_with_2(archive: Path, tmp_path: Path) -> None:
    assert run("check", "--format", "pdf").exit_code == 2
    assert run("nonsense").exit_code == 2
    assert run("schema", "nonsense").exit_code == 2
    elsewhere = run("check", "--root", str(tmp_path))
    assert elsewhere.exit_code == 2
    assert "is not an archive" in elsewhere.output


def test_bug_ends_with_4_and_says_what_to_paste(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr("builder.cli.check_records", broken)
    result = run("check")
    assert result.exit_code == 4
    assert result.output.startswith("This is a bug in qantar, not in your records.")
    assert "RuntimeError: boom" in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize("command", ["schema", "check"])
@pytest.mark.parametrize("errors", ["alone", "with the rest"])
def test_reader_that_leaves_early_is_no_bug(faulty: Path, command: str, errors: str) -> None:
    gone, ours = os.pipe()
    os.close(gone)
    words = [sys.executable, "-c", "from builder.cli import main; main()", command]
    other = subprocess.PIPE if errors == "alone" else ours
    ended = subprocess.run(words, stdout=ours, stderr=other, check=False)
    os.close(ours)
    assert (ended.returncode, ended.stderr or b"") == (141, b"")


def test_interrupt_ends_with_130(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.cli.check_records", interrupted)
    assert run("check").exit_code == 130


def test_build_writes_the_site_and_ends_with_0(archive: Path) -> None:
    result = run("build", "--jobs", "1")
    assert result.exit_code == 0
    assert result.stdout.endswith(" files written, 0 unchanged, 0 removed\n")
    assert (archive / "site" / "e" / "storm" / "index.html").is_file()


def test_build_leaves_the_old_site_when_a_record_is_wrong(faulty: Path) -> None:
    (faulty / "site").mkdir()
    (faulty / "site" / "index.html").write_text("old")
    result = run("build")
    assert (result.exit_code, result.stderr) == (
        1,
        f"{WRONG_PLACE}the records have errors; nothing was written\n",
    )
    assert [path.name for path in (faulty / "site").iterdir()] == ["index.html"]
    assert (faulty / "site" / "index.html").read_text() == "old"


def test_environment_ends_with_3_when_the_port_is_taken(archive: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 3
    assert f"port {port} cannot be used" in result.output


def test_schema_prints_one_kind_or_all(archive: Path) -> None:
    assert json.loads(run("schema", "event").output)["title"] == "Event"
    assert list(json.loads(run("schema").output)) == [
        "event", "episode", "figure", "case", "law", "source", "person", "organisation", "place",
    ]  # fmt: skip


def test_fmt_only_tells_when_checking(archive: Path) -> None:
    run("fmt")
    moved = (archive / STORM).read_text(encoding="utf-8").replace("id: storm\n", "", 1)
    untidy = f"{moved}# the name\nid: storm\n".encode()
    write_whole(archive / STORM, untidy)
    result = run("fmt", "--check")
    assert (result.exit_code, result.output) == (1, f"{STORM}\n")
    assert (archive / STORM).read_bytes() == untidy


def test_fmt_keeps_comments_and_is_done_in_one_go(archive: Path) -> None:
    run("fmt")
    moved = (archive / STORM).read_text(encoding="utf-8").replace("id: storm\n", "", 1)
    write_whole(archive / STORM, f"{moved}# the name\nid: storm\n".encode())
    assert run("fmt", STORM).exit_code == 0
    assert (archive / STORM).read_text(encoding="utf-8").startswith("# the name\nid: storm\n")
    assert run("fmt", "--check").exit_code == 0


def test_fmt_leaves_a_file_that_cannot_be_read_as_it_is(archive: Path) -> None:
    run("fmt")
    write_whole(archive / STORM, b"id: [storm\n")
    result = run("fmt")
    told = f"not formatted, it has faults: {STORM}; see qantar check {STORM}\n"
    assert (result.exit_code, result.output) == (1, told)
    assert (archive / STORM).read_bytes() == b"id: [storm\n"
