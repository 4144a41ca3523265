"""The blackout page: who says when a window began, how long it was dark, how late it was told."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from builder import pipeline
from builder.corpus import Corpus
from builder.derive.blackout import Row, Stretch, accounts, rows
from builder.derive.delays import Group, groups
from builder.derive.edges import Edge
from builder.derive.tables import TABLES
from builder.derive.timeline import timeline
from builder.i18n import LANGUAGES, Language
from builder.render.blackout import blackout_page
from builder.render.blackout_shapes import WIDE, line, share
from builder.render.blackout_words import Words
from builder.render.reader import Reader
from tests.browser import chromium, served, tab
from tests.small import ARCHIVE, archive, change, corpus

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
CUT = "entries/episodes/network-cut.yaml"
SLOW = "entries/episodes/network-slow.yaml"
EXTRA = """\
  - id: {id}
    text: {{en: Traffic fell., ru: Трафик упал., kk: Трафик төмендеді.}}
    when: {when}
    asserted_by: [netwatch]
    citations:
      - {{source: netwatch-2022, locator: chart 3}}
"""


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def saying(root: Path, *times: str, more: str = "") -> Corpus:
    """The invented archive, in which claims `c0`, `c1` … give these times for the cut."""
    claims = "".join(EXTRA.format(id=f"c{n}", when=when) for n, when in enumerate(times))
    change(archive(root), CUT, "related: [storm]\n", f"{claims}{more}related: [storm]\n")
    return corpus(root)


def row(records: Corpus, place: str, layer: str) -> Row:
    (found,) = (one for one in rows(records) if (one.place, one.layer) == (place, layer))
    return found


def cut(records: Corpus) -> Stretch:
    (found,) = row(records, "tasbulak", "all").stretches
    return found


def hours(stretch: Stretch) -> tuple[float, float | None]:
    assert stretch.length is not None
    hour = timedelta(hours=1)
    longest = stretch.length.longest
    return stretch.length.shortest / hour, longest / hour if longest is not None else None


def heard(edge: Edge | None) -> list[tuple[str, bool]]:
    assert edge is not None
    return [(voice.claim.id, voice.counts) for voice in edge.voices]


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of January 2022 on the clock of Almaty."""
    return datetime(2022, 1, day, hour, minute, tzinfo=UTC) - timedelta(hours=6)


# Rows


def test_rows_go_from_wide_places_to_narrow_ones(small: Corpus) -> None:
    assert [(r.place, r.layer, r.providers) for r in rows(small)] == [
        ("kazakhstan", "mobile", ()),
        ("tasbulak", "all", ("steppe-telecom",)),
    ]


def test_a_row_without_windows_of_its_own_hears_a_wider_one(tmp_path: Path) -> None:
    change(archive(tmp_path), SLOW, "layer: mobile", "layer: all")
    wider = row(corpus(tmp_path), "tasbulak", "all").wider
    assert [(w.first, w.last, w.stretch.episode.id) for w in wider] == [
        (local(5, 12), local(5, 16, 30), "network-slow"),
        (local(5, 21), local(12, 0), "network-slow"),
    ]


def test_mobile_alone_says_nothing_of_all_networks(small: Corpus) -> None:
    assert row(small, "tasbulak", "all").wider == ()


# Edges


def test_an_edge_is_that_of_the_record_when_no_claim_gives_an_hour(small: Corpus) -> None:
    found = cut(small)
    assert found.start is not None
    assert (found.start.low, found.start.high) == (local(5, 16, 30), local(5, 16, 30))
    assert (heard(found.start), hours(found)) == ([], (4.5, 4.5))


def test_single_times_speak_of_the_nearer_end(tmp_path: Path) -> None:
    times = ("2022-01-05 after 10:00 UTC", "2022-01-05 until 20:30", "2022-01-05 about 17:00")
    found = cut(saying(tmp_path, *times))
    assert heard(found.start) == [("c0", True), ("c2", True)]
    assert heard(found.end) == [("c1", True)]
    assert hours(found) == (3.5, 4.5)


def test_a_claim_is_not_heard_when_it_is_coarse_or_far_off(tmp_path: Path) -> None:
    found = cut(saying(tmp_path, "2022-01-05", "2022-01-05 evening", "2022-01-05 13:00"))
    assert (heard(found.start), heard(found.end)) == ([], [])


def test_an_interval_speaks_of_both_ends_that_have_an_hour(tmp_path: Path) -> None:
    found = cut(
        saying(tmp_path, "2022-01-05 16:00/2022-01-05 22:00", "2022-01-05 16:45/2022-01-06")
    )
    assert heard(found.start) == [("c0", True), ("c1", True)]
    assert heard(found.end) == [("c0", True)]
    assert hours(found) == (5.25, 6.0)


def test_a_coarse_claim_is_heard_but_not_counted_when_it_contradicts_one_with_an_hour(
    tmp_path: Path,
) -> None:
    day = EXTRA.format(id="day", when="2022-01-04").rstrip("\n")
    more = f"{day}\n    status: contested\n    contradicts: ['#c0']\n"
    more += "    note: {en: Disputed., ru: Оспорено., kk: Даулы.}\n"
    found = cut(saying(tmp_path, "2022-01-05 16:00", more=more))
    assert heard(found.start) == [("day", False), ("c0", True)]
    assert hours(found) == (5.0, 5.0)


def test_a_claim_about_another_place_does_not_count(tmp_path: Path) -> None:
    elsewhere = EXTRA.format(id="far", when="2022-01-05 17:30").replace(
        "    asserted_by", "    places: [akkum]\n    asserted_by"
    )
    found = cut(saying(tmp_path, more=elsewhere))
    assert heard(found.start) == [("far", False)]


def test_an_edge_is_rival_only_when_the_times_differ(tmp_path: Path) -> None:
    alike = cut(saying(tmp_path / "alike", "2022-01-05 16:45", "2022-01-05 10:45 UTC"))
    apart = cut(saying(tmp_path / "apart", "2022-01-05 16:45", "2022-01-05 about 17:00"))
    assert alike.start and apart.start
    assert (alike.start.rival, apart.start.rival) == (False, True)


def test_an_open_end_has_no_longest_length(small: Corpus) -> None:
    (slow,) = row(small, "kazakhstan", "mobile").stretches
    assert (slow.end, hours(slow)) == (None, (0.0, None))


# Hours in the dark


def test_dark_hours_run_from_the_latest_start_to_the_reverse(tmp_path: Path) -> None:
    found = row(saying(tmp_path, "2022-01-05 16:00", "2022-01-05 17:00"), "tasbulak", "all")
    assert found.dark is not None
    assert (found.dark.shortest, found.dark.longest) == (timedelta(hours=4), timedelta(hours=5))


def test_dark_hours_are_none_when_nothing_was_cut(small: Corpus) -> None:
    assert row(small, "kazakhstan", "mobile").dark is None


# The real records, read by hand


@pytest.mark.parametrize(
    ("place", "layer", "windows", "shortest", "longest"),
    [
        # 5:00 (18:30 to 23:30), 12:30, 12:30, 20:30, 16:30, 20:00, 19:15; the first as long as 7:00
        # (from 16:30), the second 14:00 (to 18:00, RIPE), the sixth 21:00 (to 09:00, Forbes).
        ("kazakhstan", "all", 7, (106, 15), (110, 45)),
        ("almaty", "all", 2, (106, 30), (106, 30)),  # 6:30 and 100:00
        ("astana", "fixed", 6, (88, 10), (89, 11)),  # the last from 12:00 to 06:00, or to 07:01
        ("astana", "mobile", 1, (79, 1), (103, 1)),  # from some hour of the 6th to the 10th, 07:01
    ],
)
def test_dark_hours_of_the_real_records(
    real: pipeline.Checked,
    place: str,
    layer: str,
    windows: int,
    shortest: tuple[int, int],
    longest: tuple[int, int],
) -> None:
    found = row(real.corpus, place, layer)
    assert found.dark is not None
    assert len(found.cuts) == windows
    least, most = (timedelta(hours=h, minutes=m) for h, m in (shortest, longest))
    assert (found.dark.shortest, found.dark.longest) == (least, most)


def test_start_of_the_national_cut_in_the_real_records(real: pipeline.Checked) -> None:
    national = row(real.corpus, "kazakhstan", "all").stretches[1]
    assert national.episode.id == "internet-cut-national-5-january"
    assert heard(national.start) == [
        ("diplomat-stopped-4-january", False),
        ("globalcheck-17-32", False),
        ("cloudflare-10-30-utc", True),
        ("cloudflare-bgp-10-45-utc", True),
        ("kursiv-16-55", True),
        ("netblocks-17-00", True),
        ("ripe-11-15-utc", True),
        ("coindesk-noon-utc", True),
        ("cloudflare-18-30-local", True),
    ]
    assert national.start is not None
    assert (national.start.low, national.start.high) == (local(5, 16, 30), local(5, 18, 30))


def test_accounts_of_a_window_in_the_real_records(real: pipeline.Checked) -> None:
    stretch = row(real.corpus, "kazakhstan", "all").stretches[2]
    assert stretch.episode.id == "internet-restored-night-5-6-january"
    said = {a.claim.id: a for a in accounts(real.corpus, stretch.episode)}
    assert [id for id, account in said.items() if not account.silent] == ["ioda-window"]
    length = said["ioda-window"].length
    assert length is not None
    assert (length.shortest, length.longest) == (timedelta(hours=4.5), timedelta(hours=4.5))


def test_telephone_of_almaty_is_one_day_without_hours(real: pipeline.Checked) -> None:
    found = line(row(real.corpus, "almaty", "telephone"))
    (drawn,) = found.drawn
    assert [(box.x, box.width, box.soft) for box in drawn.boxes] == [(300.0, 100.0, True)]
    assert (found.row.wider, found.row.dark) == ((), None)


# Delays


def of(records: Corpus) -> dict[str, Group]:
    return {group.name: group for group in groups(timeline(records))}


def test_delays_are_grouped_by_light(small: Corpus) -> None:
    found = of(small)
    assert {name: len(group.entries) for name, group in found.items()} == {
        "dark": 1,
        "mixed": 0,
        "open": 0,
        "unmeasured": 0,
    }
    assert {name: group.undated for name, group in found.items()}["open"] == 1
    assert found["dark"].median == (timedelta(hours=16.5), timedelta(hours=16.5))
    assert found["mixed"].median is None


def test_every_event_of_the_real_records_is_in_one_group(real: pipeline.Checked) -> None:
    found = of(real.corpus)
    events = [record for record in real.corpus.records.values() if record.kind == "event"]
    assert sum(len(g.entries) + g.undated for g in found.values()) == len(events)
    assert "second-presidential-address" in {e.record.id for e in found["dark"].entries}


# Shapes


def test_a_window_is_drawn_from_hour_to_hour(small: Corpus) -> None:
    (drawn,) = line(row(small, "tasbulak", "all")).drawn
    # Midnight of the 5th is at 300; an hour is 1000 / 240 wide.
    assert [(b.x, b.width, b.soft) for b in drawn.boxes] == [(368.75, 18.75, False)]
    assert (drawn.shade, drawn.open) == ("dark", False)


def test_an_open_window_goes_on_to_the_right(small: Corpus) -> None:
    (drawn,) = line(row(small, "kazakhstan", "mobile")).drawn
    assert (drawn.open, drawn.boxes[-1].x + drawn.boxes[-1].width) == (True, WIDE)


def test_a_disputed_start_spans_the_times_claimed(tmp_path: Path) -> None:
    records = saying(tmp_path, "2022-01-05 15:36", "2022-01-05 18:00")
    (span,) = line(row(records, "tasbulak", "all")).spans
    assert (span.first, span.last, span.ticks, span.coarse) == (365.0, 375.0, (365.0, 375.0), ())


def test_delays_lie_on_a_scale_without_end() -> None:
    lengths = (timedelta(), timedelta(hours=99), timedelta(days=36500))
    assert [share(length) for length in lengths] == [0.0, 452.53, 1000.0]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "5 January, about 16:00–17:00 · 4 h – 5 h"),
        ("ru", "5 января, около 16:00–17:00 · 4 ч – 5 ч"),
        ("kk", "5 қаңтар, шамамен 16:00–17:00 · 4 сағ – 5 сағ"),
    ],
)
def test_words_of_an_edge_and_a_length(tmp_path: Path, language: Language, expected: str) -> None:
    records = saying(tmp_path, "2022-01-05 16:00", "2022-01-05 about 17:00")
    words, found = Words(Reader(records, language)), cut(records)
    assert found.start and found.length
    text = f"{words.claimed(found.start)} · {words.length(found.length)}"
    about = words.reader.t("about {number}", number="")
    assert text.replace("\N{NO-BREAK SPACE}", " ").replace(f"· {about}", "· ") == expected


# The file


def test_connectivity_table_has_one_line_a_window(small: Corpus) -> None:
    table = TABLES["connectivity"]
    names = [column.name for column in table.columns]
    slow, broken = (dict(zip(names, row, strict=True)) for row in table.rows(small))
    assert (slow["record"], slow["end_latest"], slow["longest_hours"]) == (
        "network-slow",
        None,
        None,
    )
    assert broken == {
        "record": "network-cut",
        "place": "tasbulak",
        "layer": "all",
        "providers": "steppe-telecom",
        "state": "cut",
        "start_earliest": "2022-01-05T10:30:00Z",
        "start_latest": "2022-01-05T10:30:00Z",
        "start_about": False,
        "start_claimed_first": "2022-01-05T10:30:00Z",
        "start_claimed_last": "2022-01-05T10:30:00Z",
        "start_claims": 0,
        "end_earliest": "2022-01-05T15:00:00Z",
        "end_latest": "2022-01-05T15:00:00Z",
        "end_about": False,
        "end_claimed_first": "2022-01-05T15:00:00Z",
        "end_claimed_last": "2022-01-05T15:00:00Z",
        "end_claims": 0,
        "shortest_hours": 4.5,
        "longest_hours": 4.5,
    }


# The page


@pytest.fixture(scope="module")
def pages(real: pipeline.Checked) -> dict[str, str]:
    """The content of the page in each language."""
    days = timeline(real.corpus)
    return {
        language: blackout_page(Reader(real.corpus, language), TEMPLATES, days).content
        for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_well_formed_and_has_no_inline_style(pages: dict[str, str], language: str) -> None:
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(pages[language])
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script", pages[language])


def test_every_shape_leads_to_a_line_of_the_tables(pages: dict[str, str]) -> None:
    ids = re.findall(r'\sid="([^"]+)"', pages["en"])
    targets = set(re.findall(r'href="#([^"]+)"', pages["en"]))
    assert len(ids) == len(set(ids))
    assert targets - set(ids) == set()


def test_every_window_of_the_records_is_on_the_page(
    pages: dict[str, str], real: pipeline.Checked
) -> None:
    shown = set(re.findall(r'<tr id="([^"]+)">', pages["kk"]))
    assert shown == {
        f"{row.place}--{s.episode.id}" for row in rows(real.corpus) for s in row.stretches
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_regions_scroll_sideways_at_320_pixels(
    browser: Browser, site: Path, language: str
) -> None:
    path = "" if language == "en" else f"{language}/"
    with served(site) as home, tab(browser, width=320) as (page, found):
        page.goto(f"{home}/{path}blackout/")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        inside = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('[role=region], svg')"
            " && e.getBoundingClientRect().right > 320).map(e => e.outerHTML.slice(0, 80))"
        )
        assert inside == []
        assert found.messages == []


def test_names_of_rows_stay_in_sight_while_the_chart_scrolls(browser: Browser, site: Path) -> None:
    with served(site) as home, tab(browser, width=360) as (page, _):
        page.goto(f"{home}/blackout/")
        chart = page.locator(".hours .hours__scroll")
        chart.evaluate("chart => { chart.scrollLeft = 400; }")
        left = chart.locator(".hours__name b").first.evaluate("b => b.getBoundingClientRect().left")
        assert 0 <= left < 40
