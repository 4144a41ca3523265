"""The command line: parse, call, report."""

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from builder.checking import check as check_records
from builder.commands.inbox import inbox
from builder.commands.root import ROOT
from builder.commands.table import import_
from builder.derive.counts import counts
from builder.disk import explained
from builder.faults import boundary
from builder.i18n import LANGUAGES, Language
from builder.links import LINK_STYLES, LinkStyle
from builder.load import quoter
from builder.project import inside, project
from builder.report import REPORTERS

FOLDERS: dict[LinkStyle, str] = {"site": "site", "file": "copy"}
"""Where a build goes unless told otherwise; the two kinds of links never share a folder."""
NO_ADDRESS = (
    "warning: site_address is not set in pyproject.toml; "
    "the pages cannot tell search engines of their other languages"
)


@click.group()
@click.version_option(package_name="qandy-qantar-archive")
def main() -> None:
    """The Qandy Qantar archive: check the records, build the site."""
    gc.set_threshold(50_000, 20, 100)  # records are many and hold no cycles to look for


main.add_command(import_)
main.add_command(inbox)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(REPORTERS)),
    default="text",
    help="How problems are written.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(tuple(LANGUAGES)),
    default="en",
    help="Language of the messages: English, Russian or Kazakh.",
)
@ROOT
@boundary
def check(paths: tuple[Path, ...], form: str, language: Language, root: Path) -> None:
    """Say everything that is wrong with the records; PATHS limits what is shown."""
    checked = check_records(root, [inside(root, path) for path in paths])
    click.echo(REPORTERS[form](checked.problems, quoter(root), language), nl=False)
    if form == "text" and not checked.errors:
        click.echo(", ".join(f"{kind}: {n}" for kind, n in counts(checked.corpus).kinds.items()))
    sys.exit(1 if checked.errors else 0)


@main.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder of the site; site, or copy, if unset."
)
@click.option(
    "--links",
    type=click.Choice(LINK_STYLES),
    default="site",
    help="What links name: site, folders for a server; file, index.html for a copied folder.",
)
@click.option(
    "--jobs",
    type=click.IntRange(0, 64),
    default=0,
    help="Processes that render; 0 takes one a processor.",
)
@click.option("--clean", is_flag=True, help="Trust nothing written before: compare every file.")
@ROOT
@boundary
def build(out: Path | None, links: LinkStyle, jobs: int, clean: bool, root: Path) -> None:
    """Check the records, then write the whole site and all exports."""
    from builder.pipeline import build as build_site  # what renders is slow to import

    outcome = build_site(root, out or root / FOLDERS[links], links=links, clean=clean, jobs=jobs)
    click.echo(
        f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed"
    )
    if links == "site" and not project(root).settings.site_address:
        click.echo(NO_ADDRESS, err=True)


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
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "markdown")),
    default="markdown",
    help="How the packet is written.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write it to.")
@click.option("--only-entries", is_flag=True, help="Refuse changes to files outside entries/.")
@ROOT
@boundary
def diff(
    base: str, head: str | None, form: str, out: Path | None, only_entries: bool, root: Path
) -> None:
    """Say what a change means, in words: from BASE to HEAD or, without it, to the working tree.

    BASE and HEAD are git revisions, read without checking them out, or folders.
    """
    from builder.write.diff import WRITERS, review

    packet = review(root, base, head, only_entries=only_entries)
    text = WRITERS[form](packet)
    with explained("writing the packet"):
        out.write_text(text, encoding="utf-8") if out else click.echo(text, nl=False)
    sys.exit(1 if packet.refused else 0)


@main.command()
@click.argument("date")
@ROOT
@boundary
def release(date: str, root: Path) -> None:
    """Enter every new id and claim in the ledger, dated DATE; from then on they may not vanish."""
    from builder.pipeline import release as enter

    added = enter(root, date, today=f"{datetime.now(UTC):%Y-%m-%d}")
    click.echo(f"{added} lines added to the ledger")
