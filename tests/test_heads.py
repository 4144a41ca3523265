"""What the head of each page says of its language, its other languages and what it is about."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from builder.i18n import LANGUAGES, language_of
from builder.links import aimed


@dataclass(frozen=True)
class Head:
    """The head of the page at `path`."""

    path: str
    text: str
    switch: str

    @cached_property
    def languages(self) -> dict[str, str]:
        """Where the switch of languages leads, its own place included."""
        found = re.findall(r'<a lang="(\w\w)" hreflang="\1" href="([^"]+)">', self.switch)
        return {code: aimed(self.path, link) for code, link in found} | {
            language_of(self.path): self.path
        }

    def all(self, pattern: str) -> list[str]:
        return re.findall(pattern, self.text)


def heads(site: Path) -> dict[str, Head]:
    """Every page's head by its path; cards are for frames, and stand in no list of pages."""
    files = sorted(file for file in site.rglob("index.html") if file.parts[-3] != "embed")
    paths = [f"/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/") for file in files]
    return {path: _read(path, file) for path, file in zip(paths, files, strict=True)}


def _read(path: str, file: Path) -> Head:
    head, _, body = file.read_text(encoding="utf-8").partition("</head>")
    return Head(path, head, body.partition('class="languages"')[2].partition("</nav>")[0])


@pytest.fixture(scope="module")
def small(small_site: Path) -> dict[str, Head]:
    return heads(small_site)


@pytest.fixture(scope="module")
def whole(site: Path) -> dict[str, Head]:
    return heads(site)


def repeated(found: dict[str, Head], pattern: str) -> list[list[str]]:
    """Pages of one language that say the same."""
    groups = defaultdict(list)
    for head in found.values():
        (said,) = head.all(pattern)
        groups[language_of(head.path), said].append(head.path)
    return [paths for paths in groups.values() if len(paths) > 1]


def test_each_page_says_its_language(small: dict[str, Head]) -> None:
    said = {path: head.all(r"<html[^>]*>") for path, head in small.items()}
    assert said == {path: [f'<html lang="{language_of(path)}">'] for path in small}


def test_each_page_leads_to_itself_in_every_language(small: dict[str, Head]) -> None:
    for path, head in small.items():
        assert head.languages.keys() == LANGUAGES.keys(), path
        others = {other: small[other].languages for other in head.languages.values()}
        assert others == dict.fromkeys(others, head.languages), path


def test_no_page_claims_an_address_when_none_is_set(small: dict[str, Head]) -> None:
    claims = re.compile('rel="canonical"|rel="alternate" hreflang|og:url')
    assert [path for path, head in small.items() if claims.search(head.text)] == []


def test_each_page_says_once_what_it_is_about(small: dict[str, Head]) -> None:
    for path, head in small.items():
        (said,) = head.all(r'<meta name="description" content="([^"]*)">')
        assert said.strip(), path
        assert len(head.all(r"<title>[^<]+</title>")) == 1, path


def test_no_two_pages_are_about_the_same(whole: dict[str, Head]) -> None:
    assert repeated(whole, r'<meta name="description" content="([^"]*)">') == []


def test_titles_repeat_only_where_the_records_do(whole: dict[str, Head]) -> None:
    same = repeated(whole, r"<title>([^<]+)</title>")
    assert [paths for paths in same if not all("/e/" in path for path in paths)] == []
