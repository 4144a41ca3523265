"""New files of drafts: all of them or none, and never over something that is there."""

from collections.abc import Sequence
from pathlib import Path

from builder.disk import explained, flush, remove_file, write_new

File = tuple[str, bytes]
"""Path below the folder, and what stands in it."""


def write_files(folder: Path, files: Sequence[File]) -> None:
    """Write all files or none; what is there already is never touched."""
    written: list[str] = []
    with explained(f"writing to {folder}"):
        try:
            for path, data in files:
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                write_new(str(file), data)
                written.append(str(file))
            flush(written)
        except OSError:
            for path in written:
                remove_file(path)
            raise
