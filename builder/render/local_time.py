"""A date on another clock, put on the clock of its place for readers."""

from collections.abc import Sequence
from datetime import date, timedelta

from babel.dates import get_timezone_location

from builder.i18n import Language
from builder.model.hours import BEFORE, DAY, written
from builder.model.when import Bound, Side, When
from builder.model.zones import usable
from builder.model.zones import zone as load
from builder.render.date_words import REMARKS

CITIES = {("Europe/Kyiv", "ru"): "Киев", ("Europe/Kyiv", "kk"): "Киев"}
"""City names that CLDR leaves untranslated."""


def at_place(when: When, zones: Sequence[str]) -> When:
    """Put a date on its place's clock; the same date back when that cannot be done exactly."""
    zones = usable(zones)
    if when.zone in ("place", "unknown") or not when.has_clock or not zones:
        return when
    ends = (when.start,) if when.end is None else (when.start, when.end)
    try:
        shifts = {shift for side in when.sides for shift in _shifts(when, side, zones)}
        by = shifts.pop() if len(shifts) == 1 else None
        texts = [end.value if isinstance(end, Bound) else _shifted(end, by) for end in ends]
    except OverflowError:  # the first or last day that a calendar here can hold
        return when
    return when if None in texts else When.parse("/".join(text or "" for text in texts))


def zone_label(when: When, language: Language) -> str:
    """Name the zone of a date in words: "Kyiv time", "по времени Киева", "UTC+4"."""
    words, zone = REMARKS[language], when.zone
    if zone in ("unknown", "capital"):
        return words[zone]
    if "/" not in zone:
        hours, _, minutes = zone.partition(":")
        sign = hours[:1].replace("-", "\u2212")
        return "UTC" if zone == "UTC" else f"UTC{sign}{int(hours[1:])}{_tail(minutes)}"
    city = CITIES.get((zone, language)) or _city(zone, language)
    if language != "ru":
        return words["city"].format(c=city)
    bent = _genitive(city)
    return words["city"].format(c=bent) if bent else words["city unbent"].format(c=city)


def _shifts(when: When, side: Side, zones: Sequence[str]) -> set[timedelta | None]:
    """How far the place's clock is ahead of the written one; None where a date has no clock."""
    if side.clock is None:
        return {None}
    second = side.clock.last if side.clock.form in BEFORE else side.clock.first
    text = f"{side.date.text} {written(second % DAY)}"
    instant = When.parse(f"{text} {when.zone}").span(())
    if instant.earliest is None or instant.earliest != instant.latest:
        return {None}
    local = When.parse(f"{text} UTC").span(()).earliest
    assert local is not None
    there = {instant.earliest.astimezone(load(name)).replace(tzinfo=local.tzinfo) for name in zones}
    return {moment - local for moment in there}


def _shifted(side: Side, by: timedelta | None) -> str | None:
    clock = side.clock
    if by is None or clock is None or clock.form in ("part", "night"):
        return None
    first, last = (second + int(by.total_seconds()) for second in (clock.first, clock.last))
    about = "about " if clock.about else ""
    if clock.form == "at":
        days, time = divmod(first, DAY)
        day = date(*side.date.first) + timedelta(days=days)
        return f"{day.isoformat()}{side.date.text[10:]} {about}{written(time, exact=clock.seconds)}"
    if clock.form == "range":
        fits = first >= 0 and last <= DAY
        return f"{side.date.text} {about}{written(first)}-{written(last)}" if fits else None
    time = last if clock.form in BEFORE else first
    return f"{side.date.text} {clock.form} {written(time)}" if 0 <= time < DAY else None


def _city(zone: str, language: Language) -> str:
    return str(get_timezone_location(zone, locale=language, return_city=True))


def _tail(minutes: str) -> str:
    return f":{minutes}" if minutes != "00" else ""


def _genitive(city: str) -> str:
    """Bend a Russian city name; empty when no simple rule fits."""
    last = city[-1]
    if last in "бвгджзклмнпрстфхцчшщ":
        return city + "а"
    if last == "а":
        return city[:-1] + ("и" if city[-2] in "гкхжшчщ" else "ы")
    return city if last in "оеуиы" else ""
