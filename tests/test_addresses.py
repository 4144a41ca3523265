"""Which paths a site may have."""

import re

import pytest

from builder.publish.addresses import Addresses, BadAddress

BAD = {
    "": "has an empty part",
    "/": "has an empty part",
    "/etc/passwd": "has an empty part",
    "a//b": "has an empty part",
    "a/": "has an empty part",
    "..": "`..`",
    "a/../b": "`..`",
    "./a": "`.`",
    "a\\b": "a character that not every disk can hold",
    "a\0b": "a character that not every disk can hold",
    "c:/a": "a character that not every disk can hold",
    "a\ud800": "a character that not every disk can hold",
    "a./b": "ends in a dot or a space",
    "a /b": "ends in a dot or a space",
    "e/con/index.html": "a name that Windows keeps for a device",
    "e/nul.json": "a name that Windows keeps for a device",
    "я" * 128: "a part longer than 255 bytes",
    "e\u0301": "in decomposed form",
}


def take(*paths: str) -> Addresses:
    taken = Addresses()
    for path in paths:
        taken.add(path)
    return taken


@pytest.mark.parametrize("path", BAD)
def test_addresses_when_unsound_are_a_bug(path: str) -> None:
    with pytest.raises(BadAddress, match=re.escape(BAD[path])):
        take("fine", path)


CLASHES = {
    ("a", "a"): "two files want the address 'a'",
    ("a", "a/b"): "'a' is wanted as a file and as a folder",
    ("a/b/c", "a"): "'a' is wanted as a file and as a folder",
    ("a/x", "A/y"): "'A' and 'a' differ only in letter case",
    ("e/ä", "e/Ä"): "'e/Ä' and 'e/ä' differ only in letter case",
    ("a", "A/b"): "'A' and 'a' differ only in letter case",
}


@pytest.mark.parametrize("paths", CLASHES)
def test_addresses_when_they_clash_are_a_bug(paths: tuple[str, str]) -> None:
    with pytest.raises(BadAddress, match=re.escape(CLASHES[paths])):
        take(*paths)


@pytest.mark.parametrize("path", ["_headers", ".nojekyll", "e/console/қантар.json", "a.b/c.d"])
def test_addresses_when_sound_are_taken(path: str) -> None:
    assert take(path).files == {path}


def test_addresses_when_taken_know_their_folders() -> None:
    assert take("e/a/index.html", "e/b.json", "index.html").folders == {"e", "e/a"}
