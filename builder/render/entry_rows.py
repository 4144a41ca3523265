"""Entries of the timeline as rows of a list: by day and year, with what is known of each."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from markupsafe import Markup

from builder.derive.timeline import MONTH, Day, Entry
from builder.derive.unknowns import in_january
from builder.model.case import Case
from builder.render import dates
from builder.render.index import Row, Section
from builder.render.reader import Reader
from builder.render.timeline_page import anchor


def dated_sections(
    reader: Reader, days: Iterable[Day], keep: Callable[[Entry], bool]
) -> tuple[Section, ...]:
    """The days and years on which something that `keep` wants begins; steps of cases are left out."""
    found = ((day, [e for e in day.entries if e.step is None and keep(e)]) for day in days)
    return tuple(
        Section(
            anchor(day),
            Markup("{}").format(day_heading(reader, day)),
            tuple(entry_row(reader, entry) for entry in entries),
        )
        for day, entries in found
        if entries
    )


def kept_days(days: Iterable[Day], keep: Callable[[Entry], bool]) -> tuple[Day, ...]:
    """The same days with only the entries that `keep` wants; days without any are left out."""
    cut = (replace(day, entries=tuple(filter(keep, day.entries))) for day in days)
    return tuple(day for day in cut if day.entries)


def entry_row(reader: Reader, entry: Entry) -> Row:
    """One entry: its title, and in one line its hour, kind, places and what is known of it."""
    record = entry.record
    about = [reader.hour(entry.when, entry.zones), reader.term("kind", record.kind)]
    about += [str(reader.place_name(place, entry.span).striptags()) for place in entry.places[:3]]
    if len(entry.places) > 3:
        about.append("…")
    about += [words for words in (light_words(reader, entry), _delay(reader, entry)) if words]
    return Row(
        f"e/{record.id}/",
        reader.line(record.heading),
        tuple(about),
        shade=entry.light.shade if in_january(entry) else "",
        contested=entry.contested,
    )


def light_words(reader: Reader, entry: Entry) -> str:
    """How the connection was there and then, where this archive knows it."""
    words = {
        "dark": reader.t("The internet was cut here then"),
        "mobile": reader.t("The internet was restricted here then"),
        "access": reader.t("Hours of access"),
        "mixed": reader.t("The connection changed during this time"),
    }
    return (
        words.get(entry.light.shade, "")
        if entry.record.kind == "event" and in_january(entry)
        else ""
    )


def case_row(reader: Reader, case: Case) -> Row:
    """A case with its summary and how far it is known."""
    about = f"{reader.t('Known up to')}: {reader.when(case.known_up_to)}"
    text = reader.prose_text(case.summary) if case.summary else ""
    return Row(f"e/{case.id}/", reader.line(case.heading), (about,), text=text)


def _delay(reader: Reader, entry: Entry) -> str:
    delay = entry.delay
    if delay is None or delay.longest.total_seconds() < 3600:
        return ""
    return f"{reader.t('first said:')} {reader.delay(delay)}"


def day_heading(reader: Reader, day: Day) -> str:
    """A day with its weekday; a year, or what is left of it beside the days told one by one."""
    if day.day:
        return dates.day_heading(day.day, reader.language)
    return reader.t("The rest of {year}", year=day.year) if day.year == MONTH[0] else str(day.year)
