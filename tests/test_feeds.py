"""Feeds, the sitemap and what else programs look for, with and without an address of the site."""

import json
import re
from datetime import date
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest

from builder.derive.changes import changes
from builder.derive.feeds import MOST, feeds
from builder.i18n import LANGUAGES
from builder.project import Settings
from builder.release.history import NOTHING_RELEASED
from builder.release.ledger import Ledger
from builder.render.feed_links import feed_links
from builder.render.opensearch import search_link
from builder.render.reader import Reader
from builder.syndicate.crawlers import MOVED, redirects, security
from builder.syndicate.files import left_out
from builder.syndicate.naming import urn
from tests.syndicated import SET, SITE, UNSET, Released, files, released

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Found = tuple[dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Released:
    return released(tmp_path_factory.mktemp("fed"))


@pytest.fixture(scope="module")
def found(archive: Released) -> Found:
    """The files without an address, and with one."""
    return files(archive, UNSET), files(archive, SET)


def atoms(made: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    return {
        path: ElementTree.fromstring(data) for path, data in made.items() if path.endswith(".atom")
    }


def texts(root: ElementTree.Element, path: str) -> list[str]:
    return [one.text or "" for one in root.iterfind(path)]


def test_feeds_are_new_corrected_and_of_topics_that_have_records(found: Found) -> None:
    expected = {
        "new",
        "corrected",
        "topic/court",
        "topic/injuries",
        "topic/media",
        "topic/shutdown",
    }
    for made in found:
        names = {path.split("/", 1)[1].split(".")[0] for path in atoms(made)}
        assert names == expected
        assert len(atoms(made)) == 3 * len(expected)


def test_atom_has_all_that_the_rfc_asks_for(found: Found) -> None:
    for path, root in [*atoms(found[0]).items(), *atoms(found[1]).items()]:
        assert root.tag == f"{ATOM}feed"
        for one in (root, *root.iterfind(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(texts(one, f"{ATOM}{name}")) == 1, (path, name)
            assert URN.fullmatch(texts(one, f"{ATOM}id")[0])
            assert DAY.fullmatch(texts(one, f"{ATOM}updated")[0])
            links = [link.attrib["rel"] for link in one.iterfind(f"{ATOM}link")]
            assert links.count("alternate") == 1
        assert texts(root, f"{ATOM}author/{ATOM}name")[0]
        ids = texts(root, f"{ATOM}entry/{ATOM}id")
        assert len(set(ids)) == len(ids) <= MOST
        assert {one.attrib["type"] for one in root.iter(f"{ATOM}content")} <= {"text"}
        updated = texts(root, f"{ATOM}entry/{ATOM}updated")
        assert updated == sorted(updated, reverse=True)
        assert texts(root, f"{ATOM}updated")[0] == updated[0]


def test_self_link_names_the_feed_whether_relative_or_whole(found: Found) -> None:
    for made in found:
        for path, root in atoms(made).items():
            (link,) = (one for one in root.iterfind(f"{ATOM}link") if one.attrib["rel"] == "self")
            assert urljoin(f"{SITE}/{path}", link.attrib["href"]) == f"{SITE}/{path}"


def test_names_stay_the_same_when_an_address_is_set(found: Found) -> None:
    ids = [[texts(root, f".//{ATOM}id") for root in atoms(made).values()] for made in found]
    assert ids[0] == ids[1]
    assert not any(SITE.encode() in data for data in found[0].values())


def test_a_name_is_the_same_for_ever() -> None:
    assert urn("entry", "enter", "storm") == "urn:uuid:9cfbe6f0-bbe4-53a8-b3ef-b841a83633bc"


def test_feedparser_reads_every_atom_feed(found: Found) -> None:
    for made in found:
        for path in atoms(made):
            place = {"content-location": f"{SITE}/{path}", "content-type": "application/atom+xml"}
            read = feedparser.parse(made[path], response_headers=place)
            assert not read.bozo, (path, read.get("bozo_exception"))
            assert read.version == "atom10"
            assert read.entries
            assert all(one.link.startswith(f"{SITE}/") for one in read.entries)


def test_json_feed_tells_the_same_as_atom(found: Found) -> None:
    for path, root in atoms(found[1]).items():
        same = json.loads(found[1][path.replace(".atom", ".json")])
        assert same["version"] == "https://jsonfeed.org/version/1.1"
        assert same["feed_url"] == f"{SITE}/{path.replace('.atom', '.json')}"
        assert [one["id"] for one in same["items"]] == texts(root, f"{ATOM}entry/{ATOM}id")
        assert [one["title"] for one in same["items"]] == texts(root, f"{ATOM}entry/{ATOM}title")
        assert all(one["content_text"] for one in same["items"])


def test_new_tells_claims_and_records_but_nothing_that_left(found: Found) -> None:
    titles = texts(atoms(found[0])["feeds/new.en.atom"], f"{ATOM}entry/{ATOM}title")
    assert titles[0] == "New claims: A snow storm reaches Tasbulak, 5 January 2022"
    assert "Schools & nurseries closed" in titles
    assert not any("p-5h6j7k" in title or "club" in title for title in titles)


def test_corrected_tells_what_changed_and_what_left(found: Found) -> None:
    root = atoms(found[0])["feeds/corrected.en.atom"]
    told = list(
        zip(texts(root, f"{ATOM}entry/{ATOM}title"), texts(root, f".//{ATOM}content"), strict=True)
    )
    assert told == [
        ("Changed: Schools & nurseries closed", "What was changed: Title."),
        ("Redacted: person, p-5h6j7k", "privacy"),
        ("Withdrawn: organisation, old-weather-club", "The club was found to have never existed."),
        ("Merged into another record: event, storm-again", "A snow storm reaches Tasbulak, 5 January 2022"),
    ]  # fmt: skip
    related = [
        one.attrib["href"] for one in root.iter(f"{ATOM}link") if one.attrib["rel"] == "related"
    ]
    assert related == ["../e/schools-closed/v/1/"]


def test_markup_in_a_text_stays_text(found: Found) -> None:
    data = found[0]["feeds/corrected.en.atom"].decode()
    assert "Changed: Schools &amp; nurseries closed" in data
    read = feedparser.parse(found[0]["feeds/corrected.en.atom"])
    assert unescape(read.entries[0].title) == "Changed: Schools & nurseries closed"
    assert read.entries[0].content[0].type == "text/plain"


def test_feeds_speak_their_language(found: Found) -> None:
    for language, title in (("ru", "Исправления"), ("kk", "Түзетулер"), ("en", "Corrections")):
        root = atoms(found[0])[f"feeds/corrected.{language}.atom"]
        assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
        assert texts(root, f"{ATOM}title")[0].startswith(f"{title} · ")


def test_there_are_no_feeds_before_the_first_day_of_the_ledger(archive: Released) -> None:
    made = files((archive[0], Ledger(), NOTHING_RELEASED), SET)
    assert not [path for path in made if path.startswith("feeds/") or "security" in path]


def test_what_needs_an_address_is_left_out_and_told(found: Found) -> None:
    there = ("sitemap", "opensearch", "oembed", ".well-known", "feeds/new.en.json")
    assert not [path for path in found[0] if path.startswith(there)]
    assert all(any(path.startswith(one) for path in found[1]) for one in there)
    assert [line.split(" is not set")[0] for line in left_out(UNSET)] == [
        "site_address",
        "security_contact",
    ]
    assert list(left_out(SET)) == []


def test_pages_name_the_feeds_that_exist(archive: Released) -> None:
    corpus, ledger, history = archive
    listed = feeds(changes(ledger, corpus, history), corpus)[:1]
    bare, placed = (Reader(corpus, "ru", settings=one).at("changes/") for one in (UNSET, SET))
    line = '<link rel="alternate" type="application/atom+xml" title="Новые записи" href="../../feeds/new.ru.atom">\n'
    assert feed_links(bare, listed) == line
    assert feed_links(placed, listed) == line + line.replace("atom", "json").replace(
        "json+xml", "feed+json"
    )
    assert feed_links(bare, ()) == search_link(bare) == ""
    assert 'href="../../opensearch.ru.xml"' in search_link(placed)


def test_sitemap_lists_pages_with_the_day_of_the_last_change(found: Found) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    index = ElementTree.fromstring(found[1]["sitemap.xml"])
    assert texts(index, f"{space}sitemap/{space}loc") == [
        f"{SITE}/sitemap.{one}.xml" for one in LANGUAGES
    ]
    pages = ElementTree.fromstring(found[1]["sitemap.en.xml"])
    assert texts(pages, f"{space}url/{space}loc") == [
        f"{SITE}/",
        f"{SITE}/about/",
        f"{SITE}/e/storm/",
    ]
    assert texts(pages, f".//{space}lastmod") == ["2026-12-01"]
    others = [one.attrib for one in pages.iter("{http://www.w3.org/1999/xhtml}link")]
    assert {"rel": "alternate", "hreflang": "ru", "href": f"{SITE}/ru/e/storm/"} in others
    assert {"rel": "alternate", "hreflang": "kk", "href": f"{SITE}/kk/e/storm/"} not in others


def test_small_files_say_what_programs_look_for(found: Found) -> None:
    assert found[0]["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert found[1]["robots.txt"].endswith(f"\nSitemap: {SITE}/sitemap.xml\n".encode())
    assert found[1][".well-known/security.txt"].decode().splitlines() == [
        "Contact: mailto:safety@archive.example.org",
        "Expires: 2027-12-01T00:00:00Z",
        "Preferred-Languages: en, ru, kk",
        f"Canonical: {SITE}/.well-known/security.txt",
    ]
    search = ElementTree.fromstring(found[1]["opensearch.kk.xml"])
    url = search.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.attrib["template"] == f"{SITE}/kk/search/?q={{searchTerms}}"


def test_security_contact_may_be_an_address_and_a_leap_day_ends() -> None:
    there = security(Settings(security_contact="https://a.example/report"), date(2028, 2, 29))
    assert there.startswith(b"Contact: https://a.example/report\nExpires: 2029-02-28T00:00:00Z\n")


def test_redirects_lead_in_one_hop_to_what_is_there(found: Found) -> None:
    rules = [line.split() for line in found[0]["_redirects"].decode().splitlines()]
    assert [rule[:2] for rule in rules] == [list(one) for one in MOVED]
    starts = [old.removesuffix("*") for old, _, _ in rules]
    for _, new, status in rules:
        assert status == "301"
        assert new == "/:splat" or not any(new.startswith(start) for start in starts)
    assert (
        redirects({"assets/icon.svg"}) == b"/en/* /:splat 301\n/favicon.ico /assets/icon.svg 301\n"
    )
