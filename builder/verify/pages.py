"""Reads every page of the site, in as many processes as there are processors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import TimeoutError as TooSlow
from multiprocessing import get_context

from builder.verify.answer import Fault
from builder.verify.folder import Folder, Unread
from builder.verify.linked import structure
from builder.verify.page import Page, read_page

LARGEST = 16 * 1024 * 1024
AT_ONCE = 40
SECONDS = 60
"""How long so many pages may take; what is written to be slow must not hold up the rest."""


@dataclass
class Pages:
    """What all pages name, and their faults by the check they belong to."""

    count: int = 0
    links: int = 0
    linked_data: int = 0
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    wants: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Take in what one page says."""
        self.count += 1
        self.links += page.links
        self.linked_data += len(page.linked_data)
        self.ids[page.path] = page.ids
        for want in page.wants:
            self.wants.setdefault(want, page.path)
        for check, found in page.faults.items():
            self.faults.setdefault(check, []).extend(Fault(page.path, what) for what in found)

    def of(self, check: str) -> list[Fault]:
        """The faults of one check; a page that could not be read is a fault of each."""
        return self.faults.get("", []) + self.faults.get(check, [])

    def unread(self, path: str, what: str) -> None:
        """A page that nothing can be said of."""
        self.faults.setdefault("", []).append(Fault(path, what))

    def nowhere(self) -> Iterator[Fault]:
        """Places in other pages that are named and are not there."""
        for (path, place), page in self.wants.items():
            if path.endswith(".html") and place not in self.ids.get(path, ()):
                yield Fault(page, f"names #{place} of {path}, which it does not have")


@dataclass(frozen=True, slots=True)
class _Work:
    folder: Folder
    site: str
    files: Mapping[str, int]


_work: _Work | None = None
"""Set before the processes are forked, so that each has it without a copy."""


def read_pages(folder: Folder, site: str, jobs: int) -> Pages:
    """Every HTML file; `jobs` processes share them."""
    global _work
    found = Pages()
    paths = []
    for path in folder.below("", ".html"):
        if folder.files[path] > LARGEST:
            found.unread(path, f"is larger than {LARGEST} bytes: not read")
        else:
            paths.append(path)
    _work = _Work(folder, site, folder.files)
    with get_context("fork").Pool(max(1, jobs)) as pool:
        parts = [paths[at : at + AT_ONCE] for at in range(0, len(paths), AT_ONCE)]
        waiting = [(part, pool.apply_async(_read, (part,))) for part in parts]
        for part, one in waiting:
            try:
                for page in one.get(SECONDS):
                    found.add(page)
            except TooSlow:
                found.unread(part[0], f"or one of the pages after it took over {SECONDS} seconds")
                break
    return found


def _read(paths: list[str]) -> list[Page]:
    assert _work is not None
    return [_one(_work, path) for path in paths]


def _one(work: _Work, path: str) -> Page:
    try:
        page = read_page(path, work.folder.text(path), work.site, work.files)
    except Unread as error:
        return Page(path, faults={"": [error.fault.what]})
    except Exception as error:  # noqa: BLE001  (one page of many; the parser gives up in any way)
        return Page(path, faults={"": [f"cannot be read as HTML: {error}"]})
    for text in page.linked_data:
        if faults := list(structure(path, text)):
            page.faults.setdefault("linked data", []).extend(one.what for one in faults)
    page.linked_data = ("",) * len(page.linked_data)  # the texts need not travel back
    return page
