"""The option that every command has."""

from pathlib import Path

import click

ROOT = click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="Folder of the archive."
)
