"""The page of one frozen version: what it said, which of how many it is, what was changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from builder.cite.standing import of_version
from builder.corpus import Corpus
from builder.derive.differences import BOUNDS, Difference, differences
from builder.model.plain import Data, plain
from builder.model.schema import NAMES
from builder.model.text import LANGUAGES
from builder.release.frozen import Frozen
from builder.release.history import History, Version
from builder.render.citing import COPY, citing
from builder.render.citing_tags import citing_tags
from builder.render.frozen import Then
from builder.render.labels import LABELS
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.record import content_notes
from builder.render.templates import fill

NO_INDEX = '<meta name="robots" content="noindex">'
"""A search should find the record as it is now, which names all its versions."""


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words: where, and the two texts; a text that is not there is None."""

    where: Markup
    before: Markup | None
    after: Markup | None


def version_path(version: Version) -> str:
    """The address of a version below the language's root."""
    return f"e/{version.id}/v/{version.number}/"


def version_pages(reader: Reader, folder: Path, history: History, id: str) -> Iterator[Page]:
    """The pages `/e/<id>/v/<n>/` of every version of a record, in the reader's language."""
    for version in history.versions[id]:
        yield _page(reader.at(version_path(version)), folder, history, version)


def _page(reader: Reader, folder: Path, history: History, version: Version) -> Page:
    frozen = history.frozen(version)
    then = Then(reader, history, history.release(version.release))
    heading, day = then.heading(frozen), reader.when_text(version.date)
    # A source's text may be printed in many places under one title.
    publisher = str(frozen.fields.get("publisher", ""))
    title = f"{heading.striptags()} ({publisher})" if publisher else heading.striptags()
    cited = of_version(version, frozen, reader.language, reader.settings)
    content = fill(
        folder,
        "version.html",
        reader,
        version=version,
        heading=heading,
        day=day,
        citing=citing(reader, cited) if cited else None,
        **_told(then, version, frozen),
    )
    about = "The record {id} as it was released on {date}, and what was changed since."
    return Page(
        reader.language,
        reader.path,
        reader.t("{title} (version {number})", title=title, number=version.number),
        reader.t(about, id=version.id, date=day),
        content,
        NO_INDEX + (citing_tags(cited) if cited else ""),
        scripts=COPY if cited else (),
        subject=version.kind,
    )


def _told(then: Then, version: Version, frozen: Frozen) -> dict[str, object]:
    """What the version said, and how the record stands beside it now."""
    reader, fields = then.reader, frozen.fields
    return {
        "versions": then.history.versions[version.id],
        "parts": then.parts(fields, NAMES.get(version.kind)),
        "since": list(changed_since(then, fields)) if not frozen.redacted else [],
        "others": _elsewhere(reader, reader.corpus, fields, version.id),
        "data": f"/data/releases/records/{version.id}/{version.number}.json",
        "note": content_notes(reader).get(str(fields.get("content_note"))),
        "gone": version.id not in reader.corpus.records,
    }


def current(corpus: Corpus, id: str) -> Data:
    """A record, or its tombstone, as it stands now."""
    return plain(corpus.records.get(id) or corpus.tombstones[id])


def changed_since(then: Then, fields: Data) -> Iterator[Told]:
    """What differs in the record now, in words, but for texts in other languages."""
    reader = then.reader
    for one in differences(fields, current(reader.corpus, str(fields["id"]))):
        if one.path[-1] in LANGUAGES and one.path[-1] != reader.language:
            continue
        yield Told(_where(reader, one), _shown(then, one.before), _shown(then, one.after))


def _elsewhere(reader: Reader, corpus: Corpus, fields: Data, id: str) -> tuple[str, ...]:
    """The other languages in which some text differs."""
    if not fields:
        return ()
    ends = {one.path[-1] for one in differences(fields, current(corpus, id)) if one.path}
    return tuple(
        reader.language_name(code) for code in LANGUAGES if code in ends - {reader.language}
    )


def _where(reader: Reader, one: Difference) -> Markup:
    """The way to the part, from the outside in: the field's label, or an item's own name."""
    words = []
    for name in one.path:
        if name in LABELS and name not in LANGUAGES:
            words.append(escape(reader.t(LABELS[name])))
        elif name not in LANGUAGES:
            words.append(Markup('<span translate="no">{}</span>').format(name))
    return Markup(" · ").join(words)


def _shown(then: Then, value: object) -> Markup | None:
    """One side of a difference; of a whole item, the text or the value that it has."""
    if value is None or value == "":
        return None
    if isinstance(value, list | tuple):
        return Markup(", ").join(shown for item in value if (shown := _shown(then, item)))
    if not isinstance(value, Mapping):
        return escape(str(value))
    if value.keys() <= BOUNDS:
        return then.amount(value)
    if value.keys() & set(LANGUAGES):
        return then.text(value)
    told = ("text", "value", "title", "name", "source", "record", "person", "role", "id")
    return next((_shown(then, value[name]) for name in told if name in value), None)
