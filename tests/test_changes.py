"""What the page of changes is made from, and that it stays small whatever it has to tell."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.derive.changes import Changed, Changes, Entered, changes, taken_back
from builder.i18n import Language
from builder.model.kinds import KINDS
from builder.release.entering import entries
from builder.release.ledger import Ledger, append, read
from builder.render.changes import HOMES, ROOM, Room, changes_page
from builder.render.reader import Reader
from tests.small import ARCHIVE, archive, change, corpus
from tests.small_archive import ROOT

TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
STORM = "entries/events/storm.yaml"
NEW_CLAIM = """\
  - id: blue-sky
    text: {en: The sky cleared., ru: Небо прояснилось., kk: Аспан ашылды.}
    asserted_by: [tasbulak-herald]
    asserted_on: 2022-01-06
    citations:
      - {source: herald-2022-01-06, locator: para 4}
  - id: clear-sky
"""
Grown = tuple[Ledger, Corpus]


def entered(root: Path, day: str) -> Grown:
    """Enter everything that is new, as a release does."""
    records, path = corpus(root), root / "archive" / "ledger.jsonl"
    known = read(path)
    assert isinstance(known, Ledger)
    return append(path, entries(known, records, day)), records


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """Two days: everything, three records among it that left; then one more claim."""
    root = archive(tmp_path_factory.mktemp("grown"))
    entered(root, "2026-11-02")
    change(root, STORM, "  - id: clear-sky\n", NEW_CLAIM)
    return entered(root, "2026-12-01")


def page(language: Language, ledger: Ledger, records: Corpus) -> str:
    return changes_page(Reader(records, language), TEMPLATES, changes(ledger, records)).content


def test_the_newest_day_comes_first(grown: Grown) -> None:
    assert [day.day for day in changes(*grown).days] == [date(2026, 12, 1), date(2026, 11, 2)]


def test_a_day_is_told_by_kind_with_its_claims(grown: Grown) -> None:
    first = changes(*grown).days[-1]
    assert [(one.kind, len(one.ids), one.claims) for one in first.entered][:3] == [
        ("event", 3, 4),
        ("episode", 3, 3),
        ("figure", 3, 9),
    ]


def test_what_left_is_told_gravest_first_with_its_reason(grown: Grown) -> None:
    left = changes(*grown).left
    assert [(day, one.id, one.act, one.reason, one.into) for day, one in left] == [
        (date(2026, 11, 2), "p-5h6j7k", "redact", "privacy", ""),
        (date(2026, 11, 2), "old-weather-club", "withdraw", "", ""),
        (date(2026, 11, 2), "storm-again", "merge", "", "storm"),
    ]


def test_a_claim_added_to_a_record_is_no_new_record(grown: Grown) -> None:
    newest = changes(*grown).days[0]
    assert [(one.id, one.claims) for one in newest.added] == [("storm", ("blue-sky",))]
    assert (newest.records, newest.claims) == (0, 1)


def test_what_is_not_in_the_ledger_yet_has_no_day() -> None:
    (only,) = changes(Ledger(), corpus(ARCHIVE)).days
    assert (only.day, only.records, len(only.left)) == (None, 38, 3)


def test_what_its_author_took_back_is_no_correction(grown: Grown) -> None:
    found = taken_back(grown[1])
    assert {status: [c.id for _, c in claims] for status, claims in found.items()} == {
        "retracted": ["hall-164"],
        "superseded": ["health-first"],
    }


def test_the_page_says_why_a_record_left_and_links_its_page(grown: Grown) -> None:
    shown = page("en", *grown)
    assert '<a href="../e/p-5h6j7k/"><code>p-5h6j7k</code></a> (person): redacted, privacy' in shown
    assert "withdrawn: The club was found to have never existed." in shown
    assert 'merged into another record, <a href="../e/storm/">A snow storm' in shown
    assert '<a href="../e/storm/#blue-sky">blue-sky</a>' in shown


def test_the_page_says_so_when_nothing_left() -> None:
    known = Changes((Changed(date(2026, 11, 2), (), (), ()),))
    shown = changes_page(Reader(corpus(ARCHIVE), "ru"), TEMPLATES, known).content
    assert "Таких исправлений пока нет" in shown


def test_every_kind_has_a_page_that_lists_it() -> None:
    assert set(HOMES) == {model.kind for model in KINDS.values()}


def test_room_is_given_to_who_asks_first() -> None:
    room = Room(5)
    assert [room.take(3), room.take(4, whole=True), room.take(4), room.take(1)] == [3, 0, 2, 0]


def test_the_page_stays_small_when_ten_thousand_records_came_on_one_day() -> None:
    many = Entered("source", tuple(f"source-{n * 7919 % 10_000:05}" for n in range(10_000)), 0)
    few = Entered("event", tuple(f"event-{n:03}-{n * 104729}" for n in range(ROOM - 10)), 0)
    seen = Changes((Changed(date(2026, 12, 1), (), (), (few, many)),))
    shown = changes_page(Reader(corpus(ARCHIVE), "en"), TEMPLATES, seen).content
    assert "source-00001" not in shown
    assert 'Source: 10,000: <a href="../sources/">' in shown
    assert "event-449" in shown
    assert len(gzip.compress(shown.encode())) < 50_000
