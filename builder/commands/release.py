"""`qantar release` and `qantar redact`: what stays for ever, and the one way to take it out."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from builder.commands.root import ROOT
from builder.faults import boundary
from builder.model.vocabulary import vocabularies
from builder.project import project
from builder.release.freezing import Made
from builder.release.redacting import Redacted
from builder.release.releasing import sign_last

BY_HAND = (
    "This does not reach what was copied before: the history of git, mirrors, "
    "copies of the site; see the page on method. Build and publish the site again."
)


@click.command()
@click.argument("date")
@click.option("--sign", "key", type=click.Path(path_type=Path), help="SSH key to sign it with.")
@ROOT
@boundary
def release(date: str, key: Path | None, root: Path) -> None:
    """Freeze every record that changed as its next version, dated DATE; from then on it stays.

    New ids and claims are entered in the ledger and may not vanish any more. With --sign and
    nothing changed, the last release is signed.
    """
    from builder.pipeline import release as freeze  # what renders is slow to import

    made = freeze(root, date, today=_today())
    click.echo(_told(made) if made else "nothing changed since the last release; none was made")
    if key is not None:
        click.echo(f"signed: release {sign_last(project(root), key)}")


@click.command()
@click.argument("named", metavar="ID[@VERSION]")
@click.option(
    "--reason",
    required=True,
    type=click.Choice(sorted(vocabularies()["redaction"])),
    help="The class of the reason; it is all that will be said.",
)
@ROOT
@boundary
def redact(named: str, reason: str, root: Path) -> None:
    """Take a record, or one version of it, out of every release, openly and for good."""
    from builder.pipeline import redact as take_out  # what renders is slow to import

    for line in _done(named, take_out(root, named, reason, today=_today())):
        click.echo(line)


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


def _told(made: Made) -> str:
    kinds = Counter(change.what for change in made.changes.values())
    told = ", ".join(f"{n} {what}" for what in ("new", "changed", "left") if (n := kinds[what]))
    return f"release {made.name}: {told}; SHA-256 of its list of hashes: {made.sums}"


def _done(named: str, done: Redacted) -> list[str]:
    lines = [f"redacted: {one.id}, version {one.number}" for one in done.versions]
    lines += [f"still names it: {id}; mend that record" for id in done.naming]
    if done.standing:
        lines.append(f"the record itself still says what {named} said: change it, then release")
    return [*(lines or [f"{named}: the ledger has it as redacted"]), BY_HAND]
