"""Connections to the very IP address that was checked, under one deadline."""

import io
import socket
import ssl
import threading
from collections.abc import Iterator
from queue import Empty, SimpleQueue
from typing import Any

from builder.net.limits import Deadline, Unfetched
from builder.net.public import is_public

MOST_ADDRESSES = 4
"""Addresses of one name that are tried before it counts as unreachable."""


def resolve(host: str, port: int, deadline: Deadline, *, loopback: bool = False) -> list[str]:
    """The addresses of a host, looked up once; Unfetched when any of them is not public."""
    found = list(dict.fromkeys(_look_up(host, port, deadline)))
    refused = [address for address in found if not is_public(address, loopback=loopback)]
    if refused:
        raise Unfetched("address", f"{host} is {refused[0]}, which is not a public address")
    return found[:MOST_ADDRESSES]


def _look_up(host: str, port: int, deadline: Deadline) -> Iterator[str]:
    """What the system's resolver says; it has no time limit of its own, so it is left behind."""
    answer: SimpleQueue[list[Any] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answer.get(timeout=deadline.left())
    except Empty:
        raise Unfetched("time", f"the name {host} was not found in time") from None
    if not isinstance(found, list):
        raise Unfetched("name", f"the name {host} is not known: {found}")
    yield from (str(entry[4][0]) for entry in found)


def connect(addresses: list[str], host: str, port: int, deadline: Deadline, *, tls: bool) -> "Wire":
    """A connection to the first address that answers; `host` is the name certificates must have."""
    last: Exception | None = None
    for address in addresses:
        try:
            plain = socket.create_connection((address, port), timeout=deadline.left())
        except OSError as error:
            last = error
            continue
        return Wire(_secured(plain, host, deadline) if tls else plain, deadline)
    deadline.left()
    raise Unfetched("connection", f"{host} does not answer: {last}")


def _secured(plain: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    try:
        plain.settimeout(deadline.left())
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError as error:  # ssl.SSLError is one
        plain.close()
        deadline.left()
        raise Unfetched("tls", f"{host} could not prove who it is: {error}") from error


class Wire:
    """What http.client needs of a socket, each wait cut off at the deadline."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connection, deadline

    def sendall(self, data: bytes) -> None:
        """Send a request; ours are short."""
        self._socket.settimeout(self._deadline.left())
        self._socket.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The answer as a stream."""
        assert mode == "rb"
        return io.BufferedReader(_Incoming(self._socket, self._deadline))

    def close(self) -> None:
        """Nothing, for http.client closes early; the answer's end closes the socket by `end`."""

    def end(self) -> None:
        """Close the connection."""
        self._socket.close()


class _Incoming(io.RawIOBase):
    """Bytes as they come in; a drip of one a second does not buy more time."""

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        super().__init__()
        self._socket, self._deadline = connection, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._deadline.left())
        try:
            return self._socket.recv_into(buffer)
        except TimeoutError:
            self._deadline.left()
            raise
