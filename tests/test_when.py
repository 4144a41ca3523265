"""Dates of records: clocks, zones, spans, refusals."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from date_tables import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, ValidationError

from builder.model.when import Qualifier, When, contradiction
from builder.model.zones import known, zone
from builder.problems import Flaw, Mark, catalogue, problem

ALMATY, AQTAU = "Asia/Almaty", "Asia/Aqtau"
UNHURRIED = settings(deadline=None, max_examples=80)


class Sample(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")
    when: When


def instant(moment: datetime | None) -> str:
    return ".." if moment is None else moment.replace(tzinfo=None).isoformat(sep=" ")


def message(flaw: Flaw | None) -> str:
    assert flaw is not None
    return problem(flaw.code, Mark("x"), **flaw.values).message


@pytest.mark.parametrize("case", rows("when.tsv"), ids=lambda case: f"{case[0]} @ {case[1]}")
def test_when_reads(case: list[str]) -> None:
    text, zones, back, *edges, precision, qualifier = case
    when = When.parse(text)
    span = when.span(zones.split(",") if zones else [])
    assert str(when) == back
    found = (span.earliest, span.begins_by, span.ends_from, span.latest)
    assert [instant(moment) for moment in found] == edges
    assert (span.precision.word, str(span.qualifier.name).lower()) == (precision, qualifier)


@pytest.mark.parametrize("case", rows("refused.tsv"), ids=lambda case: repr(case[0]))
def test_when_refuses(case: list[str]) -> None:
    text, code, sentence, hint = case
    with pytest.raises(Flaw) as caught:
        When.parse(text)
    found = problem(caught.value.code, Mark("x"), **caught.value.values)
    assert (found.code, found.message, found.hint) == (code, sentence, hint)


def test_every_example_of_the_catalogue_is_read() -> None:
    plain = [
        entry.example.removeprefix("when: ")
        for code, entry in catalogue().items()
        if code.startswith("date-") and entry.example.startswith("when: 2")
    ]
    assert len(plain) > 5
    assert all(When.parse(text) for text in plain)


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        ({"date": "2022-01-05"}, "2022-01-05"),
        ({"date": "2022-01-05", "clock": "about 17:00"}, "2022-01-05 about 17:00"),
        ({"date": "2022-01-05", "clock": "17:00", "zone": "place"}, "2022-01-05 17:00"),
        ({"date": "2022-01-05", "clock": "11:34", "zone": "UTC"}, "2022-01-05 11:34 UTC"),
        ({"date": "2022-01-05/2022-01-06", "clock": "night"}, "2022-01-05/2022-01-06 night"),
        ({"date": "2022-01-05 01:30/..", "zone": "capital"}, "2022-01-05 01:30/.. capital"),
    ],
)
def test_mapping_is_read_and_written_back_as_text(mapping: dict[str, str], text: str) -> None:
    sample = Sample.model_validate({"when": mapping})
    assert sample.model_dump(mode="json") == {"when": text}
    assert Sample.model_validate({"when": text}) == sample


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "date-type"),
        (2022, "date-type"),
        (date(2022, 1, 5), "date-type"),
        (["2022-01-05"], "date-type"),
        ({"date": "2022-01-05", "clock": 17}, "date-type"),
        ({}, "date-mapping-empty"),
        ({"clock": "17:00"}, "date-mapping-empty"),
        ({"date": "2022-01-05", "time": "17:00"}, "date-mapping-key"),
        ({"date": "2022-01-05 about", "clock": "17:00"}, "date-clock-twice"),
        ({"date": "2022-01-05/2022-01-08", "clock": "17:00"}, "date-clock-of-interval"),
        ({"date": "2022-01-05", "zone": "evening"}, "date-zone-unknown"),
        ("9" * 1_000_000, "date-form"),
        ("2022-01-05\n", "date-character"),
    ],
)
def test_field_names_its_flaw_when_a_value_is_refused(value: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate({"when": value})
    flaw = caught.value.errors()[0]["ctx"]["error"]
    assert flaw.code == code
    assert message(flaw)


def test_contradiction_when_the_offset_was_not_the_places() -> None:
    flaw = contradiction(When.parse("2022-01-05T17:00+05:00"), [ALMATY])
    assert message(flaw) == "Asia/Almaty was +06:00 on 2022-01-05, not +05:00"
    assert flaw is not None
    hint = problem(flaw.code, Mark("x"), **flaw.values).hint
    assert hint.endswith("a source's own foreign clock is written as `zone: Europe/Kyiv`")


def test_contradiction_names_every_zone_when_a_place_has_two() -> None:
    flaw = contradiction(When.parse("2022-01-05 17:00 +04:00"), [ALMATY, AQTAU])
    both = "Asia/Almaty was +06:00 and Asia/Aqtau was +05:00 on 2022-01-05, not +04:00"
    assert message(flaw) == both


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("2022-01-05 17:00 +06:00", [ALMATY]),
        ("2022-01-05 17:00 +05:00", [AQTAU]),
        ("2022-01-05 17:00 +05:00", [ALMATY, AQTAU]),
        ("2024-02-29 17:00 +06:00", [ALMATY]),
        ("2024-03-01 17:00 +05:00", [ALMATY]),
        ("2022-01-05 17:00 UTC", [ALMATY]),
        ("2022-01-05 17:00 +00:00", [ALMATY]),
        ("2022-01-05 17:00 Europe/Kyiv", [ALMATY]),
        ("2022-01-05 17:00 +05:00", []),
        ("1981-04-01", [ALMATY]),
    ],
)
def test_no_contradiction_when_the_clock_is_possible(text: str, zones: list[str]) -> None:
    assert contradiction(When.parse(text), zones) is None


def test_contradiction_when_clocks_went_forward_over_the_hour() -> None:
    flaw = contradiction(When.parse("2022-03-27 03:30 Europe/Kyiv"), [ALMATY])
    skipped = "Europe/Kyiv had no 03:30 on 2022-03-27: its clocks went forward"
    assert message(flaw) == skipped


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-01-05", "2022-01-05", "2022-01-05"),
        ("2022-01", "2022-01-01", "2022-01-31"),
        ("2022-01-05 24:00", "2022-01-05", "2022-01-05"),
        ("2022-01-05 01:30/2022-01-19 00:00", "2022-01-05", "2022-01-18"),
        ("2022-01-05/2022-01-06 night", "2022-01-05", "2022-01-06"),
        ("2022-01-05 23:30 Europe/Kyiv", "2022-01-06", "2022-01-06"),
        ("2022-01-05 12:30/..", "2022-01-05", "None"),
    ],
)
def test_days_are_those_of_the_places_clock(text: str, first: str, last: str) -> None:
    assert [str(day) for day in When.parse(text).days([ALMATY])] == [first, last]


def test_zone_that_is_none_counts_as_unknown() -> None:
    when = When.parse("2022-01-05 17:00 +06:00")
    assert when.span(["Asia/Nowhere"]) == when.span([])
    assert contradiction(when, ["Asia/Nowhere"]) is None


def test_day_is_none_when_the_date_is_coarser_or_an_interval() -> None:
    texts = ("2022-01-05 about 17:00", "2022-01", "2022-01-XX", "2022-01-05/2022-01-06")
    assert [When.parse(text).day for text in texts] == [date(2022, 1, 5), None, None, None]


def test_loose_span_reaches_further_only_when_qualified() -> None:
    about = When.parse("2022-01-05 about 17:00").span([ALMATY]).loose()
    assert about.earliest == datetime(2022, 1, 5, 10, 30, tzinfo=UTC)
    assert about.latest == datetime(2022, 1, 5, 11, 30, tzinfo=UTC)
    exact = When.parse("2022-01-05 17:00").span([ALMATY])
    assert exact.loose() is exact


def test_order_puts_the_coarse_date_before_what_it_contains() -> None:
    texts = [
        "../2022-01-05",
        "2022",
        "2022-01/..",
        "2022-01",
        "2022-01-05",
        "2022-01-05~",
        "2022-01-05 until 18:00",
        "2022-01-05 early hours",
        "2022-01-05 01:30",
        "2022-01-05 01:30:00",
        "2022-01-05 about 17:00",
        "2022-01-05/2022-01-06 night",
    ]
    expected = ["../2022-01-05", "2022", "2022-01/..", "2022-01", *texts[4:]]
    expected[1:3] = ["2022-01/..", "2022"]
    found = sorted(
        (When.parse(text) for text in reversed(texts)), key=lambda w: w.sort_key([ALMATY])
    )
    assert [str(when) for when in found] == expected


def test_zones_come_from_the_package_when_the_machine_has_others(tmp_path: Path) -> None:
    (tmp_path / "Asia").mkdir()
    with (files("tzdata") / "zoneinfo" / "UTC").open("rb") as utc:
        (tmp_path / "Asia" / "Almaty").write_bytes(utc.read())
    zone.cache_clear()
    try:
        zoneinfo.reset_tzpath(to=[str(tmp_path)])
        assert zoneinfo.ZoneInfo.no_cache(ALMATY).utcoffset(datetime(2022, 1, 5)) == timedelta(0)
        assert zone(ALMATY).utcoffset(datetime(2022, 1, 5)) == timedelta(hours=6)
    finally:
        zoneinfo.reset_tzpath()


def test_zone_is_refused_when_it_names_no_city() -> None:
    assert {ALMATY, AQTAU, "Europe/Kyiv"} <= known()
    assert known().isdisjoint({"Etc/GMT+5", "EST", "GMT"})


def test_schema_allows_text_and_mapping() -> None:
    schema = Sample.model_json_schema()["properties"]["when"]
    assert [choice["type"] for choice in schema["anyOf"]] == ["string", "object"]


# Strategies that write dates the way contributors do.
DAYS = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)).map(date.isoformat)
TIMES = st.times().map(lambda time: f"{time:%H:%M}")
PARTS = ("early hours", "morning", "midday", "daytime", "afternoon", "evening", "late evening")
WORDS = ("", "about ", "before ", "until ", "by ", "after ", "from ")
CLOCKED = st.builds("{} {}{}".format, DAYS, st.sampled_from(WORDS), TIMES)
PARTED = st.builds("{} {}".format, DAYS, st.sampled_from(PARTS))
COARSE = st.builds(
    "{}{}".format,
    DAYS.flatmap(lambda day: st.sampled_from((day, day[:7], day[:4]))),
    st.sampled_from(("", "~", "?", "%")),
)
SIDES = st.one_of(CLOCKED, PARTED, COARSE)
ZONES = ("", " UTC", " capital", " unknown", " +06:00", " -03:30", " Europe/Kyiv", " Asia/Almaty")
PLACES = st.sampled_from(((), (ALMATY,), (AQTAU,), (ALMATY, AQTAU), ("Europe/Kyiv",)))


@st.composite
def dates(draw: st.DrawFn) -> When:
    start = draw(SIDES)
    end = draw(st.one_of(st.just(None), st.sampled_from(("..", "")), SIDES))
    text = start if end is None else f"{start}/{end}"
    try:
        return When.parse(text + draw(st.sampled_from(ZONES)))
    except Flaw as flaw:
        assert flaw.code in {"date-reversed", "date-clock-of-interval"}
        return When.parse(start)


@UNHURRIED
@given(dates())
def test_text_and_back_is_the_same_date(when: When) -> None:
    again = When.parse(str(when))
    assert again == when
    assert (again.start, again.end, again.zone) == (when.start, when.end, when.zone)


@UNHURRIED
@given(dates(), PLACES)
def test_span_runs_forward(when: When, zones: tuple[str, ...]) -> None:
    span = when.span(zones)
    edges = (span.earliest, span.latest)
    assert all(moment is None or moment.tzinfo is UTC for moment in edges)
    if span.earliest and span.latest:
        assert span.earliest <= span.latest
    if span.earliest and span.begins_by:
        assert span.earliest <= span.begins_by
    if span.ends_from and span.latest:
        assert span.ends_from <= span.latest


@UNHURRIED
@given(dates())
def test_span_only_widens_when_the_zone_is_unknown(when: When) -> None:
    if when.zone != "place":
        return
    known_span, anywhere = when.span([ALMATY]), when.span([])
    if known_span.earliest and anywhere.earliest:
        assert anywhere.earliest <= known_span.earliest
    if known_span.latest and anywhere.latest:
        assert anywhere.latest >= known_span.latest


@UNHURRIED
@given(st.lists(dates(), max_size=6), PLACES)
def test_order_is_total(found: list[When], zones: tuple[str, ...]) -> None:
    forwards = sorted(found, key=lambda when: when.sort_key(zones))
    turned = found[::-1]
    backwards = sorted(turned, key=lambda when: when.sort_key(zones))
    assert forwards == backwards


@UNHURRIED
@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_flaw_with_a_message(text: str) -> None:
    try:
        assert When.parse(str(When.parse(text))) == When.parse(text)
    except Flaw as flaw:
        assert message(flaw)


def test_qualifier_counts_either_end() -> None:
    assert When.parse("2022-01-02~/2022-02-19?").qualifier is Qualifier.BOTH
