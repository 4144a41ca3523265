"""A copy of the site: every link names a file, nothing else differs, and no folder is too odd."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder import pipeline
from builder.cli import main
from builder.links import LINK_STYLES
from tests.links_of import dead_links, links_of
from tests.small_archive import small_archive
from tests.test_same_bytes import hashes

CARD = re.compile(r"((ru|kk)/)?embed/")
"""A frame needs a server, so a copy has no cards."""
NAMED = re.compile(r"""(?<=["'/=])index\.html(?=["'?#])""")
VERSION = re.compile(r'(?<="version":")\w+')  # a hash over the index, its links included
STAND_IN = re.compile(r"""(?<=["'])\./(?=["'?#])""")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def both(archive: Path) -> dict[str, Path]:
    """The invented archive's site in each style of links."""
    for style in LINK_STYLES:
        pipeline.build(archive, archive / style, links=style, jobs=1)
    return {style: archive / style for style in LINK_STYLES}


def texts(site: Path) -> dict[str, str]:
    """Every file that may hold a link, its links written as a server would have them."""
    found = {}
    for file in sorted(site.rglob("*")):
        if file.suffix in (".html", ".js", ".css"):
            text = NAMED.sub("", file.read_text(encoding="utf-8"))
            found[file.relative_to(site).as_posix()] = VERSION.sub("", STAND_IN.sub("", text))
    return found


def test_a_copy_is_the_site_but_for_the_names_of_its_links(both: dict[str, Path]) -> None:
    site, copy = texts(both["site"]), texts(both["file"])
    assert {name for name in site.keys() - copy.keys() if not CARD.match(name)} == {"404.html"}
    assert [name for name in copy if site.get(name) != copy[name]] == []


def test_a_copy_has_every_other_file_but_the_pictures_for_other_sites(
    both: dict[str, Path],
) -> None:
    site, copy = hashes(both["site"]), hashes(both["file"])
    left_out = {name for name in site.keys() - copy.keys() if not name.startswith("assets/preview")}
    served = {name for name in left_out if not CARD.match(name)}
    assert served == {"404.html", "_redirects", "robots.txt"}
    links = (".html", ".js", ".css")
    same = [name for name in copy if not name.endswith(links) and name != "SHA256SUMS"]
    assert [name for name in same if site.get(name) != copy[name]] == []


def test_every_link_of_a_copy_leads_to_a_file(both: dict[str, Path]) -> None:
    assert dead_links(both["file"]) == []


def test_no_link_of_a_copy_names_a_folder(both: dict[str, Path]) -> None:
    links = [link for _, link in links_of(both["file"]) if not link.startswith("#")]
    assert len(links) > 1000
    assert [x for x in links if re.split("[?#]", x)[0].rsplit("/", 1)[-1] in ("", ".", "..")] == []


def test_a_folder_named_oddly_changes_nothing(
    archive: Path, both: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "көшірме #1 100% (копия)"
    pipeline.build(archive, out, links="file", jobs=2)
    assert hashes(out) == hashes(both["file"])


def test_the_command_writes_a_copy_beside_the_site(archive: Path) -> None:
    result = CliRunner().invoke(main, ["build", "--links", "file", "--root", str(archive)])
    assert result.exit_code == 0, result.output
    assert 'href="timeline/index.html"' in (archive / "copy" / "index.html").read_text("utf-8")
    assert not (archive / ".copy.state" / "new").exists()
