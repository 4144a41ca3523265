"""`qantar changes`: what differs between two releases, or between one and the records now."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from builder.checking import faultless
from builder.commands.root import ROOT
from builder.faults import boundary
from builder.printable import printable
from builder.problems import Stop
from builder.project import project
from builder.release.comparing import Difference, compared, written
from builder.release.kept import kept, release_of


class Backwards(Stop):
    """The releases were named the wrong way round."""

    exit_code = 2


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "text")),
    default="text",
    help="text to read; json, canonical, for programs.",
)
@ROOT
@boundary
def changes(old: str, new: str | None, form: str, root: Path) -> None:
    """Say what differs from the release OLD to the release NEW or, without it, to the records.

    Fields and claims are named, their texts are not; what was redacted is compared by its hash.
    """
    _, past = kept(project(root))
    before, after = release_of(past, old), release_of(past, new) if new else None
    if after is not None and past.releases.index(after) < past.releases.index(before):
        raise Backwards(f"{old} is the later one: qantar changes {new} {old}")
    found = compared(past, before, after or faultless(root).corpus)
    if form == "json":
        click.echo(written(before, after, found).decode())
        return
    click.echo(f"{before.name} → {after.name if after else 'the records now'}: {_summed(found)}")
    for id, one in found.items():
        click.echo(printable(f"{id} ({one.new.kind}): {'; '.join(_told(one))}"))


def _summed(found: dict[str, Difference]) -> str:
    kinds = Counter(one.what for one in found.values())
    return ", ".join(f"{kinds[what]} {what}" for what in ("new", "changed", "left"))


def _told(one: Difference) -> Iterator[str]:
    status = f" ({one.new.status})" if one.what == "left" else ""
    number = str(one.new.version or "not released")
    yield f"{one.what}{status}, version {f'{one.old.version} → ' if one.old else ''}{number}"
    if one.redacted:
        yield f"redacted, compared by hash only: version {', '.join(map(str, one.redacted))}"
    if one.fields:
        yield f"fields: {', '.join(one.fields)}"
    changed = [f"{id} ({', '.join(names)})" for id, names in one.claims.changed.items()]
    for what, claims in (("new", one.claims.new), ("gone", one.claims.gone), ("changed", changed)):
        if claims:
            yield f"claims {what}: {', '.join(claims)}"
