"""The command line: parse, call, report."""

import gc
import sys
from pathlib import Path

import click

from builder.checking import check as check_records
from builder.commands.changes import changes
from builder.commands.cite import cite
from builder.commands.deposit import deposit
from builder.commands.inbox import inbox
from builder.commands.new import import_form, new
from builder.commands.release import redact, release
from builder.commands.root import LANGUAGE, ROOT
from builder.commands.table import import_
from builder.commands.verify import verify
from builder.derive.counts import counts
from builder.disk import explained
from builder.faults import boundary, language
from builder.i18n import LANGUAGES, Language
from builder.links import LINK_STYLES, LinkStyle
from builder.load import quoter
from builder.project import inside, project
from builder.release.ledger import START, parse_anchor
from builder.report import REPORTERS

FOLDERS: dict[LinkStyle, str] = {"site": "site", "file": "copy"}
"""Where a build goes unless told otherwise; the two kinds of links never share a folder."""


@click.group()
@click.version_option(package_name="qandy-qantar-archive")
@LANGUAGE
def main(lang: Language) -> None:
    """The Qandy Qantar archive: check the records, build the site."""
    gc.set_threshold(50_000, 20, 100)  # records are many and hold no cycles to look for


main.add_command(changes)
main.add_command(cite)
main.add_command(deposit)
main.add_command(import_)
main.add_command(inbox)
main.add_command(redact)
main.add_command(release)
main.add_command(import_form)
main.add_command(new)
main.add_command(verify)


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
    "asked",
    type=click.Choice(tuple(LANGUAGES)),
    help="Language of the messages, if another than that of qantar --lang.",
)
@click.option(
    "--anchor",
    metavar="LINE:SHA256",
    default="",
    help="A line of the ledger that you noted elsewhere: the ledger must still go through it.",
)
@ROOT
@boundary
def check(
    paths: tuple[Path, ...], form: str, asked: Language | None, anchor: str, root: Path
) -> None:
    """Say everything that is wrong with the records; PATHS limits what is shown."""
    point = parse_anchor(anchor) if anchor else START
    checked = check_records(root, [inside(root, path) for path in paths], anchor=point)
    click.echo(REPORTERS[form](checked.problems, quoter(root), asked or language()), nl=False)
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
    from builder.syndicate.files import left_out

    outcome = build_site(root, out or root / FOLDERS[links], links=links, clean=clean, jobs=jobs)
    click.echo(
        f"{outcome.written} files written, {outcome.unchanged} unchanged, {outcome.removed} removed"
    )
    for missed in left_out(project(root).settings) if links == "site" else ():
        click.echo(f"warning: {missed}", err=True)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Port on this machine.")
@ROOT
@boundary
def serve(port: int, root: Path) -> None:
    """Build, serve on this machine only, and rebuild when a file is saved.

    Each page shows what is wrong with its record; /problems/ shows all of it.
    """
    from builder.serve import serve as run  # a server is no part of a build

    run(root, port, language())


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
@click.option("--write", is_flag=True, help="Write all of them to .qantar/schema/, for editors.")
@ROOT
@boundary
def schema(kind: str | None, write: bool, root: Path) -> None:
    """Print the JSON Schema of one kind of record, or of all kinds by name."""
    from builder.write.schema import FOLDER, schema_text, write_schemas

    if write:
        click.echo(f"{write_schemas(root)} schemas written to {FOLDER}/")
    else:
        click.echo(schema_text(kind), nl=False)


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("github", "json", "markdown")),
    default="markdown",
    help="How the packet is written; github has only what is refused, as annotations.",
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
