"""What may not be in the tree: resolved addresses, paths of a machine, hosts of others."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from small_archive import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
LOCK_LINE = re.compile(
    r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.+!-]*(?: ; [a-z_]+ [^\\/:@]+?)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
)
HOSTS = (
    "pypi.org", "pythonhosted", "registry.npmjs", "npmjs.org", "proxy.golang", "crates.io",
    "jsdelivr", "unpkg", "cdnjs", "googleapis", "gstatic", "bootstrapcdn", "code.jquery",
    "cloudflare.com/ajax", "esm.sh", "skypack",
)  # fmt: skip
MACHINE = re.compile(r"(?<![\w.])/(?:root|home|work|Users|tmp|workspace)(?=/|\b)(?!/?>)")
TEXT = (".py", ".toml", ".yml", ".yaml", ".md", ".html", ".css", ".js", ".lock", ".po", ".svg", "")
OURS = ("builder/", "site_overrides/", "mkdocs.yml", "Makefile", "pyproject.toml", ".ci/", ".github/", *LOCKS)  # fmt: skip


def tracked() -> list[str]:
    """Every text file of the repository: what git knows, and what is new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    names = sorted(set(listed.stdout.splitlines()))
    return [name for name in names if Path(name).suffix in TEXT and (ROOT / name).is_file()]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_names_versions_hashes_and_markers_only(lock: str) -> None:
    assert [line for line in text_of(lock).splitlines() if not LOCK_LINE.fullmatch(line)] == []


def test_test_lock_has_everything_that_the_site_is_built_with() -> None:
    pins = {lock: set(re.findall(r"^\S+==\S+", text_of(lock), re.MULTILINE)) for lock in LOCKS}
    assert pins["requirements.lock"] - pins["requirements-test.lock"] == set()


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", ("build",)), ("requirements-test.lock", ("test",))]
)
def test_every_dependency_is_locked(lock: str, groups: tuple[str, ...]) -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    wanted = list(project["project"]["dependencies"])
    wanted += [one for group in groups for one in project["dependency-groups"][group]]
    names = {re.split(r"[<>=!~ ;\[]", one)[0].lower().replace("_", "-").replace(".", "-") for one in wanted}  # fmt: skip
    pinned = re.findall(r"^([^\s=]+)==", text_of(lock), re.MULTILINE)
    assert names - {name.replace(".", "-") for name in pinned} == set()


def test_no_file_names_a_path_of_a_machine() -> None:
    assert [name for name in tracked() if MACHINE.search(text_of(name))] == []


@pytest.mark.parametrize("folder", ["root", "home", "work", "tmp"])
def test_path_of_a_machine_is_found_when_there_is_one(folder: str) -> None:
    assert MACHINE.search(f'file = "/{folder}/somebody/records"')
    assert not MACHINE.search(f"https://example.org/{folder}/page")


@pytest.mark.parametrize(
    "line",
    ["--index-url https://example.org/simple", "folium @ file:///folium", "-e ./folium", "folium"],
)
def test_lock_line_is_refused_when_it_says_where_from(line: str) -> None:
    assert not LOCK_LINE.fullmatch(line)


@pytest.mark.parametrize("host", HOSTS)
def test_no_package_host_and_no_cdn_is_named(host: str) -> None:
    looked_at = [name for name in tracked() if name.startswith(OURS)]
    assert [name for name in looked_at if host in text_of(name)] == []
