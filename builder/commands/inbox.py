"""`qantar inbox`: new sources proposed by feeds, and what a person makes of them."""

import sys
from pathlib import Path

import click

from builder.commands.root import ROOT, called
from builder.faults import boundary
from builder.model.vocabulary import vocabularies
from builder.printable import printable

ITEM = click.argument("item")


def _of(vocabulary: str) -> click.Choice[str]:
    return click.Choice(list(vocabularies()[vocabulary]))


@click.group()
def inbox() -> None:
    """New sources proposed by feeds; nothing reaches the site before a person has decided."""


@inbox.command()
@click.option("--whole", is_flag=True, help="Ask for feeds even if they have not changed since.")
@ROOT
@boundary
def fetch(whole: bool, root: Path) -> None:
    """Ask every feed listed in pyproject.toml and queue what is new."""
    from builder.inbox.collect import Conditions, collect  # the network is no part of the rest

    worst = 0
    for outcome in collect(root, Conditions(whole=whole)):
        worst = max(worst, outcome.exit_code)
        said = f"{printable(outcome.feed)}: {printable(outcome.said)}"
        click.echo(said, err=outcome.exit_code > 0)
    sys.exit(worst)


@inbox.command("list")
@ROOT
@boundary
def list_(root: Path) -> None:
    """Show what waits, the likeliest first: name, score, day, language, headline."""
    from builder.inbox.show import row, waiting

    for item in waiting(root):
        click.echo(printable(row(item)))


@inbox.command()
@ITEM
@ROOT
@boundary
def show(item: str, root: Path) -> None:
    """Show all that is known of ITEM, and which words gave its score."""
    from builder.inbox.show import found, lines

    for line in lines(found(root, item)):
        click.echo(printable(line))


@inbox.command()
@ITEM
@click.argument("id")
@click.option("--title", default="", help="Headline as printed, if the feed has it otherwise.")
@click.option("--publisher", default="", help="Publisher as printed, if the feed has it otherwise.")
@click.option("--language", type=_of("language"), help="Language, if the feed is silent.")
@click.option("--seen", default="headline", type=_of("seen"), help="How much of it you have read.")
@click.option("--medium", default="article", type=_of("medium"), help="What kind of publication.")
@ROOT
@boundary
def accept(item: str, id: str, root: Path, **said: str) -> None:
    """Write the draft of a source, named ID, from ITEM."""
    from builder.inbox.draft import Wanted
    from builder.inbox.draft import accept as write

    path = write(root, item, Wanted(id=id, **{name: value or "" for name, value in said.items()}))
    click.echo(
        f"{path} written; read the publication, mend the draft, then: {called()} check {path}"
    )


@inbox.command()
@ITEM
@click.option("--reason", required=True, help="Why; kept, so that it does not come back.")
@ROOT
@boundary
def reject(item: str, reason: str, root: Path) -> None:
    """Set ITEM aside for good."""
    from builder.inbox.draft import reject as set_aside

    click.echo(f"{set_aside(root, item, reason)} rejected; it will not be proposed again")
