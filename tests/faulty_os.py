"""An `os` in which one call goes wrong: the n-th, whichever it is."""

import errno
import os
import sys
from collections.abc import Callable
from typing import Any

import pytest

from builder import disk
from builder import publish as publishing
from builder.publish import journal

CALLS = (
    "open", "write", "fsync", "replace", "unlink", "mkdir", "rmdir", "scandir", "lstat", "utime",
)  # fmt: skip


class FaultyOs:
    """`os`, in which the n-th call goes wrong as `fault` says; the files it wrote are known."""

    def __init__(self, n: int, fault: Callable[["FaultyOs", str, tuple[Any, ...]], None]) -> None:
        self.n, self.fault, self.calls = n, fault, 0
        self.log: list[tuple[str, str]] = []
        self.unsafe: dict[tuple[int, int], int] = {}

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return real if name not in CALLS else lambda *a, **k: self.call(name, real, a, k)

    def call(self, name: str, real: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        self.calls += 1
        named = os.readlink(f"/proc/self/fd/{args[0]}") if name == "fsync" else str(args[-1])
        self.log.append((name, named))
        if self.calls == self.n:
            self.fault(self, name, args)
        result = real(*args, **options)
        if name in ("write", "fsync"):
            found = os.fstat(args[0])
            key = (found.st_dev, found.st_ino)
            if name == "write":
                self.unsafe.setdefault(key, os.dup(args[0]))
            else:
                self.unsafe.pop(key, None)
        return result

    def sync_all(self, _: int) -> bool:
        self.unsafe.clear()
        return True


def install(faulty: FaultyOs, patch: pytest.MonkeyPatch) -> None:
    for module in (publishing, journal, disk):
        patch.setattr(module, "os", faulty)
    patch.setattr(disk, "sync_all", faulty.sync_all)


def disk_full(_: FaultyOs, __: str, args: tuple[Any, ...]) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(args[0]))


def killed(faulty: FaultyOs, name: str, args: tuple[Any, ...]) -> None:
    if name == "write":
        os.write(args[0], args[1][: len(args[1]) // 2])
    os._exit(9)


def power_cut(faulty: FaultyOs, name: str, args: tuple[Any, ...]) -> None:
    """What was not flushed is lost: the file is there, its bytes are not."""
    for descriptor in faulty.unsafe.values():
        os.ftruncate(descriptor, 0)
    os._exit(9)


def in_a_child(work: Callable[[], object], faulty: FaultyOs, *, many: int = 64) -> int:
    """Run `work` on a faulty disk in a process of its own; its exit code."""
    child = os.fork()
    if child == 0:
        with pytest.MonkeyPatch.context() as patch:
            install(faulty, patch)
            patch.setattr(disk, "MANY", many)
            try:
                work()
            finally:  # whatever happened, the child must not go on as a second test run
                os._exit(0 if sys.exc_info()[0] is None else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
