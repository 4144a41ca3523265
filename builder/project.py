"""Where things lie under a root, and the settings that the archive leaves unset."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from builder.problems import Stop


class NoProject(Stop):
    """The folder is not an archive."""

    exit_code = 2


class Outside(Stop):
    """A path that does not lie in the archive."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class InboxSettings:
    """`[tool.qantar.inbox]`: the feeds that `qantar inbox fetch` asks."""

    feeds: tuple[str, ...] = ()
    least_score: int = 1
    """What an entry must reach to be queued; 0 queues all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`[tool.qantar]` in pyproject.toml; empty means unset, and nothing is invented for it."""

    site_address: str = ""
    repository: str = ""
    publisher: str = ""
    contact: str = ""
    security_contact: str = ""
    signing_key: str = ""
    inbox: InboxSettings = field(default_factory=InboxSettings)


@dataclass(frozen=True, slots=True)
class Project:
    """The places of one archive."""

    root: Path
    settings: Settings

    @property
    def entries(self) -> Path:
        """The records."""
        return self.root / "entries"

    @property
    def ledger(self) -> Path:
        """The ids ever given."""
        return self.root / "archive" / "ledger.jsonl"

    @property
    def releases(self) -> Path:
        """What was released, written once."""
        return self.root / "archive" / "releases"

    @property
    def inbox(self) -> Path:
        """What feeds propose, and what was decided on it; no build reads it."""
        return self.root / "archive" / "inbox"

    @property
    def templates(self) -> Path:
        """The templates of record pages."""
        return self.root / "site_overrides" / "theme" / "templates"


def inside(root: Path, path: Path) -> str:
    """The path as problems call it, relative to the root; Outside when it does not lie there."""
    whole = path.resolve()
    if not whole.is_relative_to(root.resolve()):
        raise Outside(f"{path} does not lie in the archive")
    return whole.relative_to(root.resolve()).as_posix()


def project(root: Path) -> Project:
    """The archive at `root`; NoProject when it has no entries or no settings file."""
    file = root / "pyproject.toml"
    if not (root / "entries").is_dir() or not file.is_file():
        raise NoProject(f"{root} is not an archive: it needs entries/ and pyproject.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    found = tables.get("tool", {}).get("qantar", {})
    known = {field.name for field in fields(Settings)}
    stray = sorted(set(found) - known)
    if stray:
        raise NoProject(f"pyproject.toml, [tool.qantar]: unknown setting '{stray[0]}'")
    inbox = _inbox(found.get("inbox", {}))
    return Project(root, Settings(**{**found, "inbox": inbox}))


def _inbox(found: Mapping[str, Any]) -> InboxSettings:
    """The table of the inbox, each value of the type it must have."""
    feeds, least = found.get("feeds", []), found.get("least_score", 1)
    stray = sorted(set(found) - {"feeds", "least_score"})
    if stray:
        raise NoProject(f"pyproject.toml, [tool.qantar.inbox]: unknown setting '{stray[0]}'")
    if not (isinstance(feeds, list) and all(isinstance(feed, str) for feed in feeds)):
        raise NoProject("pyproject.toml, [tool.qantar.inbox]: feeds is a list of addresses")
    if not isinstance(least, int):
        raise NoProject("pyproject.toml, [tool.qantar.inbox]: least_score is a whole number")
    return InboxSettings(tuple(feeds), least)
