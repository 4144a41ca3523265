"""One polite GET: each hop's address checked, connected to as checked, and limited."""

import http.client
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import idna

from builder.model.address import check_address
from builder.net.body import PIECE, unpacked
from builder.net.connect import Wire, connect, resolve
from builder.net.limits import Deadline, Limits, Unfetched
from builder.printable import printable
from builder.problems import Flaw, catalogue

PORTS = {"http": 80, "https": 443}
LOWEST_OTHER_PORT = 1024
"""Below it live services that are not web servers."""
REDIRECTS = frozenset((301, 302, 303, 307, 308))
LONGEST_ADDRESS = 2000
LONGEST_TOKEN = 256
"""Characters of an ETag or a date that are kept to be sent back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: 200 with a body, or 304 without."""

    url: str
    """Where the last redirect led."""
    status: int
    body: bytes
    content_type: str
    etag: str
    modified: str


def fetch(
    url: str,
    *,
    agent: str,
    accept: str = "*/*",
    etag: str = "",
    modified: str = "",
    limits: Limits | None = None,
    loopback: bool = False,
) -> Answer:
    """Ask for `url`; with `etag` or `modified`, only if it has changed since.

    Proxies in the environment are not asked. `loopback` is for tests and for nothing else.
    """
    limits = limits or Limits()
    deadline = Deadline(limits.seconds)
    headers = {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    for _ in range(limits.redirects + 1):
        here = _Target(url, loopback=loopback)
        answer = _ask(here, headers, deadline, limits)
        if isinstance(answer, Answer):
            return answer
        url = _next(here, answer)
    raise Unfetched("redirect", f"more than {limits.redirects} redirects, the last to {url}")


class _Target:
    """One address, taken apart; Unfetched when it may not be asked."""

    def __init__(self, url: str, *, loopback: bool) -> None:
        self.url, self.loopback = url, loopback
        parts = _split(url)
        self.tls = parts.scheme == "https"
        usual = PORTS[parts.scheme]
        self.host = _ascii(parts.hostname or "")
        self.port = parts.port or usual
        if not loopback or self.host != "127.0.0.1":
            _check(f"{parts.scheme}://{parts.netloc}/")
            if self.port != usual and self.port < LOWEST_OTHER_PORT:
                raise Unfetched("address", f"port {self.port} of {self.host} is not a web server's")
        self.name = self.host if self.port == usual else f"{self.host}:{self.port}"
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _split(url: str) -> SplitResult:
    """The parts of an address that is http or https and has no login."""
    if len(url) > LONGEST_ADDRESS or not url.isprintable() or " " in url:
        raise Unfetched("address", "the address is too long or has characters it may not have")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError as error:
        raise Unfetched("address", f"{url} is not an address: {error}") from error
    if not usable or "@" in parts.netloc or "\\" in url:
        raise Unfetched("address", f"{url} is not a plain http or https address")
    return parts


def _check(origin: str) -> None:
    """The archive's own rules for hosts: no numbers, no private names, no look-alikes."""
    try:
        check_address(origin)
    except Flaw as flaw:
        told = catalogue()[flaw.code].message.format_map(flaw.values)
        raise Unfetched("address", f"{origin}: {told}") from flaw


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else idna.encode(host).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise Unfetched("address", f"{host} is not a name: {error}") from error


def _ask(
    here: _Target, headers: Mapping[str, str], deadline: Deadline, limits: Limits
) -> Answer | str:
    """The answer of one address, or where it points on to."""
    addresses = resolve(here.host, here.port, deadline, loopback=here.loopback)
    wire = connect(addresses, here.host, here.port, deadline, tls=here.tls)
    try:
        response = _sent(here, headers, wire)
        if response.status in REDIRECTS:
            return response.headers.get("Location") or ""
        return _answer(here, response, limits)
    except (http.client.HTTPException, OSError, ValueError) as error:
        deadline.left()
        said = printable(str(error)) or type(error).__name__
        raise Unfetched("connection", f"{here.host} broke off: {said}") from error
    finally:
        wire.end()


def _sent(here: _Target, headers: Mapping[str, str], wire: Wire) -> http.client.HTTPResponse:
    """The head of the answer to one request on a wire that is already open."""
    connection = http.client.HTTPConnection(here.host, here.port)
    connection.sock = wire  # as much of a socket as http.client uses
    connection.putrequest("GET", _escaped(here.path), skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": here.name, **headers, "Connection": "close"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _escaped(path: str) -> str:
    return "".join(
        char if char.isascii() else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in path
    )


def _answer(here: _Target, response: http.client.HTTPResponse, limits: Limits) -> Answer:
    if response.status not in (200, 304):
        reason = printable(response.reason)[:80]
        raise Unfetched("status", f"{here.host} answers {response.status} {reason}".rstrip())
    if (response.length or 0) > limits.size:
        raise Unfetched("size", f"the answer is larger than {limits.size:,} bytes")
    coding = response.headers.get("Content-Encoding", "")
    body = unpacked(_pieces(response), coding, limits.size) if response.status == 200 else b""
    kind, etag, modified = (
        _token(response.headers.get(name, "")) for name in ("Content-Type", "ETag", "Last-Modified")
    )
    return Answer(here.url, response.status, body, kind, etag, modified)


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(PIECE):
        yield piece
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _token(value: str) -> str:
    """A header that may be kept and sent back as it is, or nothing."""
    kept = len(value) <= LONGEST_TOKEN and value.isascii() and value.isprintable()
    return value if kept else ""


def _next(here: _Target, location: str) -> str:
    """Where a redirect leads; never from https to http."""
    try:
        url = urljoin(here.url, location.encode("latin-1", "replace").decode("utf-8", "replace"))
    except ValueError as error:
        raise Unfetched("redirect", f"{here.host} points to what is no address") from error
    if not location:
        raise Unfetched("redirect", f"{here.host} points on, but not where to")
    if here.tls and not url.startswith("https:"):
        raise Unfetched("redirect", f"{here.host} points from https to {printable(url)[:120]}")
    return url
