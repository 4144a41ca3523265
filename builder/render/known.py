"""What was known by a day: the page at `/known/` and those of the key days."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from builder.corpus import Claiming
from builder.derive.known import (
    KEY_DAYS,
    Chronicle,
    Fate,
    Known,
    Statement,
    Tally,
    chronicle,
    days,
    known_on,
)
from builder.derive.ladders import Ladder, Rung
from builder.model.happening import Figure
from builder.model.kinds import KINDS
from builder.model.when import When
from builder.render.home import HEADLINE
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import total
from builder.render.templates import fill

SCRIPTS = ("/assets/js/known.js",)
ORDER = {model.kind: place for place, model in enumerate(KINDS.values())}
Grouped = list[tuple[Claiming, list[Statement]]]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as known then: its value in words, and the rungs to show beside it.

    `rungs` are those that count, or, where none counts, all that had been said.
    """

    figure: Figure
    total: str
    counts: bool
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """What the templates ask about a day."""

    reader: Reader
    chronicle: Chronicle
    known: Known

    @property
    def folder(self) -> str:
        """The day's own folder below `/known/`."""
        return folder_of(self.known.day)

    @property
    def label(self) -> str:
        """The day in words."""
        return label(self.reader, self.known.day)

    @property
    def counts(self) -> str:
        """How many claims had been said, in words."""
        return counts(self.reader, self.known.tally)

    def number(self, figure: Figure) -> Number:
        """A figure as its rule read it then."""
        return number(self.reader, figure, self.known.ladders.get(figure.id))

    def statement(self, figure: Figure, rung: Rung) -> Statement | None:
        """The dated claim behind a rung; None for one without a date."""
        return self.chronicle.by_ref.get(f"{figure.id}#{rung.claim.id}")

    def said(self, one: Statement) -> str:
        """When it was said, in words."""
        return said(self.reader, one)

    def contested(self, one: Statement) -> bool:
        """True when another claim had said otherwise by then."""
        return self.chronicle.contested(one.ref, self.known.end)

    def fate(self, one: Statement) -> Fate | None:
        """What became of it later."""
        return self.chronicle.fate(one, self.known.end)

    def became(self, fate: Fate) -> str:
        """The same in words."""
        return became(self.reader, fate)


def known_pages(reader: Reader, templates: Path) -> Iterator[Page]:
    """The page at `/known/`, and below it one for each key day and one for now."""
    told = chronicle(reader.corpus)
    views = [known_on(told, day) for day in (*KEY_DAYS, None)]
    yield _index(reader.at("known/"), templates, told, views)
    for at, view in enumerate(views):
        here = reader.at(f"known/{folder_of(view.day)}/")
        about = here.t(
            "What this archive holds of what had been said by the end of this day in Almaty."
            " Nothing said later counts here."
        )
        then = Then(here, told, view)
        headline = figures(here)
        values = {
            "then": then,
            "title": title(here, view.day),
            "about": about if view.day else "",
            "headline": [then.number(figure) for figure in headline],
            "others": _others(then, headline),
            "new": _grouped(view.new),
            "steps": [(folder_of(other.day), label(here, other.day)) for other in views],
            "at": at,
        }
        content = fill(templates, "known_day.html", here, **values)
        yield Page(here.language, here.path, title(here, view.day), about, content)


def folder_of(day: date | None) -> str:
    """The folder of a day's page below `/known/`; None is the last state of the archive."""
    return day.isoformat() if day else "latest"


def label(reader: Reader, day: date | None) -> str:
    """A day in words."""
    return reader.when(When.parse(day.isoformat())) if day else reader.t("Now")


def title(reader: Reader, day: date | None) -> str:
    """The heading of a day's page."""
    if day is None:
        return reader.t("What is known now")
    return reader.t("What was known on {day}", day=label(reader, day))


def figures(reader: Reader) -> list[Figure]:
    """The figures that every day shows, the deaths first, where they exist."""
    found = (reader.corpus.records.get(id) for id in HEADLINE)
    return [figure for figure in found if isinstance(figure, Figure)]


def counts(reader: Reader, tally: Tally) -> str:
    """How many claims had been said, in words."""
    said = reader.n("{count} claim said by then", "{count} claims said by then", tally.said)
    parts = [said, reader.n("{count} contested", "{count} contested", tally.contested)]
    if tally.perhaps:
        parts.append(
            reader.n(
                "{count} more perhaps said by then",
                "{count} more perhaps said by then",
                tally.perhaps,
            )
        )
    return " · ".join(parts)


def said(reader: Reader, one: Statement) -> str:
    """When a claim was said, or that only the day of its printing is known."""
    words = reader.when(one.when)
    return reader.t("published: {date}", date=words) if one.printed else words


def became(reader: Reader, fate: Fate) -> str:
    """What became of a claim after the day; the date follows where there is one."""
    words: Mapping[tuple[str, bool], str] = {
        ("retracted", False): reader.t("withdrawn later"),
        ("retracted", True): reader.t("perhaps withdrawn by then"),
        ("superseded", False): reader.t("replaced later"),
        ("superseded", True): reader.t("perhaps replaced by then"),
    }
    text = words[fate.status, fate.perhaps]
    return text if fate.through else f"{text}, {reader.t('date not known')}"


def number(reader: Reader, figure: Figure, view: Ladder | None) -> Number:
    """A figure in words: its value, or why it has none."""
    if view is None:
        return Number(figure, reader.t("nothing said yet"), False, ())
    if view.counting or figure.rule == "rivals":
        return Number(figure, total(reader, view), True, view.counting or view.rungs)
    none = reader.t("no official number stood")
    return Number(
        figure, none if figure.rule == "latest-official" else total(reader, view), False, view.rungs
    )


def _index(here: Reader, templates: Path, told: Chronicle, views: list[Known]) -> Page:
    heading = here.t("What was known, and when")
    undated = groupby(told.undated, key=lambda pair: pair[0].id)
    values = {
        "title": heading,
        "figure": next(iter(figures(here)), None),
        "thens": [Then(here, told, view) for view in views],
        "stops": len(days(told)),
        "undated": [(id, [claim for _, claim in group]) for id, group in undated],
    }
    content = fill(templates, "known.html", here, **values)
    return Page(here.language, here.path, heading, heading, content, scripts=SCRIPTS)


def _others(then: Then, shown: Iterable[Figure]) -> list[Number]:
    """The other figures that came to something by then."""
    ids = {figure.id for figure in shown}
    known = then.known.ladders.values()
    views = [view for view in known if view.counting and view.figure.id not in ids]
    views.sort(key=lambda view: (view.figure.quantity, view.figure.id))
    return [then.number(view.figure) for view in views]


def _grouped(statements: Iterable[Statement]) -> Grouped:
    """By record, happenings before figures, cases and laws."""
    ordered = sorted(statements, key=lambda one: (ORDER[one.record.kind], one.record.id))
    groups = groupby(ordered, key=lambda one: one.record.id)
    found = [list(group) for _, group in groups]
    return [(group[0].record, group) for group in found]
