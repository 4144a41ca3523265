"""What a change to the archive means: the packet a reviewer reads."""

from collections.abc import Callable, Mapping

from builder.write.diff.as_json import as_json
from builder.write.diff.making import review
from builder.write.diff.markdown import markdown
from builder.write.diff.packet import Packet

__all__ = ["WRITERS", "Packet", "review"]

WRITERS: Mapping[str, Callable[[Packet], str]] = {"json": as_json, "markdown": markdown}
"""Form → what writes it."""
