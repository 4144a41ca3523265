"""The file system: whole files, flushes that hold, and refusals that say why."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from faulty_os import FaultyOs, disk_full
from site_sample import tree

from builder import disk


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")


def test_flush_when_files_are_many_asks_once(tmp_path: Path) -> None:
    names = [str(tmp_path / f"{i}") for i in range(100)]
    for name in names:
        disk.write_new(name, b"x")
    with pytest.MonkeyPatch.context() as patch:
        faulty = FaultyOs(0, disk_full)
        patch.setattr(disk, "os", faulty)
        descriptor = os.open(tmp_path, os.O_RDONLY)
        disk.flush(names, within=descriptor)
        assert [name for name, _ in faulty.log] == []
        disk.flush(names)
        assert [name for name, _ in faulty.log].count("fsync") == 100
        os.close(descriptor)


def test_flush_when_the_system_cannot_flush_all_flushes_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write_new(str(tmp_path / "a"), b"x")
    faulty = FaultyOs(0, disk_full)
    monkeypatch.setattr(disk, "os", faulty)
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    disk.flush([str(tmp_path / "a")] * 64, within=0)
    assert [name for name, _ in faulty.log].count("fsync") == 64


def test_read_file_when_the_disk_fails_does_not_say_that_nothing_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "os", FaultyOs(1, disk_full))
    with pytest.raises(OSError, match="No space left"):
        disk.read_file(str(tmp_path / "a"))


def test_sync_all_when_the_system_refuses_raises() -> None:
    with pytest.raises(OSError, match="Bad file descriptor"):
        disk.sync_all(-1)


def no_fsync(code: int) -> Any:
    def fault(_: FaultyOs, __: str, ___: tuple[Any, ...]) -> None:
        raise OSError(code, os.strerror(code))

    return FaultyOs(2, fault)


def test_flush_when_a_folder_cannot_be_flushed_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "os", no_fsync(errno.EINVAL))
    disk.flush([str(tmp_path)])


@pytest.mark.parametrize("code", [errno.EINVAL, errno.EIO])
def test_flush_when_a_file_cannot_be_flushed_fails(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.write_new(str(tmp_path / "a"), b"x")
    monkeypatch.setattr(disk, "os", no_fsync(code))
    with pytest.raises(OSError, match=os.strerror(code)):
        disk.flush([str(tmp_path / "a")])


def test_write_new_when_the_system_writes_in_pieces_writes_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    disk.write_new(str(tmp_path / "a"), b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_write_whole_when_the_disk_is_full_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(disk, "write_new", refuse)
    with pytest.raises(OSError, match="No space left"):
        disk.write_whole(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a": b"old"}


def test_write_whole_when_the_path_names_no_folder_writes_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    disk.write_whole(Path("a"), b"new")
    assert tree(tmp_path) == {"a": b"new"}
