"""Extended Date/Time Format, levels 0 and 1."""

import pytest
from date_tables import rows
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model import edtf
from builder.model.edtf import Bound, Date, Day, Interval, Moment
from builder.problems import Flaw


def written(day: Day) -> str:
    return f"{day[0]}-{day[1]:02}-{day[2]:02}"


def edges(read: Date | Interval) -> list[str]:
    if isinstance(read, Date):
        return [written(read.first), written(read.last)]
    start = read.start.name.lower() if isinstance(read.start, Bound) else written(read.start.first)
    end = read.end.name.lower() if isinstance(read.end, Bound) else written(read.end.last)
    return [start, end]


@pytest.mark.parametrize("case", rows("edtf-valid.tsv"), ids=lambda case: case[0])
def test_edtf_reads(case: list[str]) -> None:
    text, first, last, precision, qualifier = case
    read = edtf.parse(text)
    assert read.text == text
    if isinstance(read, Moment):
        assert precision == "moment"
        assert f"{read.clock} {read.offset}".strip() == qualifier
        read = read.date
    assert edges(read) == [first, last]
    if isinstance(read, Date) and precision != "moment":
        assert (read.precision.word, str(read.qualifier.name).lower()) == (precision, qualifier)


@pytest.mark.parametrize("case", rows("edtf-invalid.tsv"), ids=lambda case: repr(case[0]))
def test_edtf_refuses(case: list[str]) -> None:
    text, code = case
    with pytest.raises(Flaw) as caught:
        edtf.parse(text)
    assert caught.value.code == code


def test_season_keeps_its_own_year_when_winter_begins_before_it() -> None:
    winter = edtf.date("2022-24")
    assert (winter.year, winter.month, winter.first) == (2022, 24, (2021, 12, 1))


def test_unknown_digits_are_named_when_month_or_day_is_missing() -> None:
    found = [edtf.date(text).unknown for text in ("2022-XX", "2022-01-XX", "2022-XX-XX", "2022-01")]
    assert found == ["month", "day", "month and day", ""]


@settings(deadline=None)
@given(st.dates())
def test_every_calendar_day_is_read_when_written_by_python(day) -> None:  # type: ignore[no-untyped-def]
    read = edtf.date(day.isoformat())
    assert read.first == read.last == (day.year, day.month, day.day)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-X/.~?%TZ:+ Y", max_size=24))
def test_any_text_is_read_whole_or_refused(text: str) -> None:
    try:
        read = edtf.parse(text)
    except Flaw as flaw:
        assert flaw.code.startswith("date-")
    else:
        assert read.text == text
