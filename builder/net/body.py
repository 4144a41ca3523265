"""The body of an answer, unpacked while it is counted."""

import zlib
from collections.abc import Iterable, Iterator

from builder.net.limits import Unfetched

PLAIN = frozenset(("", "identity"))
PACKED = frozenset(("gzip", "x-gzip", "deflate"))
_ANY_HEADER = zlib.MAX_WBITS | 32
"""Tells zlib to see for itself whether the bytes are gzip or zlib."""
PIECE = 65_536


def unpacked(pieces: Iterable[bytes], coding: str, most: int) -> bytes:
    """The whole body; Unfetched as soon as it is larger than `most`, packed or unpacked."""
    name = coding.strip().lower()
    if name not in PLAIN | PACKED:
        raise Unfetched("encoding", f"the answer is packed as {name!r}, which was not asked for")
    pieces = _counted(pieces, most)
    return b"".join(_counted(_inflated(pieces) if name in PACKED else pieces, most))


def _counted(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            raise Unfetched("size", f"the answer is larger than {most:,} bytes")
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Never more than one piece ahead, so that a bomb goes off no further than the limit."""
    unpacker = zlib.decompressobj(_ANY_HEADER)
    begun = False
    for piece in pieces:
        begun = waiting = True
        while piece or waiting:
            if unpacker.eof:  # gzip may hold several members, one after the other
                unpacker = zlib.decompressobj(_ANY_HEADER)
            try:
                out = unpacker.decompress(piece, PIECE)
            except zlib.error as error:
                raise Unfetched("encoding", f"the answer cannot be unpacked: {error}") from error
            yield out
            piece = unpacker.unconsumed_tail or unpacker.unused_data
            waiting = len(out) == PIECE and not unpacker.eof
    if begun and not unpacker.eof:
        raise Unfetched("encoding", "the answer ends before its end")
