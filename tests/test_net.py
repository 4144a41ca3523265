"""The guarded way out: which addresses are asked, over how many hops, for how long, how much."""

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feed_server import SMALL, Site, elapsed, served

from builder.net.fetch import Answer, fetch
from builder.net.limits import Limits, Unfetched
from builder.net.public import is_public

QUICK = Limits(seconds=0.6)

CASES = Path(__file__).parent / "cases" / "net"
REFUSED = (CASES / "refused.txt").read_text(encoding="utf-8").split()
"""Addresses that may not be asked, in every spelling."""
NOT_PUBLIC = (CASES / "not-public.txt").read_text(encoding="utf-8").split()
"""What a resolver might answer and must not be connected to."""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def ask(url: str, limits: Limits | None = None, **more: Any) -> Answer:
    return fetch(url, agent="test", limits=limits, **more)


def refusal(url: str, limits: Limits | None = None, **more: Any) -> str:
    with pytest.raises(Unfetched) as refused:
        ask(url, limits, **more)
    assert refused.value.exit_code == 3
    return refused.value.why


def answers(*addresses: str) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in addresses]


@pytest.mark.parametrize("url", REFUSED)
def test_address_is_refused_before_any_connection_in_every_spelling(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", pytest.fail)
    assert refusal(url) == "address"


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_address_is_not_public_when_it_is_special(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "95.56.234.1", "193.0.6.139", "2a00:1450:4010::66"])
def test_address_is_public_when_it_is_given_out(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["127.0.0.2", "::1", "10.0.0.1", "169.254.169.254"])
def test_tests_may_reach_loopback_and_nothing_else_inside(address: str) -> None:
    assert is_public(address, loopback=True) == address.startswith("127.")


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1"])
@pytest.mark.parametrize("first", [(), ("93.184.216.34",)])
def test_name_is_refused_when_any_of_its_addresses_is_not_public(
    first: tuple[str, ...], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers(*first, address))
    monkeypatch.setattr(socket, "create_connection", pytest.fail)
    assert refusal("https://news.example.kz/feed") == "address"


def test_connection_goes_to_the_checked_address_when_the_name_changes_its_mind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said, reached = [answers("93.184.216.34"), answers("127.0.0.1")], []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: said.pop(0))

    def stop(address: tuple[str, int], timeout: float) -> socket.socket:
        reached.append(address)
        raise OSError("as far as it goes")

    monkeypatch.setattr(socket, "create_connection", stop)
    assert refusal("https://news.example.kz/feed") == "connection"
    assert (reached, len(said)) == ([("93.184.216.34", 443)], 1)


def test_certificate_must_have_the_name_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.create_default_context()
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers("93.184.216.34"))
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: ours)
    theirs.settimeout(5)
    assert refusal("https://news.example.kz/feed", QUICK) in ("tls", "time")
    assert b"news.example.kz" in theirs.recv(4096)
    theirs.close()


def test_tls_is_refused_when_the_other_side_does_not_speak_it(site: Site) -> None:
    assert refusal(site.url.replace("http", "https"), loopback=True) == "tls"


def test_request_says_who_asks_and_nothing_of_this_machine(site: Site) -> None:
    ask(f"{site.url}/small", loopback=True)
    path, headers = site.asked[-1]
    assert path == "small"
    assert headers == {
        "Host": site.url.removeprefix("http://"),
        "User-Agent": "test",
        "Accept": "*/*",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


def test_proxies_of_the_environment_are_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert ask(f"{site.url}/small", loopback=True).body == SMALL


@pytest.mark.parametrize("path", ["small", "gzip", "zlib", "members", "redirect/4"])
def test_body_is_whole_when_the_answer_is_good(site: Site, path: str) -> None:
    answer = ask(f"{site.url}/{path}", loopback=True)
    assert (answer.status, answer.body, answer.content_type) == (200, SMALL, "application/rss+xml")
    assert answer.url.endswith("/small" if path.startswith("redirect") else f"/{path}")


def test_answer_has_no_body_when_nothing_changed(site: Site) -> None:
    first = ask(f"{site.url}/unless-changed", loopback=True)
    again = ask(
        f"{site.url}/unless-changed", loopback=True, etag=first.etag, modified=first.modified
    )
    assert (first.status, again.status, again.body) == (200, 304, b"")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("redirect/5", "redirect"),
        ("round", "redirect"),
        ("nowhere", "redirect"),
        ("to/file:///etc/passwd", "address"),
        ("to/http://10.0.0.1/", "address"),
        ("to/http://169.254.169.254/latest/meta-data/", "address"),
        ("to/http://[::1]/", "address"),
        ("to///192.168.1.1/", "address"),
        ("to/http://2130706433/", "address"),
        ("to/gopher://127.0.0.1:70/", "address"),
        ("to/http://user:pw@127.0.0.1/", "address"),
        ("to/http://[", "redirect"),
        ("status/404", "status"),
        ("status/429", "status"),
        ("status/500", "status"),
        ("status/204", "status"),
        ("brotli", "encoding"),
        ("gzip-cut", "encoding"),
        ("gzip-not", "encoding"),
        ("bomb", "size"),
        ("huge", "size"),
        ("huge-stated", "size"),
        ("cut", "connection"),
        ("chunks-cut", "connection"),
        ("not-http", "connection"),
        ("headers", "connection"),
        ("long-header", "connection"),
    ],
)
def test_answer_is_refused_when_it_is_not_a_good_one(site: Site, path: str, why: str) -> None:
    assert refusal(f"{site.url}/{path}", loopback=True) == why


@pytest.mark.parametrize("path", ["silent", "drip", "drip-head", "continue"])
def test_answer_is_given_up_when_it_takes_too_long(site: Site, path: str) -> None:
    start = time.monotonic()
    assert refusal(f"{site.url}/{path}", QUICK, loopback=True) == "time"
    assert elapsed(start) < 2


def test_name_is_given_up_when_the_resolver_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(3))
    start = time.monotonic()
    assert refusal("https://news.example.kz/", Limits(seconds=0.3)) == "time"
    assert elapsed(start) < 2


def test_name_is_told_when_it_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal("https://news.example.kz/") == "name"


def test_tag_is_not_kept_when_it_is_longer_than_tags_are(site: Site) -> None:
    assert ask(f"{site.url}/odd-tag", loopback=True).etag == ""
