"""The cards that other sites may frame, and that nothing else may be framed, in a real browser."""

import gzip
import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import html5lib
import pytest

from builder.cite.standing import standings
from builder.i18n import LANGUAGES, Language
from builder.project import Settings
from builder.render.embed import embed_page
from builder.render.embed_link import KINDS, embed_link
from builder.render.reader import Reader
from tests.browser import chromium, tab
from tests.small_archive import ROOT
from tests.syndicated import SET, SITE, UNSET, Released, files, released

FRAMED = ("/embed/storm/", "/kk/embed/storm/", "/e/storm/", "/data/archive.json")
TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Released:
    return released(tmp_path_factory.mktemp("cards"))


def card(archive: Released, id: str, language: Language = "en", settings: Settings = UNSET) -> str:
    reader = Reader(archive[0], language, settings=settings, history=archive[2])
    path, data = embed_page(reader, TEMPLATES, id, standings(archive[2], archive[0]))
    assert path == f"{'' if language == 'en' else f'{language}/'}embed/{id}/index.html"
    return data.decode()


def test_cards_are_valid_small_and_without_script_in_every_language(archive: Released) -> None:
    parser = html5lib.HTMLParser(strict=True)
    style = (ROOT / "site_overrides/theme/card.css").read_bytes()
    for record in archive[0].records.values():
        for language in LANGUAGES if record.kind in KINDS else ():
            html = card(archive, record.id, language)
            parser.parse(html)
            assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", html)
            assert len(gzip.compress(html.encode())) + len(gzip.compress(style)) < 10_000


def test_a_card_tells_one_claim_with_its_voice_source_and_version(archive: Released) -> None:
    html = card(archive, "storm")
    assert "Snow fell from about 17:00" in html
    assert "Said by: Tasbulak Herald, Snow Relief, 6 January 2022" in html
    assert "Source: Вестник Тасбулака" in html and "para 2" in html
    assert "contested" in html and "version 2 of 1 December 2026" in html
    assert html.count('href="../../e/storm/" target="_top" rel="noopener"') == 2


def test_a_number_is_shown_with_who_said_it(archive: Released) -> None:
    html = card(archive, "injured")
    assert '<p class="card__value">17 people</p>' in html
    assert "<b>17</b> Town health office, Aidar Ulgiev, 1 March 2022" in html
    assert "4 more claims in the record" in html


def test_a_card_of_a_record_that_left_says_only_that(archive: Released) -> None:
    html = card(archive, "storm-again", "ru")
    assert "Тасбулак" not in html and "storm-again" in html
    assert "Этой записи больше нет в архиве" in html


def test_publication_levels_hold_on_cards(archive: Released) -> None:
    people = archive[0].records.values()
    hidden = [
        one for one in people if one.kind == "person" and getattr(one, "publish", "") == "withheld"
    ]
    assert hidden
    for record in archive[0].records.values():
        if record.kind in KINDS:
            html = card(archive, record.id)
            assert not any(one.id in html for one in hidden)


def test_pages_name_their_card_only_where_the_address_is_known(archive: Released) -> None:
    storm, place = archive[0].records["storm"], archive[0].records["tasbulak"]
    bare, placed = (Reader(archive[0], "kk", settings=one).at("e/storm/") for one in (UNSET, SET))
    assert embed_link(bare, storm) == embed_link(placed, place) == ""
    assert f'type="application/json+oembed" href="{SITE}/oembed/storm.kk.json"' in embed_link(
        placed, storm
    )
    assert f'<link rel="canonical" href="{SITE}/kk/e/storm/">' in card(archive, "storm", "kk", SET)


def test_oembed_describes_the_frame_of_each_card(archive: Released) -> None:
    made = files(archive, SET)
    told = {path: json.loads(data) for path, data in made.items() if path.startswith("oembed/")}
    kinds = [one for one in archive[0].records.values() if one.kind in KINDS]
    assert len(told) == 3 * len(kinds)
    storm = told["oembed/storm.ru.json"]
    assert (storm["version"], storm["type"], storm["width"]) == ("1.0", "rich", 600)
    assert f'<iframe src="{SITE}/ru/embed/storm/" width="600"' in storm["html"]
    assert storm["title"] == "Снежная буря доходит до Тасбулака, 5 января 2022 года"


class Answer(http.server.SimpleHTTPRequestHandler):
    """A host that joins the values of all rules of `_headers` that a path meets, or takes the last."""

    rules: list[tuple[str, dict[str, str]]]
    joining: bool

    def end_headers(self) -> None:
        found: dict[str, str] = {}
        for pattern, headers in self.rules:
            if self.path == pattern or (
                pattern.endswith("*") and self.path.startswith(pattern[:-1])
            ):
                for name, value in headers.items():
                    before = f"{found[name]}, " if self.joining and name in found else ""
                    found[name] = before + value
        for name, value in found.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def rules(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for block in text.strip().split("\n\n"):
        path, *lines = block.split("\n")
        yield path, dict(one.strip().split(": ", 1) for one in lines)


@contextmanager
def served(folder: Path, headers: str, *, joining: bool) -> Iterator[str]:
    kind = type("_", (Answer,), {"rules": list(rules(headers)), "joining": joining})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_only_cards_can_be_framed_by_another_origin(small_site: Path, tmp_path: Path) -> None:
    headers = (small_site / "_headers").read_text("utf-8")
    with chromium() as browser:
        for joining in (True, False):
            with served(small_site, headers, joining=joining) as home, tab(browser) as (page, _):
                framed = "".join(f'<iframe src="{home}{path}"></iframe>' for path in FRAMED)
                (tmp_path / "index.html").write_text(framed, "utf-8")
                with served(tmp_path, "/*\n  X-A: b", joining=joining) as elsewhere:
                    page.goto(f"{elsewhere}/", wait_until="load")
                    frames = page.frames[1:]
                    assert [one.locator("main.card").count() for one in frames] == [1, 1, 0, 0]
                    refused = [one.url.startswith("chrome-error:") for one in frames]
                    assert refused == [False, False, True, True]
                    edge = "e => getComputedStyle(e).borderTopWidth"
                    assert frames[0].locator("main").evaluate(edge) == "3px"
