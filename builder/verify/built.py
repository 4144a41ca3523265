"""The built site as the checks see it: what several of them need is read once."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.problems import Problem
from builder.release import history, ledger
from builder.release.history import History
from builder.release.ledger import Ledger
from builder.verify.answer import Fault
from builder.verify.folder import Folder, Unread, survey
from builder.verify.pages import Pages, read_pages

LEDGER = "data/ledger.jsonl"
RELEASES = "data/releases"
HOME = "index.html"
_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^"]*/)">')


@dataclass(frozen=True)
class Built:
    """A site's folder; `key` is a public key, `words` a private list, each None when not given."""

    root: Path
    key: str | None = None
    words: tuple[str, ...] | None = None
    jobs: int = 1

    @cached_property
    def folder(self) -> Folder:
        """Every file."""
        return survey(str(self.root))

    @cached_property
    def address(self) -> str:
        """Where the site says that it stands, with a slash at its end; empty when it does not."""
        try:
            found = _CANONICAL.search(self.folder.text(HOME))
        except Unread:
            return ""
        return found[1] if found else ""

    @cached_property
    def pages(self) -> Pages:
        """Every HTML file."""
        return read_pages(self.folder, self.address, self.jobs)

    @cached_property
    def ledger(self) -> Ledger | list[Problem]:
        """The ledger, or what is wrong with it; `Unread` when there is none."""
        return ledger.verify(self.folder.read(LEDGER), name=LEDGER)

    @cached_property
    def history(self) -> History | list[Problem]:
        """The releases that a sound ledger seals, or what is wrong with them."""
        known = self.ledger
        if isinstance(known, list):
            return known
        return history.read(self.root / RELEASES, known)


def told(problems: list[Problem]) -> list[Fault]:
    """Problems of the archive's own files, by their place in the site."""
    return [
        Fault(one.path.replace(history.NAME, RELEASES, 1), f"line {one.line}: {one.message}")
        for one in problems
    ]
