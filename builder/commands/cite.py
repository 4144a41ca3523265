"""`qantar cite`: how to cite a record, a version, a claim, or the archive."""

from pathlib import Path

import click

from builder.cite.asking import Uncitable
from builder.cite.forms import FORMS
from builder.commands.root import ROOT
from builder.faults import boundary
from builder.i18n import LANGUAGES, Language
from builder.printable import printable


@click.command()
@click.argument("named", metavar="[ID[@VERSION][#CLAIM]]", required=False)
@click.option(
    "--style",
    type=click.Choice(tuple(FORMS)),
    default="chicago",
    help="Style of a journal, or the form of a reference manager.",
)
@click.option(
    "--lang",
    "language",
    type=click.Choice(tuple(LANGUAGES)),
    default="en",
    help="Language of the citation, and of the page that it names.",
)
@click.option("--cff", is_flag=True, help="CITATION.cff, of the archive as a whole, instead.")
@ROOT
@boundary
def cite(named: str | None, style: str, language: Language, cff: bool, root: Path) -> None:
    """Say how to cite a record as it is, one frozen version of it, or one claim of either."""
    from builder.pipeline import citation, citation_file  # what renders is slow to import

    if (named is None) != cff:
        raise Uncitable("name a record, as in `qantar cite ID@1`, or give --cff; not both")
    text = citation_file(root) if cff else citation(root, str(named), style, language)
    for line in text.splitlines():
        click.echo(printable(line))
