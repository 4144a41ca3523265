"""Dates as a reader sees them, in English, Russian and Kazakh."""

from collections.abc import Sequence
from datetime import date, datetime

from builder.i18n import Language
from builder.model.edtf import Date, Precision, Qualifier
from builder.model.hours import Clock, written
from builder.model.when import Bound, Side, When
from builder.model.zones import zone as load
from builder.render.date_words import (
    CLOCKS,
    FORMS,
    JOINED,
    LEAD,
    PARTS,
    QUALIFIED,
    REMARKS,
    ROUGHLY,
    SEASONS,
    UNKNOWN,
    Case,
    endings,
    month,
    month_label,
    weekday,
)
from builder.render.local_time import at_place, zone_label

COMPACT = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def phrase(when: When, language: Language, zones: Sequence[str]) -> str:
    """Write a date out in full, on the clock of its place, with a remark on any other clock."""
    local = at_place(when, zones)
    text = _single(local.sides[0], language) if local.end is None else _interval(local, language)
    remark = _remark(when, local, language)
    return f"{text} ({remark})" if remark else text


def short(when: When, language: Language, zones: Sequence[str]) -> str:
    """Write the clock alone, or the day without its year, for a column beside other dates."""
    local = at_place(when, zones)
    unsure = " (?)" if when.zone == "unknown" and when.has_clock else ""
    side = local.sides[0]
    if local.end is not None:
        return _short_interval(local, language) + unsure
    if side.clock is None:
        return _qualified(_dayless_year(side.date, language), side.date, language)
    return _clock(side.clock, language) + unsure


def day_heading(day: date, language: Language) -> str:
    """Write a day with its weekday: "Wednesday, 5 January 2022"."""
    name = weekday(day.weekday(), language)
    name = name[0].upper() + name[1:] if language == "ru" else name
    return JOINED[language]["heading"].format(w=name, x=_day(day, language))


def instant(moment: datetime, language: Language, zone: str) -> str:
    """Write an instant on the clock of `zone`, an IANA name: "5 January 2022, 17:00"."""
    local = moment.astimezone(load(zone))
    time = f"{LEAD[language]}{local:%H:%M}" + (f":{local:%S}" if local.second else "")
    return JOINED[language]["clock"].format(x=_day(local.date(), language), t=time)


def _day(day: date, language: Language) -> str:
    form = FORMS[language]["plain"][Precision.DAY]
    return form.format(d=day.day, m=month(day.month, language), y=day.year)


def _single(side: Side, language: Language) -> str:
    words, clock = JOINED[language], side.clock
    plain = _plain(side.date, language)
    if clock is None:
        text = plain
    elif clock.form == "night":
        text = _night(side.date, language)
    elif clock.form == "part":
        form = words.get(clock.text, words["part"])
        text = form.format(x=plain, p=PARTS[language][clock.text][0])
    else:
        text = words["clock"].format(x=plain, t=LEAD[language] + _clock(clock, language))
    return _qualified(text, side.date, language, clocked=clock is not None)


def _plain(day: Date, language: Language, case: Case = "plain") -> str:
    low, high = day.year, day.last[0]
    bare = day.month is not None and day.month <= 12
    return FORMS[language][case][day.precision].format(
        d=day.day,
        m=month(day.month, language, case) if bare and day.month else "",
        n=month_label(day.month, language) if bare and day.month else "",
        s=SEASONS[language][case][day.month - 21] if day.month and not bare else "",
        y=low,
        z=high,
    ) + (f", {UNKNOWN[language][day.unknown]}" if day.unknown and case == "plain" else "")


def _dayless_year(day: Date, language: Language) -> str:
    if day.precision is Precision.DAY and day.month:
        return f"{day.day} {month(day.month, language)}"
    if day.precision is Precision.MONTH and day.month and not day.unknown:
        return month_label(day.month, language)
    return _plain(day, language)


def _qualified(text: str, day: Date, language: Language, *, clocked: bool = False) -> str:
    words, qualifier = QUALIFIED[language], day.qualifier
    if Qualifier.APPROXIMATE in qualifier:
        bends = not clocked and not day.unknown
        fits = bends and day.precision in (Precision.DAY, Precision.YEAR)
        if fits and language == "ru" and day.precision is Precision.YEAR:
            text = _plain(day, language, "from")
        text = words["~" if fits else "~other"].format(x=text)
    if Qualifier.UNCERTAIN in qualifier:
        text = words["?"].format(x=text)
    return text


def _clock(clock: Clock, language: Language) -> str:
    words = CLOCKS[language]
    if clock.form in ("part", "night"):
        return PARTS[language][clock.text][0]
    first, last = written(clock.first, exact=clock.seconds), written(clock.last)
    if clock.form == "range":
        form = words.get("about range", words["about"]) if clock.about else words["range"]
        return form.format(t=f"{first}–{last}")
    time = last if clock.form in ("before", "until", "by") else first
    dative, ablative = endings(time)
    return words["about" if clock.about else clock.form].format(t=time, dat=dative, abl=ablative)


def _night(day: Date, language: Language) -> str:
    first = date(*day.first)
    second = date.fromordinal(first.toordinal() + 1)
    start = f"{first.day} {month(first.month, language, 'from')}"
    end = f"{second.day} {month(second.month, language, 'to' if language == 'kk' else 'plain')}"
    if language == "kk":
        start = f"{first.year} жылғы {start}"
        end = f"{second.year} жылғы {end}" if second.year != first.year else end
    else:
        year = "{} года" if language == "ru" else "{}"
        same = (first.year, first.month) == (second.year, second.month)
        start = str(first.day) if same else start
        start += f" {year.format(first.year)}" if second.year != first.year else ""
        end += f" {year.format(second.year)}"
    return _softened(JOINED[language]["night"].format(x=start, u=end), language)


def _interval(when: When, language: Language) -> str:
    if isinstance(when.start, Bound):
        assert isinstance(when.end, Side)  # one end is a date
        known = when.start is Bound.OPEN
        return _open(when.end, "to", "open start" if known else "start unknown", language)
    if isinstance(when.end, Bound):
        known = when.end is Bound.OPEN
        return _open(when.start, "from", "open end" if known else "end unknown", language)
    assert when.end is not None  # single dates have gone another way
    compact = _within_a_day(when.start, when.end, language)
    compact = compact or _compact(when.start, when.end, language, year=True)
    if compact:
        return compact
    start, end = _edge(when.start, "from", language), _edge(when.end, "to", language)
    return f"{start} {end}"


def _open(side: Side, edge: Case, form: str, language: Language) -> str:
    text = _edge(side, edge, language)
    if language == "en" and edge == "to":
        text = text.removeprefix("to ")
    return JOINED[language][form].format(x=text)


def _edge(side: Side, edge: Case, language: Language) -> str:
    words, clock, day = JOINED[language], side.clock, side.date
    remarks = _edge_remarks(day, language)
    if clock is not None and clock.form == "at":
        time = written(clock.first, exact=clock.seconds)
        form = words[f"{edge} {'about' if clock.about else 'at'}"]
        dative, ablative = endings(time)
        text = form.format(x=_plain(day, language), t=time, dat=dative, abl=ablative)
    elif clock is not None and clock.form == "part":
        part = PARTS[language][clock.text][1 if edge == "from" else 2]
        text = words[f"{edge} part"].format(x=_plain(day, language), p=part)
    else:
        if clock is not None:
            remarks = [_clock(clock, language), *remarks]
        text = words[edge].format(x=_plain(day, language, edge))
    text = _softened(text, language)
    return f"{text} ({', '.join(remarks)})" if remarks else text


def _edge_remarks(day: Date, language: Language) -> list[str]:
    words = QUALIFIED[language]
    remarks = [UNKNOWN[language][day.unknown]] if day.unknown else []
    if Qualifier.UNCERTAIN in day.qualifier:
        remarks.append(words["end?"])
    if Qualifier.APPROXIMATE in day.qualifier:
        remarks.append(words["end~"])
    return remarks


def _softened(text: str, language: Language) -> str:
    """Russian says "со 2 января", because the numeral begins with two consonants."""
    if language != "ru":
        return text
    return text.replace("с 2 ", "со 2 ", 1) if text.startswith(("с 2 ", "в ночь с 2 ")) else text


def _within_a_day(start: Side, end: Side, language: Language) -> str:
    times = _times(start, end, language)
    if not times or start.date != end.date or start.date.qualifier:
        return ""
    day = _plain(start.date, language)
    return JOINED[language]["clock"].format(x=day, t=LEAD[language] + times)


def _times(start: Side, end: Side, language: Language) -> str:
    first, last = start.clock, end.clock
    if first is None or last is None or {first.form, last.form} != {"at"}:
        return ""
    t, u = written(first.first, exact=first.seconds), written(last.first, exact=last.seconds)
    abl, dat = endings(t)[1], endings(u)[0]
    about = ROUGHLY[language]
    return CLOCKS[language]["between"].format(
        t=t, u=u, abl=abl, dat=dat, a=about * first.about, b=about * last.about
    )


def _compact(start: Side, end: Side, language: Language, *, year: bool) -> str:
    """Join two plain days, months or years by a dash; empty when they do not lend themselves."""
    first, last = start.date, end.date
    if start.clock or end.clock or first.precision is not last.precision:
        return ""
    marked = first.qualifier or last.qualifier or first.unknown or last.unknown
    if marked or first.precision not in COMPACT:
        return ""
    if first.precision is Precision.YEAR:
        same = first.year == last.year
        return (
            _plain(first, language)
            if same
            else JOINED[language]["years"].format(y=first.year, z=last.year)
        )
    if first.year != last.year or first.month is None or last.month is None:
        return ""
    return _dashed(first, last, language, year=year)


def _dashed(first: Date, last: Date, language: Language, *, year: bool) -> str:
    assert first.month is not None and last.month is not None  # _compact asked
    if first.precision is Precision.MONTH:
        dash = JOINED[language]["months"]
        names = dash.join(month_label(number, language) for number in (first.month, last.month))
        form = FORMS[language]["plain"][Precision.MONTH]
        return form.format(m=names, n=names, y=first.year) if year else names
    name = month(last.month, language)
    if first.month == last.month:
        days = f"{first.day}–{last.day}" if first.day != last.day else f"{first.day}"
        text = f"{days} {name}"
    else:
        dash = JOINED[language]["dash"]
        text = f"{first.day} {month(first.month, language)}{dash}{last.day} {name}"
    form = FORMS[language]["plain"][Precision.MONTH].replace("{n}", "{m}")
    return form.format(m=text, y=first.year) if year else text


def _short_interval(when: When, language: Language) -> str:
    start, end = when.start, when.end
    if isinstance(start, Side) and isinstance(end, Side):
        if start.date == end.date and (times := _times(start, end, language)):
            return times
        compact = _compact(start, end, language, year=False)
        if compact:
            return compact
    if isinstance(start, Side) and start.clock and start.clock.form == "at":
        time = written(start.clock.first, exact=start.clock.seconds)
        dative, ablative = endings(time)
        return CLOCKS[language]["from"].format(t=time, dat=dative, abl=ablative)
    return _interval(when, language)


def _remark(when: When, local: When, language: Language) -> str:
    if when.zone == "place" or not when.has_clock:
        return ""
    words, label = REMARKS[language], zone_label(when, language)
    if local is when:
        return label
    if when.text == f"{local.text} {when.zone}":
        return ""
    if when.end is not None:
        return words["converted"].format(zone=label)
    side, there = when.sides[0], local.sides[0]
    time = _clock(side.clock, language) if side.clock else ""
    if side.date != there.date:
        time = f"{_dayless_year(side.date, language)}, {time}"
    return words["moved"].format(t=time, zone=label)
