"""The page of one record: its kind's template, filled with what the corpus knows about it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.cite.standing import of_record
from builder.cite.subject import Standing, Subject
from builder.corpus import Claiming
from builder.derive.amendments import before_january, versions
from builder.derive.feeds import Feed
from builder.derive.grades import record_grade
from builder.derive.ladders import Ladder, ladder
from builder.derive.timeline import Day, Entry
from builder.derive.unknowns import Unknown, in_january, unknowns
from builder.model.base import Record, passages
from builder.model.case import Case
from builder.model.claim import Claim
from builder.model.happening import Figure, Happening
from builder.model.kinds import KINDS
from builder.model.law import Law
from builder.model.naming import Organisation, Person, Place
from builder.model.source import Source
from builder.render.bibliography import anchor, bibliography
from builder.render.cases import parties, party_name
from builder.render.citing import COPY, citing
from builder.render.citing_tags import citing_tags
from builder.render.embed_link import embed_link
from builder.render.linked import linked
from builder.render.page import Page
from builder.render.place import place_values
from builder.render.reader import Reader
from builder.render.speaker import speaker_values
from builder.render.stairs import stairs
from builder.render.templates import fill
from builder.render.unknowns import not_known

BRANCH = "main"
"""The branch that is published, see .github/workflows."""
NOTHING: Mapping[str, Standing] = {}
BACKLINK_FIELDS = {"source", "asserted_by"}
"""Fields whose back-links a page shows in a list of its own."""


@dataclass(frozen=True, slots=True)
class Views:
    """What was derived once for all pages."""

    days: tuple[Day, ...]
    by_record: dict[str, Entry]
    by_place: dict[str, tuple[Entry, ...]]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Which version of a record can be cited; absent before its first release."""
    feeds: tuple[Feed, ...] = ()
    """What a feed reader can follow; none in a copied folder."""


def gather(
    days: tuple[Day, ...],
    standings: Mapping[str, Standing] = NOTHING,
    feeds: tuple[Feed, ...] = (),
) -> Views:
    """Index the timeline's entries by record and by place."""
    entries = [entry for day in days for entry in day.entries if entry.step is None]
    places: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for place in entry.places:
            places[place].append(entry)
    by_place = {place: tuple(found) for place, found in places.items()}
    by_record = {entry.record.id: entry for entry in entries}
    return Views(days, by_record, by_place, standings, feeds)


def record_page(reader: Reader, folder: Path, record: Record, views: Views) -> Page:
    """The page at `/e/<id>/` in the reader's language."""
    here = reader.at(f"e/{record.id}/")
    named = of_record(record, here.language, views.standings, here.settings)
    values = {
        "record": record,
        "citing": citing(here, named) if named else None,
        "record_path": path_of(record),
        "notices": notices(here, record),
        "notes": content_notes(here),
        "edit": edit_address(here, record),
        "permalink": permanent(here, record.id),
        "cited": bibliography(here.corpus, record),
        "anchor": anchor,
        "unknown": not_known(here, record, _unknown(here, record, views)),
        "backlinks": _backlinks(here, record),
        "apart": here.corpus.apart.get(record.id, ()),
        "span": None,
        **EXTRAS.get(type(record).__name__, _nothing)(here, record, views),
    }
    content = fill(folder, f"{record.kind}.html", here, **values)
    return Page(
        here.language,
        here.path,
        _title(here, record),
        description(here, record),
        content,
        head=_head(here, record, named),
        scripts=COPY if named else (),
        section=SECTIONS.get(record.kind),
        subject=record.kind,
    )


def _head(reader: Reader, record: Record, named: Subject | None) -> str:
    """What other programs read of the page; joined as plain text, for all of it is markup."""
    tags = citing_tags(named) if named else ""
    return "".join([tags, linked(reader, record), embed_link(reader, record)])


def _unknown(reader: Reader, record: Record, views: Views) -> tuple[Unknown, ...]:
    return unknowns(reader.corpus, record, views.by_record.get(record.id))


def path_of(record: Record) -> str:
    """The record's file, from the archive's root."""
    return f"entries/{record.folder}/{record.id}.yaml"


def edit_address(reader: Reader, record: Record) -> str:
    """Where the file can be edited; empty while the archive names no repository."""
    repository = reader.settings.repository.rstrip("/")
    return f"{repository}/edit/{BRANCH}/{path_of(record)}" if repository else ""


def permanent(reader: Reader, id: str) -> str:
    """The record's whole address; empty while the archive has none."""
    site = reader.settings.site_address.rstrip("/")
    return f"{site}/e/{id}/" if site else ""


def _title(reader: Reader, record: Record) -> str:
    """The heading; a source's with its publisher, for a text is printed in many places."""
    heading = reader.plain(record.heading)
    return f"{heading} ({record.publisher})" if isinstance(record, Source) else heading


SECTIONS = {"figure": "figures", "case": "cases", "law": "law", "source": "sources"}


def description(reader: Reader, record: Record) -> str:
    """The summary as plain text, or the heading with its kind and, of a source, its date."""
    if record.summary is not None:
        return reader.prose_text(record.summary)[:300]
    about = f"{_title(reader, record)}: {reader.term('kind', record.kind)}"
    if isinstance(record, Source) and record.published is not None:
        return f"{about}, {reader.when(record.published)}"
    return about


def notices(reader: Reader, record: Record) -> list[str]:
    """What a reader must know about the language of the page."""
    found = []
    missing = any(reader.language not in text.languages for _, text in passages(record))
    if missing:
        original = reader.language_name(record.written_in)
        found.append(
            reader.t(
                "Parts of this page are not translated yet and stand in {language}.",
                language=original,
            )
        )
    if any(reader.language in text.stale(record.written_in) for _, text in passages(record)):
        found.append(reader.t("The original has changed since this translation was made."))
    if reader.language in record.machine_assisted:
        found.append(
            reader.t("This translation was made with machine help; no person has reviewed it yet.")
        )
    return found


def content_notes(reader: Reader) -> dict[str, str]:
    """The content notes, by their word in the record."""
    return {
        "violence": reader.t("This page describes violence."),
        "torture": reader.t("This page describes torture."),
        "death": reader.t("This page describes deaths."),
    }


def total(reader: Reader, view: Ladder) -> str:
    """What a ladder comes to, with its unit; says so when it comes to nothing."""
    unit = reader.term("unit", view.figure.unit)
    if view.figure.rule == "rivals":
        return reader.n("{count} rival claim", "{count} rival claims", len(view.rungs))
    if not view.counting:
        return reader.t("no single value")
    low, high = view.low, view.high
    if low is not None and low == high:
        text = reader.number(low)
        return f"{reader.t('about {number}', number=text) if view.approximate else text} {unit}"
    if low is not None and high is not None:
        return f"{reader.number(low)}–{reader.number(high)} {unit}"
    if low is not None:
        return f"{reader.t('at least {number}', number=reader.number(low))} {unit}"
    return (
        f"{reader.t('up to {number}', number=reader.number(high))} {unit}"
        if high is not None
        else ""
    )


def why(reader: Reader) -> dict[str, str]:
    """Why a rung counts or does not, in words."""
    return {
        "newest-official": reader.t("counts: the newest official statement that stands"),
        "earlier": reader.t("does not count: an earlier statement"),
        "retracted": reader.t("does not count: withdrawn"),
        "superseded": reader.t("does not count: replaced by a later statement"),
        "not-official": reader.t("does not count: not an official statement"),
        "contested": reader.t("contested"),
        "standing": reader.t("counts"),
        "rival": reader.t("shown beside its rivals"),
    }


def _backlinks(reader: Reader, record: Record) -> list[tuple[str, list[str]]]:
    links = reader.corpus.backlinks.get(record.id, ())
    named = set(getattr(record, "related", ()))
    owners = (
        {link.record for link in links if link.field not in BACKLINK_FIELDS} - named - {record.id}
    )
    groups = [
        (model.kind, sorted(id for id in owners if reader.corpus.kind(id) == model.kind))
        for model in KINDS.values()
    ]
    return [(kind, ids) for kind, ids in groups if ids]


def _linked_claims(reader: Reader, id: str, field: str) -> list[tuple[Claiming, Claim]]:
    links = reader.corpus.backlinks.get(id, ())
    refs = sorted({f"{b.record}#{b.claim}" for b in links if b.field == field and b.claim})
    return [reader.corpus.claims[ref] for ref in refs]


Extras = dict[str, object]


def _nothing(_: Reader, __: Record, ___: Views) -> Extras:
    return {}


def _happening(reader: Reader, record: Record, views: Views) -> Extras:
    assert isinstance(record, Happening)
    entry = views.by_record[record.id]
    return {
        "span": entry.span,
        "light": entry.light if record.kind == "event" and in_january(entry) else None,
        "delay": entry.delay,
        "grade": record_grade(reader.corpus, record),
    }


def _figure(reader: Reader, record: Record, _: Views) -> Extras:
    assert isinstance(record, Figure)
    view = ladder(reader.corpus, record)
    parts = [f.id for f in reader.corpus.of(Figure) if f.part_of == record.id]
    return {
        "ladder": view,
        "stairs": stairs(reader, view),
        "total": total(reader, view),
        "why": why(reader),
        "part_figures": parts,
    }


def _case(reader: Reader, record: Record, _: Views) -> Extras:
    assert isinstance(record, Case)
    return {
        "told": parties(reader, record),
        "names": {party.id: party_name(reader, party) for party in record.parties},
    }


def _law(reader: Reader, record: Record, _: Views) -> Extras:
    assert isinstance(record, Law)
    return {"versions": versions(reader.corpus, record), "before": before_january}


def _source(reader: Reader, record: Record, _: Views) -> Extras:
    return {"resting": _linked_claims(reader, record.id, "source")}


def _speaker(reader: Reader, record: Record, views: Views) -> Extras:
    return speaker_values(reader, record, views.days)


def _place(reader: Reader, record: Record, views: Views) -> Extras:
    assert isinstance(record, Place)
    return place_values(reader, record, views.days, total)


EXTRAS: dict[str, Callable[[Reader, Record, Views], Extras]] = {
    "Event": _happening,
    "Episode": _happening,
    "Figure": _figure,
    "Case": _case,
    "Law": _law,
    "Source": _source,
    Person.__name__: _speaker,
    Organisation.__name__: _speaker,
    "Place": _place,
}
"""Kind → what its template needs beyond the record."""
