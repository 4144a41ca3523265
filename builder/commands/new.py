"""`qantar new` and `qantar import-form`: the beginning of a record."""

import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from builder.commands.root import ROOT, called
from builder.faults import boundary, language
from builder.i18n import LANGUAGES
from builder.printable import printable


@click.command()
@click.argument("kind")
@click.argument("id")
@click.option(
    "--date", help="When it happened; of a case, how far it is known; of a source, of it."
)
@click.option("--place", multiple=True, help="Where, as the id of a place; may be given again.")
@click.option("--title", help="What it is called, on one line.")
@click.option("--type", help="What kind of episode, law or organisation.")
@click.option(
    "--lang",
    "written_in",
    type=click.Choice(tuple(LANGUAGES)),
    default="en",
    help="Language in which the record is first written.",
)
@ROOT
@boundary
def new(
    kind: str, id: str, place: tuple[str, ...], written_in: str, root: Path, **said: str | None
) -> None:
    """Write the template of a new record: KIND is event, source and so on, ID its name for ever.

    At a terminal it asks for what is missing.
    """
    from builder.commands.asking import asked, at_terminal
    from builder.write.new import Wanted, alike, desk
    from builder.write.new import new as write
    from builder.write.new.wanted import Answers, faults, questions
    from builder.write.schema import known_kind

    at, kind = desk(root), known_kind(kind)
    answers: Answers = {"place": place, **{flag: [text] for flag, text in said.items() if text}}
    if at_terminal():
        answers = asked(questions(kind), answers, partial(faults, kind, places=at.places))
    path, near = write(at, Wanted(kind, id, answers, written_in), _today()), alike(at, id)
    if near is not None:
        click.echo(f"look first whether it is the same as {printable(at.given[near])}")
    click.echo(f"{path} written; put in what you know, then: {called()} check {path}")


def _today() -> date:
    return datetime.now(UTC).date()


@click.command("import-form")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", default="", help="Id of the record; words of its title if unset.")
@click.option("--into-entries", is_flag=True, help="Write it where records are; else print it.")
@ROOT
@boundary
def import_form(file: Path, id: str, into_entries: bool, root: Path) -> None:
    """Make the draft of a record from FILE, the text of an issue made with a form."""
    from builder.write.form import import_form as read
    from builder.write.form import keep

    outcome = read(root, file, id, _today())
    for line in outcome.told(language()):
        click.echo(line, err=True)
    if not outcome.path:
        sys.exit(1)
    if into_entries:
        keep(root, outcome)
    click.echo(
        f"{outcome.path} written" if into_entries else outcome.data.decode(), nl=into_entries
    )
