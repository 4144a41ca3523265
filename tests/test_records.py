"""The real records: sound, complete in three languages, and as many as promised."""

from collections import Counter

import pytest

from builder import pipeline
from builder.corpus import claims_of
from builder.derive.ladders import ladder
from builder.model.base import passages
from builder.model.happening import Figure

LEAST = {"figure": 5, "case": 4, "law": 7, "place": 20, "source": 60}


def test_no_problem_is_found_in_the_real_records(real: pipeline.Checked) -> None:
    assert [f"{p.path}:{p.line} {p.message}" for p in real.errors] == []


@pytest.mark.parametrize(("kind", "least"), LEAST.items())
def test_each_kind_is_there(real: pipeline.Checked, kind: str, least: int) -> None:
    assert Counter(r.kind for r in real.corpus.records.values())[kind] >= least


def test_forty_events_and_episodes_are_there(real: pipeline.Checked) -> None:
    kinds = Counter(record.kind for record in real.corpus.records.values())
    assert kinds["event"] + kinds["episode"] >= 40


def test_every_text_is_in_three_languages(real: pipeline.Checked) -> None:
    partial = [
        (record.id, *loc)
        for record in real.corpus.records.values()
        for loc, text in passages(record)
        if len(text.languages) < 3
    ]
    assert partial == []


def test_every_citation_says_where(real: pipeline.Checked) -> None:
    silent = [
        f"{record.id}#{claim.id}"
        for record in real.corpus.records.values()
        for claim in claims_of(record)
        for citation in claim.citations
        if not (citation.locator or citation.quote)
    ]
    assert silent == []


def test_the_withdrawn_164_is_on_the_ladder_and_does_not_count(real: pipeline.Checked) -> None:
    figure = real.corpus.get("deaths-kazakhstan", Figure)
    ladders = ladder(real.corpus, figure)
    rungs = [rung for rung in ladders.rungs if rung.value.low == 164]
    assert "retracted" in {rung.claim.status for rung in rungs}
    assert not any(rung.counts for rung in rungs)
