"""Tells when somebody has saved a file of the archive."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

WATCHED = ("entries", "archive", "site_overrides", "mkdocs.yml", "pyproject.toml")


@contextmanager
def watched(root: Path, saved: Callable[[], None]) -> Iterator[None]:
    """Call `saved` at every change below `root` that may change the site."""
    observer = Observer()
    for name in filter(lambda name: (root / name).exists(), WATCHED):
        observer.schedule(_Saved(saved), str(root / name), recursive=True)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


class _Saved(FileSystemEventHandler):
    def __init__(self, saved: Callable[[], None]) -> None:
        self.saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Reading a file is no change."""
        if event.event_type in ("modified", "created", "deleted", "moved"):
            self.saved()
