"""A bag around files (BagIt 1.0, RFC 8493): their hashes, their number, whose they are."""

from collections.abc import Iterator, Mapping
from hashlib import sha256, sha512

HASHES = {"sha256": sha256, "sha512": sha512}
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(payload: Mapping[str, bytes], about: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Every file of a bag of `payload` (by path), in order; `about` is what `bag-info.txt` says."""
    held = {f"data/{path}": data for path, data in sorted(payload.items())}
    size = sum(map(len, held.values()))
    info = {**about, "Payload-Oxum": f"{size}.{len(held)}"}
    tags = {"bagit.txt": DECLARATION, "bag-info.txt": _info(info)}
    tags |= {f"manifest-{name}.txt": _sums(name, held) for name in HASHES}
    yield from held.items()
    yield from tags.items()
    yield from ((f"tagmanifest-{name}.txt", _sums(name, tags)) for name in HASHES)


def _info(about: Mapping[str, str]) -> bytes:
    lines = (f"{name}: {' '.join(value.split())}\n" for name, value in sorted(about.items()))
    return "".join(lines).encode()


def _sums(name: str, files: Mapping[str, bytes]) -> bytes:
    # Ids are plain words and so are our own names: nothing here that a path would have to escape.
    assert not any(set("%\r\n") & set(path) for path in files)
    return "".join(
        f"{HASHES[name](data).hexdigest()}  {path}\n" for path, data in sorted(files.items())
    ).encode()
