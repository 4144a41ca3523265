"""Every day on which something was said, as data for the slider of the page at `/known/`."""

import json
from datetime import date

from builder.derive.known import (
    KEY_DAYS,
    Chronicle,
    Statement,
    chronicle,
    days,
    end_of,
    ladder_on,
    said_on,
    tallies,
)
from builder.derive.ladders import Rung
from builder.model.claim import Claim
from builder.model.happening import Figure
from builder.render import claims
from builder.render.known import Number, became, counts, figures, folder_of, label, number, said
from builder.render.reader import Reader


def known_data(reader: Reader) -> dict[str, bytes]:
    """The script that hands the days of one language to `qqKnown`; assets/js/known.js reads it."""
    here = reader.at("known/")
    told = chronicle(here.corpus)
    data = {
        "figures": [
            [here.record(one.id), here.plain(one.title), one.quantity] for one in figures(here)
        ],
        "days": [
            [
                day.isoformat(),
                label(here, day),
                counts(here, tally),
                here.to(f"known/{folder_of(day)}/") if day in KEY_DAYS else "",
                [_amount(here, told, figure, day) for figure in figures(here)],
                [_said(here, one) for one in said_on(told, day)],
            ]
            for day, tally in zip(days(told), tallies(told), strict=True)
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {f"assets/known/{here.language}.js": f"qqKnown({text});\n".encode()}


def _amount(reader: Reader, told: Chronicle, figure: Figure, day: date) -> list[str]:
    """The value, who said it, and what became of it."""
    end = end_of(day)
    found = number(reader, figure, ladder_on(told, figure, end))
    behind = [(rung, told.by_ref[f"{figure.id}#{rung.claim.id}"]) for rung in found.rungs]
    later = []
    for _, one in behind:
        fate = told.fate(one, end)
        if fate is not None:
            when = f": {said(reader, fate.through)}" if fate.through else ""
            later.append(became(reader, fate) + when)
    by = (_rung(reader, found, rung, one) for rung, one in behind)
    return [found.total, "; ".join(by), "; ".join(later)]


def _rung(reader: Reader, found: Number, rung: Rung, one: Statement) -> str:
    """Who said a number and when; the number itself where it is not the value shown."""
    text = f"{_speakers(reader, one.claim)}, {said(reader, one)}"
    if not found.counts or len(found.rungs) > 1:
        text = f"{reader.amount(rung.value)}: {text}"
    status = rung.claim.status
    return text if status == "standing" else f"{text} ({reader.term('claim-status', status)})"


def _said(reader: Reader, one: Statement) -> list[str]:
    """Where it stands, of what record, what was said and by whom."""
    where = reader.record(one.record.id, one.claim.id)
    heading = reader.plain(one.record.heading)
    return [where, heading, claims.brief(reader, one.claim), _speakers(reader, one.claim)]


def _speakers(reader: Reader, claim: Claim) -> str:
    heads = (reader.corpus.records[id].heading for id in claim.asserted_by)
    return ", ".join(reader.plain(heading) for heading in heads)
