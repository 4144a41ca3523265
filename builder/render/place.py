"""What the page of a place shows: its ten days of light, what happened there, numbers, neighbours."""

from collections.abc import Callable, Sequence
from functools import partial

from builder.derive.band import DAYS, ZONE
from builder.derive.connectivity import UNMEASURED, Window, around, windows
from builder.derive.ladders import Ladder, ladder, weight
from builder.derive.nearby import nearest
from builder.derive.tendays import ten_days
from builder.derive.timeline import Day
from builder.model.happening import Figure
from builder.model.naming import Place
from builder.render.entry_rows import dated_sections, day_heading, kept_days
from builder.render.index import Section, volumes
from builder.render.locator import locator
from builder.render.overflow import ENTRIES, here_path, is_told, told_at
from builder.render.reader import Reader
from builder.render.speaker import others, rows_of
from builder.render.spellings import spellings
from builder.render.telling import Telling

WHOLE = 40
"""Entries told in full on a place's page; more than that are listed in a line each."""
Extras = dict[str, object]


def place_values(
    reader: Reader, place: Place, days: Sequence[Day], total: Callable[[Reader, Ladder], str]
) -> Extras:
    """What the template needs beyond the record; `total` tells what a ladder comes to."""
    corpus = reader.corpus
    known = windows(corpus)
    told = kept_days(days, partial(is_told, places=told_at(corpus, place)))
    figures = [figure for figure in corpus.of(Figure) if place.id in figure.places]
    inside = {one.id for one in corpus.of(Place) if place.id in around(corpus, one.id)}
    direct = [id for id in sorted(inside) if corpus.get(id, Place).within == place.id]
    seen = inside | {e.record.id for day in told for e in day.entries} | {f.id for f in figures}
    views = sorted((ladder(corpus, figure) for figure in figures), key=weight)
    return {
        **_entries(reader, place, told),
        "told": Telling(reader, known, None),
        **_light(reader, place, known),
        "figures": [(view, total(reader, view)) for view in views],
        "inside": rows_of(reader, direct),
        "near": nearest(corpus, place),
        "scripts": list(spellings(reader, place)),
        "clocks": [reader.clock_words(zone) for zone in place.zone],
        "locator": locator(reader, place),
        "backlinks": list(others(reader, place.id, seen)),
    }


def _entries(reader: Reader, place: Place, told: Sequence[Day]) -> Extras:
    """What happened here: in full where it fits, in a line each where it does not."""
    count = sum(len(day.entries) for day in told)
    whole = count <= WHOLE
    return {
        "count": count,
        "days": [(day, day_heading(reader, day)) for day in told] if whole else [],
        "sections": () if whole else _lines(reader, told),
        "all_here": here_path(place.id) if count > ENTRIES else "",
    }


def _light(reader: Reader, place: Place, known: tuple[Window, ...]) -> Extras:
    """The ten days, where anything is known of them."""
    runs = ten_days(reader.corpus, known, place.id)
    spells = [run for run in runs if run.light.shade != UNMEASURED]
    return {"runs": runs, "spells": spells, "day_count": DAYS, "zone": ZONE}


def _lines(reader: Reader, told: Sequence[Day]) -> tuple[Section, ...]:
    """The entries in a line each, as many as fit."""
    sections = dated_sections(reader, told, lambda _: True)
    return next(volumes(sections, ENTRIES), ())
