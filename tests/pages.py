"""Which pages of a built site stand for all of them."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath

from builder.corpus import Corpus

SAMPLES = (
    "almaty-akimat-stormed", "internet-cut-national-5-january", "deaths-kazakhstan",
    "almaty-airport-seizure", "law-communications-2004", "astana", "aigerim-tleuzhan", "netblocks",
)  # fmt: skip
"""Records that are long, or that others point at."""


def every_kind(site: Path, corpus: Corpus) -> list[str]:
    """Every listing, and a record of each kind, as English paths without the first slash."""
    return [*listings(site), *records(corpus)]


def listings(site: Path) -> list[str]:
    """Every English page that is no record's; of those that share a folder, the first and last."""
    found = sorted(
        path for path in _pages(site) if not path.startswith(("e/", "embed/", "ru/", "kk/"))
    )
    kept = []
    for folder, group in groupby(sorted(found, key=_folder), _folder):
        pages = list(group)
        kept += pages if folder == "." else dict.fromkeys([pages[0], pages[-1]])
    return sorted(kept)


def records(corpus: Corpus) -> list[str]:
    """One record of each kind, and the samples that are there."""
    one_a_kind = {record.kind: record.id for record in corpus.records.values()}
    ids = {*one_a_kind.values(), *(id for id in SAMPLES if id in corpus.records)}
    return [f"e/{id}/" for id in sorted(ids)]


def _pages(site: Path) -> Iterator[str]:
    for file in site.rglob("index.html"):
        path = file.parent.relative_to(site).as_posix()
        yield "" if path == "." else f"{path}/"


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()
