"""Serves the site on this machine only, and shows what was saved with what is wrong with it."""

import threading
from pathlib import Path

import click

from builder.i18n import Language
from builder.serve.server import LOOPBACK, bind
from builder.serve.watch import watched
from builder.serve.work import Work

__all__ = ["serve"]


def serve(root: Path, port: int, language: Language = "en") -> None:
    """Serve `root`'s site at a loopback port until interrupted; messages are in `language`."""
    work = Work(root, root / "site", language)
    with bind(work, port) as server, watched(root, work.saved):
        work.home = f"http://{LOOPBACK}:{server.server_port}"
        click.echo(f"{work.home}/  (stop with Ctrl+C)")
        # The builds stay in this thread: what goes wrong in them ends the command.
        threading.Thread(target=server.serve_forever, daemon=True).start()
        work.run()
