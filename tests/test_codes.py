"""The catalogue of problems: every code is raised, shown by a test, worded, and mendable."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from builder.gate import admit
from builder.problems import Mark, catalogue, problem

TESTS = Path(__file__).parent
CODES = sorted(catalogue())
SPECIFIED = (
    ("field-", "ref-", "claim-", "figure-", "case-", "episode-", "person-", "source-", "place-")
    + ("word-", "translation-", "near-", "written-")
)  # fmt: skip
COMMAND = re.compile(r"`[^`]+`")
ENGLISH = re.compile(r"\b(?:the|an|is|are|of|not|it|to|in a|with|this|that|write|remove)\b")
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
UNFORESEEN = {"field-invalid"}
"""What only a model that no rule knows can bring about: tested in code, not by a record."""


def text_of(files: list[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


def worded(language: str) -> dict[str, dict[str, str]]:
    """The catalogue of a language as it stands in its file."""
    file = TESTS.parent / "builder" / "data" / f"problems.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def names(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_every_code_is_raised_by_the_builder() -> None:
    source = text_of(list((TESTS.parent / "builder").rglob("*.py")))
    assert [code for code in CODES if f'"{code}"' not in source] == []


def test_every_code_is_shown_by_a_test() -> None:
    files = [file for file in TESTS.rglob("*") if file.suffix in (".py", ".tsv", ".expect")]
    shown = set(re.findall(r"[a-z]+(?:-[a-z0-9]+)+", text_of(files)))
    assert [code for code in CODES if code not in shown] == []


def test_every_code_about_records_has_a_case() -> None:
    expected = text_of(list((TESTS / "cases" / "invalid").glob("*.expect")))
    ours = {code for code in CODES if code.startswith(SPECIFIED)}
    assert ours - set(re.findall(r" ([a-z-]+): ", expected)) == UNFORESEEN


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_is_wrong_and_how_to_mend_it(code: str) -> None:
    entry = catalogue()[code]
    values = {name: f"‹{name}›" for name in names(entry.message) | names(entry.hint)}
    one = problem(code, Mark("x.yaml"), **values)
    assert one.message.strip() == one.message != ""
    assert one.hint.strip() == one.hint != ""
    assert not one.message.endswith(".")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_code_is_worded_in_every_language_and_no_other(language: str) -> None:
    assert list(worded(language)) == list(catalogue())
    assert {tuple(entry) for entry in worded(language).values()} == {("message", "hint")}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_translation_names_the_same_values_and_commands(language: str) -> None:
    for code, entry in worded(language).items():
        english = catalogue()[code]
        for ours, theirs in ((entry["message"], english.message), (entry["hint"], english.hint)):
            assert names(ours) == names(theirs), code
            assert sorted(COMMAND.findall(ours)) == sorted(COMMAND.findall(theirs)), code


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_translation_has_no_english_left(language: str) -> None:
    for code, entry in worded(language).items():
        assert re.search("[а-я]", entry["message"]), code
        for text in (entry["message"], entry["hint"]):
            assert not ENGLISH.search(re.sub(r"\{\w+\}|`[^`]*`", "", text)), code
            assert not text.rstrip().endswith("."), code


def test_kazakh_messages_are_kazakh() -> None:
    told = {code: catalogue("kk")[code] for code in CODES}
    texts = {code: re.sub(r"\{\w+\}", "", one.message + one.hint) for code, one in told.items()}
    assert [code for code, text in texts.items() if not KAZAKH.search(text)] == []
    russian = catalogue("ru")
    assert [code for code, one in told.items() if one.message == russian[code].message] == []


@pytest.mark.parametrize("code", [code for code in CODES if code.split("-")[0] != "prose"])
def test_an_example_reads_as_yaml(code: str) -> None:
    example = catalogue()[code].example.lstrip("\n")
    if re.match(r"(- )?[a-z_]+: ", example):
        record = f"list:\n{example}" if example.startswith("-") else example
        assert admit(record.encode(), "x.yaml")[1] == []
