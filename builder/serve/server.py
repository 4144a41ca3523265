"""Answers on loopback: pages as they stand, files of the site, and nobody from elsewhere."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from io import BytesIO
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from builder.host.run import POLICY
from builder.problems import Stop
from builder.serve.pages import FOLLOW, STATE, served
from builder.serve.work import Work

LOOPBACK = "127.0.0.1"
NAMES = (LOOPBACK, "localhost")
"""What a browser may call this server; any other name was made to lead here by somebody else."""
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Unbindable(Stop):
    """The port is taken, or may not be used."""

    exit_code = 3


def bind(work: Work, port: int) -> ThreadingHTTPServer:
    """A server on the loopback address of what `work` makes; port 0 takes a free one."""
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(_Answer, work))
    except OSError as error:
        raise Unbindable(f"port {port} cannot be used: {error.strerror}; try --port") from error


class _Answer(SimpleHTTPRequestHandler):
    """Says nothing about who read what."""

    def __init__(self, work: Work, *args: object) -> None:
        self.work = work
        super().__init__(*args, directory=str(work.out))  # type: ignore[arg-type]  # the socket's

    def parse_request(self) -> bool:
        """Refuse who calls this server by another name, whatever is asked."""
        if not super().parse_request():
            return False
        named = self.headers.get_all("Host") or []
        if len(named) != 1:
            self.send_error(400, "one Host header is needed")
            return False
        if named[0].lower() not in self._names():
            self.send_error(421, "this server answers on loopback only")
            return False
        return True

    def _names(self) -> set[str]:
        port = self.connection.getsockname()[1]
        return {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())

    def send_head(self) -> BytesIO | BinaryIO | None:
        """A page as it stands, its state or what asks for it, or a file of the site."""
        path = urlsplit(self.path).path
        if path == FOLLOW:
            script = (files("builder.serve") / "follow.js").read_bytes()
            return self._whole(200, "text/javascript; charset=utf-8", script)
        if path == STATE:
            state = self._state(unquote(urlsplit(self.path).query))
            return self._whole(200, "text/plain; charset=utf-8", state)
        if "\0" in unquote(path):
            self.send_error(404)
            return None
        page = served(self.work.root, self.work.out, self.work.now, self.path)
        if page is None:
            return super().send_head()
        return self._whole(page.status, "text/html; charset=utf-8", page.following)

    def _state(self, path: str) -> bytes:
        page = served(self.work.root, self.work.out, self.work.now, path)
        return page.state.encode() if page else b""

    def _whole(self, status: int, kind: str, body: bytes) -> BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Every answer is strict about itself, and no browser keeps it."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """A folder without a page has none."""
        self.send_error(404)

    def version_string(self) -> str:
        """Name no version."""
        return "qantar"

    def log_message(self, format: str, *args: object) -> None:
        """Keep no log."""
