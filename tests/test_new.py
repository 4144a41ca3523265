"""`qantar new`: templates in canonical form, answers judged as the check does, nothing written over."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import archive, change

from builder.cli import main
from builder.model.schema import NAMES
from builder.pipeline import check
from builder.write.fmt import canonical, format_files
from builder.write.new import Unfit, Wanted, desk, new

TODAY = date(2026, 11, 23)
HAPPENED = {"date": ["2022-01-05 17:00"], "place": ["tasbulak"]}
NEEDED: Mapping[str, Mapping[str, Sequence[str]]] = {
    "event": HAPPENED,
    "episode": {**HAPPENED, "type": ["connectivity"]},
    "figure": HAPPENED,
    "case": {"date": ["2024-07"], "place": ["tasbulak"]},
    "law": {"type": ["decree"]},
    "source": {},
    "person": {},
    "organisation": {"type": ["ngo"]},
    "place": {"place": ["tasbulak"]},
}
EVENT = """\
# yaml-language-server: $schema=../../.qantar/schema/event.json
# Write what you know in place of each TODO, take out what is not known, then run:
# qantar check entries/events/snow-again.yaml
id: snow-again
recorded: 2026-11-23
title:
  en: "Snow again, 5 January 2022"
# The clock is that of tasbulak: Asia/Almaty (UTC+06:00).
when: 2022-01-05 17:00
places: [tasbulak]
summary:
  en: "TODO: """
WRITTEN = "{path} written; put in what you know, then: qantar check {path}"
ASKING = """
import os, sys
from builder.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return archive(tmp_path / "archive")


def made(root: Path, kind: str, id: str, answers: Mapping[str, Sequence[str]]) -> Path:
    return root / new(desk(root), Wanted(kind, id, answers), TODAY)


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--root", str(root)])


def refused(root: Path, *words: str) -> list[str]:
    """The codes that a call is refused with; nothing is written."""
    before = sorted(root.rglob("*.yaml"))
    result = run(root, "new", *words)
    assert (result.exit_code, sorted(root.rglob("*.yaml"))) == (2, before), result.output
    return re.findall(r"\[([a-z-]+)\]$", result.output, re.MULTILINE)


def test_every_kind_has_a_template_here() -> None:
    assert set(NEEDED) == set(NAMES)


@pytest.mark.parametrize("kind", NEEDED)
def test_template_is_as_fmt_would_have_it(kind: str, root: Path) -> None:
    file = made(root, kind, "p-9z8y7x", NEEDED[kind])
    path = file.relative_to(root).as_posix()
    assert canonical(file.read_bytes(), path) == file.read_bytes()
    assert format_files(root, [file], write=False).changed == []


@pytest.mark.parametrize("kind", NEEDED)
def test_untouched_template_has_one_problem_a_placeholder(kind: str, root: Path) -> None:
    file = made(root, kind, "p-9z8y7x", NEEDED[kind])
    wanted = [n for n, line in enumerate(file.read_text().splitlines(), 1) if '"TODO: ' in line]
    found = [(one.code, one.line) for one in check(root).errors]
    assert found == [("text-placeholder", line) for line in wanted] != []


def test_template_says_what_is_known_and_whose_clock_it_is(root: Path) -> None:
    title = {"title": ["Snow again, 5 January 2022"]}
    text = made(root, "event", "snow-again", {**HAPPENED, **title}).read_text()
    assert text.startswith(EVENT)
    assert "# people: Who is named in it, at their publication level." in text


def test_template_warns_when_a_place_has_two_zones(root: Path) -> None:
    answers = {"date": ["2022-01-05 17:00"], "place": ["kazakhstan"]}
    text = " ".join(made(root, "event", "snow-again", answers).read_text().split("\n# "))
    assert "kazakhstan: Asia/Almaty (UTC+06:00), Asia/Aqtau (UTC+05:00)" in text
    assert "write it behind the time, such as +06:00" in text


def test_template_is_in_the_language_asked_for(root: Path) -> None:
    wanted = Wanted("event", "snow-again", {**HAPPENED, "title": ["Тағы да қар"]}, "kk")
    text = (root / new(desk(root), wanted, TODAY)).read_text()
    assert 'written_in: kk\ntitle:\n  kk: "Тағы да қар"\n' in text
    assert 'summary:\n  kk: "TODO: ' in text


def test_new_place_takes_the_zone_of_what_contains_it(root: Path) -> None:
    text = made(root, "place", "tasbulak-station", {"place": ["tasbulak"]}).read_text()
    assert '# The zone of tasbulak.\nzone: "Asia/Almaty"\nin: tasbulak\n' in text


def test_first_line_stays_first_when_fields_are_in_disorder(root: Path) -> None:
    file = made(root, "person", "p-9z8y7x", {})
    first, *_ = lines = file.read_text().splitlines(keepends=True)
    moved = [first, lines[4], lines[3], *lines[5:]]
    after = canonical("".join(moved).encode(), "entries/people/p-9z8y7x.yaml")
    assert after is not None
    assert after.decode().splitlines(keepends=True)[:2] == [first, "id: p-9z8y7x\n"]


def test_schema_lies_where_the_first_line_says(root: Path) -> None:
    file = made(root, "event", "snow-again", HAPPENED)
    named = file.read_text().split("\n")[0].partition("$schema=")[2]
    schema = json.loads((file.parent / named).read_text())
    assert schema["properties"]["when"]["description"].startswith("When it happened")
    assert schema["$defs"]["Claim"]["properties"]["basis"]["description"] != ""


def test_schemas_are_written_anew_only_when_they_differ(root: Path) -> None:
    assert run(root, "schema", "--write").output == "9 schemas written to .qantar/schema/\n"
    (root / ".qantar/schema/event.json").write_text("{}")
    assert run(root, "schema", "--write").output == "1 schemas written to .qantar/schema/\n"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("event snow-again", ["new-needed", "new-needed"]),
        ("episode snow-again --date 2022-01 --place akkum", ["new-needed"]),
        ("event snow-again --place akkum --date 05.01.2022", ["date-ambiguous"]),
        ("event snow-again --date 2022-01-05 --place akum", ["ref-unknown"]),
        ("event Snow --date 2022-01-05 --place akkum", ["field-id"]),
        ("event con --date 2022-01-05 --place akkum", ["file-name-reserved"]),
        ("event storm --date 2022-01-05 --place akkum", ["ref-id-taken"]),
        ("law snow-again --type dcree", ["field-vocabulary"]),
        ("person p-9z8y7x --title Somebody", ["new-flag"]),
        ("source snow-again --title TODO", ["text-placeholder"]),
        ("event x --date 05.01.2022 --place akum", ["date-ambiguous", "ref-unknown", "field-id"]),
        (
            "event snow-again --date 2022-01-05T17:00+05:00 --place tasbulak",
            ["date-zone-contradiction"],
        ),
    ],
)
def test_what_will_not_do_is_refused_in_the_words_of_the_check(
    words: str, codes: list[str], root: Path
) -> None:
    assert refused(root, *words.split()) == codes


def test_unknown_kind_names_the_nearest(root: Path) -> None:
    result = run(root, "new", "evnt", "snow-again")
    assert (result.exit_code, result.output) == (
        2,
        "qantar: there is no kind 'evnt'; did you mean 'event'?\n",
    )


def test_id_is_taken_when_it_ever_was_in_the_ledger(root: Path) -> None:
    assert run(root, "release", "2026-11-23").exit_code == 0
    (root / "entries/events/storm.yaml").unlink()
    words = ["new", "event", "storm", "--date", "2022-01-05", "--place", "akkum"]
    assert "already used by archive/ledger.jsonl:" in run(root, *words).output


def test_like_id_is_named_beside_the_new_one(root: Path) -> None:
    words = ["new", "event", "school-closed", "--date", "2022-01-05", "--place", "akkum"]
    result = run(root, *words)
    assert result.output.splitlines() == [
        "look first whether it is the same as entries/events/schools-closed.yaml",
        WRITTEN.format(path="entries/events/school-closed.yaml"),
    ]


def test_new_follows_no_link_out_of_the_archive(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder = root / "entries" / "laws"
    folder.rename(tmp_path / "laws")
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unfit) as stopped:
        made(root, "law", "snow-law", NEEDED["law"])
    assert [one.code for one in stopped.value.problems] == ["file-link"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_new_never_writes_over_a_file_that_came_meanwhile(root: Path) -> None:
    before = desk(root)
    made(root, "law", "snow-law", NEEDED["law"])
    change(root, "entries/laws/snow-law.yaml", "type: decree", "type: order")
    with pytest.raises(Exception, match="stopped"):
        new(before, Wanted("law", "snow-law", NEEDED["law"]), TODAY)
    assert "type: order" in (root / "entries/laws/snow-law.yaml").read_text()


def talk(root: Path, words: Sequence[str], said: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Call the command at a terminal; each answer is given when its question stands there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", ASKING, *words, "--root", str(root)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        heard, after = "", 0
        for question, answer in said:
            while question not in heard[after:]:
                heard += os.read(ours, 4096).decode()
            after = len(heard)
            os.write(ours, f"{answer}\n".encode())
        try:
            while more := os.read(ours, 4096):
                heard += more.decode()
        except OSError:
            pass  # Linux: the other end of the terminal was closed
    os.close(ours)
    return running.returncode, heard.replace("\r\n", "\n")


def test_terminal_is_asked_for_what_is_missing_until_it_will_do(root: Path) -> None:
    said = [
        ("date: ", "05.01.2022"),
        ("date: ", "2022-01-05"),
        ("place: ", "tasbulk"),
        ("place: ", "tasbulak, akkum"),
        ("title: ", ""),
    ]
    code, heard = talk(root, ["new", "event", "snow-again"], said)
    assert code == 0, heard
    assert "Error: '05.01.2022' does not say which number is the day" in heard
    assert "Error: unknown place 'tasbulk'; did you mean 'tasbulak'?" in heard
    text = (root / "entries/events/snow-again.yaml").read_text()
    assert "when: 2022-01-05\nplaces: [tasbulak, akkum]\n" in text


def test_terminal_that_is_closed_leaves_nothing(root: Path) -> None:
    code, _ = talk(root, ["new", "event", "snow-again"], [("date: ", "\x04")])
    assert (code, (root / "entries/events/snow-again.yaml").exists()) == (130, False)
