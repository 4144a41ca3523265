"""The path from `new` to the finished page, as the guides show it, is gone for real."""

import re
import shlex
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.request import urlopen

import pytest
from small_archive import ROOT, small_archive

PAGES = ROOT / "site_overrides" / "pages"
GUIDE = (PAGES / "contribute" / "add.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```(console|diff)\n(.*?)```", re.DOTALL)
DOTS = re.compile(r"^…\n|…", re.MULTILINE)
PATH = BLOCK.findall(GUIDE)
RECORD = "entries/events/practice-internet-restored.yaml"
PAGE = re.search(r"`(http://127\.0\.0\.1:8000/\S+)`", GUIDE)
NEEDED = (
    "organisations/access-now.yaml",
    "sources/access-now-2022-01-10-keepiton-people-kazakhstan.yaml",
)
"""Records of the real archive that the path names, besides the country."""
LONGEST = 120
"""Seconds until a command that says nothing more is ended."""
SERVE = 5
"""The block that serves; from there on the command runs beside."""


def ready(root: Path) -> Path:
    """An archive at the beginning of the path."""
    small_archive(root)
    for path in NEEDED:
        shutil.copy(ROOT / "entries" / path, root / "entries" / path)
    (root / ".venv").symlink_to(ROOT / ".venv")
    return root


def fits(said: str, shown: str) -> bool:
    """Whether the output is as shown; `…` stands for anything, alone on its line for any lines."""
    parts = [re.escape(part) for part in DOTS.split(shown)]
    marks = DOTS.findall(shown)
    between = [r"(?:.*\n)*" if mark == "…\n" else r"[^\n]*" for mark in marks]
    return bool(re.fullmatch("".join(map("".join, zip(parts, [*between, ""], strict=True))), said))


def edit(file: Path, diff: str) -> None:
    """Make the change that a block shows; a line that goes may be cut short with `…`."""
    lines = [(line[0], line[1:].rstrip("\n")) for line in diff.splitlines()]
    olds = [re.escape(text).replace("…", ".*") for sign, text in lines if sign != "+"]
    old = re.compile("^" + r"\n".join(olds) + "$", re.MULTILINE)
    text = file.read_text(encoding="utf-8")
    assert len(old.findall(text)) == 1, f"not there once:\n{diff}\nin\n{text}"
    new = "\n".join(text for sign, text in lines if sign != "-")
    file.write_text(old.sub(lambda _: new, text), encoding="utf-8")


def go(root: Path, kind: str, block: str) -> None:
    """Do what a block shows, and see that it goes as shown."""
    if kind == "diff":
        edit(root / RECORD, block)
        return
    command, _, shown = block.removeprefix("$ ").partition("\n")
    words = shlex.split(command)
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=False)
    assert fits(done.stdout, shown), done.stdout + done.stderr
    assert done.returncode == ("  error: " in shown)


@contextmanager
def serving(root: Path, block: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command of a block running at a free port; the process, and the address it says."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command, _, shown = block.removeprefix("$ ").replace("8000", port).partition("\n")
    words = shlex.split(command)
    with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as running:
        late = threading.Timer(LONGEST, running.kill)
        late.start()
        try:
            assert fits(said(running, shown), shown)
            yield running, f"http://127.0.0.1:{port}/"
        finally:
            late.cancel()
            running.terminate()


def said(running: subprocess.Popen[str], shown: str) -> str:
    """Its output, up to a line like the last that is shown."""
    assert running.stdout is not None
    last, lines = shown.splitlines(keepends=True)[-1], []
    while not (lines and fits(lines[-1], last)) and (line := running.stdout.readline()):
        lines.append(line)
    return "".join(lines)


def title(address: str) -> str:
    """The title that a page shows."""
    with urlopen(address, timeout=10) as answer:
        found = re.search(r"<h1>(.*?)</h1>", answer.read().decode())
    assert found is not None
    return unescape(found[1])


def test_every_language_and_contributing_show_the_same_path() -> None:
    kinds = [kind for kind, _ in PATH]
    assert kinds == ["console", "diff", "console", "diff", "console", "console", "diff", "console"]
    others = [PAGES / code / "contribute" / "add.md" for code in ("ru", "kk")]
    for other in [*others, ROOT / "CONTRIBUTING.md"]:
        assert BLOCK.findall(other.read_text(encoding="utf-8")) == PATH, other


def test_path_is_as_shown_from_the_template_to_the_mended_record(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for kind, block in PATH[:SERVE]:
        go(root, kind, block)


@pytest.mark.long  # builds a site twice; its short twin is the test above
def test_page_is_served_and_built_again_when_the_record_is_saved(tmp_path: Path) -> None:
    root = ready(tmp_path)
    for kind, block in PATH[:SERVE]:
        go(root, kind, block)
    assert PAGE is not None
    (_, serve), (_, better), (_, again) = PATH[SERVE:]
    with serving(root, serve) as (running, address):
        page = PAGE[1].replace("http://127.0.0.1:8000/", address)
        assert title(page) == "Access Now says the internet is back"
        edit(root / RECORD, better)
        assert fits(said(running, again), again)
        assert title(page) == "Access Now says the internet is restored, 17 January 2022"


@pytest.mark.parametrize(
    ("said", "shown", "same"),
    [
        ("a 1 b\n", "a … b\n", True),
        ("a 1\n2 b\n", "a … b\n", False),
        ("a\nb\nc\nd\n", "a\n…\nd\n", True),
        ("a\nd\n", "a\n…\nd\n", True),
        ("a\nd\ne\n", "a\n…\nd\n", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_dots_stand_for_what_differs_and_for_nothing_else(
    said: str, shown: str, same: bool
) -> None:
    assert fits(said, shown) is same
