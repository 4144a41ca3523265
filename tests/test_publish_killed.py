"""Publishing killed (SIGKILL) at random moments: each address whole, then the tree exact."""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_sample import folders_too, settled, tree

from builder.publish import publish, recover

PAGES = 60
ALWAYS = ("index.html", "style.css", "e/page-0/index.html")


def page(name: str, generation: int) -> bytes:
    """Bytes that say whose they are, so that half a page or a mixed one shows."""
    size = 200 + hash_of(name, generation) % 9000
    return f"{name} {generation} {size}\n".encode() + bytes([generation % 256]) * size


def hash_of(name: str, generation: int) -> int:
    return random.Random(f"{name} {generation}").getrandbits(32)


def build(generation: int) -> dict[str, bytes]:
    """Pages that come, go and change; a file that is a folder in every other generation."""
    names = [f"e/page-{i}/index.html" for i in range(1, PAGES) if hash_of(str(i), generation) % 4]
    names += [*ALWAYS, "turns/index.html" if generation % 2 else "turns"]
    return {name: page(name, generation if name != "style.css" else 0) for name in names}


def whole(name: str, data: bytes) -> int:
    """The generation a file is of, when its bytes are all there and its own."""
    generation = int(data.split(b" ", 2)[1])
    assert data == page(name, generation), f"{name} is not whole"
    return generation


def check_every_address(out: Path, old: int, newest: int) -> None:
    found = {name: data for name, data in tree(out).items() if isinstance(data, bytes)}
    for name, data in found.items():
        assert name == "style.css" or old <= whole(name, data) <= newest, name
    assert set(ALWAYS) <= found.keys()


def build_for_ever(out: Path, generation: int) -> None:
    """Publish one generation after the other until killed."""
    while True:
        generation += 1
        publish(build(generation).items(), out)


def read_until(deadline: float, out: Path) -> int:
    """What a reader sees meanwhile: three addresses, never absent, never in pieces."""
    reads = 0
    while time.monotonic() < deadline:
        for name in ALWAYS:
            whole(name, (out / name).read_bytes())
            reads += 1
    return reads


def generation_of(out: Path) -> int:
    return whole("index.html", (out / "index.html").read_bytes())


def kill_at_random(out: Path, kills: int, seed: int) -> Iterator[str]:
    """What `recover` found after each of `kills` kills; all that must hold is checked between."""
    moments = random.Random(seed)
    publish(build(1).items(), out)
    for _ in range(kills):
        old = generation_of(out)
        child = os.fork()
        if child == 0:
            try:
                build_for_ever(out, old)
            finally:
                os._exit(1)
        try:
            read_until(time.monotonic() + moments.uniform(0.001, 0.12), out)
        finally:
            os.kill(child, signal.SIGKILL)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        newest = generation_of(out) + 1
        check_every_address(out, old, newest)
        yield recover(out).found
        reached = generation_of(out)
        assert old <= reached <= newest
        assert tree(out) == folders_too(build(reached))
    publish(build(7).items(), out)
    assert settled(out, build(7))


def test_publish_when_killed_30_times_is_always_whole(tmp_path: Path) -> None:
    found = list(kill_at_random(tmp_path / "site", 30, seed=1))
    assert len(found) == 30 and set(found) - {"nothing"}, found


@pytest.mark.long
def test_publish_when_killed_300_times_is_always_whole(tmp_path: Path) -> None:
    found = list(kill_at_random(tmp_path / "site", 300, seed=2))
    assert len(found) == 300 and set(found) >= {"finished", "thrown away"}, found
