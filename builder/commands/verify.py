"""`qantar verify`: whether a built site is what it should be."""

import os
import sys
from pathlib import Path

import click

from builder.disk import explained
from builder.faults import boundary

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site")
)
@click.option("--key", type=FILE, help="Public SSH key by which releases must be signed.")
@click.option("--words", type=FILE, help="Private list, a line each, of what may stand nowhere.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "text")),
    default="text",
    help="How the answers are written.",
)
@boundary
def verify(site: Path, key: Path | None, words: Path | None, form: str) -> None:
    """Say of a built SITE what passed, what failed and what was not checked; by its bytes alone."""
    from builder.verify import Built, verified  # slow to import
    from builder.verify.report import REPORTS

    with explained("reading what was given"):
        known = key.read_text(encoding="utf-8").strip() if key else None
        listed = tuple(words.read_text(encoding="utf-8").splitlines()) if words else None
    built = Built(site, known, listed, len(os.sched_getaffinity(0)))
    found = dict[str, str]()
    answers = ((name, one) for name, one in verified(built) if found.setdefault(name, one.state))
    for line in REPORTS[form](answers):
        click.echo(line)
    sys.exit(1 if "failed" in found.values() else 0)
