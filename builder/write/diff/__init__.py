"""What a change to the archive means: the packet a reviewer reads."""

from collections.abc import Callable, Mapping

from builder.report import REPORTERS
from builder.write.diff.as_json import as_json
from builder.write.diff.making import review
from builder.write.diff.markdown import markdown
from builder.write.diff.packet import Packet

__all__ = ["WRITERS", "Packet", "review"]


def _annotations(packet: Packet) -> str:
    """Only what is refused, for the log of a run and beside the lines of a pull request."""
    return REPORTERS["github"]([fault.problem for fault in packet.refused])


WRITERS: Mapping[str, Callable[[Packet], str]] = {
    "github": _annotations,
    "json": as_json,
    "markdown": markdown,
}
"""Form → what writes it."""
