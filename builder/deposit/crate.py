"""`ro-crate-metadata.json`: the deposit described for machines, RO-Crate 1.1.

A path that ends in `/` is a Dataset of what lies below it; every file is reached from the root.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.cite.cff import ABSTRACT, CONTRIBUTORS, KEYWORDS, TITLE
from builder.deposit.contents import RECORDS, RELEASES, SCHEMA, Part
from builder.export.whole import LICENCE, LICENCE_ADDRESS
from builder.project import Settings
from builder.release.history import Release

FILE = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
AUTHOR, PUBLISHER = "#author", "#publisher"
LANGUAGES = ("en", "ru", "kk")

Entity = Mapping[str, object]


def crate(release: Release, settings: Settings, parts: Sequence[Part]) -> bytes:
    """The file, for a deposit of `parts`; what the settings leave unset is left out."""
    below = {RECORDS: "The versions that stood in the release, by record.", SCHEMA: _SCHEMAS}
    below[RELEASES] = "The release as it was made; SHA256SUMS is to be checked from here."
    below[f"{RELEASES}{release.name}/"] = "What the release says of itself."
    graph = [
        _descriptor(),
        _root(release, settings, _members("", parts, below)),
        *(_folder(path, about, parts, below) for path, about in sorted(below.items())),
        *(_file(part) for part in sorted(parts, key=lambda part: part.path)),
        _licence(),
        *_organisations(settings),
    ]
    whole = {"@context": f"{SPECIFICATION}/context", "@graph": graph}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


_SCHEMAS = "What the fields of `record` in a version are, by kind."


def _descriptor() -> Entity:
    return {
        "@id": FILE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": SPECIFICATION},
        "about": {"@id": "./"},
    }


def _root(release: Release, settings: Settings, members: Iterable[str]) -> Entity:
    root: dict[str, object] = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"{TITLE}, release {release.name}",
        "description": ABSTRACT,
        "datePublished": release.date,
        "version": release.name,
        "license": {"@id": LICENCE_ADDRESS},
        "author": {"@id": AUTHOR},
        "inLanguage": list(LANGUAGES),
        "keywords": list(KEYWORDS),
        "hasPart": _named(members),
    }
    if settings.publisher:
        root["publisher"] = {"@id": PUBLISHER}
    if settings.site_address:
        root["url"] = {"@id": f"{settings.site_address.rstrip('/')}/"}
    return root


def _folder(path: str, about: str, parts: Sequence[Part], folders: Iterable[str]) -> Entity:
    """A folder; of the versions each is named directly, whichever record it is of."""
    members = _members(path, parts, folders)
    return {"@id": path, "@type": "Dataset", "name": about, "hasPart": _named(members)}


def _members(path: str, parts: Sequence[Part], folders: Iterable[str]) -> Iterator[str]:
    """What lies in the folder at `path` and in no nearer one."""
    names = {*folders, *(part.path for part in parts)} - {path}
    holders = [*folders, ""]
    for name in sorted(names):
        if max((one for one in holders if name.startswith(one) and name != one), key=len) == path:
            yield name


def _named(ids: Iterable[str]) -> list[Entity]:
    return [{"@id": id} for id in ids]


def _file(part: Part) -> Entity:
    entity: dict[str, object] = {
        "@id": part.path,
        "@type": "File",
        "name": part.about,
        "encodingFormat": part.format,
        "contentSize": str(len(part.data)),
    }
    if part.redacted:
        entity["creativeWorkStatus"] = "redacted"
    return entity


def _licence() -> Entity:
    return {
        "@id": LICENCE_ADDRESS,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International",
        "identifier": LICENCE,
        "description": "Quotations from sources are not covered; see LICENSE-DATA.",
    }


def _organisations(settings: Settings) -> Iterator[Entity]:
    """Those who made it, as the licence and CITATION.cff name them; its publisher, if known."""
    yield {"@id": AUTHOR, "@type": "Organization", "name": CONTRIBUTORS}
    if settings.publisher:
        yield {"@id": PUBLISHER, "@type": "Organization", "name": settings.publisher}
