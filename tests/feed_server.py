"""A web server on loopback: the feeds of the cases, and answers that no good server gives."""

import gzip
import threading
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

FEEDS = Path(__file__).parent / "cases" / "feeds"
EXPECTED: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    (FEEDS / "expected.toml").read_text(encoding="utf-8")
)
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Served</title>{}'
    "</channel></rss>"
)
ITEM = "<item><title>Tasbulak served</title><link>https://served.example.kz/1</link></item>"
SMALL = RSS.format(ITEM).encode()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
PATIENCE = 20.0
"""Seconds after which even a stalled answer ends, so that no thread stays behind."""


class Site(ThreadingHTTPServer):
    """The server, with what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers by the table of cases, else by the table of odd answers."""

    server: Site

    def do_GET(self) -> None:
        path = self.path.lstrip("/").partition("?")[0]
        self.server.asked.append((path, dict(self.headers.items())))
        if path in EXPECTED:
            self.whole((FEEDS / path).read_bytes(), EXPECTED[path]["type"])
        else:
            ODD[path.partition("/")[0]](self, path.partition("/")[2])

    def whole(self, body: bytes, kind: str = "application/rss+xml", **headers: str) -> None:
        """One good answer."""
        self.send_response(200)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, *pieces: bytes, pause: float = 0) -> None:
        """Bytes as they are, with a pause after each."""
        try:
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                if pause and self.server.over.wait(pause):
                    return
        except OSError:
            pass  # whoever asked has gone, as they should

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def _unless_changed(handler: Handler, _: str) -> None:
    known = handler.headers.get("If-None-Match") == '"v1"'
    if known and handler.headers.get("If-Modified-Since") == "Wed, 05 Jan 2022 11:00:00 GMT":
        handler.send_response(304)
        handler.end_headers()
        return
    handler.whole(SMALL, ETag='"v1"', Last_Modified="Wed, 05 Jan 2022 11:00:00 GMT")


def _redirect(handler: Handler, rest: str) -> None:
    """`redirect/3` goes on to `redirect/2`, and `redirect/0` to the feed."""
    left = int(rest)
    handler.raw(_to(f"/redirect/{left - 1}" if left else "/small"))


def _to(where: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n".encode()


def _bomb(handler: Handler, rest: str) -> None:
    """A gigabyte of spaces in a megabyte, or the start of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(SMALL) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * 4_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    handler.raw(HEAD + b"Content-Encoding: gzip\r\n\r\n", start, *([piece] * 250))


def _one(title: str, url: str) -> Callable[[Handler, str], None]:
    """A feed of one entry."""
    item = f"<item><title>{title}</title><link>{url}</link></item>"
    return lambda handler, _: handler.whole(RSS.format(item).encode())


LONG = "Snow closes every road between Tasbulak and Akkum, says the town"
ODD: Mapping[str, Callable[[Handler, str], None]] = {
    "small": lambda handler, _: handler.whole(SMALL),
    "same-text": _one(LONG, "https://one.example.kz/a"),
    "same-text-elsewhere": _one(LONG.upper(), "https://two.example.kz/b"),
    "unlikely": _one("Weather for the weekend", "https://one.example.kz/c"),
    "headline": _one("Tasbulak offline", "https://one.example.kz/d"),
    "unless-changed": _unless_changed,
    "odd-tag": lambda handler, _: handler.whole(SMALL, ETag='"' + "x" * 300 + '"'),
    "redirect": _redirect,
    "round": lambda handler, _: handler.raw(_to("/round")),
    "nowhere": lambda handler, _: handler.raw(b"HTTP/1.1 302 Found\r\n\r\n"),
    "to": lambda handler, where: handler.raw(_to(where)),
    "status": lambda handler, code: handler.raw(f"HTTP/1.1 {code} Said\r\n\r\n".encode()),
    "gzip": lambda handler, _: handler.whole(gzip.compress(SMALL), Content_Encoding="gzip"),
    "zlib": lambda handler, _: handler.whole(zlib.compress(SMALL), Content_Encoding="deflate"),
    "members": lambda handler, _: handler.whole(
        gzip.compress(SMALL[:90]) + gzip.compress(SMALL[90:]), Content_Encoding="gzip"
    ),
    "gzip-cut": lambda handler, _: handler.whole(
        gzip.compress(SMALL)[:-20], Content_Encoding="gzip"
    ),
    "gzip-not": lambda handler, _: handler.whole(SMALL, Content_Encoding="gzip"),
    "brotli": lambda handler, _: handler.whole(SMALL, Content_Encoding="br"),
    "bomb": _bomb,
    "huge": lambda handler, _: handler.raw(HEAD + b"\r\n", *([b" " * 100_000] * 60)),
    "huge-stated": lambda handler, _: handler.raw(HEAD + b"Content-Length: 99999999999\r\n\r\n"),
    "cut": lambda handler, _: handler.raw(HEAD + b"Content-Length: 5000\r\n\r\n" + SMALL),
    "chunks-cut": lambda handler, _: handler.raw(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n" + SMALL[:40]
    ),
    "not-http": lambda handler, _: handler.raw(b"220 mail.example.org ESMTP\r\n"),
    "headers": lambda handler, _: handler.raw(HEAD, *(b"X-%d: y\r\n" % n for n in range(500))),
    "long-header": lambda handler, _: handler.raw(HEAD + b"X-Y: " + b"z" * 200_000 + b"\r\n\r\n"),
    "continue": lambda handler, _: handler.raw(
        *([b"HTTP/1.1 100 Continue\r\n\r\n"] * 4000), pause=0.005
    ),
    "silent": lambda handler, _: handler.raw(b"", pause=PATIENCE),
    "drip": lambda handler, _: handler.raw(
        HEAD + b"\r\n", *(SMALL[n : n + 1] for n in range(100)), pause=0.1
    ),
    "drip-head": lambda handler, _: handler.raw(*(HEAD[n : n + 1] for n in range(50)), pause=0.1),
    "many": lambda handler, _: handler.whole(
        RSS.format("".join(f"<item><title>{n}</title></item>" for n in range(100_000))).encode()
    ),
    "deep": lambda handler, _: handler.whole(RSS.format("<a>" * 1_000_000).encode()),
}
"""First part of a path → the answer it gets."""


@contextmanager
def served() -> Iterator[Site]:
    """The server, until the tests are over."""
    site = Site()
    thread = threading.Thread(
        target=site.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        site.shutdown()
        site.server_close()


def elapsed(since: float) -> float:
    """Seconds since a moment of `time.monotonic`."""
    return time.monotonic() - since
