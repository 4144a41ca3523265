"""The command line: parse, call, report."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from builder import pipeline
from builder.derive.counts import counts
from builder.faults import boundary
from builder.load import quoter
from builder.project import inside
from builder.report import REPORTERS

ROOT = click.option(
    "--root", type=click.Path(path_type=Path), default=Path(), help="Folder of the archive."
)


@click.group()
@click.version_option(package_name="qandy-qantar-archive")
def main() -> None:
    """The Qandy Qantar archive: check the records, build the site."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(REPORTERS)),
    default="text",
    help="How problems are written.",
)
@ROOT
@boundary
def check(paths: tuple[Path, ...], form: str, root: Path) -> None:
    """Say everything that is wrong with the records; PATHS limits what is shown."""
    checked = pipeline.check(root, [inside(root, path) for path in paths])
    click.echo(REPORTERS[form](checked.problems, quoter(root)), nl=False)
    if form == "text" and not checked.errors:
        click.echo(", ".join(f"{kind}: {n}" for kind, n in counts(checked.corpus).kinds.items()))
    sys.exit(1 if checked.errors else 0)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the site.")
@click.option(
    "--jobs",
    type=click.IntRange(0, 64),
    default=0,
    help="Processes that render; 0 takes one a processor.",
)
@click.option("--clean", is_flag=True, help="Trust nothing written before: compare every file.")
@ROOT
@boundary
def build(out: Path | None, jobs: int, clean: bool, root: Path) -> None:
    """Check the records, then write the whole site and all exports."""
    outcome = pipeline.build(root, out or root / "site", clean=clean, jobs=jobs)
    click.echo(
        f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed"
    )


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port on this machine.")
@ROOT
@boundary
def serve(port: int, root: Path) -> None:
    """Build, serve on this machine only, and rebuild when a file is saved."""
    from builder.serve import serve as run  # a server is no part of a build

    run(root, port)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit 1 if something would change."
)
@ROOT
@boundary
def fmt(paths: tuple[Path, ...], only_check: bool, root: Path) -> None:
    """Write the records in canonical form; comments stay."""
    from builder.write.fmt import format_files  # ruamel's writer is slow to import

    done = format_files(root, paths, write=not only_check)
    for path in done.changed:
        click.echo(path)
    for path in done.unreadable:
        click.echo(f"not formatted, it has faults: {path}; see qantar check {path}", err=True)
    sys.exit(1 if done.unreadable or (only_check and done.changed) else 0)


@main.command()
@click.argument("kind", required=False)
@boundary
def schema(kind: str | None) -> None:
    """Print the JSON Schema of one kind of record, or of all kinds by name."""
    from builder.write.schema import schema_text

    click.echo(schema_text(kind), nl=False)


@main.command()
@click.argument("date")
@ROOT
@boundary
def release(date: str, root: Path) -> None:
    """Enter every new id and claim in the ledger, dated DATE; from then on they may not vanish."""
    added = pipeline.release(root, date, today=f"{datetime.now(UTC):%Y-%m-%d}")
    click.echo(f"{added} lines added to the ledger")
