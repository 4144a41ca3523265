"""`qantar serve` over real HTTP on loopback: pages with what is wrong, and nobody from elsewhere."""

import http.client
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from builder.corpus import Corpus
from builder.host.shell import Hosted
from builder.pipeline import pages_of
from builder.project import Project
from builder.publish import Outcome
from builder.serve.server import bind
from builder.serve.watch import watched
from builder.serve.work import Work
from tests.browser import chromium, tab
from tests.small import change
from tests.small_archive import small_archive

STORM = "entries/events/storm.yaml"
Pages = Iterable[tuple[str, bytes]]
NEW = "entries/events/hail.yaml"
TITLE = "en: A snow storm reaches Tasbulak, 5 January 2022"
UNKNOWN = "places: [tasbulak]\npeople"
HAIL = """\
id: hail
recorded: 2026-11-01
title:
  en: Hail falls on Tasbulak, 5 January 2022
when: 2022-01-05
places: [tasbulak]
claims:
  - id: hail-fell
    text:
      en: Hail fell.
    asserted_by: [tasbulak-herald]
    asserted_on: 2022-01-06
    citations:
      - {source: herald-2022-01-06, locator: para 2}
"""


class Site:
    """A served archive, and the one thread's work done by the test itself."""

    def __init__(self, root: Path) -> None:
        self.root = small_archive(root)
        self.work = Work(root, root / "site")
        self.port = 0

    def ask(self, path: str, **headers: str) -> tuple[int, str, http.client.HTTPResponse]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        line.putrequest("GET", path, skip_host="Host" in headers)
        for name, value in headers.items():
            if value:
                line.putheader(name, value)
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.read().decode(), answer

    def page(self, path: str) -> str:
        return self.ask(path)[1]


@contextmanager
def listening(site: Site) -> Iterator[Site]:
    with bind(site.work, 0) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield site
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site without problems, not to be changed."""
    site = Site(tmp_path_factory.mktemp("good"))
    site.work.once()
    with listening(site):
        yield site


@pytest.fixture
def served(good: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The same, put back after each test; of the whole site only one record's pages are made."""

    def files(place: Project, corpus: Corpus, hosted: Hosted, **_: int) -> Pages:
        return list(pages_of(place, corpus, hosted, ["storm"]).items())

    def publish(made: Pages, out: Path) -> Outcome:
        for path, data in made:
            (out / path).write_bytes(data)
        return Outcome(3, 0, 0)

    monkeypatch.setattr("builder.serve.work.files", files)
    monkeypatch.setattr("builder.serve.work.publish", publish)
    kept = (good.root / STORM).read_bytes()
    yield good
    (good.root / NEW).unlink(missing_ok=True)
    (good.root / STORM).write_bytes(kept)
    monkeypatch.setattr("builder.serve.work.files", files)
    monkeypatch.setattr("builder.serve.work.publish", publish)
    good.work.once()


def test_a_page_without_problems_is_the_built_one_and_a_script(good: Site) -> None:
    built = (good.root / "site/e/storm/index.html").read_text(encoding="utf-8")
    html = good.page("/e/storm/")
    before, script, after = html.partition('<script defer src="/-/follow.js"')
    assert script and before + after.partition("</script>\n")[2] == built


def test_nothing_the_server_adds_is_written_to_the_site(good: Site) -> None:
    files = [file for file in (good.root / "site").rglob("*") if file.is_file()]
    assert len(files) > 100
    assert not [file for file in files if b"/-/follow" in file.read_bytes()]
    assert not (good.root / "site/problems").exists()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:{port}", 200),
        ("LOCALHOST:{port}", 200),
        ("127.0.0.1", 421),
        ("evil.example.org:{port}", 421),
        ("localhost.evil.example.org:{port}", 421),
        ("127.0.0.1:{port}@evil.example.org", 421),
        ("", 400),
    ],
)
@pytest.mark.parametrize("path", ["/e/storm/", "/-/state?/e/storm/", "/assets/qantar.css"])
def test_only_who_calls_it_by_its_name_is_answered(
    good: Site, host: str, status: int, path: str
) -> None:
    assert good.ask(path, Host=host.format(port=good.port))[0] == status


@pytest.mark.parametrize("path", ["/e/storm/", "/problems/", "/nowhere/", "/assets/qantar.css"])
def test_every_answer_has_a_strict_policy_and_is_not_kept(good: Site, path: str) -> None:
    headers = good.ask(path)[2].headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy and "*" not in policy
    assert (headers["Cache-Control"], headers["Server"]) == ("no-store", "qantar")


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2f.site.state/x.html", "/a%00.html",
     "/%2e%2e/%2e%2e/etc/x.html", "/assets/", "/e/", "//etc/hostname"],
)  # fmt: skip
def test_nothing_but_the_site_is_served(good: Site, path: str) -> None:
    status, text, _ = good.ask(path)
    assert status in (301, 404) and "[project]" not in text and "tool.qantar" not in text


def test_a_missing_page_is_the_site_s_own(good: Site) -> None:
    status, html, _ = good.ask("/e/nothing-here/")
    assert (status, "There is no page at this address" in html) == (404, True)


def test_an_error_stands_on_the_record_s_page_in_three_languages(served: Site) -> None:
    change(served.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
    served.work.once()
    english = served.page("/e/storm/")
    assert "A snow storm reaches Tasbulak" in english  # the last good page is still there
    assert "unknown place &#39;tasbulag&#39;" in english
    assert "did you mean &#39;tasbulak&#39;?" in english
    assert "entries/events/storm.yaml:10:10" in english
    assert "<code>places: [tasbulag]\n         ^</code>" in english
    assert "All problems</a>: 1 error in 1 file" in english
    assert "неизвестн" in served.page("/ru/e/storm/")
    assert "Барлық ескертпелер" in served.page("/kk/e/storm/")
    assert '<a href="../problems/">' in served.page("/timeline/")


def test_a_mended_record_shows_its_new_state_and_its_warnings(served: Site) -> None:
    change(served.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
    served.work.once()
    change(served.root, STORM, "places: [tasbulag]", "places: [tasbulak]")
    change(served.root, STORM, TITLE, "en: A great snow storm, 5 January 2022")
    served.work.once()
    html = served.page("/e/storm/")
    assert "A great snow storm" in html and "tasbulag" not in html
    assert "<strong>warning</strong>" in html and "translation-stale" in html
    assert html.count('class="notice notice--content"') == 2  # the record has a content note


def test_a_new_record_with_errors_has_a_page_of_them(served: Site) -> None:
    (served.root / NEW).write_text("id: hail\nrecorded: today\n", encoding="utf-8")
    served.work.once()
    status, html, _ = served.ask("/ru/e/hail/")
    assert status == 404 and "У этой записи ещё нет страницы" in html
    assert "field-missing" in html and "entries/events/hail.yaml:2:" in html
    assert '<a href="../e/hail/">entries/events/hail.yaml</a>' in served.page("/ru/problems/")


def test_what_a_contributor_wrote_is_never_live(served: Site) -> None:
    hostile = 'id: hail\ntitle: {en: "<script>alert(1)</script> \\e[31m"}\nwh\x1ben: <img src=x>\n'
    (served.root / NEW).write_text(hostile, encoding="utf-8")
    served.work.once()
    for path in ("/e/hail/", "/problems/", "/kk/problems/", "/e/storm/"):
        html = served.page(path)
        assert "<script>alert" not in html and "<img src=x" not in html and "\x1b" not in html
    assert "&lt;img src=x&gt;" in served.page("/e/hail/")


def test_the_changed_record_is_shown_before_the_whole_site_is_built(
    served: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def publish(*_: object) -> None:
        seen.append(served.page("/e/storm/"))
        seen.append(served.page("/timeline/"))
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.serve.work.publish", publish)
    change(served.root, STORM, TITLE, "en: A great snow storm, 5 January 2022")
    with pytest.raises(KeyboardInterrupt):
        served.work.once()
    assert ["A great snow storm" in html for html in seen] == [True, False]


def test_a_build_that_is_overtaken_by_a_save_gives_way(
    served: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (served.root / "site/e/storm/index.html").read_bytes()
    change(served.root, STORM, TITLE, "en: A great snow storm, 5 January 2022")

    def overtaken(*_: object) -> dict[str, bytes]:
        served.work.saved()
        return {}

    monkeypatch.setattr("builder.serve.work.pages_of", overtaken)
    served.work.once()
    assert (served.root / "site/e/storm/index.html").read_bytes() == before


def test_a_broken_setting_is_told_and_the_site_stays(served: Site) -> None:
    file = served.root / "pyproject.toml"
    kept = file.read_text(encoding="utf-8")
    file.write_text(kept.replace("[tool.qantar]", '[tool.qantar]\nstray = "<b>"'), encoding="utf-8")
    served.work.once()
    file.write_text(kept, encoding="utf-8")
    assert "unknown setting &#39;stray&#39;" in served.page("/e/storm/")


def test_a_save_is_noticed(tmp_path: Path) -> None:
    saved = threading.Event()
    (tmp_path / "entries").mkdir()
    with watched(tmp_path, saved.set):
        (tmp_path / "entries/x.yaml").write_text("id: x\n", encoding="utf-8")
        assert saved.wait(10)


@pytest.fixture(scope="module")
def unbuilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An archive with an error, of which no site was ever built; not to be changed."""
    site = Site(tmp_path_factory.mktemp("unbuilt"))
    change(site.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
    site.work.once()
    with listening(site):
        yield site


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "1 error in 1 file"),
        ("/timeline/", "1 error in 1 file"),
        ("/timeline", "1 error in 1 file"),
        ("/ru/", "1 ошибка в 1 файле"),
        ("/kk/nowhere/deep/", "tasbulag"),
    ],
)
def test_before_anything_is_built_every_address_answers_with_what_is_wrong(
    unbuilt: Site, path: str, words: str
) -> None:
    status, html, answer = unbuilt.ask(path)
    assert (status, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert words in html and "entries/events/storm.yaml:10:10" in html
    assert '<script defer src="/-/follow.js"' in html


def test_a_record_with_warnings_says_that_the_errors_are_elsewhere(served: Site) -> None:
    change(served.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
    (served.root / NEW).write_text(HAIL, encoding="utf-8")
    served.work.once()
    status, html, _ = served.ask("/e/hail/")
    assert status == 404 and "<strong>warning</strong>" in html
    assert "The site has not been built: there are errors in other records." in html
    assert "it has errors" not in html and '<a href="../../problems/">' in html


def test_the_terminal_counts_errors_and_says_where_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path)
    site.work.home = "http://127.0.0.1:8000"
    (site.root / NEW).write_text(HAIL, encoding="utf-8")
    change(site.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
    site.work.once()
    overview = "http://127.0.0.1:8000/problems/"
    assert capsys.readouterr().out == f"1 error in 1 file\nnothing built yet; see {overview}\n"
    (site.root / "site").mkdir()
    (site.root / "site/index.html").write_bytes(b"")
    site.work.once()
    assert capsys.readouterr().out == f"1 error in 1 file\nsee {overview}\n"


def test_a_page_that_may_ask_for_nothing_is_not_followed(good: Site) -> None:
    home = f"http://127.0.0.1:{good.port}"
    assert "/-/follow.js" not in good.page("/contribute/form/")
    with chromium() as browser, tab(browser) as (page, heard):
        page.goto(f"{home}/contribute/form/")
        page.locator("form[data-state=ready]").wait_for()
        page.wait_for_timeout(1500)
        assert (heard.messages, heard.elsewhere(home)) == ([], [])


def test_an_open_page_loads_itself_again_when_it_changed(served: Site) -> None:
    home = f"http://127.0.0.1:{served.port}"
    with chromium() as browser, tab(browser) as (page, heard):
        page.goto(f"{home}/e/storm/")
        change(served.root, STORM, UNKNOWN, "places: [tasbulag]\npeople")
        served.work.once()
        page.get_by_text("unknown place 'tasbulag'").wait_for(timeout=20_000)
        change(served.root, STORM, "places: [tasbulag]", "places: [tasbulak]")
        served.work.once()
        page.locator("main > .notice").wait_for(state="detached", timeout=20_000)
        loads = sum(url == f"{home}/e/storm/" for url in heard.requests)
        page.wait_for_timeout(2000)
        assert sum(url == f"{home}/e/storm/" for url in heard.requests) == loads == 3
        assert (heard.messages, heard.elsewhere(home)) == ([], [])
