"""The hand-written texts that rest on records, read from their files and typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.load import Document, read
from builder.model.written import Account, Glossary
from builder.problems import Problem
from builder.validate import typed

FOLDER = "site_overrides/pages"
TEXTS: Mapping[str, type[Account | Glossary]] = {
    f"{FOLDER}/{text.name}.yaml": text for text in (Account, Glossary)
}
"""File → what it holds; an archive may have any of them or none."""


@dataclass(frozen=True, slots=True)
class Written:
    """The texts an archive has, and the files they come from by name."""

    account: Account | None = None
    glossary: Glossary | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[Account | Glossary, ...]:
        """Those that are there."""
        return tuple(text for text in (self.account, self.glossary) if text is not None)


def is_written(root: Path, path: str) -> bool:
    """True for a path at or under which one of the texts lies."""
    wanted = path.removeprefix("./").rstrip("/")
    found = (text for text in TEXTS if text == wanted or text.startswith(f"{wanted}/"))
    return any((root / text).is_file() for text in found)


def read_written(root: Path) -> tuple[Written, list[Problem]]:
    """Read and type the texts under `root`; one with errors is left out, its problems are not."""
    found: dict[str, Account | Glossary] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path, model in TEXTS.items():
        if not (root / path).exists() and not (root / path).is_symlink():
            continue
        document, refused = read(root, path)
        problems += refused
        if document is None:
            continue
        text, faults = typed(model, document, refused)
        problems += faults
        if text is not None:
            found[model.name], documents[model.name] = text, document
    account, glossary = found.get(Account.name), found.get(Glossary.name)
    assert account is None or isinstance(account, Account)
    assert glossary is None or isinstance(glossary, Glossary)
    return Written(account, glossary, documents), problems
