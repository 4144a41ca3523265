"""`qantar deposit`: a release as a folder that a repository takes in."""

from pathlib import Path

import click

from builder.commands.root import ROOT
from builder.faults import boundary
from builder.project import project

UNSET = "warning: site_address is not set in pyproject.toml; the deposit names no address"


@click.command()
@click.argument("release", required=False)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write; it must be new or empty.",
)
@ROOT
@boundary
def deposit(release: str | None, out: Path, root: Path) -> None:
    """Write RELEASE, or the last one, as a bag for a repository: BagIt around an RO-Crate.

    The same release gives the same bytes every time. What was redacted since is a stub in it.
    """
    from builder.deposit.making import deposit as write  # its words are slow to import

    place = project(root)
    found, count = write(place, release, out)
    click.echo(f"release {found.release.name}: {count} files written to {out}")
    if redacted := sum(bool(one.redacted) for one in found.versions):
        click.echo(f"{redacted} of its versions were redacted since; their stubs stand in it")
    if not place.settings.site_address:
        click.echo(UNSET, err=True)
