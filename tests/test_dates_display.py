"""Dates as readers see them, in three languages."""

from datetime import UTC, date, datetime

import pytest
from date_tables import rows
from hypothesis import given
from test_when import PLACES, UNHURRIED, dates

from builder.i18n import Language
from builder.model.when import When
from builder.render.date_words import endings
from builder.render.dates import day_heading, instant, phrase, short

ALMATY, AQTAU = "Asia/Almaty", "Asia/Aqtau"
LANGUAGES: tuple[Language, ...] = ("en", "ru", "kk")


@pytest.mark.parametrize("case", rows("phrases.tsv"), ids=lambda case: case[0])
def test_phrase(case: list[str]) -> None:
    text, *expected = case
    assert [phrase(When.parse(text), language, [ALMATY]) for language in LANGUAGES] == expected


@pytest.mark.parametrize("case", rows("short.tsv"), ids=lambda case: case[0])
def test_short(case: list[str]) -> None:
    text, *expected = case
    assert [short(When.parse(text), language, [ALMATY]) for language in LANGUAGES] == expected


def test_phrase_keeps_the_written_clock_when_places_have_two_zones() -> None:
    when = When.parse("2022-01-05 17:00 capital")
    assert phrase(when, "en", [ALMATY, AQTAU]) == "5 January 2022, 17:00 (time of the capital)"


def test_phrase_shows_both_clocks_when_the_place_is_not_on_capital_time() -> None:
    when = When.parse("2022-01-05 17:00 capital")
    assert phrase(when, "ru", [AQTAU]) == "5 января 2022 года, 16:00 (17:00 по времени столицы)"


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Wednesday, 5 January 2022"),
        ("ru", "Среда, 5 января 2022 года"),
        ("kk", "2022 жылғы 5 қаңтар, сәрсенбі"),
    ],
)
def test_day_heading(language: Language, heading: str) -> None:
    assert day_heading(date(2022, 1, 5), language) == heading


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "5 January 2022, 17:00"),
        ("ru", "5 января 2022 года, 17:00"),
        ("kk", "2022 жылғы 5 қаңтар, сағат 17:00"),
    ],
)
def test_instant_is_shown_on_the_zones_clock(language: Language, text: str) -> None:
    assert instant(datetime(2022, 1, 5, 11, tzinfo=UTC), language, ALMATY) == text


@pytest.mark.parametrize(
    ("time", "dative", "ablative"),
    [
        ("18:00", "ге", "ден"),
        ("15:34", "ке", "тен"),
        ("01:30", "ға", "дан"),
        ("16:40", "қа", "тан"),
        ("10:10", "ға", "нан"),
        ("10:16", "ға", "дан"),
        ("09:05", "ке", "тен"),
        ("09:50", "ге", "ден"),
    ],
)
def test_kazakh_endings_follow_the_last_number_read(time: str, dative: str, ablative: str) -> None:
    assert endings(time) == (dative, ablative)


@UNHURRIED
@given(dates(), PLACES)
def test_every_date_has_words_in_every_language(when: When, zones: tuple[str, ...]) -> None:
    for language in LANGUAGES:
        for text in (phrase(when, language, zones), short(when, language, zones)):
            assert text
            assert text == text.strip()
            assert "{" not in text and "None" not in text and "  " not in text
