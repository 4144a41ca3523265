"""The state as known on any day follows from two tables and the questions printed beside them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.known import chronicle, end_of, known_on
from builder.derive.tables.questions import FIGURES_ON, KNOWN_ON
from builder.derive.tables.table import number
from builder.export.files import exports
from tests.small import archive, corpus
from tests.unpacked import database, of_csv

Made = dict[str, bytes]
DAYS = [date(2022, 1, 4) + timedelta(days=n) for n in range(8)] + [
    date(2022, 3, 1),
    date(2023, 6, 20),
    date(2030, 1, 1),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The invented archive."""
    return corpus(archive(tmp_path_factory.mktemp("known")))


@pytest.fixture(scope="module")
def made(small: Corpus) -> Made:
    return dict(exports(small))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_claims_of_a_day_are_those_of_the_page(small: Corpus, made: Made, day: date) -> None:
    told = chronicle(small)
    end = end_of(day)
    expected = {one.ref: told.status(one, end) for one in told.statements if one.certain(end)}
    asked = database(made["data/archive.sqlite"]).execute(KNOWN_ON, {"day": day.isoformat()})
    assert {row["claim"]: row["status_then"] for row in asked} == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_figures_of_a_day_are_those_of_the_page(small: Corpus, made: Made, day: date) -> None:
    views = known_on(chronicle(small), day).ladders
    expected = {id: (number(view.low), number(view.high)) for id, view in views.items()}
    asked = database(made["data/archive.sqlite"]).execute(FIGURES_ON, {"day": day.isoformat()})
    assert {row["figure"]: (row["low"], row["high"]) for row in asked} == expected


def test_a_claim_that_was_taken_back_says_when_and_by_which(made: Made) -> None:
    (found,) = (row for row in of_csv(made, "known") if row["claim"] == "injured#hall-164")
    assert found == {
        "claim": "injured#hall-164",
        "said_from": "2022-01-07",
        "said_by": "2022-01-07",
        "printed": "false",
        "contested_from": "",
        "overturned_from": "2022-01-08",
        "overturned_by": "injured#hall-withdraws",
    }


def test_a_figure_has_a_line_for_each_turn(made: Made) -> None:
    rows = [row for row in of_csv(made, "known_figures") if row["figure"] == "injured"]
    assert [(row["from_day"], row["low"], row["high"], row["claims_said"]) for row in rows] == [
        ("2022-01-06", "12", "12", "1"),
        ("2022-01-07", "164", "164", "3"),
        ("2022-01-08", "10", "20", "4"),
        ("2022-03-01", "17", "17", "5"),
    ]


def test_datasette_asks_the_same_questions(made: Made) -> None:
    asked = json.loads(made["data/datasette.json"])["databases"]["archive"]["queries"]
    assert (asked["known_on"]["sql"], asked["figures_on"]["sql"]) == (KNOWN_ON, FIGURES_ON)


def test_the_page_of_data_prints_both_questions(small_site: Path) -> None:
    page = (small_site / "data" / "index.html").read_text(encoding="utf-8")
    assert page.count("&lt;= :day") == KNOWN_ON.count("<= :day") + FIGURES_ON.count("<= :day")
