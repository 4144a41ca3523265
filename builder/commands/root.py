"""The options that many commands have: the folder, and the language of messages."""

import shutil
import sys
from pathlib import Path

import click

from builder.i18n import LANGUAGES

LANGUAGE = click.option(
    "--lang",
    type=click.Choice(tuple(LANGUAGES)),
    envvar="QANTAR_LANG",
    default="en",
    help="Language of messages about records: English, Russian or Kazakh.",
)

ROOT = click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="Folder of the archive."
)


def called() -> str:
    """How this program was called, so that what it tells to run can be run as it stands."""
    said = sys.argv[0]
    return said if Path(said).name == "qantar" and said != shutil.which("qantar") else "qantar"
