"""The page of all data files, with what each holds and how large it is."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.corpus import Corpus
from builder.i18n import LANGUAGES
from builder.links import LinkStyle
from builder.model.kinds import KINDS
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill


def downloads_page(
    corpus: Corpus, folder: Path, made: Mapping[str, bytes], style: LinkStyle = "site"
) -> Iterator[Page]:
    """The page at `/data/` in each language."""
    for language in LANGUAGES:
        here = Reader(corpus, language, style=style).at("data/")
        about = _about(here)
        rows = [
            (path, about.get(path, ""), here.number_of(len(data)))
            for path, data in sorted(made.items())
            if path.startswith("data/")
        ]
        title = here.t("Data")
        content = fill(folder, "data.html", here, downloads=rows)
        yield Page(
            language, here.path, title, here.t("Everything on this site, as files."), content
        )


def _about(reader: Reader) -> dict[str, str]:
    kinds = {
        f"data/{folder}.json": reader.t(
            "every record of the kind: {kind}", kind=reader.term("kind", model.kind)
        )
        for folder, model in KINDS.items()
    }
    schemas = {
        f"data/schema/{model.kind}.json": reader.t(
            "JSON Schema of the kind, for editors: {kind}", kind=reader.term("kind", model.kind)
        )
        for model in KINDS.values()
    }
    return (
        kinds
        | schemas
        | {
            "data/archive.json": reader.t("every record, whole"),
            "data/records.csv": reader.t(
                "one line a record: titles and summaries in three languages"
            ),
            "data/claims.csv": reader.t("one line a claim, with its derived grade"),
            "data/citations.csv": reader.t("which claim rests on which source, and where in it"),
            "data/sources.csv": reader.t("one line a source, with how much of it was seen"),
            "data/ledger.jsonl": reader.t(
                "every id and claim ever given, in the order in which they were entered"
            ),
            "data/places.csv": reader.t("one line a place, with its precision"),
            "data/connectivity.csv": reader.t(
                "one line a window of connectivity: place, network, state, and its ends as "
                "recorded and as claimed, in UTC"
            ),
        }
    )
