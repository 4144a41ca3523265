"""The gate: every code has a file that is refused for it, and ordinary text passes."""

import json
from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.characters import describe, faults, lookalikes
from builder.gate import admit, check_bytes
from builder.gate.encoding import MAX_BYTES
from builder.gate.syntax import explain
from builder.problems import Mark, catalogue
from builder.tree import locate, plain

CASES = Path(__file__).parent / "cases" / "gate"
INVALID = sorted((CASES / "invalid").glob("*.yaml"))
VALID = sorted((CASES / "valid").glob("*.yaml"))

RECORD = """\
id: stormed
title:
  en: Shots fired
claims:
  - id: first
    value: {min: 40}
    citations:
    - {source: orda, locator: para 2}
"""

# Hostile pieces: what they build is seldom YAML, and never anything this program was told of.
PIECES = (
    ["a: ", "b:", "- ", "\n", "  ", "\t", '"', "'", "[", "]", "{", "}", ",", "|", ">", "#", " #"]
    + ["&a ", "*a", "!x ", "<<: ", "? ", ": ", "---\n", "...\n", "%YAML 1.1\n", "~", "null", "@"]
    + ["\\x00", "\\u202e", "\\", "\u202e", "\u200d", "\ufeff", "\0", "й", "и\u0306", "\u0301" * 9]
    + ["Kаз", "слово", "x" * 50, "1", "\r\n", "\u2028", "\x85", "\U0001f469", "`", "-"]
)


@pytest.mark.parametrize("file", INVALID, ids=lambda file: file.stem)
def test_admit_tells_code_and_place_when_file_is_invalid(file: Path) -> None:
    _, found = admit(file.read_bytes(), "x.yaml")
    told = [f"{one.code}:{one.line}:{one.column}" for one in found]
    assert told == file.with_suffix(".expect").read_text().split()
    assert file.stem.split("_")[0] in {one.code for one in found}


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_admit_gives_texts_as_written_when_file_is_valid(file: Path) -> None:
    tree, found = admit(file.read_bytes(), "x.yaml")
    assert found == []
    assert tree is not None
    assert plain(tree) == json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_yaml_code_has_a_case() -> None:
    tried = {file.stem.split("_")[0] for file in INVALID}
    assert {code for code in catalogue() if code.startswith("yaml-")} - tried == {"yaml-syntax"}


def test_explain_passes_the_parsers_words_on_when_nothing_fits() -> None:
    found = explain(ValueError("?"), "a: b\n", "x.yaml", None)
    assert (found.code, found.message) == ("yaml-syntax", "this is not YAML: unreadable")


def test_check_bytes_refuses_one_byte_over_the_limit() -> None:
    data = b"id: a\n" + b"#\n" * (MAX_BYTES // 2 - 3)
    assert check_bytes(data, "x.yaml") == []
    (found,) = check_bytes(data + b"\n", "x.yaml")
    assert found.message == "the file has 262,145 bytes; the limit is 262,144"


def test_admit_tells_a_hundred_problems_and_that_there_are_more() -> None:
    _, found = admit(b"Key: x\n" * 150, "x.yaml")
    assert [one.code for one in found].count("yaml-key") == 100
    assert (
        found[-1].message == "more problems follow (1+); only the first 100 of this file are shown"
    )


def test_admit_keeps_a_tree_beside_problems_that_leave_its_meaning() -> None:
    tree, found = admit(b"id: a\r\nid: b\r\nen:\r\nru: x", "x.yaml")
    assert [one.code for one in found] == ["file-line-ends", "yaml-duplicate", "yaml-empty-value"]
    assert tree and plain(tree) == {"id": "a", "ru": "x"}


def test_admit_gives_no_tree_when_a_character_was_refused() -> None:
    tree, found = admit("id: a\nen: x\u202ey\n".encode(), "x.yaml")
    assert tree is None
    assert found[0].message == (
        "the invisible direction mark U+202E RIGHT-TO-LEFT OVERRIDE is not allowed"
    )


def test_a_lookalike_is_a_warning() -> None:
    tree, found = admit("id: a\nkk: тiл\n".encode(), "x.yaml")
    assert [(one.level, one.line, one.column) for one in found] == [("warning", 2, 5)]
    assert found[0].message == (
        "'тiл' has a letter of another alphabet that looks like its own: "
        "U+0069 LATIN SMALL LETTER I"
    )
    assert tree and plain(tree) == {"id": "a", "kk": "тiл"}


def test_lookalikes_leave_words_alone_that_plainly_mix() -> None:
    assert list(lookalikes("WhatsAppтан, iPhone-ды, 5G-сеть, Zoomда, COVID-пен")) == []
    assert list(lookalikes("OOН и Aстана")) == [("OOН", "Н"), ("Aстана", "A")]


def test_faults_find_a_lone_surrogate_that_utf8_cannot_carry() -> None:
    assert [(f.at, f.code) for f in faults("x\ud83dy")] == [(1, "text-surrogate")]
    assert describe("\ud83d") == "U+D83D"


def test_locate_finds_the_nearest_place_that_exists() -> None:
    tree, _ = admit(RECORD.encode(), "x.yaml")
    assert tree
    places = {
        (): (1, 1),
        ("id",): (1, 5),
        ("title", "en"): (3, 7),
        ("title", "ru"): (3, 3),
        ("claims", 0, "Claim", "value", "Least", "min"): (6, 18),
        ("claims", 0, "citations", 0, "quote"): (8, 7),
        ("claims", 7, "id"): (5, 3),
    }
    for loc, (line, column) in places.items():
        assert locate(tree, "x.yaml", loc) == Mark("x.yaml", line, column), loc


def test_locate_gives_the_key_when_asked() -> None:
    tree, _ = admit(RECORD.encode(), "x.yaml")
    assert tree
    assert locate(tree, "x.yaml", ("title", "en"), key=True) == Mark("x.yaml", 3, 3)
    assert locate(tree, "x.yaml", ("title", "en", "[key]")) == Mark("x.yaml", 3, 3)
    assert locate(tree, "x.yaml", ("claims", 0), key=True) == Mark("x.yaml", 5, 5)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_admit_never_raises_and_reads_as_another_parser_does(text: str) -> None:
    tree, found = admit(text.encode(), "x.yaml")
    assert tree is not None or found
    assert all(one.message and one.hint and one.line and one.column for one in found)
    if tree and not any(one.level == "error" for one in found):
        assert plain(tree) == yaml.load(f"{text}\n", yaml.CBaseLoader)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_admit_never_raises_whatever_the_bytes(data: bytes) -> None:
    tree, found = admit(data, "x.yaml")
    assert tree is not None or found


@pytest.mark.parametrize(
    "unit",
    ["[", "{a: ", "- ", "? ", "a: &a x\n", "*a, ", '"', "\u0301\u0316", "\u202e", "\t", "x\n", "#"],
)
def test_admit_is_quick_when_a_full_file_is_hostile(unit: str) -> None:
    data = (unit * MAX_BYTES).encode()[: MAX_BYTES - MAX_BYTES % len(unit.encode())]
    start = perf_counter()
    admit(data, "x.yaml")
    assert perf_counter() - start < 5  # well under a second; room for a busy machine
