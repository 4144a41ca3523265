"""How problems are shown: to people, to programs, and never as a command to a terminal or a log."""

import json

import pytest

from builder.printable import printable, width
from builder.problems import Mark, Problem, problem
from builder.report import REPORTERS

A = "entries/events/a.yaml"
COLON = problem("yaml-colon", Mark(A, 2, 13))
BIDI = problem("text-bidi", Mark(A, 3, 8), char="U+202E")
WARNING = problem("text-lookalike", Mark("entries/b.yaml", 1, 5), "warning", word="тiл", char="i")
HOSTILE = problem(
    "yaml-key", Mark("entries/::x,%\n.yaml", 3, 8), key="::error ##[group]\x1b[31m\r\n"
)
LINES = {2: "  en: Report: two dead", 3: "\t世界 x\u202eabc"}


def quote(_path: str, line: int) -> str:
    return LINES.get(line, "")


def test_text_shows_line_caret_advice_and_code() -> None:
    assert REPORTERS["text"]([BIDI, COLON], quote) == (
        "entries/events/a.yaml\n"
        "  2:13  error: this text has a colon followed by a space, which YAML takes for a field"
        "  [yaml-colon]\n"
        "      |   en: Report: two dead\n"
        "      |             ^\n"
        "      put the whole text in quotes\n"
        '        en: "Report: two dead"\n'
        "  3:8  error: the invisible direction mark U+202E is not allowed  [text-bidi]\n"
        "      | →世界 x\\u202eabc\n"
        "      |               ^\n"
        "      remove it; right-to-left words are shown rightly without it\n"
        "\n"
        "2 errors in 1 file\n"
    )


def test_text_counts_levels_and_files() -> None:
    shown = REPORTERS["text"]([COLON, WARNING], quote)
    assert shown.endswith("\n\n1 error, 1 warning in 2 files\n")
    assert REPORTERS["text"]([], quote) == "no problems\n"


def test_text_cuts_a_long_line_around_the_place() -> None:
    one = problem("yaml-colon", Mark(A, 1, 301))
    shown = REPORTERS["text"]([one], lambda *_: "x" * 300 + ":" + "y" * 300).split("\n")
    assert shown[2] == f"      | …{'x' * 40}:{'y' * 39}…"
    assert shown[3] == f"      | {' ' * 41}^"


def test_text_puts_the_caret_under_the_place_when_letters_are_wide_or_combine() -> None:
    for line, column, columns in (("日本: x", 3, 4), ("е\u0301: x", 3, 1), ("👩\u200d💻: x", 4, 4)):
        one = problem("yaml-colon", Mark(A, 1, column))
        caret = REPORTERS["text"]([one], lambda *_, line=line: line).split("\n")[3]
        assert caret == f"      | {' ' * columns}^"


def test_text_shows_a_hundred_problems_of_a_file() -> None:
    found = [problem("yaml-colon", Mark(A, line)) for line in range(1, 251)]
    shown = REPORTERS["text"](found, quote)
    assert shown.count("[yaml-colon]") == 100
    more = "more problems follow (150); only the first 100 of this file are shown  [file-more]"
    assert shown.count(more) == 1
    assert shown.endswith("\n250 errors in 1 file\n")


def test_text_shows_that_more_follow_when_nothing_else_is_left() -> None:
    alone = problem("file-more", Mark(A, 7, 2), limit="100", more="3+")
    shown = REPORTERS["text"]([alone], quote)
    assert "  7:2  error: more problems follow (3+)" in shown


def test_text_is_worded_in_the_language_asked_for() -> None:
    russian = REPORTERS["text"]([COLON, BIDI], quote, "ru")
    assert (
        "  3:8  ошибка: невидимый знак направления U+202E не допускается  [text-bidi]\n" in russian
    )
    assert russian.endswith("\n2 ошибки в 1 файле\n")
    kazakh = REPORTERS["text"]([COLON], quote, "kk")
    assert "      бүкіл мәтінді тырнақшаға алыңыз\n" in kazakh
    assert kazakh.endswith("\n1 файлда: 1 қате\n")
    assert REPORTERS["text"]([], quote, "kk") == "ескертпе жоқ\n"


def test_reports_for_programs_are_worded_in_the_language_asked_for() -> None:
    for form in ("json", "sarif", "github"):
        shown = REPORTERS[form]([BIDI], quote, "ru").encode().decode("utf-8")
        said = "невидимый знак направления"
        assert said in shown or json.dumps(said)[1:-1] in shown


def test_json_lists_fields() -> None:
    body = json.loads(REPORTERS["json"]([WARNING, BIDI], quote))
    assert (body["errors"], body["warnings"]) == (1, 1)
    assert body["problems"][1] == {
        "path": "entries/events/a.yaml",
        "line": 3,
        "column": 8,
        "level": "error",
        "code": "text-bidi",
        "message": "the invisible direction mark U+202E is not allowed",
        "hint": "remove it; right-to-left words are shown rightly without it",
        "example": "",
    }


def test_sarif_names_rule_place_and_unit_of_columns() -> None:
    body = json.loads(REPORTERS["sarif"]([COLON, HOSTILE], quote))
    (run,) = body["runs"]
    assert (body["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["yaml-colon", "yaml-key"]
    hostile, colon = run["results"]
    assert (colon["ruleId"], colon["ruleIndex"], colon["level"]) == ("yaml-colon", 0, "error")
    place = colon["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 13}
    assert place["artifactLocation"]["uri"] == "entries/events/a.yaml"
    uri = hostile["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "entries/%3A%3Ax%2C%25%0A.yaml"


def test_sarif_rules_are_worded_without_values() -> None:
    body = json.loads(REPORTERS["sarif"]([WARNING], quote))
    (rule,) = body["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == (
        "'…' has a letter of another alphabet that looks like its own: …"
    )


def test_github_escapes_properties_and_data() -> None:
    line, summary, end = REPORTERS["github"]([HOSTILE], quote).split("\n")
    assert line.startswith(
        "::error file=entries/%3A%3Ax%2C%25\\n.yaml,line=3,col=8,title=yaml-key::"
        "'::error #\\x23[group]\\x1b[31m\\r\\n' cannot be a field's name%0A"
    )
    assert (summary, end) == ("1 error in 1 file", "")


@pytest.mark.parametrize("name", REPORTERS)
def test_no_reporter_lets_text_become_a_command(name: str) -> None:
    lines = {3: "::error::x ##[group]y \x1b[2J\x9b1m \u202e\r::add-mask::z"}
    shown = REPORTERS[name]([HOSTILE, BIDI], lambda _, line: lines.get(line, ""))
    assert shown.replace("\n", "").isprintable()
    assert "##[" not in shown
    ours = ("::error file=",) if name == "github" else ()
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    assert all(line.startswith(ours) for line in commands)


@pytest.mark.parametrize("name", REPORTERS)
def test_reporters_do_not_depend_on_the_order_of_problems(name: str) -> None:
    problems = [COLON, BIDI, WARNING]
    assert REPORTERS[name](problems, quote) == REPORTERS[name](problems[::-1], quote)


@pytest.mark.parametrize("name", REPORTERS)
def test_reporters_show_a_name_that_is_not_utf8(name: str) -> None:
    one = problem("file-name", Mark("entries/events/\udcff.yaml"), name="\udcff.yaml")
    assert REPORTERS[name]([one], quote).encode("utf-8")


def test_printable_escapes_what_cannot_be_seen() -> None:
    assert printable("a\tb\nc\x07\x9b\u200b\u2028\ud83d\U000e0041\ue000") == (
        "a\\tb\\nc\\x07\\x9b\\u200b\\u2028\\ud83d\\U000e0041\\ue000"
    )


def test_printable_leaves_ordinary_text_of_any_script() -> None:
    text = "Қаңтар, قازاق, می\u200cخواهم, 👩\u200d💻, № 5 «да»"
    assert printable(text) == text


def test_printable_starts_no_line_with_a_command() -> None:
    assert printable("  ::warning::x") == "\\::warning::x"
    assert printable("##vso[task] and ## heading") == "#\\x23vso[task] and ## heading"


def test_printable_cuts_what_is_too_long_to_read() -> None:
    assert printable("x" * 601) == "x" * 600 + "…"


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("abc", "世界", "е\u0301", "")] == [3, 4, 1, 0]


def test_problems_sort_by_place() -> None:
    assert sorted([BIDI, COLON]) == [COLON, BIDI]
    assert isinstance(COLON, Problem)
