"""`qantar import`: records from somebody else's table."""

import sys
from pathlib import Path

import click

from builder.commands.root import ROOT
from builder.faults import boundary

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("table", type=FILE)
@click.option("--map", "by", type=FILE, required=True, help="What its columns mean (YAML).")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("drafts"), help="Folder of the drafts."
)
@click.option("--into-entries", is_flag=True, help="Write into entries/ and not to a folder.")
@click.option("--whole", is_flag=True, help="Write nothing if any row is refused.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "text")),
    default="text",
    help="How the report is written.",
)
@ROOT
@boundary
def import_(
    table: Path, by: Path, out: Path, into_entries: bool, whole: bool, form: str, root: Path
) -> None:
    """Make drafts of records from TABLE (CSV, JSON, JSON Lines) and tell what did not fit."""
    from builder.write.importing import REPORTS, Order, import_table

    order = Order(table, by, out, into_entries=into_entries, whole=whole)
    report = import_table(root, order)
    click.echo(REPORTS[form](report), nl=False)
    sys.exit(1 if report.refused else 0)
