"""Makes the deposit of one release: the same bytes every time, from what the archive keeps."""

from collections.abc import Iterator
from pathlib import Path

from builder.cite.cff import ABSTRACT, TITLE
from builder.deposit import crate, readme
from builder.deposit.bag import bag
from builder.deposit.contents import Kept, Part, contents
from builder.deposit.writing import write_folder
from builder.project import Project
from builder.release.kept import kept, release_of

MARKDOWN = "text/markdown"


def deposit(place: Project, name: str | None, out: Path) -> tuple[Kept, int]:
    """Write the deposit of a release, or of the last one, as the folder `out`; how many files."""
    known, past = kept(place)
    found = Kept(place, known, past, release_of(past, name))
    return found, write_folder(out, files(found))


def files(found: Kept) -> Iterator[tuple[str, bytes]]:
    """Every file of the bag, by path below it."""
    parts = list(contents(found))
    parts.append(Part(readme.FILE, readme.readme(found), "What this is.", MARKDOWN))
    payload = {part.path: part.data for part in parts}
    payload[crate.FILE] = crate.crate(found.release, found.place.settings, parts)
    return bag(payload, _about(found))


def _about(found: Kept) -> dict[str, str]:
    """What the bag says of itself; who sends it and where it is from only if somebody has said."""
    settings, release = found.place.settings, found.release
    given = {
        "Bagging-Date": release.date,
        "Bag-Group-Identifier": "qandy-qantar",
        "External-Description": f"{TITLE}, release {release.name}. {ABSTRACT}",
        "Internal-Sender-Identifier": release.name,
        "Source-Organization": settings.publisher,
    }
    if settings.site_address:
        site = settings.site_address.rstrip("/")
        given["External-Identifier"] = f"{site}/data/releases/{release.name}/release.json"
    return {name: value for name, value in given.items() if value}
