"""Charts drawn at build time as SVG: no inline style, readable without colour, in dark and print."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup, escape

from builder.clock import record_zones, said
from builder.corpus import Corpus
from builder.derive.connectivity import HOUR, Light, light_at, windows
from builder.derive.ladders import Ladder, Rung, ladder
from builder.model.happening import Episode, Figure
from builder.model.text import Line
from builder.render.reader import Reader

ZONE = "Asia/Almaty"
START = datetime(2022, 1, 1, 18, tzinfo=UTC)
"""Midnight of 2 January 2022 in Almaty."""
DAYS = 10
WIDE, TALL, TOP = 1000, 76, 18
DEATHS = "deaths-kazakhstan"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring hours with one light, counted from `START`."""

    light: Light
    first: int
    hours: int


def band(reader: Reader, place: str = "almaty") -> Markup:
    """Ten days hour by hour: connectivity, emergencies as bars, deaths as known that day."""
    corpus = reader.corpus
    if place not in corpus.records:
        return Markup("")
    bars = list(_bars(corpus))
    dots = list(_dots(corpus))
    height = TOP + TALL + 12 + 7 * len(bars) + (34 if dots else 0) + 8
    label = reader.t(
        "Connection in {place}, hour by hour, 2 to 11 January 2022", place=str(reader.name(place))
    )
    parts = [
        Markup(
            '<div class="band-scroll" role="region" tabindex="0" aria-label="{}" data-start="0.2">'
        ).format(label),
        Markup('<svg class="band" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            WIDE, height, label
        ),
        Markup(
            '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="band__hatch" d="M0 0V6"/></pattern></defs>'
        ),
    ]
    for run in runs(corpus, place):
        parts.append(_run(reader, run))
    for day in range(DAYS + 1):
        x = day * WIDE // DAYS
        parts.append(Markup('<path class="band__day" d="M{0} {1}V{2}"/>').format(x, 4, height - 6))
        if day < DAYS:
            name = reader.short_day(START + timedelta(days=day), ZONE)
            parts.append(
                Markup('<text class="band__label" x="{}" y="13">{}</text>').format(x + 4, name)
            )
    if bars:
        y = TOP + TALL + 16
        parts.append(
            Markup('<text class="band__label" x="4" y="{}">{}</text>').format(
                y, reader.t("emergency")
            )
        )
    for row, (title, x, width) in enumerate(bars):
        y = TOP + TALL + 10 + 7 * row
        parts.append(
            Markup(
                '<rect class="band__emergency" x="{}" y="{}" width="{}" height="4"><title>{}</title></rect>'
            ).format(x, y, width, reader.line(title))
        )
    if dots:
        y = TOP + TALL + 12 + 7 * len(bars) + 19
        parts.append(
            Markup('<text class="band__label" x="4" y="{}">{}</text>').format(
                y, reader.t("deaths as known")
            )
        )
    for x, rung in dots:
        y = TOP + TALL + 12 + 7 * len(bars) + 14
        gone = " band__deaths--gone" if rung.claim.status in ("retracted", "superseded") else ""
        text = reader.amount(rung.value)
        parts.append(
            Markup(
                '<g class="band__deaths{0}"><circle cx="{1}" cy="{2}" r="4"/><text x="{3}" y="{4}">{5}</text></g>'
            ).format(gone, x, y, x + 8, y + 5, text)
        )
    return Markup("").join(
        [*parts, Markup("</svg></div>"), _legend(reader, bool(bars), bool(dots))]
    )


def runs(corpus: Corpus, place: str) -> Iterator[Run]:
    """The light of a place over the ten days, neighbouring hours by one record joined."""
    known = windows(corpus)
    half = HOUR / 2
    hours = [light_at(corpus, known, place, START + HOUR * n + half) for n in range(DAYS * 24)]
    for light, group in groupby(enumerate(hours), key=lambda item: item[1]):
        found = list(group)
        yield Run(light, found[0][0], len(found))


def _run(reader: Reader, run: Run) -> Markup:
    x, width = run.first * WIDE / (DAYS * 24), run.hours * WIDE / (DAYS * 24)
    begins, ends = (
        reader.instant(START + HOUR * n, ZONE) for n in (run.first, run.first + run.hours)
    )
    shade, episode = run.light.shade, run.light.episode
    scope = f". {reader.plain(episode.title)}" if episode else ""
    title = f"{shade_words(reader)[shade]}: {begins} – {ends}{scope}"
    shape = Markup(
        '<rect class="band__hours band__hours--{}" x="{}" y="{}" width="{}" height="{}"{}><title>{}</title></rect>'
    )
    hatch = Markup(' fill="url(#hatch)"') if shade == "unmeasured" else ""
    return shape.format(shade, f"{x:.2f}", TOP, f"{width:.2f}", TALL, hatch, title)


def shade_words(reader: Reader) -> dict[str, str]:
    """The name of each shade."""
    return {
        "unmeasured": reader.t("not measured"),
        "lit": reader.t("connected"),
        "mobile": reader.t("restricted or mobile cut"),
        "dark": reader.t("cut"),
        "access": reader.t("hours of access"),
    }


def _legend(reader: Reader, bars: bool, dots: bool) -> Markup:
    items = [
        Markup('<li class="key key--{}">{}</li>').format(*item)
        for item in shade_words(reader).items()
    ]
    if bars:
        items.append(
            Markup('<li class="key key--emergency">{}</li>').format(
                reader.t("state of emergency, by region")
            )
        )
    if dots:
        items.append(
            Markup('<li class="key key--deaths">{}</li>').format(
                reader.t("deaths as known then; struck through: withdrawn")
            )
        )
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(items))


def _bars(corpus: Corpus) -> Iterator[tuple[Line, int, int]]:
    end = START + timedelta(days=DAYS)
    episodes = [e for e in corpus.of(Episode) if e.type == "emergency"]
    spans = [(e.when.span(record_zones(corpus, e)), e) for e in episodes]
    for span, episode in sorted(spans, key=lambda item: (item[0].sort_key, item[1].id)):
        if span.earliest is None or span.earliest >= end:
            continue
        x = _x(max(span.earliest, START))
        stop = min(span.latest or end, end)
        yield episode.title, x, max(1, _x(stop) - x)


def _dots(corpus: Corpus) -> Iterator[tuple[int, Rung]]:
    figure = corpus.records.get(DEATHS)
    if not isinstance(figure, Figure):
        return
    last = -100
    for rung in ladder(corpus, figure).rungs:
        if rung.claim.asserted_on is None:
            continue
        when = said(rung.claim.asserted_on)
        middle = (
            when.earliest + (when.latest - when.earliest) / 2
            if when.earliest and when.latest
            else None
        )
        if middle is None or not START <= middle < START + timedelta(days=DAYS):
            continue
        x = _x(middle)
        if x - last >= 60:
            yield x, rung
            last = x


def _x(moment: datetime) -> int:
    return round((moment - START) / timedelta(days=DAYS) * WIDE)


def steps(reader: Reader, view: Ladder) -> Markup:
    """A ladder as columns in the order of being said; what does not stand is dashed."""
    rungs = [
        rung for rung in view.rungs if rung.value.high is not None or rung.value.low is not None
    ]
    if len(rungs) < 2:
        return Markup("")
    top = max((rung.value.high or rung.value.low or Decimal(0)) for rung in rungs) or Decimal(1)
    step, height = 56, 150
    width = step * len(rungs) + 20
    label = escape(reader.plain(view.figure.heading))
    parts = [
        Markup('<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            width, height + 40, label
        )
    ]
    for index, rung in enumerate(rungs):
        parts.append(
            _column(
                reader,
                rung,
                10 + index * step,
                float((rung.value.high or rung.value.low or 0) / top),
                height,
            )
        )
    parts.append(
        Markup('<path class="chart__base" d="M0 {0}H{1}"/></svg>').format(height + 20, width)
    )
    figure = Markup('<div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div>')
    return figure.format(label, Markup("").join(parts))


def _column(reader: Reader, rung: Rung, x: int, share: float, height: int) -> Markup:
    tall = max(2, round(share * height))
    state = "counts" if rung.counts else rung.claim.status
    when = (
        reader.when(rung.claim.asserted_on)
        if rung.claim.asserted_on
        else reader.t("date not known")
    )
    return Markup(
        '<a href="#{id}"><g class="chart__rung chart__rung--{state}"><title>{title}</title>'
        '<rect x="{x}" y="{y}" width="36" height="{tall}"/>'
        '<text class="chart__value" x="{middle}" y="{above}">{value}</text></g></a>'
    ).format(
        id=rung.claim.id,
        state=state,
        title=f"{when}: {reader.amount(rung.value)}",
        x=x,
        y=height + 20 - tall,
        tall=tall,
        middle=x + 18,
        above=height + 14 - tall,
        value=_short(reader, rung),
    )


def _short(reader: Reader, rung: Rung) -> str:
    number = rung.value.high or rung.value.low or Decimal(0)
    return reader.compact(number)
