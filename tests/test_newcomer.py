"""The faults that newcomers make: each gives one message, worded in three languages.

A case is a record put over the invented archive, as in `test_cases.py`. Beside it, one file for
each language holds exactly what `check` prints.
"""

import re
from pathlib import Path

import pytest

from builder.checking import check
from builder.i18n import LANGUAGES, Language
from builder.load import quoter
from builder.model.kinds import KINDS
from builder.problems import Mark, problem
from builder.report import text
from tests.small import archive
from tests.test_cases import where

FOLDER = Path(__file__).parent / "cases" / "newcomer"
CASES = sorted(FOLDER.glob("*.yaml"))


def broken(root: Path, case: Path) -> Path:
    """The invented archive with the record of a case, whatever its bytes."""
    at = where(case.read_text(encoding="utf-8", errors="replace"))
    (archive(root) / at).write_bytes(case.read_bytes())
    return root


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_newcomer_is_told_one_thing_in_three_languages(case: Path, tmp_path: Path) -> None:
    problems = check(broken(tmp_path, case)).problems
    assert len(problems) == 1
    for language in LANGUAGES:
        expected = case.with_suffix(f".{language}.txt").read_text(encoding="utf-8")
        assert text(problems, quoter(tmp_path), language) == expected


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("folder", KINDS)
def test_what_a_missing_field_is_for_is_said_in_the_readers_language(
    folder: str, language: Language
) -> None:
    fields = KINDS[folder].model_fields.values()
    told = [" ".join((info.description or "").split()) for info in fields if info.is_required()]
    pointer = told_of("see the field reference", language)
    assert [about for about in told if told_of(about, language) == pointer] == []


def told_of(about: str, language: Language) -> str:
    return problem("field-missing", Mark("x.yaml"), field="x", about=about).told(language).hint


VALUES = [
    ("field-shape", {"field": "entry 2 of 'places'", "expected": "text", "found": "a list"}),
    ("date-ambiguous", {"readings": "2022-01-05 (5 January) or 2022-05-01 (1 May)"}),
    ("place-zone", {"near": "write an IANA name such as Asia/Almaty"}),
    ("ref-unknown", {"kind": "organisation or person", "near": "write that record first"}),
    ("person-level-reason", {"allowed": "role, withheld"}),
    ("translation-missing", {"language": "Kazakh"}),
]


@pytest.mark.parametrize(("code", "values"), VALUES, ids=lambda one: one if str(one) == one else "")
def test_no_english_is_left_in_what_a_message_fills_in(code: str, values: dict[str, str]) -> None:
    rest = dict.fromkeys(("about", "id", "publish", "reason", "text", "zone"), "x")
    one = problem(code, Mark("x.yaml"), **{**rest, **values})
    for language in ("ru", "kk"):
        said = one.told(language)
        left = re.findall(r"[A-Za-z]{3,}", f"{said.message} {said.hint}")
        assert set(left) <= {"places", "IANA", "Asia", "Almaty", "role", "withheld"}
