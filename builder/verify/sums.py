"""Whether `SHA256SUMS` names every file of the site, and every file is as it says."""

import re
from collections.abc import Iterator

from builder.verify.answer import Answer, Fault, answer, counted
from builder.verify.built import Built
from builder.verify.folder import Folder, Unread

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")


def plain_files(built: Built) -> Answer:
    """The site holds files and folders, all of which can be read."""
    return answer(counted(len(built.folder.files), "file"), sorted(built.folder.odd))


def sums(built: Built) -> Answer:
    """Every hash of the list, and every file on it."""
    return answer(counted(len(built.folder.files), "file"), _faults(built.folder))


def _faults(folder: Folder) -> Iterator[Fault]:
    try:
        text = folder.text(SUMS)
    except Unread as error:
        yield error.fault
        return
    if not text.endswith("\n"):
        yield Fault(SUMS, "its last line has no end")
    listed = dict[str, str]()
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        found = _LINE.fullmatch(line)
        if found is None or found[2] in listed:
            yield Fault(SUMS, f"line {number} is not the hash of one more file")
        else:
            listed[found[2]] = found[1]
    for path, sha in listed.items():
        if path not in folder or path == SUMS:
            yield Fault(path, f"is not there, though {SUMS} lists it")
        elif folder.digest(path) != sha:
            yield Fault(path, f"is not what {SUMS} says")
    for path in folder.files:
        if path not in listed and path != SUMS:
            yield Fault(path, f"is not in {SUMS}")
