"""How much of the network's time and bytes one request may take."""

import time
from dataclasses import dataclass, field
from typing import Literal

from builder.problems import Stop

Why = Literal[
    "address", "connection", "encoding", "name", "redirect", "size", "status", "time", "tls"
]


class Unfetched(Stop):
    """The network did not give what was asked for, or may not be asked for it."""

    exit_code = 3

    def __init__(self, why: Why, message: str) -> None:
        super().__init__(message)
        self.why = why


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, with all its redirects, may take."""

    seconds: float = 30.0
    """From the first look-up to the last byte, however slowly it drips."""
    size: int = 5_000_000
    """Bytes of the body, as sent and again as unpacked."""
    redirects: int = 5
    """Addresses that may point on to another."""


@dataclass(slots=True)
class Deadline:
    """A moment after which nothing is waited for."""

    seconds: float
    _end: float = field(init=False)

    def __post_init__(self) -> None:
        self._end = time.monotonic() + self.seconds

    def left(self) -> float:
        """Seconds that remain; Unfetched when there are none."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise Unfetched("time", f"no complete answer within {self.seconds:g} seconds")
        return rest
