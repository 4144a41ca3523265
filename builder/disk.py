"""The file system, asked so that what it says is done survives a power cut."""

import ctypes
import errno
import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.problems import Stop

MANY = 64
"""From this many files on, one `syncfs` beats an `fsync` each (10,000 files: 0.2 s against 5 s)."""

_REASONS = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EDQUOT: "the disk quota is used up; free some space and run the same command again",
    errno.EACCES: "permission denied; make it writable for this user and run again",
    errno.EPERM: "permission denied; make it writable for this user and run again",
    errno.EROFS: "the file system is read-only; choose a folder that can be written",
    errno.EMFILE: "too many files are open; raise the limit (`ulimit -n`) and run again",
    errno.ENAMETOOLONG: "the path is too long for this file system; choose a shorter folder",
    errno.EIO: "the disk reported an error; check it before running again",
}

_NOT_READABLE = (errno.ENOENT, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENXIO)


class Refused(Stop):
    """The environment (disk, permission, lock) does not let the work go on."""

    exit_code = 3


@contextmanager
def explained(doing: str) -> Iterator[None]:
    """Turn what the operating system refuses inside into `Refused`, one plain sentence."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"{error.strerror or error}; mend that, run again")
        where = f" at {error.filename}" if error.filename else ""
        raise Refused(f"{doing} stopped{where}: {reason}") from error


@contextmanager
def locked(path: Path, what: str) -> Iterator[int]:
    """Hold `path` (a file, made if absent, or a folder) alone; yields its descriptor."""
    folder = path.is_dir()
    flags = os.O_RDONLY if folder else os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW
    with explained(f"locking {what}"):
        descriptor = os.open(path, flags | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                f"another command is writing {what}; wait until it has finished and run again"
            ) from error
        yield descriptor
    finally:
        os.close(descriptor)


def write_new(path: str, data: bytes) -> None:
    """Write a file that was not there; its bytes are safe only after `flush`."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` at once: a reader, or a machine cut off, finds the old file or this."""
    beside = f"{path}.new"
    with suppress(FileNotFoundError):
        os.unlink(beside)
    try:
        write_new(beside, data)
        flush([beside])
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
        raise
    os.replace(beside, path)
    flush([os.path.dirname(path) or os.curdir])


def flush(paths: Sequence[str], *, within: int | None = None) -> None:
    """Make files and folders durable; `within` is a descriptor, open since before the writes,
    on the same file system (which then reports their errors)."""
    if within is not None and len(paths) >= MANY and sync_all(within):
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            _fsync(descriptor)
        finally:
            os.close(descriptor)


def _fsync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems cannot flush a folder; theirs are durable or not without us.
        folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        if not (folder and error.errno in (errno.EINVAL, errno.ENOTSUP)):
            raise


def sync_all(descriptor: int) -> bool:
    """Flush the whole file system that holds `descriptor`; False where that cannot be asked."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    if call(descriptor) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return True


def read_file(path: str) -> bytes | None:
    """The bytes of a regular file; None for anything else, or for what this user may not read."""
    # Without O_NONBLOCK, opening a pipe that someone left in the folder would wait for ever.
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno in _NOT_READABLE:
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def remove_file(path: str) -> None:
    """Remove one entry that is not a folder; nothing there is fine, links are not followed."""
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(path)


def remove_folder(path: str) -> None:
    """Remove an empty folder; nothing there, a file there, or a folder in use is fine."""
    try:
        os.rmdir(path)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENOTEMPTY, errno.EEXIST):
            raise


def remove_tree(path: str) -> None:
    """Remove a folder with all it holds, never following a link; nothing there is fine."""
    with suppress(FileNotFoundError):
        if not stat.S_ISDIR(os.lstat(path).st_mode):
            remove_file(path)
            return
        with os.scandir(path) as entries:
            names = [entry.path for entry in entries]
        for name in names:
            remove_tree(name)
        os.rmdir(path)
