"""A real Chromium and a real Firefox, a loopback server, and a page under the site's own policy."""

import functools
import http.server
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.firefox import installed

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking"]  # fmt: skip
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
PREFERENCES = {"browser.sessionhistory.max_total_viewers": 0}  # or going back tells no load
DRIVER = Path(__file__).with_name("firefox.py")
THEME = Path(__file__).parents[1] / "site_overrides" / "theme" / "assets"


@dataclass
class Heard:
    """What a page said and asked for while it was open."""

    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def elsewhere(self, home: str) -> list[str]:
        return [url for url in self.requests if not url.startswith(home)]


@contextmanager
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is not installed; make test installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def firefox() -> Iterator[Browser]:
    """The system's Firefox; it has no switch for JavaScript and tells no request for a file."""
    if installed() is None:
        pytest.fail("Firefox is not installed; make test installs it")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        starter = Path(folder) / "firefox"
        starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{DRIVER}" "$@"\n')
        starter.chmod(0o700)
        browser = playwright.firefox.launch(
            executable_path=starter, channel="moz-firefox", firefox_user_prefs=PREFERENCES
        )
        yield browser
        browser.close()


BROWSERS = {"chromium": chromium, "firefox": firefox}


@contextmanager
def tab(
    browser: Browser, *, javascript: bool = True, width: int = 1000, dark: bool = False
) -> Iterator[tuple[Page, Heard]]:
    size = ViewportSize(width=width, height=800)
    context = browser.new_context(
        viewport=size,
        java_script_enabled=javascript,
        color_scheme="dark" if dark else "light",
    )
    page, heard = context.new_page(), Heard()
    page.on("console", lambda message: heard.messages.append(message.text))
    page.on("pageerror", lambda error: heard.messages.append(str(error)))
    page.on("request", lambda request: heard.requests.append(request.url))
    yield page, heard
    context.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None: ...

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def write_page(
    folder: Path,
    path: str,
    content: str,
    *,
    files: Mapping[str, bytes],
    scripts: Sequence[str],
    styles: Sequence[str],
    language: str,
) -> None:
    """Write a page at `path` (`map/`), with the files of the index or map beside it."""
    up = "../" * path.count("/")
    links = "".join(f'<link rel="stylesheet" href="{up}{style[1:]}">' for style in styles)
    tags = "".join(f'<script defer src="{up}{script[1:]}"></script>' for script in scripts)
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Test</title>'
        f'<link rel="icon" href="{up}assets/icon.svg" type="image/svg+xml">'
    )
    page = (
        f'<!doctype html><html lang="{language}"><head>{head}{links}</head>'
        f'<body><main class="md-typeset">{content}</main>{tags}</body></html>'
    )
    ours = {"assets/icon.svg": (THEME / "icon.svg").read_bytes()}
    for address in (*scripts, *styles):
        theme = THEME.parent / address[1:]
        if theme.exists():
            ours[address[1:]] = theme.read_bytes()
    for name, data in {**ours, **files, f"{path}index.html": page.encode()}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
