"""`SHA256SUMS`: the hash of every other file of the site, for `sha256sum -c` and for verify."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

SUMS = "SHA256SUMS"


def with_sums(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """All files, then the list of their hashes, in order of path."""
    hashes = {}
    for path, data in files:
        hashes[path] = sha256(data).hexdigest()
        yield path, data
    lines = (f"{sha}  {path}\n" for path, sha in sorted(hashes.items()))
    yield SUMS, "".join(lines).encode()
