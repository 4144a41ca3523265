"""The options that many commands have: the folder, and the language of messages."""

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
