"""Many releases with random edits between: no permalink is lost, what is forbidden is refused."""

from pathlib import Path

import pytest

from tests.simulate import Simulation, unresolved


def test_short_run_loses_no_permalink_and_refuses_what_is_forbidden(tmp_path: Path) -> None:
    tally = Simulation(tmp_path, records=8).run(releases=3, edits=30)
    assert tally.faults == []
    assert (tally.releases, tally.edits) == (3, 90)
    assert tally.refused == tally.attempts > 0
    assert len(tally.permalinks) > 100
    assert unresolved(tmp_path, tally.permalinks) == []


@pytest.mark.long
def test_long_run_loses_no_permalink_and_refuses_what_is_forbidden(tmp_path: Path) -> None:
    tally = Simulation(tmp_path, records=200).run(releases=50, edits=1000)
    assert tally.faults == []
    assert (tally.releases, tally.edits) == (50, 50_000)
    assert tally.refused == tally.attempts > 100
    assert unresolved(tmp_path, tally.permalinks) == []
