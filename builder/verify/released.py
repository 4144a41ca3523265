"""Whether the ledger and the releases in the site are whole, and every address of theirs is there."""

from collections.abc import Iterator

from builder.disk import Refused
from builder.i18n import LANGUAGES, prefix
from builder.release.history import MANIFEST, SIGNATURE, SUMS, History
from builder.release.ledger import Ledger
from builder.release.manifest import manifest
from builder.release.signing import signed
from builder.verify.answer import Answer, Fault, answer, counted, not_checked
from builder.verify.built import LEDGER, RELEASES, Built, told
from builder.verify.folder import Unread

NOTHING = "nothing was released: the site has no ledger, no release and no version"


def ledger(built: Built) -> Answer:
    """Every line of the ledger and the chain of their hashes."""
    if not _released(built):
        return not_checked(NOTHING)
    known = built.ledger
    if isinstance(known, list):
        return answer("the ledger", told(known))
    notes = [
        f"redacted: {id}{f', version {number}' if number else ''} ({reason})"
        for (id, number), (_, reason) in known.redactions.items()
    ]
    return answer(counted(len(known.steps), "line"), (), notes)


def permalinks(built: Built) -> Answer:
    """Every id, claim and version ever released has its page in each language."""
    if not _released(built):
        return not_checked(NOTHING)
    known = built.ledger
    if isinstance(known, list):
        return not_checked("the ledger is not sound")
    versions = list(_versions(built))
    claims = sum(len(entry.claims) for entry in known.entered.values())
    looked = [counted(len(known.entered), "id"), counted(claims, "claim")]
    faults = [*_ids(built, known), *_version_pages(built, versions)]
    return answer(", ".join([*looked, counted(len(versions), "version")]), faults)


def releases(built: Built) -> Answer:
    """Every release against its list of hashes, its manifest and the ledger."""
    if not _released(built):
        return not_checked(NOTHING)
    if isinstance(built.ledger, list):
        return not_checked("the ledger is not sound, and it seals the releases")
    if odd := [one for one in built.folder.odd if one.path.startswith(RELEASES)]:
        return answer("the folder", odd)
    found = built.history
    if isinstance(found, list):
        return answer("the releases", told(found))
    versions = [one for those in found.versions.values() for one in those]
    notes = [f"redacted: {v.id}, version {v.number} ({v.redacted})" for v in versions if v.redacted]
    looked = f"{counted(len(found.releases), 'release')}, {counted(len(versions), 'version')}"
    return answer(looked, _misdated(built, found), notes)


def signatures(built: Built) -> Answer:
    """The signature of the newest release; by its chain it vouches for all before it."""
    if not _released(built):
        return not_checked(NOTHING)
    if built.key is None:
        return not_checked("no key was given (--key)")
    if not isinstance(built.history, History):
        return not_checked("the releases are not sound")
    if not built.history.releases:
        return not_checked("there is no release yet")
    try:
        return answer(counted(len(built.history.releases), "release"), _unsigned(built))
    except Refused as error:
        return not_checked(str(error))


def _released(built: Built) -> bool:
    folder = built.folder
    versions = (path for path in folder.below("e/") if "/v/" in path)
    return LEDGER in folder or any(folder.below(f"{RELEASES}/")) or any(versions)


def _ids(built: Built, known: Ledger) -> Iterator[Fault]:
    for id, entry in known.entered.items():
        if f"e/{id}.json" not in built.folder:
            yield Fault(f"e/{id}.json", "is not there")
        for language in LANGUAGES:
            page = f"{prefix(language)}e/{id}/index.html"[1:]
            if page not in built.folder:
                yield Fault(page, f"is not there, though line {entry.line} of the ledger gave it")
                continue
            for claim in entry.claims.keys() - built.pages.ids.get(page, frozenset()):
                yield Fault(page, f"has no anchor for the claim {claim}")


def _versions(built: Built) -> Iterator[tuple[str, str]]:
    start = f"{RELEASES}/records/"
    for path in built.folder.below(start, ".json"):
        id, _, number = path.removeprefix(start).removesuffix(".json").partition("/")
        yield id, number


def _version_pages(built: Built, versions: list[tuple[str, str]]) -> Iterator[Fault]:
    for id, number in versions:
        for language in LANGUAGES:
            page = f"{prefix(language)}e/{id}/v/{number}/index.html"[1:]
            if page not in built.folder:
                yield Fault(page, "is not there, though the version was released")


def _misdated(built: Built, found: History) -> Iterator[Fault]:
    """The name and the day of a release are those that the ledger gives it."""
    for release in found.releases:
        path = f"{RELEASES}/{release.name}/{MANIFEST}"
        said = manifest(built.folder.read(path))
        if said is None or (said.release, said.date) != (release.name, release.date):
            yield Fault(path, "has another name or day than the ledger gives it")


def _unsigned(built: Built) -> Iterator[Fault]:
    assert isinstance(built.history, History) and built.key is not None
    for release in built.history.releases:
        path = f"{RELEASES}/{release.name}/{SIGNATURE}"
        last = release is built.history.releases[-1]
        try:
            signature = built.folder.read(path)
        except Unread:
            if last:
                yield Fault(path, "the newest release is not signed")
            continue
        listed = built.folder.read(f"{RELEASES}/{release.name}/{SUMS}")
        if not signed(listed, signature, built.key):
            yield Fault(path, "was not made with this key")
