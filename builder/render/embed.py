"""Cards that other sites may show in a frame: one record at a glance, with the way to all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from builder.cite.standing import NONE
from builder.cite.subject import Standing
from builder.clock import record_when
from builder.corpus import claims_of
from builder.derive.ladders import Rung, ladder
from builder.model.base import Record
from builder.model.case import Case
from builder.model.claim import Claim
from builder.model.happening import Figure
from builder.model.law import Law
from builder.model.text import Passage
from builder.render.reader import Reader
from builder.render.record import content_notes, total
from builder.render.templates import fill

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
MOST_PLACES = 4
MOST_RUNGS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows: a figure's `value` with the `rungs` it follows from, and how many there are
    besides; of other records a summary, or the first `claim` that stands.
    """

    kind: str
    title: Markup
    note: str = ""
    when: str = ""
    where: Markup | None = None
    value: str = ""
    rule: str = ""
    rungs: tuple[Rung, ...] = ()
    more: int = 0
    summary: Passage | None = None
    claim: Claim | None = None
    version: str = ""


def embed_page(
    reader: Reader, folder: Path, id: str, standings: Mapping[str, Standing]
) -> tuple[str, bytes]:
    """The card at `/embed/<id>/`, of a record or of one that left, as a whole file."""
    here = reader.at(f"embed/{id}/")
    record = here.corpus.records.get(id)
    shown = card(here, record, standings.get(id, NONE)) if record else None
    left = here.corpus.tombstones.get(id)
    html = fill(
        folder,
        "embed.html",
        here,
        id=id,
        card=shown,
        record=record,
        left=left,
        kind=here.corpus.kind(id),
        policy=POLICY,
        canonical=_canonical(here, id),
    )
    return f"{here.path.removeprefix('/')}index.html", html.encode()


def card(reader: Reader, record: Record, standing: Standing) -> Card:
    """What the card of a record says."""
    when = record_when(record)
    places = getattr(record, "places", ())
    return Card(
        record.kind,
        reader.name(record.id),
        note=content_notes(reader).get(str(getattr(record, "content_note", "")), ""),
        when=reader.date_of(record, when) if when else _dated(reader, record),
        where=Markup(", ").join(reader.place_name(id) for id in places[:MOST_PLACES]),
        version=_version(reader, standing),
        **_heart(reader, record),  # type: ignore[arg-type]  # named fields of a card
    )


def _heart(reader: Reader, record: Record) -> dict[str, object]:
    """What a figure comes to; of a case and a law the whole summary, which leaves no outcome out."""
    if isinstance(record, Figure):
        view = ladder(reader.corpus, record)
        shown = (view.counting or view.rungs)[:MOST_RUNGS]
        return {
            "value": total(reader, view),
            "rule": reader.t("Rule: {rule}", rule=reader.term("rule", record.rule)),
            "rungs": shown,
            "more": len(view.rungs) - len(shown),
        }
    claims = [one for one in claims_of(record) if one.text and one.status == "standing"]
    if isinstance(record, Case) or (record.summary and isinstance(record, Law)) or not claims:
        return {"summary": record.summary}
    return {"claim": claims[0]}


def _dated(reader: Reader, record: Record) -> str:
    if isinstance(record, Law) and record.adopted:
        return f"{reader.t('Adopted')}: {reader.when(record.adopted)}"
    if isinstance(record, Case):
        return f"{reader.t('Known up to')}: {reader.when(record.known_up_to)}"
    return ""


def _version(reader: Reader, standing: Standing) -> str:
    if standing.number is None or standing.released is None:
        return ""
    day = reader.day(standing.released)
    return reader.t("version {number} of {date}", number=standing.number, date=day)


def _canonical(reader: Reader, id: str) -> str:
    site = reader.settings.site_address.rstrip("/")
    return site + reader.at(f"e/{id}/").path if site else ""
