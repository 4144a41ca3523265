"""The catalogue of problems: every code is raised, shown by a test, worded, and mendable."""

import re
from pathlib import Path
from string import Formatter

import pytest

from builder.gate import admit
from builder.problems import Mark, catalogue, problem

TESTS = Path(__file__).parent
CODES = sorted(catalogue())
SPECIFIED = (
    ("field-", "ref-", "claim-", "figure-", "case-", "episode-", "person-", "source-", "place-")
    + ("word-", "translation-", "written-")
)  # fmt: skip
UNFORESEEN = {"field-invalid"}
"""What only a model that no rule knows can bring about: tested in code, not by a record."""


def text_of(files: list[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files)


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


@pytest.mark.parametrize("code", [code for code in CODES if code.split("-")[0] != "prose"])
def test_an_example_reads_as_yaml(code: str) -> None:
    example = catalogue()[code].example.lstrip("\n")
    if re.match(r"(- )?[a-z_]+: ", example):
        record = f"list:\n{example}" if example.startswith("-") else example
        assert admit(record.encode(), "x.yaml")[1] == []
