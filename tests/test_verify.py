"""Verify: a sound site passes, every check fails for what it is for, and says what it skipped."""

import gzip
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder import pipeline
from builder.cli import main
from builder.links import LinkStyle
from builder.release.signing import sign
from builder.verify import CHECKS, Built, folder, pages, verified
from builder.verify.addresses import target
from builder.verify.answer import Answer, Fault, answer
from builder.verify.calendar import read_calendar
from builder.verify.checks import judged
from builder.verify.linked import structure
from builder.verify.page import read_page
from builder.verify.report import as_text
from tests import flips
from tests.released import SECOND, released_site
from tests.small_archive import small_archive

SHORT = 20
OFF = {"signatures", "private words"}
"""What no check can say without being given a key, or a list."""


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built site with two releases."""
    return released_site(tmp_path_factory.mktemp("released"))


def answers(site: Path, **given: object) -> dict[str, Answer]:
    return dict(verified(Built(site, **given)))


def one(site: Path, name: str, **given: object) -> Answer:
    return judged(CHECKS[name], Built(site, **given))


@contextmanager
def changed(site: Path, path: str, new: bytes | None) -> Iterator[None]:
    """The site with one file as `new`, or without it, for a while."""
    file = site / path
    old = file.read_bytes() if file.exists() else None
    file.unlink(missing_ok=True)
    try:
        if new is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(new)
        yield
    finally:
        file.unlink(missing_ok=True)
        if old is not None:
            file.write_bytes(old)


def test_a_sound_site_passes_and_what_was_not_checked_is_said(clean: Path) -> None:
    found = answers(clean)
    assert {name: a.faults for name, a in found.items() if a.state == "failed"} == {}
    assert {name for name, a in found.items() if a.state == "not checked"} == OFF
    assert all(a.reason for a in found.values() if a.state == "not checked")
    assert all(a.looked for a in found.values() if a.state == "passed")
    assert "redacted: storm, version 1 (privacy)" in found["releases"].notes


@pytest.mark.long
@pytest.mark.parametrize("links", ["site", "file"])
def test_a_site_without_address_or_release_passes(tmp_path: Path, links: LinkStyle) -> None:
    pipeline.build(small_archive(tmp_path), tmp_path / links, links=links)
    found = answers(tmp_path / links)
    assert {name: a.faults for name, a in found.items() if a.state == "failed"} == {}
    assert {name for name, a in found.items() if a.state == "not checked"} == {
        "ledger", "permalinks", "releases", "signatures", "feeds", "private words",
    }  # fmt: skip


def edit(old: str, new: str) -> Callable[[bytes], bytes]:
    def edited(data: bytes) -> bytes:
        assert old.encode() in data, old
        return data.replace(old.encode(), new.encode(), 1)

    return edited


def gone(data: bytes) -> None:
    return None


def with_name(data: bytes) -> bytes:
    """A person below full publication is given a name."""
    value = json.loads(data)
    next(p for p in value if p["id"] == "p-7f3k2q")["name"] = {"en": "Zhumagul Peregrinova"}
    return json.dumps(value).encode()


STORM, KK = "e/storm/index.html", "kk/e/injured/index.html"
SECOND_MANIFEST = f"data/releases/{SECOND}/release.json"
TITLE_OF_ENTRY = re.compile(rb"(<entry>.*?)<title[^>]*>[^<]*</title>", re.DOTALL)
TAMPERED: dict[str, tuple[str, Callable[[bytes], bytes | None], str]] = {
    "a byte of a page": (STORM, edit("A storm", "A stork"), "sums"),
    "a hash in the list": ("SHA256SUMS", edit("a", "b"), "sums"),
    "a list without its end": ("SHA256SUMS", lambda data: data[:-1], "sums"),
    "a file of nobody's": ("e/other.json", lambda data: b"{}", "sums"),
    "no list": ("SHA256SUMS", gone, "sums"),
    "a line of the ledger": ("data/ledger.jsonl", edit('"source"', '"event"'), "ledger"),
    "no ledger": ("data/ledger.jsonl", gone, "ledger"),
    "a version": ("data/releases/records/storm/2.json", edit("storm", "stork"), "releases"),
    "a stub": ("data/releases/records/storm/1.json", edit("privacy", "safety"), "releases"),
    "a manifest": (SECOND_MANIFEST, edit(":2", ":1"), "releases"),
    "a file in a release": (f"data/releases/{SECOND}/more.json", lambda data: b"{}", "releases"),
    "a line of JSON Lines": ("data/archive.jsonl", edit("Steppe Wire", "Steppe Fire"), "exports"),
    "a record less": ("data/archive.jsonl", lambda data: data.split(b"\n", 1)[1], "exports"),
    "a kind's JSON": ("data/events.json", edit("town-hall", "town-hill"), "exports"),
    "a record's JSON": ("e/storm.json", edit("snow-fell", "snow-felt"), "exports"),
    "a cell of CSV": ("data/claims.csv", edit("official", "measured"), "exports"),
    "a number in CSV": ("data/claims.csv", edit(",100,100,", ",100,101,"), "exports"),
    "a cell of SQLite": (
        "data/archive.sqlite",
        edit("Snow fell from", "Snow felt from"),
        "exports",
    ),
    "half a database": ("data/archive.sqlite", lambda data: data[: len(data) // 2], "exports"),
    "a place on the map": ("data/places.geojson", edit('"id":"akkum"', '"id":"akkun"'), "exports"),
    "an event on the map": ("data/events.geojson", edit("@tasbulak", "@akkum"), "exports"),
    "a node of the graph": ("data/archive.jsonld", edit('"e/akkum/","id', '"e/x/","id'), "exports"),
    "a citation": ("data/records.bib", edit("{akkum-v1,", "{akkun-v1,"), "exports"),
    "a text edition": ("data/archive.kk.txt", edit("[storm]", "[stork]"), "exports"),
    "no Parquet of a table": ("data/parquet/people.parquet", gone, "parquet"),
    "half a Parquet": ("data/parquet/people.parquet", lambda data: data[:40], "parquet"),
    "a feed": ("feeds/new.en.atom", edit("</entry>", ""), "feeds"),
    "an entry": ("feeds/new.en.atom", lambda data: TITLE_OF_ENTRY.sub(rb"\1", data, 1), "feeds"),
    "a JSON feed": ("feeds/new.en.json", lambda data: b'{"version": "1"}', "feeds"),
    "a calendar": ("calendar/events.en.ics", edit("DTSTAMP", "DTSTEMP"), "calendars"),
    "its end": ("calendar/events.en.ics", edit("END:VCALENDAR\r\n", ""), "calendars"),
    "a graph": ("data/archive.jsonld", edit('"@version":1.1', '"@version":9'), "expansion"),
    "a name below its level": ("data/people.json", with_name, "people"),
}
"""What is changed → the file, how, and the check that must say so."""


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_fails_its_check(clean: Path, what: str) -> None:
    path, how, check = TAMPERED[what]
    file = clean / path
    with changed(clean, path, how(file.read_bytes() if file.exists() else b"")):
        assert one(clean, check).state == "failed"


IN_PAGES = {
    "a link to nothing": ('<a href="../no/">x</a>', "links"),
    "a picture of nothing": ('<img alt src="no.png">', "links"),
    "a set of nothing": ('<img alt srcset="a.png 2x">', "links"),
    "a form to nothing": ('<form action="/no"></form>', "links"),
    "an anchor to nothing": ('<a href="#no">x</a>', "links"),
    "a link out of the site": ('<a href="../../../x">x</a>', "links"),
    "an element left open": ("<p>x", "html"),
    "an end too many": ("</p>", "html"),
    "an id twice": ('<i id="content"></i>', "html"),
    "an attribute twice": ('<i class="a" class="b"></i>', "html"),
    "a picture without words": ('<img src="">', "html"),
    "a title too many": ("<html><head><title>x</title></head></html>", "html"),
    "a script within": ("<script>1</script>", "policy"),
    "a style within": ('<i style="x"></i>', "policy"),
    "a handler": ('<i onclick="x"></i>', "policy"),
    "a script from elsewhere": ('<script src="https://a.example/x.js"></script>', "third parties"),
    "a frame from elsewhere": ('<iframe src="//a.example"></iframe>', "third parties"),
    "a picture in a style": ('<i style="background:url(//a.example)"></i>', "third parties"),
    "a sending away": ('<meta http-equiv="refresh" content="0;url=//a.example">', "third parties"),
    "a program for a link": ('<a href="javascript:x">x</a>', "third parties"),
}
"""What is put into a page → its markup, and the check that must say so."""


@pytest.mark.parametrize("what", IN_PAGES)
def test_what_was_put_into_a_page_fails_its_check(clean: Path, what: str) -> None:
    markup, check = IN_PAGES[what]
    text, files = (clean / STORM).read_text("utf-8"), folder.survey(str(clean)).files
    assert read_page(STORM, text, "", files).faults == {}
    spoilt = text.replace("</main>", f"{markup}</main>")
    assert check in read_page(STORM, spoilt, "", files).faults


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ('<html lang="en"', '<html lang="ru"', "html"),
        ("<!doctype html>", "", "html"),
        ("Content-Security-Policy", "x", "policy"),
        ("default-src 'none'", "default-src 'self'", "policy"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "policy"),
        ("img-src 'self'", "img-src https://a.example", "policy"),
        ("img-src 'self'", "img-src *", "policy"),
    ],
)
def test_what_was_changed_in_a_page_fails_its_check(
    clean: Path, old: str, new: str, check: str
) -> None:
    text, files = (clean / STORM).read_text("utf-8"), folder.survey(str(clean)).files
    assert old in text
    assert check in read_page(STORM, text.replace(old, new, 1), "", files).faults


SPOILT: dict[str, Callable[[bytes], bytes | None]] = {
    "kk/e/old-weather-club/index.html": gone,
    "ru/e/storm/v/1/index.html": gone,
    "e/damage.json": gone,
    STORM: edit('id="clear-sky"', 'id="clear-skies"'),
    KK: edit("</main>", '<p><a href="../akkum/#no">x</a></main>'),
    "assets/embed.css": edit("{", "{background:url(no.png);"),
    "_redirects": edit("\n", "\n/old/ /nowhere/ 301\n"),
    "assets/icon.svg": edit("</svg>", "<style>@import 'https://a.example';</style></svg>"),
    "e/akkum/index.html": edit("<body", '<script src="//a.example"></script><body'),
    "e/injured/index.html": edit("Content-Security", "x"),
    "404.html": lambda data: data + b"\xff",
    "e/damage/index.html": edit('"identifier":', '"no:identifier":'),
    "e/damage.jsonld": edit('"@id":"e/damage/"', '"@id":1'),
}


def test_a_spoilt_site_fails_every_check_of_its_pages(clean: Path) -> None:
    with ExitStack() as spoiling:
        for path, how in SPOILT.items():
            spoiling.enter_context(changed(clean, path, how((clean / path).read_bytes())))
        found = answers(clean)
    places = {name: {fault.path for fault in a.faults} for name, a in found.items()}
    lost = {path for path, how in SPOILT.items() if how is gone}
    assert places["permalinks"] == {*lost, STORM}
    assert {KK, "_redirects", "assets/embed.css"} <= places["links"]
    assert places["html"] == {"404.html", KK}
    assert places["policy"] == {"404.html", "e/injured/index.html"}
    assert places["third parties"] == {"404.html", "assets/icon.svg", "e/akkum/index.html"}
    assert places["linked data"] == {"404.html", "e/damage.jsonld", "e/damage/index.html"}


def test_every_check_has_a_tamper_or_a_test_of_its_own() -> None:
    spoilt = {"permalinks", "linked data", "plain files", *OFF}
    tampered = {check for _, _, check in TAMPERED.values()}
    assert tampered | {check for _, check in IN_PAGES.values()} | spoilt == set(CHECKS)


# what is given beside the site


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new SSH key; its public half lies beside it."""
    path = tmp_path_factory.mktemp("key") / "id"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def test_signature_of_the_newest_release_is_asked_for(clean: Path, key: Path) -> None:
    public = key.with_suffix(".pub").read_text("utf-8").strip()
    found = one(clean, "signatures", key=public)
    path = f"data/releases/{SECOND}/SHA256SUMS.sig"
    assert found.faults == (Fault(path, "the newest release is not signed"),)


def test_signature_is_checked_by_its_key(clean: Path, key: Path, tmp_path: Path) -> None:
    public = key.with_suffix(".pub").read_text("utf-8").strip()
    sums = clean / "data" / "releases" / SECOND / "SHA256SUMS"
    sign(sums.parent, key)
    signature = sums.with_suffix(".sig")
    try:
        assert one(clean, "signatures", key=public).state == "passed"
        signature.write_bytes(signature.read_bytes().replace(b"U1NI", b"U1NJ", 1))
        assert one(clean, "signatures", key=public).state == "failed"
    finally:
        signature.unlink()


def test_word_of_a_private_list_is_told_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress("Нурбике Выдуманная".encode()))
    found = one(tmp_path, "private words", words=("nobody at all", "нурбике ВЫДУМАННАЯ"))
    assert found.faults == (Fault("a.gz!", "has the word of line 2"),)
    assert one(tmp_path, "private words", words=("nobody at all", "")).state == "passed"


# a site that means harm


def test_links_and_pipes_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "etc").symlink_to("/etc")
    (tmp_path / "self").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    found = one(tmp_path, "plain files")
    assert [fault.path for fault in found.faults] == ["etc", "pipe", "self"]
    assert one(tmp_path, "sums").state == "failed"


def test_depth_and_size_have_a_limit(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    with (tmp_path / "huge.html").open("wb") as file:
        file.truncate(10**12)
    told = {fault.what for fault in one(tmp_path, "plain files").faults}
    assert told == {
        "lies deeper than 16 folders: not read",
        "is larger than 268435456 bytes: not read",
    }


def test_name_of_no_characters_is_told(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\x1b.html")).write_bytes(b"")
    done = CliRunner().invoke(main, ["verify", str(tmp_path)])
    assert done.exit_code == 1
    assert ": has a name that is not UTF-8\n" in done.stdout
    assert "\x1b" not in done.stdout


def test_page_that_takes_too_long_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_bytes(b"<p>" * 1_000_000)
    monkeypatch.setattr(pages, "SECONDS", 0.01)
    found = one(tmp_path, "html")
    assert found.faults[0].what.endswith("took over 0.01 seconds")


HOSTILE = {
    "data/ledger.jsonl": b"[" * 100_000,
    "data/archive.json": b'{"records":' + b"[" * 100_000,
    "data/datapackage.json": b'{"resources": 7}',
    "data/archive.jsonl": b'"\\ud800"\n1\n',
    "data/archive.sqlite": b"SQLite format 3\0" + b"\xff" * 5000,
    "data/people.csv": b'"',
    "data/releases/records/x/1.json": b'{"format":1e999}',
    "e/x.json": b"null",
    "index.html": b"<!doctype html><![<" + b"<a " * 20_000,
    "b/index.html": b"<div>" * 50_000,
    "feeds/a.atom": b"<!DOCTYPE a [<!ENTITY a 'aaaa'>]><feed>&a;",
    "feeds/a.json": b"[]",
    "calendar/a.ics": b"BEGIN:VCALENDAR\r\n" * 9999,
    "_redirects": b"x\n\n/a b c d\n",
    "SHA256SUMS": b"\xff\n" * 100,
    "a.gz": b"\x1f\x8b\x08junk",
    "a.zip": b"PKjunk",
    "a.parquet": b"PAR1junk",
}


def test_hostile_bytes_fail_and_raise_nothing(tmp_path: Path) -> None:
    for path, data in HOSTILE.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    found = answers(tmp_path, words=("word",), key="ssh-ed25519 AAAA")
    failed = {name for name, a in found.items() if a.state == "failed"}
    assert {"sums", "ledger", "links", "html", "exports", "feeds", "calendars", "people"} <= failed
    assert [f.what for a in found.values() for f in a.faults if "check stopped" in f.what] == []


def test_an_empty_folder_passes_nothing_that_it_cannot(tmp_path: Path) -> None:
    states = {name: a.state for name, a in answers(tmp_path).items()}
    assert states["sums"] == "failed"
    assert {name for name, state in states.items() if state == "not checked"} >= {
        "ledger", "permalinks", "releases", "exports", "feeds", "calendars", "people",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ("\r\nX\r\n", "has a line that is none: X"),
        ("\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n", "has a VEVENT without one UID"),
        ("\r\nDTSTART;TZID=Asia/Almaty:20220105T170000\r\n", "uses the zone Asia/Almaty and does not define it"),
        ("\r\nDTSTART:2022-01-05\r\n", "has a DTSTART that is no date: 2022-01-05"),
        ("\n", "has lines that do not end in CR LF"),
        ("\r\nX:" + "x" * 80 + "\r\n", "has lines of more than 75 octets"),
    ],
)  # fmt: skip
def test_calendar_is_read_strictly(spoilt: str, told: str) -> None:
    whole = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    assert list(read_calendar(whole)) == []
    assert told in list(read_calendar(whole.replace("PRODID:x\r\n", f"PRODID:x{spoilt}")))


@pytest.mark.parametrize(
    "text", ["[]", '{"@context": "https://a.example"}', '{"@context": {}, "@graph": [{"x": 1}]}']
)
def test_linked_data_that_says_nothing_is_told(text: str) -> None:
    assert list(structure("x", text)) != []


# how it is told


def test_the_first_twenty_places_are_told_and_all_are_counted() -> None:
    found = answer("much", (Fault(f"{n:02}", "is\x1bbad") for n in range(25)))
    lines = list(as_text([("sums", found)]))
    assert lines[0] == "failed      sums: much: 25 wrong"
    assert lines[1] == "              00: is\\x1bbad"
    assert lines[-2:] == ["              and 5 more", "0 passed, 1 failed, 0 not checked"]


def test_command_ends_with_one_when_something_failed(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["verify", str(tmp_path), "--format", "json"])
    checks = json.loads(done.stdout)["checks"]
    assert (done.exit_code, checks["sums"]["state"]) == (1, "failed")
    assert checks["signatures"]["reason"].startswith("nothing was released")


# without us


def program(site: Path, language: str) -> str:
    page = (site / language / "verify" / "index.html").read_text("utf-8")
    found = re.findall(
        r"<pre><code[^>]* class=\"language-python\">(.*?)</code></pre>", page, re.DOTALL
    )
    assert len(found) == 1
    return html.unescape(found[0])


def test_the_printed_program_is_short_and_the_same_in_every_language(clean: Path) -> None:
    english = program(clean, "")
    assert english == program(clean, "ru") == program(clean, "kk")
    assert len(english.splitlines()) <= 60


def alone(site: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    file = folder / "check.py"
    file.write_text(program(site, ""), encoding="utf-8")
    command = [sys.executable, "-I", str(file), str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_printed_program_finds_a_sound_site_sound(clean: Path, tmp_path: Path) -> None:
    done = alone(clean, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("records/storm/1.json: redacted\n")
    assert done.stdout.endswith(" 0 wrong, 1 redacted\n")
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=clean, check=True)


OWN = [what for what, (_, _, check) in TAMPERED.items() if check in ("ledger", "releases")]
LISTED = ["a byte of a page", "a hash in the list", "a file of nobody's", "no list"]
ANEW = [what for what in OWN if what not in ("no ledger", "a file in a release")]
"""Who rewrites the list of files too can take away the ledger, or add a file, unseen by it."""


@pytest.mark.parametrize("what", [*LISTED, *OWN])
def test_the_printed_program_finds_what_was_tampered_with(
    clean: Path, tmp_path: Path, what: str
) -> None:
    path, how, _ = TAMPERED[what]
    file = clean / path
    with changed(clean, path, how(file.read_bytes() if file.exists() else b"")):
        assert alone(clean, tmp_path).returncode == 1


@pytest.mark.parametrize("what", ANEW)
def test_the_printed_program_needs_no_list_of_files_to_find_a_change(
    clean: Path, tmp_path: Path, what: str
) -> None:
    path, how, _ = TAMPERED[what]
    file = clean / path
    with changed(clean, path, how(file.read_bytes())), listed_anew(clean):
        assert one(clean, "sums").state == "passed"
        assert alone(clean, tmp_path).returncode == 1


@contextmanager
def listed_anew(site: Path) -> Iterator[None]:
    """The site with a list of hashes that fits what now lies in it."""
    paths = [path for path in folder.survey(str(site)).files if path != "SHA256SUMS"]
    lines = (f"{sha256((site / path).read_bytes()).hexdigest()}  {path}\n" for path in paths)
    with changed(site, "SHA256SUMS", "".join(lines).encode()):
        yield


def test_every_flip_of_a_bit_is_found_and_no_clean_site_alarms(clean: Path) -> None:
    assert flips.run(clean, SHORT) == flips.Found(SHORT, SHORT, 0)


HOST = "https://host.example/archive/"


@pytest.mark.parametrize(
    ("folder", "address", "site", "path"),
    [
        ("/e/storm", "../injured/", "", "e/injured/index.html"),
        ("/e/storm", "../../", "", "index.html"),
        ("/e/storm", "../../../index.html", "", "../"),
        ("/", "/assets/qantar.css", "", "assets/qantar.css"),
        ("/", "/", "", "index.html"),
        ("/e", "a%20b?q=1#c", "", "e/a b"),
        ("/", "/archive/e/storm/", HOST, "e/storm/index.html"),
        ("/", "/archive/", HOST, "index.html"),
        ("/", "/e/storm/", HOST, "../"),
        ("/e", f"{HOST}ru/#c", HOST, "ru/index.html"),
        ("/e", "x.json", HOST, "e/x.json"),
    ],
)
def test_address_names_a_file_of_the_site(folder: str, address: str, site: str, path: str) -> None:
    assert target(folder, address, site).path == path


@pytest.mark.parametrize("address", ["//a.example/x", "https://a.example", "mailto:a@a.example"])
def test_address_of_another_host_is_outside(address: str) -> None:
    assert target("/e", address, HOST).outside
