"""Bare numbers: which need a claim, in three languages."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.numbers import bare_numbers
from builder.model.prose import parse

CASES = tomllib.loads(
    (Path(__file__).parent / "cases/texts/numbers.toml").read_text(encoding="utf-8")
)
ALLOWED = [(language, text) for language, case in CASES.items() for text in case["allowed"]]
BARE = [(language, case) for language, cases in CASES.items() for case in cases["bare"]]


@pytest.mark.parametrize(("language", "text"), ALLOWED)
def test_number_may_stand_when_it_is_not_a_count(language, text):
    assert bare_numbers(text, language) == []


@pytest.mark.parametrize(("language", "case"), BARE)
def test_number_is_bare_when_it_counts(language, case):
    assert bare_numbers(case["text"], language) == case["numbers"]


def test_number_may_stand_when_it_is_a_value_a_citation_or_a_quotation():
    prose = parse("{killed#first} people “103” [@source-5, p. 103]\n\n> 164 people")
    assert bare_numbers(prose, "en") == []


def test_number_is_bare_when_it_stands_in_a_list_a_link_or_emphasis():
    prose = parse("- *103* people\n- [164](killed) people")
    assert bare_numbers(prose, "en") == ["103", "164"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "1-", "1,", "1.", "1.1", "1:00 ", "a-", "A-1", "A ", "5, ", "“", "5 January "]
    + ["Article 1, ", "12 Abai ", "aged ", "қаңтардың 5-", "5 қаңтар", "улица Абая ", "статья 1-"],
)
def test_time_grows_no_faster_than_the_text(language, unit):
    short, long = seconds(unit, 4_000, language), seconds(unit, 16_000, language)
    assert long < 0.1 + 8 * short


def seconds(unit, length, language):
    text = (unit * length)[:length]
    start = time.process_time()
    bare_numbers(text, language)
    return time.process_time() - start


@settings(deadline=None)  # the machine may be busy
@given(
    st.text(st.sampled_from("0159 -–.,:/()№%abАқ“”«»"), max_size=60),
    st.sampled_from(["en", "ru", "kk"]),
)
def test_any_text_is_read(text, language):
    assert all(any(c.isdigit() for c in number) for number in bare_numbers(text, language))
