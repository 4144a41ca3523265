"""What a first visit to each page costs in compressed bytes, as a table; `python -m tests.weights SITE`."""

import gzip
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from builder.i18n import LANGUAGES, prefix

try:
    import brotli
except ImportError:
    brotli = None

FIRST = 100_000
"""Bytes of a first load: the page with its styles, scripts and pictures."""
LIVE = {"map/": 125_000}
"""Pages that may cost more: what can be read stays within FIRST, and a map library comes after it."""
RECORD = 20_000
"""Bytes of a record's page by itself."""
PAGES = ("", "timeline/", "map/", "search/", "known/", "blackout/", "e/deaths-kazakhstan/")
COMPRESSIBLE = {".html", ".css", ".js", ".svg", ".json", ".txt"}
_RECORD = re.compile(r"(^|/)e/")
_LOADED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*?\s(?:href|src)="([^"]+)"'
)


@dataclass(frozen=True)
class Weight:
    """The bytes of a page as a server with gzip sends them, by what they are."""

    path: str
    html: int
    styles: int
    scripts: int
    other: int

    @property
    def readable(self) -> int:
        """What must have come before the page can be read."""
        return self.html + self.styles + self.other

    @property
    def first(self) -> int:
        """All that comes by itself."""
        return self.readable + self.scripts

    @property
    def budget(self) -> int:
        """What all of it may cost."""
        return LIVE.get(self.path.removeprefix("ru/").removeprefix("kk/"), FIRST)

    @property
    def over(self) -> bool:
        """Whether it costs more than it may."""
        own = bool(_RECORD.search(self.path)) and self.html > RECORD
        return own or self.readable > FIRST or self.first > self.budget


def weigh(site: Path, path: str) -> Weight:
    """Everything that the page at `path`, without its first slash, loads by itself."""
    page = site / path / "index.html"
    sums = {".css": 0, ".js": 0}
    other = 0
    for file in loaded(page):
        if file.suffix in sums:
            sums[file.suffix] += sent(file)
        else:
            other += sent(file)
    return Weight(path, sent(page), sums[".css"], sums[".js"], other)


def loaded(page: Path) -> Iterator[Path]:
    """The files that a page names to be loaded with it, each once."""
    for link in dict.fromkeys(_LOADED.findall(page.read_text(encoding="utf-8"))):
        yield (page.parent / link).resolve()


@cache
def sent(file: Path) -> int:
    """The size of a file on its way."""
    data = file.read_bytes()
    return len(gzip.compress(data, 9)) if file.suffix in COMPRESSIBLE else len(data)


def records(site: Path) -> Iterator[str]:
    """The page of every record in every language."""
    for language in LANGUAGES:
        for file in sorted((site / prefix(language)[1:] / "e").glob("*/index.html")):
            yield f"{file.parent.relative_to(site).as_posix()}/"


def over(weights: Iterable[Weight]) -> list[str]:
    """The pages that cost more than they may."""
    return [f"{one.path}: {one.first} bytes, {one.html} of its own" for one in weights if one.over]


def table(site: Path) -> Iterator[str]:
    """One line a page, in every language, then the heaviest records."""
    last = f"{'brotli':>8}" if brotli else ""
    heads = ("html", "css", "js", "other", "first", "budget")
    yield f"{'gzip bytes':32}{''.join(f'{head:>8}' for head in heads)}{last}"
    shown = [f"{prefix(language)[1:]}{path}" for path in PAGES for language in LANGUAGES]
    for path in shown:
        if (site / path / "index.html").is_file():
            yield _line(weigh(site, path)) + _by_brotli(site / path / "index.html")
    heaviest = sorted((weigh(site, path) for path in records(site)), key=lambda one: -one.html)
    for one in heaviest[:5]:
        yield f"{_line(one)}   own page {one.html} of {RECORD}"


def _line(one: Weight) -> str:
    parts = (one.html, one.styles, one.scripts, one.other, one.first)
    return (
        f"{'/' + one.path:32}{''.join(f'{part:8}' for part in parts)}{one.first / one.budget:8.0%}"
    )


def _by_brotli(page: Path) -> str:
    """The first load as a server with brotli sends it, where that can be told."""
    if brotli is None:
        return ""
    return f"{sum(len(brotli.compress(file.read_bytes())) for file in (page, *loaded(page))):8}"


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1] if sys.argv[1:] else "site"))))
