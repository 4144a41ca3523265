"""The timeline page: hours of the dark days, how a beginning is drawn, what an entry is found by."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from builder import pipeline
from builder.corpus import Corpus
from builder.derive.band import band
from builder.derive.beginnings import beginnings
from builder.derive.connectivity import windows
from builder.derive.dayhours import DayHours, Stretch, day_hours
from builder.derive.disputes import time_contested
from builder.derive.facets import facets
from builder.derive.timeline import Day, Entry, timeline
from builder.model.case import Case
from builder.render.filters import FIELDS, choices
from builder.render.reader import Reader
from builder.render.telling import Telling
from builder.render.timeline_page import SCRIPTS, timeline_values
from tests.small import ARCHIVE, archive, change, corpus

STORM = "entries/events/storm.yaml"
WHEN = "when: 2022-01-05 about 17:00"
ALERT = "entries/episodes/snow-alert.yaml"
LIMIT = 100_000
PARTS = ("assets/qantar.css", "assets/icon.svg", *(script.lstrip("/") for script in SCRIPTS))


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def hours(records: Corpus, day: int) -> DayHours:
    groups = {group.day.day: group for group in timeline(records) if group.day}
    found = day_hours(records, windows(records), groups[day], "tasbulak")
    assert found is not None
    return found


def told(one: Entry | Stretch) -> str:
    if isinstance(one, Stretch):
        return f"{one.first}-{one.last} {one.light.shade}"
    return one.record.id


def entry(records: Corpus, id: str) -> Entry:
    return next(e for group in timeline(records) for e in group.entries if e.record.id == id)


def telling(records: Corpus, clock: str | None = "tasbulak") -> Telling:
    return Telling(Reader(records, "en", "/timeline/"), windows(records), clock)


# Hours


def test_hours_without_an_entry_are_drawn_between_the_entries(small: Corpus) -> None:
    found = hours(small, 5)
    assert [told(one) for one in found.placed] == [
        "0-12 unmeasured", "network-slow", "13-16 mobile", "network-cut", "storm",
        "18-21 dark", "21-24 mobile",
    ]  # fmt: skip
    assert [one.record.id for one in found.unplaced] == ["snow-decree"]


def test_hours_of_the_day_are_those_of_the_narrowest_claim(small: Corpus) -> None:
    assert [told(one) for one in hours(small, 5).runs] == [
        "0-12 unmeasured", "12-16 mobile", "16-21 dark", "21-24 mobile",
    ]  # fmt: skip


def test_hours_go_by_one_clock(small: Corpus) -> None:
    # 08:00 in Akkum is 09:00 in Tasbulak.
    found = [told(one) for one in hours(small, 6).placed]
    assert found == ["schools-closed", "1-9 mobile", "snow-alert", "10-24 mobile"]


def test_what_happened_by_an_hour_stands_at_that_hour(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, WHEN, "when: 2022-01-05 by 22:30")
    assert [told(one) for one in hours(corpus(tmp_path), 5).placed][-3:] == [
        "21-22 mobile", "storm", "23-24 mobile",
    ]  # fmt: skip


def test_only_the_dark_days_of_a_known_place_have_hours(small: Corpus) -> None:
    known, groups = windows(small), timeline(small)
    assert day_hours(small, known, groups[0], "tasbulak") is None
    assert day_hours(small, known, groups[1], "almaty") is None


# Beginnings


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-01-05 17:00", ""),
        ("2022-01-05 about 17:00", "about"),
        ("2022-01-05?", "unsure whole"),
        ("2022-01-05~", "about whole"),
        ("2022-01-05", "whole"),
        ("2022-01-05 evening", "part"),
        ("2022-01-05/2022-01-06 night", "part"),
        ("2022-01-05 by 18:00", "bound"),
        ("2022-01-05 after 16:00", "bound"),
        ("2022-01-05 16:30-17:15", "range"),
        ("2022-01-05 16:30/2022-01-06 04:00", "range"),
        ("2022-01-05/2022-01-06", "whole range"),
    ],
)
def test_a_beginning_is_drawn_as_what_it_is(tmp_path: Path, when: str, expected: str) -> None:
    change(archive(tmp_path), STORM, WHEN, f"when: {when}")
    records = pipeline.check(tmp_path).corpus
    forms = telling(records).forms(entry(records, "storm"))
    assert forms.replace("entry--", "").removesuffix("disputed").strip() == expected


def test_a_time_is_contested_when_claims_exclude_each_other_s(tmp_path: Path) -> None:
    records = corpus(archive(tmp_path))
    assert not time_contested(records, records.records["storm"])
    change(tmp_path, STORM, "when: 2022-01-05 until 18:00", "when: 2022-01-05 after 18:00")
    records = corpus(tmp_path)
    assert time_contested(records, records.records["storm"])
    assert telling(records).forms(entry(records, "storm")) == "entry--about entry--disputed"


def test_a_time_by_another_clock_is_told_by_the_clock_of_the_list_too(small: Corpus) -> None:
    assert telling(small).elsewhere(entry(small, "snow-alert")) == "Tasbulak: 09:00"
    assert telling(small).elsewhere(entry(small, "storm")) == ""
    assert telling(small, None).elsewhere(entry(small, "snow-alert")) == ""


def test_a_year_gives_days_and_a_day_gives_hours(small: Corpus) -> None:
    law, storm = entry(small, "emergency-law"), entry(small, "storm")
    assert telling(small).time(law, None) == "8 February"
    assert telling(small).time(storm, None) == "5 January, about 17:00"
    assert telling(small).time(storm, date(2022, 1, 5)) == "about 17:00"


# Beginnings on the band


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-01-05 17:00", {17: (1, 0, 0)}),
        ("2022-01-05 17:00/2022-01-06 03:00", {17: (1, 0, 0)}),
        ("2022-01-05 17:00-18:30", {17: (0, 0.5, 0), 18: (0, 0.5, 0)}),
        ("2022-01-05 about 17:00", {16: (0, 0.5, 0), 17: (0, 0.5, 0)}),
        ("2022-01-05 by 17:30", {17: (0, 1, 0)}),
        ("2022-01-05 after 20:00", dict.fromkeys(range(20, 24), (0, 0, 0.25))),
        ("2022-01-05", {}),
    ],
)
def test_an_entry_counts_in_each_hour_in_which_it_may_begin(
    tmp_path: Path, when: str, expected: dict[int, tuple[float, float, float]]
) -> None:
    change(archive(tmp_path), STORM, WHEN, f"when: {when}")
    records = pipeline.check(tmp_path).corpus
    storm = entry(records, "storm")
    found = beginnings(records, [Day(2022, date(2022, 1, 5), (storm,))])
    hours = {n - 72: (c.sure, c.vague, c.contested) for n, c in enumerate(found.columns) if c.total}
    assert hours == expected
    assert found.hourless[3] == (not expected)


def test_an_entry_carries_between_which_minutes_it_began(small: Corpus) -> None:
    found = str(telling(small).data(entry(small, "storm")))
    assert found.endswith(' data-from="2022-01-05T16:30" data-to="2022-01-05T17:30"')
    found = str(telling(small).data(entry(small, "emergency-law")))
    assert found.endswith(' data-from="2003-02-08T00:00" data-to="2003-02-08T23:59"')


def test_an_emergency_is_soft_where_it_may_not_have_begun(tmp_path: Path) -> None:
    when = 'when: {date: 2022-01-06, clock: "08:00", zone: "+05:00"}'
    change(archive(tmp_path), ALERT, when, "when: 2022-01-06/2022-01-07 12:00")
    found = band(pipeline.check(tmp_path).corpus, "tasbulak")
    assert found is not None
    (bar,) = found.bars
    assert [(piece.first, piece.hours, piece.soft) for piece in bar.pieces] == [
        (97.0, 24.0, True), (121.0, 12.0, False),
    ]  # fmt: skip


def test_an_hour_of_the_cut_is_approximate_when_its_record_says_about(tmp_path: Path) -> None:
    cut = "entries/episodes/network-cut.yaml"
    old, new = "when: 2022-01-05 16:30/", "when: 2022-01-05 about 16:30/"
    change(archive(tmp_path), cut, f"{old}2022-01-05 21:00", f"{new}2022-01-05 21:00")
    found = band(pipeline.check(tmp_path).corpus, "tasbulak")
    assert found is not None
    assert [(run.first, run.about) for run in found.runs] == [
        (0, False), (84, False), (88, True), (93, False), (234, False),
    ]  # fmt: skip


# Edges


def test_an_edge_shows_the_hours_of_its_time_where_they_changed(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, WHEN, "when: 2022-01-05 16:00-21:00")
    records = corpus(tmp_path)
    storm = entry(records, "storm")
    edge = telling(records).drawn(storm, date(2022, 1, 5))
    blocks = [(block.shade, block.column, block.top, block.height) for block in edge.blocks]
    assert blocks == [("mobile", 0, 0.0, 10.0), ("dark", 0, 10.0, 90.0)]
    assert (edge.shade, edge.said) == ("unmeasured", "mixed")


def test_what_lasts_beyond_its_day_has_the_shade_of_its_first_hour(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, WHEN, "when: 2022-01-05 17:00/2022-01-06 12:00")
    records = corpus(tmp_path)
    edge = telling(records).drawn(entry(records, "storm"), date(2022, 1, 5))
    assert (edge.shade, edge.said, edge.blocks) == ("dark", "mixed", ())


def test_nothing_is_said_of_the_connection_outside_january(small: Corpus) -> None:
    assert telling(small).drawn(entry(small, "storm"), None).said == "none"


# Filters


def test_a_step_is_found_by_its_own_parties_and_sources(small: Corpus) -> None:
    case = small.get("roof-case", Case)
    steps = {step.id: facets(small, case, step).people for step in case.steps}
    assert steps == {
        "opened": ("saule-ulgieva", "p-7f3k2q"),
        "verdict": ("saule-ulgieva", "p-7f3k2q"),
        "appeal": ("saule-ulgieva",),
    }


def test_nobody_below_initials_can_be_chosen(small: Corpus) -> None:
    found = {id for record in small.records.values() for id in facets(small, record).people}
    assert found == {"aidar-ulgiev", "saule-ulgieva", "p-7f3k2q"}


def test_a_place_counts_what_lies_in_it_and_stands_before_it(small: Corpus) -> None:
    found = [facets(small, e.record, e.step) for group in timeline(small) for e in group.entries]
    (places,) = choices(Reader(small, "en"), found, ["place"])
    assert [(option.value, option.depth, option.count) for option in places.options] == [
        ("kazakhstan", 0, 9),
        ("mangystau", 1, 2),
        ("akkum", 2, 2),
        ("tasbulak", 1, 7),
        ("tasbulak-library", 2, 1),
    ]


def test_fields_without_a_choice_are_left_out(small: Corpus) -> None:
    law = facets(small, small.records["emergency-law"])
    assert [c.name for c in choices(Reader(small, "en"), [law], FIELDS)] == [
        "kind", "grade", "language",
    ]  # fmt: skip


def test_anchors_do_not_move_when_a_day_is_added(small: Corpus) -> None:
    values = timeline_values(Reader(small, "en", "/timeline/"), timeline(small))
    sections = values["sections"]
    assert isinstance(sections, list)
    assert [one.anchor for one in sections] == [
        "y2003", "d2022-01-05", "d2022-01-06", "d2022-01-07", "y2023",
    ]  # fmt: skip


# The real page


@pytest.mark.parametrize("folder", ["", "ru/", "kk/"])
def test_the_first_load_is_light(site: Path, folder: str) -> None:
    files = [f"{folder}timeline/index.html", *PARTS]
    assert sum(len(gzip.compress((site / file).read_bytes())) for file in files) <= LIMIT


def test_every_entry_is_in_the_page_once(site: Path, real: pipeline.Checked) -> None:
    text = (site / "timeline" / "index.html").read_text(encoding="utf-8")
    entries = [e for group in timeline(real.corpus) for e in group.entries]
    assert len(re.findall(r"<li [^>]*data-kind=", text)) == len(entries)


def test_hours_nobody_measured_are_never_drawn_as_connected(site: Path) -> None:
    text = (site / "timeline" / "index.html").read_text(encoding="utf-8")
    gaps = re.findall(r'<li class="entry entry--gap">.*?</li>', text, re.DOTALL)
    assert len(gaps) > 20
    for gap in gaps:
        assert ("edge--unmeasured" in gap) == ("<a href" not in gap)
