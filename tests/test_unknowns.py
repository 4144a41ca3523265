"""What is not known of a record: only what its own fields leave open, and all of that."""

from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.timeline import timeline
from builder.derive.unknowns import Unknown, unknowns
from builder.model.when import When
from tests.small import ARCHIVE, archive, change, corpus

STORM = "entries/events/storm.yaml"
CASE = "entries/cases/roof-case.yaml"


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(ARCHIVE)


def words(records: Corpus, id: str) -> list[str]:
    return [one.what for one in found(records, id)]


def found(records: Corpus, id: str) -> tuple[Unknown, ...]:
    entries = {e.record.id: e for day in timeline(records) for e in day.entries if not e.step}
    return unknowns(records, records.records[id], entries.get(id))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-01-05 17:00", []),
        ("2022-01-05 about 17:00", ["about"]),
        ("2022-01-05 until 18:00", ["bounded"]),
        ("2022-01-05 evening", ["bounded"]),
        ("2022-01-05", ["hour"]),
        ("2022-01-05/2022-01-06", ["hours"]),
        ("2022-01", ["day"]),
        ("2022-01-05 17:00 unknown", ["zone"]),
    ],
)
def test_time_is_as_open_as_its_date(tmp_path: Path, when: str, expected: list[str]) -> None:
    assert When.parse(when)
    change(archive(tmp_path), STORM, "when: 2022-01-05 about 17:00", f"when: {when}")
    open_ = {"about", "bounded", "hour", "hours", "day", "zone"}
    assert [word for word in words(corpus(tmp_path), "storm") if word in open_] == expected


def test_claims_that_exclude_each_other_are_left_open_while_both_stand(small: Corpus) -> None:
    contested = [one for one in found(small, "storm") if one.what == "contested"]
    assert contested == [Unknown("contested", ("snow-fell", "clear-sky"))]


def test_a_dispute_is_over_when_one_side_is_withdrawn(tmp_path: Path) -> None:
    note = "    note: {en: Withdrawn in a letter., ru: Отозвано письмом., kk: Хатпен қайтарып алынды.}\n"
    change(archive(tmp_path), STORM, "    status: contested\n", f"    status: retracted\n{note}")
    assert "contested" not in words(corpus(tmp_path), "storm")


def test_a_record_on_one_text_has_no_second_origin(small: Corpus) -> None:
    assert "origin" in words(small, "storm")  # two speakers, but the mirror copies the herald
    assert "origin" not in words(small, "injured")


def test_a_case_leaves_open_what_its_parties_lack(small: Corpus) -> None:
    assert [(one.what, one.about) for one in found(small, "roof-case")][:1] == [("later", ())]
    assert "party-outcome" not in words(small, "roof-case")


def test_a_defendant_without_outcome_is_named(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "      - {party: caretaker, outcome: acquitted}\n", "")
    assert Unknown("party-outcome", ("caretaker",)) in found(corpus(tmp_path), "roof-case")


def test_custody_without_end_is_named(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "when: 2022-11-17/2023-03-10", "when: 2022-11-17/..")
    assert Unknown("party-held-until", ("ulgieva",)) in found(corpus(tmp_path), "roof-case")


def test_an_article_without_its_law_has_no_wording(tmp_path: Path) -> None:
    change(archive(tmp_path), CASE, "- law: emergency-law\n        article", "- article")
    assert "wording" in words(corpus(tmp_path), "roof-case")


def test_sources_read_in_part_are_counted(tmp_path: Path) -> None:
    source = "entries/sources/herald-2022-01-06.yaml"
    text = (archive(tmp_path) / source).read_text(encoding="utf-8")
    seen = next(line for line in text.splitlines() if line.startswith("seen:"))
    change(tmp_path, source, seen, "seen: opening")
    assert Unknown("opening", count=1, of=2) in found(corpus(tmp_path), "storm")


def test_an_undated_source_says_so(small: Corpus) -> None:
    undated = [s.id for s in small.records.values() if s.kind == "source" and not s.published]  # type: ignore[attr-defined]
    assert undated
    assert all("published" in words(small, id) for id in undated)


def test_what_was_measured_is_not_said_to_be_unmeasured(small: Corpus) -> None:
    assert "light" not in words(small, "storm")


def test_a_place_no_claim_covers_is_unmeasured(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, "when: 2022-01-05 about 17:00", "when: 2022-01-02 10:00")
    assert "light" in words(corpus(tmp_path), "storm")


def test_nothing_is_said_of_the_connection_outside_january(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, "when: 2022-01-05 about 17:00", "when: 2021-12-02 10:00")
    assert "light" not in words(corpus(tmp_path), "storm")


def test_a_law_with_all_its_dates_leaves_nothing_open(small: Corpus) -> None:
    own = {"adopted", "in-force", "holder", "text"}
    assert own.isdisjoint(words(small, "emergency-law"))
    assert own & set(words(small, "snow-decree")) == {"text"}
