"""The table of facts: each stands in a record that exists, or the table says why not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from builder import pipeline
from builder.corpus import Corpus
from builder.model.naming import Place

TABLE = Path(__file__).parent / "cases" / "facts" / "coverage.tsv"
COUNTS = {"F": 337, "X": 30, "C": 23, "U": 22}
"""How many the fact files hold: facts, conflicts of either file, what was never verified."""
REASONS = ("UNVERIFIED", "Tertiary pointer only", "Outside the scope", "No rival", "Duplicate of")


class Row(NamedTuple):
    """A fact or conflict, the claims that say it, and a reason where there are none or too few."""

    fact: str
    claims: tuple[str, ...]
    reason: str


def read() -> Iterator[Row]:
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    assert lines[0] == "fact\tclaims\treason"
    for line in lines[1:]:
        fact, claims, reason = line.split("\t")
        yield Row(fact, tuple(claims.split()), reason)


ROWS = tuple(read())


def kind(row: Row) -> str:
    """`F` for a fact, `X` or `C` for a conflict, `U` for what was never verified."""
    return row.fact.split(":")[1][0]


def disputed(corpus: Corpus) -> set[str]:
    """Every claim that no longer stands unopposed, by its status or by what names it."""
    found = set()
    for full, (record, claim) in corpus.claims.items():
        others = {r.within(record.id) for r in (*claim.contradicts, *claim.supersedes)}
        if claim.status != "standing" or others:
            found.add(full)
        found |= others
    return found


def test_the_table_has_every_fact_once_and_in_order() -> None:
    assert [row.fact for row in ROWS] == sorted({row.fact for row in ROWS})
    assert Counter(kind(row) for row in ROWS) == COUNTS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fact)
def test_a_row_has_claims_or_one_of_the_reasons(row: Row) -> None:
    assert row.claims or row.reason
    assert not row.reason or row.reason.startswith(REASONS)
    assert list(row.claims) == sorted(set(row.claims))


def test_every_claim_of_the_table_exists(real: pipeline.Checked) -> None:
    places = {place.id for place in real.corpus.of(Place)}
    known = real.corpus.claims.keys() | places
    assert [(row.fact, c) for row in ROWS for c in row.claims if c not in known] == []


def test_a_place_stands_for_a_fact_of_places_only(real: pipeline.Checked) -> None:
    bare = [row.fact for row in ROWS if any("#" not in claim for claim in row.claims)]
    assert bare == [f"C:F-L{number:02}" for number in range(1, 19)]


def test_what_was_not_verified_has_no_claim() -> None:
    assert [row.fact for row in ROWS if kind(row) == "U" and row.claims] == []
    unverified = [row for row in ROWS if row.reason == "UNVERIFIED."]
    assert [row.fact for row in unverified if row.claims] == []
    assert "C:F-E10" in [row.fact for row in unverified]


def test_what_is_called_a_duplicate_stands_elsewhere() -> None:
    claims = {row.fact: row.claims for row in ROWS}
    named = [row.reason[:-1].split()[-1] for row in ROWS if row.reason.startswith("Duplicate")]
    assert named
    assert [fact for fact in named if not claims[fact]] == []


def test_every_conflict_shows_two_sides_or_says_why_not(real: pipeline.Checked) -> None:
    contested = disputed(real.corpus)
    lacking = [
        row.fact
        for row in ROWS
        if kind(row) in "XC" and not row.reason and len(contested.intersection(row.claims)) < 2
    ]
    assert lacking == []


def test_every_contested_claim_has_a_note_beside_it(real: pipeline.Checked) -> None:
    silent = [
        full
        for full, (record, claim) in real.corpus.claims.items()
        if claim.status == "contested" and not (record.note or claim.note)
    ]
    assert silent == []
