"""Feeds good, broken and hostile, each a file, fetched from a real server and read."""

import time
from collections.abc import Iterator
from datetime import date

import pytest
from feed_server import EXPECTED, FEEDS, Site, elapsed, served

from builder.characters import faults
from builder.inbox.apart import Room, read_apart
from builder.inbox.decode import Unreadable
from builder.inbox.entry import Feed
from builder.net.fetch import fetch

TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def feed(site: Site, path: str, room: Room | None = None) -> Feed:
    answer = fetch(f"{site.url}/{path}", agent="test", loopback=True)
    return read_apart(
        answer.body, url=answer.url, content_type=answer.content_type, today=TODAY, room=room
    )


def test_cases_are_the_files_of_the_folder_and_forty_or_more() -> None:
    files = {path.name for path in FEEDS.iterdir()} - {"expected.toml"}
    assert files == set(EXPECTED)
    assert len(files) >= 40


@pytest.mark.parametrize("name", [name for name, case in EXPECTED.items() if "why" in case])
def test_feed_is_refused_with_its_reason_when_it_cannot_be_read(site: Site, name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        feed(site, name)
    assert refused.value.why == EXPECTED[name]["why"]


@pytest.mark.parametrize("name", [name for name, case in EXPECTED.items() if "titles" in case])
def test_feed_gives_what_the_table_says_when_it_can_be_read(site: Site, name: str) -> None:
    case, found = EXPECTED[name], feed(site, name)
    titles = [one.title for one in found.entries]
    assert [
        known if known == "?" else title
        for known, title in zip(case["titles"], titles, strict=True)
    ] == case["titles"]
    for field in ("published", "language", "url"):
        wanted = case.get({"language": "languages", "url": "urls"}.get(field, field))
        assert wanted in (None, [getattr(one, field) for one in found.entries])
    assert list(found.notes) == case.get("notes", [])


@pytest.mark.parametrize("name", [name for name, case in EXPECTED.items() if "titles" in case])
def test_nothing_live_and_nothing_hidden_is_left_in_any_field(site: Site, name: str) -> None:
    found = feed(site, name)
    fields = [found.title]
    for one in found.entries:
        fields += [one.title, one.summary, one.url, one.date, *one.authors]
    assert [text for text in fields if "<" in text or ">" in text] == []
    assert [text for text in fields if list(faults(text)) or "\n" in text] == []
    assert [one.url for one in found.entries if not one.url.startswith(("http", ""))] == []


def test_first_entries_are_read_when_there_are_a_hundred_thousand(site: Site) -> None:
    found = feed(site, "many")
    assert (len(found.entries), found.notes) == (500, ("only the first 500 entries were read",))


def test_feed_is_given_up_when_reading_it_takes_too_long(site: Site) -> None:
    start = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        feed(site, "deep", Room(seconds=0.7))
    assert (refused.value.why, elapsed(start) < 5) == ("time", True)


def test_feed_is_given_up_when_it_needs_more_memory_than_there_is(site: Site) -> None:
    with pytest.raises(Unreadable) as refused:
        feed(site, "many", Room(memory=1_000_000))
    assert refused.value.why == "other"
