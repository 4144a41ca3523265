"""What follows from the records: ladders, grades, light, the timeline, delays, histories, counts."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.connectivity import around, light_at, light_during, windows
from builder.derive.counts import counts
from builder.derive.grades import Grade, contested, grade, record_grade
from builder.derive.histories import histories
from builder.derive.ladders import Ladder, ladder
from builder.derive.timeline import first_said, timeline
from builder.model.case import Case
from builder.model.happening import Figure
from builder.model.when import When
from tests.small import ARCHIVE, archive, change, corpus, put

INJURED = "entries/figures/injured.yaml"
LIBRARY = "entries/figures/injured-library.yaml"
STORM = "entries/events/storm.yaml"
CUT = "entries/episodes/network-cut.yaml"
DAILY = "entries/sources/daily-2022-01-08.yaml"
ALMATY = ("Asia/Almaty",)
CLAIM = """\
    asserted_by: [netwatch]
    citations:
      - {source: netwatch-2022, locator: chart 9}
"""
TITLE = "title: {en: A window, ru: Окно в связи, kk: Байланыс терезесі}\n"


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def rungs(view: Ladder) -> list[tuple[str, bool, str]]:
    return [(rung.claim.id, rung.counts, rung.why) for rung in view.rungs]


def of(records: Corpus, figure: str) -> Ladder:
    return ladder(records, records.get(figure, Figure))


# Ladders


def test_latest_official_takes_the_newest_standing_claim_of_the_state(small: Corpus) -> None:
    view = of(small, "injured")
    assert rungs(view) == [
        ("health-first", False, "superseded"),
        ("agency-thirty", False, "not-official"),
        ("hall-164", False, "retracted"),
        ("hall-withdraws", False, "earlier"),
        ("health-march", True, "newest-official"),
    ]
    assert (view.low, view.high, view.approximate) == (Decimal(17), Decimal(17), False)


def test_latest_official_leaves_a_contested_official_claim_out(tmp_path: Path) -> None:
    note = "    note: {en: Disputed., ru: Оспорено., kk: Даулы.}\n"
    change(
        archive(tmp_path),
        INJURED,
        "    value: 17\n",
        f"    value: 17\n    status: contested\n{note}",
    )
    view = of(corpus(tmp_path), "injured")
    assert rungs(view)[3:] == [
        ("hall-withdraws", True, "newest-official"),
        ("health-march", False, "contested"),
    ]
    assert (view.low, view.high) == (Decimal(10), Decimal(20))


def test_latest_official_never_takes_an_undated_claim_for_the_newest(tmp_path: Path) -> None:
    change(archive(tmp_path), INJURED, "    asserted_on: 2022-01-08\n", "")
    view = of(corpus(tmp_path), "injured")
    assert rungs(view)[3:] == [
        ("health-march", True, "newest-official"),
        ("hall-withdraws", False, "earlier"),
    ]


def test_latest_official_reads_hours_by_the_clock_of_the_place(tmp_path: Path) -> None:
    change(
        archive(tmp_path),
        INJURED,
        "asserted_on: 2022-01-08",
        "asserted_on: 2022-03-01 15:00 Europe/Moscow",
    )
    change(tmp_path, INJURED, "asserted_on: 2022-03-01\n", "asserted_on: 2022-03-01 19:00\n")
    assert of(corpus(tmp_path), "injured").counting[0].claim.id == "health-march"


def test_latest_official_takes_the_lower_rung_of_two_said_at_one_time(tmp_path: Path) -> None:
    change(archive(tmp_path), INJURED, "asserted_on: 2022-01-08", "asserted_on: 2022-03-01")
    assert of(corpus(tmp_path), "injured").counting[0].claim.id == "health-march"


def test_range_of_standing_goes_from_the_lowest_to_no_end(small: Corpus) -> None:
    view = of(small, "injured-library")
    assert rungs(view) == [("relief", True, "standing"), ("court", True, "standing")]
    assert (view.low, view.high) == (Decimal(2), None)


def test_range_of_standing_counts_contested_and_about(tmp_path: Path) -> None:
    change(archive(tmp_path), INJURED, "rule: latest-official", "rule: range-of-standing")
    view = of(corpus(tmp_path), "injured")
    assert rungs(view) == [
        ("health-first", False, "superseded"),
        ("agency-thirty", True, "contested"),
        ("hall-164", False, "retracted"),
        ("hall-withdraws", True, "standing"),
        ("health-march", True, "standing"),
    ]
    assert (view.low, view.high, view.approximate) == (Decimal(10), Decimal(30), True)


def test_rivals_come_to_no_number(small: Corpus) -> None:
    view = of(small, "damage")
    assert rungs(view) == [("hall", False, "rival"), ("relief", False, "rival")]
    assert (view.low, view.high, view.counting) == (None, None, ())


# Grades


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("network-cut#fell-to-zero", Grade("measured", 1)),
        ("network-slow#slowed", Grade("measured", 1)),  # a monitor, without a stated basis
        ("storm#snow-fell", Grade("single", 1)),  # two asserters, one text and its copy
        ("storm#clear-sky", Grade("official", 1)),  # an official's own words
        ("injured#agency-thirty", Grade("single", 1)),
        ("injured#health-march", Grade("official", 1)),
    ],
)
def test_grade_follows_from_asserters_and_roots(small: Corpus, claim: str, expected: Grade) -> None:
    _, found = small.claims[claim]
    assert grade(small, found) == expected


def test_grade_is_several_when_two_rest_on_two_texts(tmp_path: Path) -> None:
    mirror = "entries/sources/mirror-2022-01-07.yaml"
    change(archive(tmp_path), mirror, "copy_of: herald-2022-01-06\n", "")
    records = corpus(tmp_path)
    assert grade(records, records.claims["storm#snow-fell"][1]) == Grade("several", 2)


def test_grade_counts_texts_copied_from_the_same_unrecorded_one_once(tmp_path: Path) -> None:
    archive(tmp_path)
    speakers = "    asserted_by: [snow-relief]\n    asserted_on: 2022-01-07\n    status: contested"
    both = speakers.replace("[snow-relief]", "[snow-relief, tasbulak-herald]")
    change(tmp_path, INJURED, speakers, both)
    records = corpus(tmp_path)
    assert grade(records, records.claims["injured#agency-thirty"][1]) == Grade("single", 1)
    change(tmp_path, DAILY, "copied_from: Steppe Wire", "copied_from: Other Wire")
    records = corpus(tmp_path)
    assert grade(records, records.claims["injured#agency-thirty"][1]) == Grade("several", 2)


def test_grade_of_a_record_leaves_out_what_does_not_stand(small: Corpus) -> None:
    assert record_grade(small, small.records["storm"]) == Grade("single", 1)
    assert record_grade(small, small.records["network-cut"]) == Grade("measured", 1)
    assert record_grade(small, small.records["tasbulak"]) is None


def test_a_claim_is_contested_when_it_or_another_says_so(small: Corpus) -> None:
    said = {full: contested(small, *small.claims[full]) for full in small.claims}
    assert sorted(full for full, each in said.items() if each) == [
        "injured#agency-thirty",
        "injured#health-first",
        "storm#clear-sky",
        "storm#snow-fell",
    ]


# Light


def shade(records: Corpus, place: str, hour: str) -> tuple[str, str]:
    """The shade at an hour of 5 January 2022 in Almaty's clock, and the episode that says it."""
    at = datetime.fromisoformat(f"2022-01-05T{hour}+06:00")
    light = light_at(records, windows(records), place, at)
    return light.shade, light.episode.id if light.episode else ""


def reported(records: Corpus) -> dict[str, bool]:
    return {window.episode.id: window.reported for window in windows(records)}


def test_a_monitors_claim_is_a_measurement_unless_it_says_otherwise(tmp_path: Path) -> None:
    path = "entries/episodes/network-slow.yaml"
    change(archive(tmp_path), path, "[netwatch]\n", "[netwatch]\n    basis: witness\n")
    assert reported(corpus(tmp_path)) == {"network-slow": True, "network-cut": False}


def test_only_what_nobody_measured_counts_as_said(small: Corpus) -> None:
    assert reported(small) == {"network-slow": False, "network-cut": False}


def test_the_narrowest_place_wins(small: Corpus) -> None:
    assert shade(small, "tasbulak", "17:00") == ("dark", "network-cut")
    assert shade(small, "tasbulak-square", "17:00") == ("dark", "network-cut")
    assert shade(small, "tasbulak", "22:00") == ("mobile", "network-slow")
    assert shade(small, "akkum", "17:00") == ("mobile", "network-slow")
    assert shade(small, "kazakhstan", "17:00") == ("mobile", "network-slow")


def test_a_place_is_unmeasured_when_no_episode_covers_it(small: Corpus) -> None:
    assert shade(small, "tasbulak", "11:59") == ("unmeasured", "")


def test_a_window_holds_from_its_first_instant_to_before_its_last(small: Corpus) -> None:
    assert shade(small, "tasbulak", "16:29") == ("mobile", "network-slow")
    assert shade(small, "tasbulak", "16:30") == ("dark", "network-cut")
    assert shade(small, "tasbulak", "20:59") == ("dark", "network-cut")
    assert shade(small, "tasbulak", "21:00") == ("mobile", "network-slow")


@pytest.mark.parametrize(
    ("layer", "state", "expected"),
    [
        ("all", "cut", "dark"),
        ("fixed", "cut", "dark"),
        ("mobile", "cut", "mobile"),
        ("fixed", "restricted", "mobile"),
        ("all", "restored", "access"),
        ("mobile", "stable", "lit"),
    ],
)
def test_layer_and_state_give_the_shade(
    tmp_path: Path, layer: str, state: str, expected: str
) -> None:
    change(archive(tmp_path), CUT, "layer: all, state: cut", f"layer: {layer}, state: {state}")
    assert shade(corpus(tmp_path), "tasbulak", "17:00") == (expected, "network-cut")


@pytest.mark.parametrize("layer", ["telephone", "messengers", "hosting"])
def test_other_layers_shade_nothing(tmp_path: Path, layer: str) -> None:
    change(archive(tmp_path), CUT, "layer: all", f"layer: {layer}")
    assert shade(corpus(tmp_path), "tasbulak", "17:00") == ("mobile", "network-slow")


def test_the_shorter_of_two_windows_of_one_place_wins(tmp_path: Path) -> None:
    text = (
        "id: network-back\nrecorded: 2026-11-01\n" + TITLE + "type: connectivity\n"
        "when: 2022-01-05 17:00/2022-01-05 18:00\nplaces: [tasbulak]\n"
        "connectivity: {layer: all, state: restored}\nclaims:\n  - id: back\n"
        "    text: {en: It was back., ru: Связь вернулась., kk: Байланыс қайтты.}\n" + CLAIM
    )
    put(archive(tmp_path), "entries/episodes/network-back.yaml", text)
    records = corpus(tmp_path)
    assert shade(records, "tasbulak", "17:30") == ("access", "network-back")
    assert shade(records, "tasbulak", "18:30") == ("dark", "network-cut")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2022-01-05 17:00", "dark"),
        ("2022-01-05 16:30/2022-01-05 21:00", "dark"),
        ("2022-01-05 16:00/2022-01-05 16:40", "mixed"),
        ("2022-01-05 20:50/2022-01-05 21:20", "mixed"),
        ("2022-01-05 21:00/2022-01-06 21:00", "mobile"),
        ("2022-01-05", "mixed"),
        ("2022-01-04", "unmeasured"),
        ("2022-01", "mixed"),
        ("2022-01-05/..", "mixed"),
        ("2021", "unmeasured"),
    ],
)
def test_light_during_a_time_is_mixed_when_it_changed(
    small: Corpus, when: str, expected: str
) -> None:
    span = When.parse(when).span(ALMATY)
    assert light_during(small, windows(small), ("tasbulak",), span).shade == expected


def test_light_of_two_places_is_mixed_when_they_differ(small: Corpus) -> None:
    span = When.parse("2022-01-05 17:00").span(ALMATY)
    assert light_during(small, windows(small), ("tasbulak", "akkum"), span).shade == "mixed"


def test_around_goes_outwards(small: Corpus) -> None:
    assert around(small, "tasbulak-square") == ("tasbulak-square", "tasbulak", "kazakhstan")
    assert around(small, "akkum") == ("akkum", "mangystau", "kazakhstan")


# Timeline


def groups(records: Corpus) -> list[tuple[int, date | None, list[str]]]:
    return [
        (
            each.year,
            each.day,
            [f"{e.record.id}/{e.step.id}" if e.step else e.record.id for e in each.entries],
        )
        for each in timeline(records)
    ]


def test_timeline_tells_january_by_days_and_the_rest_by_years(small: Corpus) -> None:
    assert groups(small) == [
        (2003, None, ["emergency-law"]),
        (2022, date(2022, 1, 5), ["snow-decree", "network-slow", "network-cut", "storm"]),
        (2022, date(2022, 1, 6), ["schools-closed", "snow-alert"]),
        (2022, date(2022, 1, 7), ["roof-case/opened"]),
        (2023, None, ["roof-case/verdict", "roof-case/appeal"]),
    ]


def test_timeline_keeps_the_days_of_two_clocks_apart(tmp_path: Path) -> None:
    # 23:30 on the 5th in Akkum is half past midnight of the 6th in Tasbulak.
    alert = "entries/episodes/snow-alert.yaml"
    text = (archive(tmp_path) / alert).read_text(encoding="utf-8")
    start = text.index("when:")
    put(tmp_path, alert, text[:start] + "when: 2022-01-05 23:30" + text[text.index("\n", start) :])
    assert groups(corpus(tmp_path))[1:3] == [
        (
            2022,
            date(2022, 1, 5),
            ["snow-decree", "network-slow", "network-cut", "storm", "snow-alert"],
        ),
        (2022, date(2022, 1, 6), ["schools-closed"]),
    ]


def test_timeline_puts_the_month_of_january_with_the_year(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, "when: 2022-01-05 about 17:00", "when: 2022-01")
    assert (2022, None, ["storm"]) in groups(corpus(tmp_path))


def test_timeline_does_not_ask_for_a_country(tmp_path: Path) -> None:
    archive(tmp_path)
    for folder in ("events", "episodes", "figures", "cases", "people", "places"):
        for file in (tmp_path / "entries" / folder).iterdir():
            file.unlink()
    for file in (tmp_path / "site_overrides" / "pages").iterdir():
        file.unlink()
    change(tmp_path, "entries/laws/snow-decree.yaml", "places: [tasbulak]\n", "")
    change(tmp_path, "entries/laws/snow-decree.yaml", "related: [storm]\n", "")
    assert groups(corpus(tmp_path)) == [
        (2003, None, ["emergency-law"]),
        (2022, date(2022, 1, 5), ["snow-decree"]),
    ]


def test_timeline_shows_light_grade_and_conflict(small: Corpus) -> None:
    entries = {e.record.id: e for each in timeline(small) for e in each.entries}
    storm = entries["storm"]
    assert (storm.light.shade, storm.grade, storm.contested) == ("dark", Grade("single", 1), True)
    assert entries["roof-case"].light.shade == "none"
    assert entries["schools-closed"].delay is None


# Delays


def delay(records: Corpus, id: str) -> tuple[timedelta, timedelta, str]:
    found = first_said(records, records.records[id])
    assert found is not None
    return found.shortest, found.longest, found.source


def test_delay_is_that_of_the_first_statement_held(small: Corpus) -> None:
    # About 17:00 is 11:00 UTC; the article is of 09:30 on the 6th, 03:30 UTC.
    hours = timedelta(hours=16, minutes=30)
    assert delay(small, "storm") == (hours, hours, "herald-2022-01-06")


def test_delay_is_a_range_when_only_days_are_known(tmp_path: Path) -> None:
    herald = "entries/sources/herald-2022-01-06.yaml"
    change(archive(tmp_path), herald, "published: 2022-01-06 09:30 +06:00", "published: 2022-01-07")
    # Said on the 6th by the clock of the town: 18:00 UTC on the 5th to 17:59:59 on the 6th.
    longest = timedelta(hours=31) - timedelta(seconds=1)
    assert delay(corpus(tmp_path), "storm") == (
        timedelta(hours=7),
        longest,
        "herald-2022-01-06",
    )


def test_delay_is_nothing_when_it_was_said_before_the_day_ended(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, "when: 2022-01-05 about 17:00", "when: 2022-01-05/2022-01-06")
    shortest, _, _ = delay(corpus(tmp_path), "storm")
    assert shortest == timedelta()


# Histories and counts


def test_histories_give_each_party_its_own_steps_and_outcomes(small: Corpus) -> None:
    told = [
        (h.party.id, [step.id for step in h.steps], [(r.outcome, s.id) for r, s in h.outcomes])
        for h in histories(small.get("roof-case", Case))
    ]
    assert told == [
        (
            "ulgieva",
            ["opened", "verdict", "appeal"],
            [("convicted", "verdict"), ("upheld", "appeal")],
        ),
        ("caretaker", ["opened", "verdict"], [("acquitted", "verdict")]),
        ("readers", ["opened"], []),
    ]


def test_counts_are_those_of_the_archive(small: Corpus) -> None:
    found = counts(small)
    assert found.kinds == {
        "event": 2,
        "episode": 3,
        "figure": 3,
        "case": 1,
        "law": 2,
        "source": 7,
        "person": 5,
        "organisation": 6,
        "place": 6,
    }
    assert (found.claims, found.contested, found.cited_sources) == (20, 4, 7)
    assert found.grades == {"measured": 2, "official": 14, "single": 4}


def test_windows_are_those_of_connectivity_in_order_of_their_start(small: Corpus) -> None:
    assert [(w.episode.id, w.start, w.end) for w in windows(small)] == [
        (
            "network-slow",  # its open end is held to have lasted until it was first told
            datetime(2022, 1, 5, 6, tzinfo=UTC),
            datetime(2022, 1, 11, 11, 59, 59, tzinfo=UTC),
        ),
        (
            "network-cut",
            datetime(2022, 1, 5, 10, 30, tzinfo=UTC),
            datetime(2022, 1, 5, 15, tzinfo=UTC),
        ),
    ]
