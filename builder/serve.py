"""Serves the built site on this machine only, and builds again when a file is saved."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from builder.load import quoter
from builder.pipeline import Faulty, build
from builder.printable import printable
from builder.problems import Stop
from builder.report import REPORTERS

LOOPBACK = "127.0.0.1"
WATCHED = ("entries", "archive", "site_overrides", "mkdocs.yml", "pyproject.toml")
QUIET = 0.3
"""Seconds without a change before a build begins: editors save in several steps."""


class Unbindable(Stop):
    """The port is taken, or may not be used."""

    exit_code = 3


def serve(root: Path, port: int) -> None:
    """Serve `root`'s site at a loopback port until interrupted."""
    out = root / "site"
    watch = Saved(root, out)
    observer = Observer()
    for name in filter(lambda name: (root / name).exists(), WATCHED):
        observer.schedule(watch, str(root / name), recursive=True)
    observer.start()
    try:
        with bind(out, port) as server:
            rebuild(root, out)
            click.echo(f"http://{LOOPBACK}:{server.server_port}/  (stop with Ctrl+C)")
            server.serve_forever()
    finally:
        observer.stop()


def bind(out: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder `out` on the loopback address; port 0 takes a free one."""
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(Quiet, directory=str(out)))
    except OSError as error:
        raise Unbindable(f"port {port} cannot be used: {error.strerror}; try --port") from error


def rebuild(root: Path, out: Path) -> None:
    """Build; problems are printed, and the last good site stays."""
    try:
        outcome = build(root, out)
        click.echo(f"built: {outcome.written} files written, {outcome.unchanged} unchanged")
    except Faulty as faulty:
        click.echo(REPORTERS["text"](faulty.problems, quoter(root)), nl=False)
    except Stop as stop:
        click.echo(f"qantar: {printable(str(stop))}")


class Saved(FileSystemEventHandler):
    """Builds once after a burst of changes has ended."""

    def __init__(self, root: Path, out: Path) -> None:
        self.root, self.out = root, out
        self.timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Start the wait anew; reading a file is no change."""
        if event.event_type not in ("modified", "created", "deleted", "moved"):
            return
        if self.timer is not None:
            self.timer.cancel()
        self.timer = threading.Timer(QUIET, rebuild, (self.root, self.out))
        self.timer.daemon = True
        self.timer.start()


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about who read what."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep no log."""
