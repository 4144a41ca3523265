"""The calendars: other people's software reads them, and the times are those of the records."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from builder.i18n import LANGUAGES
from builder.model.when import When
from builder.syndicate.calendars import ANNIVERSARIES
from builder.syndicate.ics import LONGEST, calendar, escaped, line, zone_lines
from builder.syndicate.moments import Days, Exact, held
from tests.small_archive import ROOT
from tests.syndicated import SET, SITE, UNSET, Released, files, released

ALMATY, AQTAU = ("Asia/Almaty",), ("Asia/Aqtau",)
KAZAKHSTAN = ("Asia/Almaty", "Asia/Aqtau")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Released:
    return released(tmp_path_factory.mktemp("calendar"))


def read(archive: Released, name: str, *, placed: bool = False) -> Calendar:
    made = files(archive, SET if placed else UNSET)
    found = Calendar.from_ical(made[f"calendar/{name}.ics"])
    assert isinstance(found, Calendar)
    return found


def events(found: Calendar) -> dict[str, Event]:
    return {str(one["SUMMARY"]): one for one in found.events}


TIMES = [
    ("2022-01-05 17:00", ALMATY, datetime(2022, 1, 5, 11, tzinfo=UTC)),
    ("2022-01-05 17:00", AQTAU, datetime(2022, 1, 5, 12, tzinfo=UTC)),
    ("2022-01-05 17:00 capital", KAZAKHSTAN, datetime(2022, 1, 5, 11, tzinfo=UTC)),
    ("2022-01-05 10:30 UTC", ALMATY, datetime(2022, 1, 5, 10, 30, tzinfo=UTC)),
    ("2022-01-05T17:00+06:00", AQTAU, datetime(2022, 1, 5, 11, tzinfo=UTC)),
    ("2022-01-05 11:34 Europe/Kyiv", ALMATY, datetime(2022, 1, 5, 9, 34, tzinfo=UTC)),
    ("2022-01-19 24:00", ALMATY, datetime(2022, 1, 19, 18, tzinfo=UTC)),
    ("2024-05-01 12:00", ALMATY, datetime(2024, 5, 1, 7, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "zones", "expected"), TIMES)
def test_an_exact_time_is_the_same_instant_when_icalendar_reads_it(
    text: str, zones: tuple[str, ...], expected: datetime
) -> None:
    taken = held(When.parse(text), zones)
    assert isinstance(taken, Exact)
    utc = taken.zone == "UTC"
    start = f"{taken.start:%Y%m%dT%H%M%S}" + ("Z" if utc else "")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x"]
    lines += [] if utc else zone_lines(taken.zone, taken.start.year - 1, taken.start.year + 1)
    lines += ["BEGIN:VEVENT", "UID:x", "DTSTAMP:20261101T000000Z"]
    lines += [line("DTSTART", start, **({} if utc else {"TZID": taken.zone}))]
    found = Calendar.from_ical(calendar([*lines, "END:VEVENT", "END:VCALENDAR"]))
    (event,) = found.events
    assert event.start.astimezone(UTC) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-05",
        "2022-01-05~",
        "2022-01-05 about 17:00",
        "2022-01-05 16:30/16:45",
        "2022-01-05 until 18:00",
        "2022-01-05 evening",
        "2022-01-05/2022-01-06 night",
        "2022-01-05 17:00 unknown",
        "2022-01-05/..",
        "2022-01-05 12:00/.. capital",
        "2022-01-05 17:00",
    ],
)
def test_a_time_with_any_reserve_is_a_whole_day(text: str) -> None:
    # The last one: at 17:00 in a country with two clocks.
    zones = KAZAKHSTAN if text == "2022-01-05 17:00" else ALMATY
    taken = held(When.parse(text), zones)
    assert isinstance(taken, Days)
    assert taken.first == date(2022, 1, 5)


@pytest.mark.parametrize(
    "text", ["2022", "2022-01", "2022-XX", "2021-22", "2022-01/2022-02", "../2022-01-05"]
)
def test_what_has_no_known_day_is_in_no_calendar(text: str) -> None:
    assert held(When.parse(text), ALMATY) is None


def test_an_interval_keeps_both_ends_only_if_both_are_exact() -> None:
    assert held(When.parse("2022-01-05 01:30/2022-01-19 00:00"), ALMATY) == Exact(
        datetime(2022, 1, 5, 1, 30), datetime(2022, 1, 19), "Asia/Almaty"
    )
    assert held(When.parse("2022-01-05/2022-01-15 07:00"), ALMATY) == Days(
        date(2022, 1, 5), date(2022, 1, 15)
    )
    assert held(When.parse("2022-01-10 about 13:00/2022-01-11 08:15"), ALMATY) == Days(
        date(2022, 1, 10), date(2022, 1, 11)
    )


def test_zones_change_their_clocks_when_the_law_did() -> None:
    lines = list(zone_lines("Asia/Almaty", 2023, 2025))
    assert lines[1:8] == [
        "TZID:Asia/Almaty",
        "BEGIN:STANDARD",
        "DTSTART:20230101T060000",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0600",
        "TZNAME:+06",
        "END:STANDARD",
    ]
    assert lines[8:12] == [
        "BEGIN:STANDARD",
        "DTSTART:20240301T000000",
        "TZOFFSETFROM:+0600",
        "TZOFFSETTO:+0500",
    ]
    summer = [one for one in zone_lines("Europe/Zurich", 2022, 2022) if one.startswith("DTSTART")]
    assert summer == [
        "DTSTART:20220101T010000",
        "DTSTART:20220327T020000",
        "DTSTART:20221030T030000",
    ]


def test_lines_are_folded_between_letters_and_texts_come_back() -> None:
    text = "Қанды қаңтар; «жазба», \\ 2022\nекінші жол " * 9
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        line("DESCRIPTION", escaped(text)),
        "END:VCALENDAR",
    ]
    data = calendar(lines)
    assert max(len(one) for one in data.split(b"\r\n")) == LONGEST
    assert [one.decode() for one in data.split(b"\r\n")][-1] == ""
    assert str(Calendar.from_ical(data)["DESCRIPTION"]) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_events_are_read_with_their_instants(archive: Released, language: str) -> None:
    found = read(archive, f"events.{language}")
    titles = {record.id: record.heading.get(language)[0] for record in archive[0].records.values()}
    named = events(found)
    cut = named[titles["network-cut"]]
    assert cut.start.astimezone(UTC) == datetime(2022, 1, 5, 10, 30, tzinfo=UTC)
    assert cut.end.astimezone(UTC) == datetime(2022, 1, 5, 15, 0, tzinfo=UTC)
    assert named[titles["snow-alert"]].start == datetime(2022, 1, 6, 3, tzinfo=UTC)
    storm = named[titles["storm"]]
    assert (storm.start, storm.duration) == (date(2022, 1, 5), timedelta(days=1))
    assert storm.stamp == datetime(2026, 12, 1, tzinfo=UTC)
    assert len(found.events) == 5


def test_the_words_say_what_the_day_alone_would_hide(archive: Released) -> None:
    storm = events(read(archive, "events.en"))["A snow storm reaches Tasbulak, 5 January 2022"]
    assert str(storm["DESCRIPTION"]) == (
        "This page describes deaths.\nWhen: 5 January 2022, about 17:00\n"
        "Snow closed the road at about 17:00; 17 people were hurt."
    )
    assert str(storm["LOCATION"]) == "Tasbulak"


def test_entries_keep_their_names_and_gain_a_link_when_an_address_is_set(archive: Released) -> None:
    bare, placed = read(archive, "events.ru"), read(archive, "events.ru", placed=True)
    assert [one["UID"] for one in bare.events] == [one["UID"] for one in placed.events]
    assert len({one["UID"] for one in bare.events}) == len(bare.events)
    assert not any("URL" in one for one in bare.events)
    assert all(one["URL"].startswith(f"{SITE}/ru/e/") for one in placed.events)


def test_anniversaries_come_again_every_year_as_whole_days(
    archive: Released, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builder.syndicate.calendars.ANNIVERSARIES", ("storm", "nothing-such"))
    (event,) = read(archive, "anniversaries.kk").events
    assert str(event["SUMMARY"]) == "Тасбұлаққа қарлы боран жетті, 2022 жылғы 5 қаңтар"
    assert (event.start, event.end) == (date(2022, 1, 5), date(2022, 1, 6))
    assert event["RRULE"] == {"FREQ": ["YEARLY"]}


def test_an_archive_without_those_days_has_an_empty_calendar(archive: Released) -> None:
    assert read(archive, "anniversaries.en").events == []


def test_every_anniversary_is_a_record_of_the_archive() -> None:
    files = {
        path.stem
        for folder in ("events", "episodes")
        for path in (ROOT / "entries" / folder).iterdir()
    }
    assert [id for id in ANNIVERSARIES if id not in files] == []
