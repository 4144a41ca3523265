"""The inbox: what feeds propose, what is known already, and what a person makes of it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from feed_server import EXPECTED, FEEDS, Site, served
from small import archive, put, told
from small_archive import small_archive

from builder.checking import check
from builder.cli import main
from builder.inbox.collect import Conditions, Outcome, collect
from builder.inbox.draft import Wanted, accept
from builder.inbox.entry import Entry
from builder.inbox.score import Terms, score
from builder.inbox.shelf import Shelf
from builder.net.limits import Limits
from builder.project import project

TODAY = date(2026, 12, 1)
DRAFT = """\
# Draft from the inbox ({id}). Read the publication, then mend what is not as printed.
# The feed gives this date: "Ср, 05 янв 2022 17:00:00 +0600"
id: dala-2022-01-05-court
recorded: 2026-12-01
title: "Суд в Тасбулаке"
publisher: "Дала"
published: 2022-01-05T17:00+06:00
language: ru
url: "https://news.example.kz/ru/2"
seen: headline
seen_on: 2026-12-01
medium: article
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented archive, with nothing in its inbox."""
    folder = archive(tmp_path / "archive")
    monkeypatch.chdir(folder)
    return folder


def listed(root: Path, *feeds: str, least: int = 1) -> None:
    """Let the archive list these feeds."""
    table = f"[tool.qantar.inbox]\nfeeds = {json.dumps(feeds)}\nleast_score = {least}\n"
    (root / "pyproject.toml").write_text(f"[tool.qantar]\n{table}", encoding="utf-8")


def fetched(root: Path, site: Site, *paths: str, least: int = 1) -> list[Outcome]:
    listed(root, *(f"{site.url}/{path}" for path in paths), least=least)
    limits = Limits(seconds=0.8)
    return list(collect(root, Conditions(today=TODAY, loopback=True, limits=limits)))


def titles(root: Path) -> list[str]:
    return [item.entry.title for item in Shelf(project(root)).waiting()]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["inbox", *arguments])


def mentioned(root: Path, title: str, **more: str) -> list[str]:
    found = Terms(check(root).corpus).found(Entry(title=title, **more))
    return [f"{one.kind} {one.id}" for one in found]


def test_fetch_says_how_to_list_feeds_when_there_are_none(root: Path) -> None:
    result = run("fetch")
    assert result.exit_code == 2
    assert '[tool.qantar.inbox] in pyproject.toml write, for example, feeds = ["' in result.stderr


def test_fetch_from_the_command_line_never_reaches_loopback(root: Path, site: Site) -> None:
    listed(root, f"{site.url}/small")
    asked = len(site.asked)
    result = run("fetch")
    assert (result.exit_code, len(site.asked)) == (3, asked)
    assert result.stderr.startswith(f"{site.url}/small: ")


def test_feeds_learn_the_program_and_what_is_set_but_nothing_of_this_machine(
    root: Path, site: Site
) -> None:
    fetched(root, site, "small")
    agent = site.asked[-1][1]["User-Agent"]
    assert agent == f"qandy-qantar-archive/{version('qandy-qantar-archive')} (feed reader)"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("feeds = 'x'", "feeds is a list of addresses"),
        ("feeds = [1]", "feeds is a list of addresses"),
        ("least_score = 'x'", "least_score is a whole number"),
        ("fedes = []", "unknown setting 'fedes'"),
    ],
)
def test_settings_of_the_inbox_are_refused_when_wrong(root: Path, table: str, said: str) -> None:
    (root / "pyproject.toml").write_text(f"[tool.qantar.inbox]\n{table}\n", encoding="utf-8")
    result = run("list")
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_what_is_new_and_likely_waits_when_a_feed_is_fetched(root: Path, site: Site) -> None:
    (outcome,) = fetched(root, site, "good-rss20-english.xml")
    assert outcome.said == "2 entries: 2 queued, 0 known, 0 unlikely"
    assert titles(root) == ["Tasbulak & Akkum wait", "Internet cut in Tasbulak"]


def test_nothing_is_queued_twice_when_a_feed_is_fetched_again(root: Path, site: Site) -> None:
    fetched(root, site, "good-rss20-english.xml")
    (outcome,) = fetched(root, site, "good-rss20-english.xml")
    assert outcome.said == "2 entries: 0 queued, 2 known, 0 unlikely"


def test_feed_is_not_read_again_when_it_has_not_changed(root: Path, site: Site) -> None:
    assert fetched(root, site, "unless-changed")[0].queued == 1
    assert fetched(root, site, "unless-changed")[0].said == "unchanged"


def test_entry_is_known_when_a_source_has_its_address_in_another_form(
    root: Path, site: Site
) -> None:
    sources = root / "entries" / "sources" / "herald-2022-01-06.yaml"
    text = sources.read_text(encoding="utf-8")
    changed = text.replace(
        "https://herald.example.org/2022/buran", "https://www.served.example.kz/1/"
    )
    sources.write_text(changed, encoding="utf-8")
    assert fetched(root, site, "small")[0].said == "1 entries: 0 queued, 1 known, 0 unlikely"


def test_entry_is_known_when_another_address_has_the_same_text(root: Path, site: Site) -> None:
    assert [one.queued for one in fetched(root, site, "same-text", "same-text-elsewhere")] == [1, 0]


def test_entry_is_left_out_when_it_mentions_nothing(root: Path, site: Site) -> None:
    (outcome,) = fetched(root, site, "unlikely")
    assert outcome.said == "1 entries: 0 queued, 0 known, 1 unlikely"
    assert fetched(root, site, "unlikely", least=0)[0].queued == 1


def test_headline_of_a_source_is_told_when_an_entry_has_it(root: Path, site: Site) -> None:
    fetched(root, site, "headline")
    assert "(headline of netwatch-2022)" in run("list").output


@pytest.mark.parametrize(
    "title", ["Snow in Tasbulak", "Буран в Тасбулаке", "Тасбұлақтағы боран", "Tasbulaqtaǵy boran"]
)
def test_place_is_found_in_every_script_and_case(root: Path, title: str) -> None:
    assert "place tasbulak" in mentioned(root, title)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Айдар Ульгиев выступил", ["person aidar-ulgiev"]),
        ("Ulgiyev speaks", ["person aidar-ulgiev"]),
        ("Қасіретті қаңтар туралы фильм", ["name january-2022"]),
        ("The January events, a year on", ["name january-2022"]),
        ("Комендантский час отменён", ["topic emergency"]),
        ("Weather for the weekend", []),
    ],
)
def test_people_names_and_topics_are_found(root: Path, title: str, found: list[str]) -> None:
    met = mentioned(root, title)
    assert [one for one in found if one not in met] == []
    assert bool(met) == bool(found)


def test_person_below_full_is_never_looked_for(root: Path) -> None:
    assert mentioned(root, "A. B. and the caretaker, a resident") == []


def test_january_2022_counts_when_the_date_is_sure(root: Path) -> None:
    entry = Entry(title="Weather", published="2022-01-05")
    assert score(Terms(check(root).corpus).found(entry)) == 2


@pytest.mark.long
def test_every_feed_of_the_cases_at_once_leaves_nothing_live(root: Path, site: Site) -> None:
    slow = ["silent", "drip", "drip-head"]
    bad = ["bomb", "huge", "cut", "not-http", "round", "to/http://10.0.0.1/", "status/500"]
    outcomes = fetched(root, site, *EXPECTED, *slow, *bad, least=0)
    failed = {one.feed.removeprefix(f"{site.url}/"): one.exit_code for one in outcomes if one.why}
    refused = {name: 1 for name, case in EXPECTED.items() if "why" in case}
    assert failed == refused | dict.fromkeys([*slow, *bad], 3)
    queue = list((root / "archive" / "inbox" / "queue").iterdir())
    assert len(queue) == sum(one.queued for one in outcomes) > 60
    text = "".join(file.read_text(encoding="utf-8") for file in queue)
    assert not set("<>\u202e\u200b\x1b") & set(text)
    assert {file.suffix for file in queue} == {".json"}


def test_accept_writes_a_draft_that_passes_the_check_and_keeps_the_date(
    root: Path, site: Site
) -> None:
    fetched(root, site, "good-rss20-russian-dates.xml")
    item = next(one for one in Shelf(project(root)).waiting() if "Суд" in one.entry.title)
    path = accept(root, item.id[:8], Wanted("dala-2022-01-05-court"), today=TODAY)
    assert path == "entries/sources/dala-2022-01-05-court.yaml"
    assert (root / path).read_text(encoding="utf-8") == DRAFT.format(id=item.id)
    assert [one for one in told(root) if path in one] == []
    assert titles(root) == ["Связь в Тасбулаке восстановлена"]


def test_accept_names_the_draft_and_the_next_step(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    result = run("accept", item.id, "served-1", "--language", "en", "--seen", "opening")
    assert (
        result.exit_code,
        "then: qantar check entries/sources/served-1.yaml" in result.output,
    ) == (0, True)
    assert "seen: opening\n" in (root / "entries/sources/served-1.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, case in EXPECTED.items() if case.get("titles")])
def test_whatever_a_feed_says_becomes_a_draft_that_passes_the_check(
    root: Path, site: Site, name: str
) -> None:
    fetched(root, site, name, least=0)
    items = Shelf(project(root)).waiting()
    for number, item in enumerate(items):
        wanted = Wanted(f"draft-{number}", "" if item.entry.title else "Tasbulak", "X", "en")
        accept(root, item.id, wanted, today=TODAY)
    assert len(items) == len(EXPECTED[name]["titles"])
    assert [one for one in told(root) if " error " in one] == []


def test_draft_says_that_the_date_is_in_doubt_and_has_none(root: Path, site: Site) -> None:
    fetched(root, site, "dates-in-doubt.xml")
    item = next(one for one in Shelf(project(root)).waiting() if one.entry.date == "05.01.2022")
    path = accept(root, item.id, Wanted("dala-in-doubt"), today=TODAY)
    text = (root / path).read_text(encoding="utf-8")
    assert '# The feed gives this date: "05.01.2022"\n# It could be' in text
    assert "published:" not in text


def test_accept_is_refused_when_the_id_is_taken_or_none(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    for id in ("storm", "p-5h6j7k", "../storm", "Storm", "x"):
        assert run("accept", item.id, id, "--language", "en").exit_code == 2
    assert titles(root) == ["Tasbulak served"]


def test_accept_asks_for_the_language_when_the_feed_does_not_say(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    result = run("accept", item.id, "served-1")
    assert (result.exit_code, "give it with --language" in result.stderr) == (2, True)


def test_accept_writes_nothing_when_the_draft_has_faults(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    result = run("accept", item.id, "served-1", "--language", "en", "--title", "<b>")
    assert (result.exit_code, "text-angle" in result.stderr) == (1, True)
    assert not (root / "entries/sources/served-1.yaml").exists()
    assert titles(root) == ["Tasbulak served"]


def test_rejected_item_does_not_return_and_keeps_no_text(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    assert run("reject", item.id, "--reason", "about another town").exit_code == 0
    assert fetched(root, site, "small")[0].said == "1 entries: 0 queued, 1 known, 0 unlikely"
    (kept,) = (root / "archive/inbox/decided").iterdir()
    text = kept.read_text(encoding="utf-8")
    assert "about another town" in text
    assert "served" not in text and "Tasbulak" not in text


def test_rejected_item_does_not_return_when_it_has_no_address_and_few_words(
    root: Path, site: Site
) -> None:
    fetched(root, site, "hostile-links.xml")
    item = Shelf(project(root)).waiting()[0]
    assert run("reject", item.id, "--reason", "no address").exit_code == 0
    (outcome,) = fetched(root, site, "hostile-links.xml")
    assert outcome.said == "12 entries: 0 queued, 12 known, 0 unlikely"


def test_reject_asks_for_a_reason(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (item,) = Shelf(project(root)).waiting()
    assert [
        run("reject", item.id, "--reason", " ").exit_code,
        run("reject", item.id).exit_code,
    ] == [2, 2]


@pytest.mark.parametrize("asked", ["ffff", "zz", "../../x", ""])
def test_item_is_named_or_refused(root: Path, asked: str) -> None:
    assert run("show", asked).exit_code == 2


def test_show_and_list_print_nothing_that_a_terminal_obeys(root: Path, site: Site) -> None:
    fetched(
        root, site, "hostile-characters.xml", "hostile-markup.xml", "hostile-links.xml", least=0
    )
    said = run("list").output
    said += "".join(run("show", item.id).output for item in Shelf(project(root)).waiting())
    assert not set("\x1b\u202e\u2066\u200b<>") & set(said)
    assert [line for line in said.splitlines() if line.startswith("::")] == []
    assert "address: refused (url-scheme)" in said


def test_file_that_was_changed_by_hand_is_named(root: Path, site: Site) -> None:
    fetched(root, site, "small")
    (file,) = (root / "archive/inbox/queue").iterdir()
    file.write_text('{"id": "../../x"}', encoding="utf-8")
    result = run("list")
    assert (result.exit_code, f"archive/inbox/queue/{file.name}" in result.stderr) == (1, True)


def test_inbox_is_no_record_and_check_never_looks_at_it(root: Path) -> None:
    before = told(root)
    put(root, "archive/inbox/queue/0123456789abcdef.json", "\x00<script>")
    put(root, "archive/inbox/queue/entries/events/x.yaml", "id: x")
    assert told(root) == before


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        pytest.param(("build", "--out", "site", "--jobs", "1"), marks=pytest.mark.long),
    ],
    ids=lambda command: command[0],
)
def test_build_and_check_never_read_the_inbox_nor_load_its_code(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    root = small_archive(tmp_path / "archive")
    put(root, "archive/inbox/queue/0123456789abcdef.json", '{"title": "CANARY-INBOX"}')
    shutil.copy(FEEDS / "good-atom.xml", root / "archive" / "inbox" / "queue" / "x.xml")
    watched = [sys.executable, str(Path(__file__).parent / "watch_inbox.py"), *command]
    done = subprocess.run(watched, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (0, ["LOADED []"])
    assert "READ" not in done.stderr
    pages = [page for page in (root / "site").rglob("*") if page.is_file()]
    assert [page for page in pages if b"CANARY-INBOX" in page.read_bytes()] == []


@pytest.mark.parametrize("name", ["fetch", "list", "show", "accept", "reject"])
def test_command_and_its_options_are_explained_and_documented(name: str) -> None:
    command = main.commands["inbox"].commands[name]  # type: ignore[attr-defined]  # it is a group
    assert command.help
    options = [one for one in command.params if one.param_type_name == "option"]
    assert [one.name for one in options if not one.help] == []
    contributing = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"qantar inbox {name}" in contributing
