"""`qantar import-form`: an issue form becomes a draft that passes the check, or says why not."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML
from small import ARCHIVE, archive, told
from small_archive import ROOT

from builder.cli import main
from builder.model.schema import NAMES
from builder.model.vocabulary import vocabularies
from builder.write.fmt import canonical
from builder.write.form.answers import MAX_BYTES
from builder.write.form.table import FORMS, LANGUAGE
from builder.write.new.about import fields

CASES = Path(__file__).parent / "cases" / "forms"
EVENT = (CASES / "event.md").read_text(encoding="utf-8")
DRAFT = """\
# yaml-language-server: $schema=../../.qantar/schema/event.json
# Draft from an issue form; no person has checked it against the source.
id: snow-blocks-the-station-of-akkum-5-january-2022
recorded: DAY
title:
  en: "Snow blocks the station of Akkum, 5 January 2022"
when: 2022-01-05 19:00
places: [akkum]
summary:
  en: "No train left before noon."
claims:
  - id: tasbulak-herald
    text:
      en: "The Herald reported that 3 trains stood still."
    asserted_by: [tasbulak-herald]
    citations:
      - source: herald-2022-01-06
        locator: "para 4"
"""


def run(root: Path, file: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["import-form", str(file), *words, "--root", str(root)])


def told_of(text: str, folder: Path, *words: str) -> list[str]:
    """Line and code of everything wrong with a form; nothing is printed but that."""
    (folder / "issue.md").write_bytes(text.encode())
    result = run(ARCHIVE, folder / "issue.md", *words)
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    return [
        " ".join(one)
        for one in re.findall(r"^  (\d+)  .*\[([a-z-]+)\]$", result.stderr, re.MULTILINE)
    ]


def changed(old: str, new: str) -> str:
    assert EVENT.count(old) == 1, old
    return EVENT.replace(old, new)


def test_answers_become_a_draft_printed() -> None:
    result = run(ARCHIVE, CASES / "event.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.sub(r"(?<=recorded: )\S+", "DAY", result.stdout) == DRAFT


@pytest.mark.parametrize("case", ["event", "source"])
def test_draft_passes_the_check_in_canonical_form(case: str, tmp_path: Path) -> None:
    root = archive(tmp_path)
    result = run(root, CASES / f"{case}.md", "--into-entries")
    path = result.stdout.removesuffix(" written\n")
    data = (root / path).read_bytes()
    assert (result.exit_code, canonical(data, path)) == (0, data)
    assert [line for line in told(root) if " error " in line] == []
    again = run(root, CASES / f"{case}.md", "--into-entries")
    assert (again.exit_code, "[ref-id-taken]" in again.stderr) == (1, True)


def test_line_ends_of_the_host_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "event.md").write_bytes(EVENT.replace("\n", "\r\n").encode("utf-8-sig"))
    result = run(ARCHIVE, tmp_path / "event.md", "--id", "snow-station")
    assert (result.exit_code, "id: snow-station\n" in result.stdout) == (0, True)


def test_place_speaker_and_source_are_found_by_name_and_address(tmp_path: Path) -> None:
    text = changed("\nAkkum\n", "\nаққұм, Tasbulak\n").replace(
        "Tasbulak Herald", "вестник тасбулака"
    )
    (tmp_path / "event.md").write_text(text, encoding="utf-8")
    result = run(ARCHIVE, tmp_path / "event.md")
    assert "places: [akkum, tasbulak]\n" in result.stdout, result.stderr
    assert "asserted_by: [tasbulak-herald]\n" in result.stdout


JUNK = [
    ("", "", ["1 file-empty"]),
    ("", "Buy cheap things at https://shop.example.com", ["1 form-unknown"]),
    ("", "x" * (MAX_BYTES + 1), ["1 file-size"]),
    ("2022-01-05 19:00", "05.01.2022", ["11 date-ambiguous"]),
    ("2022-01-05 19:00", "maybe on Wednesday", ["11 date-words"]),
    ("2022-01-05 19:00", "_No response_", ["11 form-open"]),
    ("No train left before noon.", "<b onclick=x>No</b> train", ["19 prose-html"]),
    ("No train left before noon.", "<!-- no train -->", ["19 prose-html"]),
    ("No train left before noon.", "TODO: describe", ["19 text-placeholder"]),
    ("No train left before noon.", "[here](javascript:alert)", ["19 prose-link"]),
    (
        "No train left before noon.",
        "The bandits stopped 12 trains.",
        ["19 prose-number", "19 word-loaded"],
    ),
    ("No train left before noon.", "No \u202etrain", ["19 text-bidi"]),
    ("No train left before noon.", "No \x07train", ["19 text-control"]),
    ("\nAkkum\n", "\nAkum\n", ["15 ref-unknown"]),
    ("herald-2022-01-06", "https://news.example.com/x", ["31 ref-unknown"]),
    ("herald-2022-01-06", "http://127.0.0.1/x", ["31 url-number"]),
    ("herald-2022-01-06", "ftp://news.example.com/x", ["31 url-scheme"]),
    ("- [X]", "- [ ]", ["39 form-box"]),
    ("para 4", "para 4\n\n### When? / Когда? / Қашан?\n\n2022-01-07", ["39 form-twice"]),
    ("para 4", "para 4\n\n### Status\n\nwithdrawn", ["39 form-label"]),
]


@pytest.mark.parametrize(("old", "new", "expected"), JUNK)
def test_junk_is_refused_with_line_and_code(
    old: str, new: str, expected: list[str], tmp_path: Path
) -> None:
    found = told_of(changed(old, new) if old else new, tmp_path)
    assert found == expected


def test_links_and_nothing_else_are_refused(tmp_path: Path) -> None:
    text = EVENT
    for said in ("Snow blocks the station of Akkum, 5 January 2022", "No train left before noon."):
        text = text.replace(said, "https://shop.example.com/a")
    text = text.replace("The Herald reported that 3 trains stood still.", "www.shop.example.com")
    assert "1 form-links" in told_of(text, tmp_path)


def test_open_question_is_told_once_and_nothing_follows(tmp_path: Path) -> None:
    text = changed("Snow blocks the station of Akkum, 5 January 2022", "_No response_")
    text = text.replace("The Herald reported that 3 trains stood still.", "_No response_")
    assert told_of(text, tmp_path) == ["7 form-open", "23 form-open"]


def test_text_above_the_first_question_is_refused(tmp_path: Path) -> None:
    assert told_of(f"Hello\n\n{EVENT}", tmp_path) == ["1 form-before"]


def test_title_without_plain_letters_needs_an_id(tmp_path: Path) -> None:
    text = changed("Snow blocks the station of Akkum, 5 January 2022", "東京")
    assert "1 form-id" in told_of(text, tmp_path)


def test_everything_is_told_at_once_under_its_label_in_any_language(tmp_path: Path) -> None:
    text = changed("2022-01-05 19:00", "05.01.2022").replace("\nAkkum\n", "\nAkum\n")
    (tmp_path / "issue.md").write_text(text, encoding="utf-8")
    words = ["--lang", "ru", "import-form", str(tmp_path / "issue.md"), "--root", str(ARCHIVE)]
    result = CliRunner().invoke(main, words)
    when, _, where, _ = result.stderr.splitlines()[1:]
    assert when.startswith("  11  When? / Когда? / Қашан?: в «05.01.2022» не видно, где день")
    assert where == "  15  Where? / Где? / Қайда?: в архиве нет: место «Akum»  [ref-unknown]"


def test_bytes_of_a_terminal_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "issue.md").write_bytes(EVENT.replace("Akkum\n\n", "\x1b[2Jx\n\n").encode())
    result = run(ARCHIVE, tmp_path / "issue.md")
    assert (result.exit_code, "\x1b" in result.output) == (1, False)


@pytest.mark.parametrize("name", FORMS)
def test_table_and_form_file_ask_the_same(name: str) -> None:
    file = ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml"
    asked = [p for p in YAML(typ="safe").load(file)["body"] if p["type"] != "markdown"]
    form = FORMS[name]
    assert [part["attributes"]["label"] for part in asked] == [
        *(question.label for question in form.questions),
        form.box,
    ]
    needed = [part.get("validations", {}).get("required", False) for part in asked[:-1]]
    assert needed == [question.needed for question in form.questions]
    assert asked[-1]["attributes"]["options"][0]["required"]


@pytest.mark.parametrize("name", FORMS)
def test_fields_of_the_table_are_those_of_the_model(name: str) -> None:
    known = fields(NAMES[FORMS[name].kind])
    assert [q.field for q in FORMS[name].questions if q.field.split("/")[0] not in known] == []


def test_choices_of_the_form_file_are_the_words_of_the_vocabulary() -> None:
    file = ROOT / ".github" / "ISSUE_TEMPLATE" / "add-a-source.yml"
    parts = {p["attributes"]["label"]: p for p in YAML(typ="safe").load(file)["body"][1:]}
    for question in FORMS["add-a-source"].questions:
        if question.how == "word" and question.field != LANGUAGE:
            words = vocabularies()[question.field].items()
            shown = [f"{term}: {word.en} / {word.ru} / {word.kk}" for term, word in words]
            assert parts[question.label]["attributes"]["options"] == shown
