"""What mkdocs renders for us: hand-written pages, shells and assets, and nothing else."""

import pickle
import re
import shutil
from pathlib import Path

import html5lib
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from builder.host.run import HEADERS, POLICY, HostFault, fingerprint, host
from builder.host.shell import Hosted
from builder.i18n import LANGUAGES
from builder.project import Settings

ROOT = Path(__file__).parent.parent
HAND_WRITTEN = ("cite", "contribute", "contribute/add", "contribute/safely", "method", "safety")


@pytest.fixture(scope="module")
def hosted() -> Hosted:
    return host(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the host reads, to be broken."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "site_overrides", tmp_path / "site_overrides")
    return tmp_path


def test_pages_are_the_hand_written_ones_when_hosted(hosted: Hosted) -> None:
    folders = ("", "ru/", "kk/")
    expected = {f"{folder}{name}/index.html" for folder in folders for name in HAND_WRITTEN}
    assert expected <= set(hosted.pages)
    assert not [name for name in hosted.pages if "shell" in name or name == "404.html"]


def test_assets_are_ours_when_hosted(hosted: Hosted) -> None:
    assert {"_headers", "assets/qantar.css", "assets/icon.svg"} <= set(hosted.assets)
    foreign = r"search_index|sitemap|bundle\.|workspace|\.min\.|\.map$|404|material"
    assert not [name for name in hosted.assets if re.search(foreign, name)]


def test_shells_cover_each_language_and_depth_when_hosted(hosted: Hosted) -> None:
    assert {language for language, _ in hosted.shells} == set(LANGUAGES)
    assert hosted.shell("/").depth == 0
    assert hosted.shell("/e/x/v/1/").depth == 4
    assert hosted.shell("/kk/e/x/v/1/").language == "kk"


def test_bytes_are_the_same_when_hosted_twice(hosted: Hosted) -> None:
    assert host(ROOT) == hosted


def test_result_can_be_kept_when_pickled(hosted: Hosted) -> None:
    assert pickle.loads(pickle.dumps(hosted)) == hosted


def test_every_page_is_valid_html_when_parsed_strictly(hosted: Hosted) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for page in hosted.pages.values():
        parser.parse(page.decode())
    for (language, depth), shell in hosted.shells.items():
        path = ("/" if language == "en" else f"/{language}/") + "x/" * 9
        path = "/".join(path.split("/")[: depth + 1]) + "/"
        page = shell.splice(title="t", description="d", content="", path=path, alternates={})
        parser.parse(page.decode())


def test_nothing_is_inline_or_foreign_when_hosted(hosted: Hosted) -> None:
    for page in map(bytes.decode, hosted.pages.values()):
        assert POLICY in page
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)|javascript:", page)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page)


def test_stylesheet_fetches_nothing_when_joined(hosted: Hosted) -> None:
    sheet = hosted.assets["assets/qantar.css"].decode()
    assert sheet.startswith("@layer material{")
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"url\(|@import|@font-face|sourceMappingURL", sheet)
    assert "md-typeset" in sheet and "md-header" not in sheet


def test_headers_forbid_framing_of_all_but_cards() -> None:
    everything, *rules = HEADERS.strip().split("\n\n")
    assert everything.startswith(
        f"/*\n  Content-Security-Policy: {POLICY}\n  X-Frame-Options: DENY"
    )
    framed = [rule.split("\n")[0] for rule in rules if "frame-ancestors" in rule]
    assert framed == ["/embed/*", "/ru/embed/*", "/kk/embed/*"]
    assert HEADERS.count(f"Content-Security-Policy: {POLICY}; frame-ancestors *\n") == 3
    assert "unsafe" not in HEADERS


def test_links_name_files_when_the_style_says_so() -> None:
    page = host(ROOT, style="file").pages["ru/method/index.html"].decode()
    assert 'href="../timeline/index.html"' in page
    assert 'href="../../method/index.html">English' in page
    assert not re.search(r'href="[^":]*/"', page)


def test_root_links_become_relative_when_hand_written(project: Path) -> None:
    page = project / "site_overrides/pages/ru/method.md"
    page.write_text("# Метод\n\n[запись](/ru/e/cut/#said) [как](cite.md)\n", "utf-8")
    built = host(project, style="file").pages["ru/method/index.html"].decode()
    assert '<a href="../e/cut/index.html#said">запись</a>' in built
    assert '<a href="../cite/index.html">как</a>' in built


def test_title_and_description_are_escaped_when_hand_written(project: Path) -> None:
    page = project / "site_overrides/pages/method.md"
    page.write_text('---\ndescription: a "b" <c>\n---\n# M & <script>\n', "utf-8")
    built = host(project).pages["method/index.html"].decode()
    assert 'content="M &amp;: a &quot;b&quot; &lt;c&gt;"' in built
    assert "<title>M &amp;" in built
    assert "<title>M &amp; <script>" not in built


def test_page_says_so_when_it_was_translated_with_machine_help(hosted: Hosted) -> None:
    notice = '</h1>\n<p class="quiet">'
    assert notice not in hosted.pages["method/index.html"].decode()
    for language in ("ru", "kk"):
        pages = [name for name in hosted.pages if name.startswith(f"{language}/")]
        assert [name for name in pages if notice not in hosted.pages[name].decode()] == []


def test_page_says_what_is_set_and_what_is_not(hosted: Hosted) -> None:
    settings = Settings(repository="https://code.example.org/a", contact="a@example.org")
    known = host(ROOT, settings=settings).pages["kk/contribute/index.html"].decode()
    assert 'href="https://code.example.org/a/issues/new/choose"' in known
    assert "a@example.org" in known
    unset = hosted.pages["kk/contribute/index.html"].decode()
    assert "issues/new" not in unset and "әзірге белгіленбеген" in unset
    assert not any(
        "{if" in page.decode() or "{setting" in page.decode() for page in hosted.pages.values()
    )


def test_code_is_reached_by_key_when_it_may_scroll(hosted: Hosted) -> None:
    page = hosted.pages["contribute/correct/index.html"].decode()
    assert page.count('<pre><code tabindex="0"') == page.count("<pre>") > 0


def test_dead_link_is_a_fault_when_hand_written(project: Path) -> None:
    (project / "site_overrides/pages/method.md").write_text("# M\n\n[x](gone.md)\n", "utf-8")
    with pytest.raises(HostFault, match=r"'method\.md' contains a link 'gone\.md'"):
        host(project)


def test_symbolic_link_is_a_fault_when_found(project: Path) -> None:
    (project / "site_overrides/pages/secret.md").symlink_to("/etc/hostname")
    with pytest.raises(HostFault, match=r"secret\.md: symbolic links are not allowed"):
        host(project)


def test_unknown_setting_is_a_fault_when_hand_written(project: Path) -> None:
    page = project / "site_overrides/pages/method.md"
    page.write_text("# M\n\n{setting phone}\n", "utf-8")
    with pytest.raises(HostFault, match=r"method\.md: there is no setting 'phone'"):
        host(project)


def test_undefined_name_is_a_fault_when_in_the_template(project: Path) -> None:
    (project / "site_overrides/theme/main.html").write_text("{{ nothing }}", "utf-8")
    with pytest.raises(HostFault, match="nothing"):
        host(project)


def test_fingerprint_changes_when_a_page_does(project: Path) -> None:
    before = fingerprint(project)
    assert fingerprint(project) == before
    (project / "site_overrides/pages/method.md").write_text("# Other\n", "utf-8")
    assert fingerprint(project) != before


def test_mkdocs_build_hands_over_the_same_when_run_by_itself(
    hosted: Hosted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[Path, Path, Hosted]] = []
    monkeypatch.setattr(
        "builder.pipeline.build", lambda root, out, hosted: calls.append((root, out, hosted))
    )
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    assert calls == [(ROOT, tmp_path / "site", hosted)]
    assert not (tmp_path / "site").exists()
