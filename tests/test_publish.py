"""Publishing: the folder holds exactly the build, whatever it held before."""

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from site_sample import NEW, OLD, settled, tree

from builder import disk
from builder import publish as publishing
from builder.disk import Refused, locked
from builder.publish import Outcome, publish, sidecar
from builder.publish.addresses import BadAddress


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(OLD.items(), tmp_path / "site")
    return tmp_path / "site"


def untouched(path: Path) -> tuple[int, ...]:
    """What changes when a file is written or moved, but not when it is read."""
    found = path.lstat()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def test_publish_when_first_writes_all(tmp_path: Path) -> None:
    outcome = publish(OLD.items(), tmp_path / "new/site")
    assert outcome == Outcome(written=7, unchanged=0, removed=0)
    assert settled(tmp_path / "new/site", OLD)


def test_publish_when_changed_counts_what_it_did(out: Path) -> None:
    assert publish(NEW.items(), out) == Outcome(written=6, unchanged=1, removed=4)
    assert settled(out, NEW)


def test_publish_when_nothing_changed_touches_nothing(out: Path) -> None:
    before = {path: untouched(path) for path in out.rglob("*")}
    assert publish(OLD.items(), out) == Outcome(written=0, unchanged=7, removed=0)
    assert {path: untouched(path) for path in out.rglob("*")} == before


def test_publish_when_one_changed_keeps_the_others_times(out: Path) -> None:
    before = untouched(out / "same.css")
    publish(NEW.items(), out)
    assert untouched(out / "same.css") == before


def test_publish_when_there_are_no_files_leaves_an_empty_folder(tmp_path: Path) -> None:
    publish([], tmp_path / "site")
    assert settled(tmp_path / "site", {})


def test_publish_when_emptied_can_be_filled_again(out: Path) -> None:
    assert publish([], out) == Outcome(written=0, unchanged=0, removed=7)
    publish(OLD.items(), out)
    assert settled(out, OLD)


def test_publish_when_the_site_was_removed_by_hand_writes_it_again(out: Path) -> None:
    disk.remove_tree(str(out))
    assert publish(OLD.items(), out).written == 7
    assert settled(out, OLD)


def test_publish_when_making_files_fails_leaves_the_old_build(out: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new home"
        raise ValueError("a page could not be made")

    with pytest.raises(ValueError, match="a page could not be made"):
        publish(files(), out)
    assert settled(out, OLD)


def test_publish_when_interrupted_leaves_the_old_build(out: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new home"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(files(), out)
    assert settled(out, OLD)


# The site edited by hand between two builds


def edit(out: Path) -> None:
    (out / "index.html").write_bytes(b"mine")


def edit_keeping_size_and_time(out: Path) -> None:
    before = (out / "index.html").stat()
    (out / "index.html").write_bytes(b"OLD HOME")
    os.utime(out / "index.html", ns=(before.st_atime_ns, before.st_mtime_ns))


def replace_keeping_size_and_time(out: Path) -> None:
    before = (out / "index.html").stat()
    (out / "other").write_bytes(b"OLD HOME")
    os.utime(out / "other", ns=(before.st_atime_ns, before.st_mtime_ns))
    os.replace(out / "other", out / "index.html")


def remove(out: Path) -> None:
    (out / "e/a/index.html").unlink()
    (out / "e/a").rmdir()


def add(out: Path) -> None:
    (out / "mine/deep").mkdir(parents=True)
    (out / "mine/deep/x").write_bytes(b"x")


def add_a_name_that_is_not_utf8(out: Path) -> None:
    (out / os.fsdecode(b"\xff\n\t")).write_bytes(b"x")


def turn_into_a_folder(out: Path) -> None:
    (out / "index.html").unlink()
    (out / "index.html/x").mkdir(parents=True)
    (out / "index.html/x/y").write_bytes(b"y")


def turn_into_a_pipe(out: Path) -> None:
    (out / "index.html").unlink()
    os.mkfifo(out / "index.html")


def link_a_file(out: Path) -> None:
    (out.parent / "elsewhere").write_bytes(b"old home")
    (out / "index.html").unlink()
    (out / "index.html").symlink_to("../elsewhere")


def link_a_folder(out: Path) -> None:
    (out / "e").rename(out.parent / "away")
    (out / "e").symlink_to("../away")


def link_to_nothing(out: Path) -> None:
    (out / "loop").symlink_to("loop")


EDITS = (
    edit, edit_keeping_size_and_time, replace_keeping_size_and_time, remove, add,
    add_a_name_that_is_not_utf8, turn_into_a_folder, turn_into_a_pipe,
    link_a_file, link_a_folder, link_to_nothing,
)  # fmt: skip


@pytest.mark.parametrize("change", EDITS)
@pytest.mark.parametrize("clean", [False, True])
def test_publish_when_edited_by_hand_restores_it_exactly(
    out: Path, change: Callable[[Path], None], clean: bool
) -> None:
    time.sleep(0.02)
    publish(OLD.items(), out)  # by now every file is remembered with its change time
    change(out)
    publish(OLD.items(), out, clean=clean)
    assert settled(out, OLD)


def test_publish_when_edited_in_the_same_tick_restores_it_exactly(tmp_path: Path) -> None:
    for _ in range(20):
        publish(OLD.items(), tmp_path / "site")
        edit_keeping_size_and_time(tmp_path / "site")
    publish(OLD.items(), tmp_path / "site")
    assert settled(tmp_path / "site", OLD)


def test_sidecar_when_looked_at_in_the_tick_of_its_change_does_not_trust(out: Path) -> None:
    found = (out / "index.html").lstat()
    same_tick = sidecar.seen(found, "", found.st_ctime_ns)
    later = sidecar.seen(found, "", found.st_ctime_ns + 1)
    assert (sidecar.trusted(same_tick, found), sidecar.trusted(later, found)) == (False, True)


def test_publish_when_links_stood_in_the_site_leaves_what_they_name(out: Path) -> None:
    link_a_file(out)
    link_a_folder(out)
    publish(NEW.items(), out)
    assert (out.parent / "elsewhere").read_bytes() == b"old home"
    assert (out.parent / "away/gone/index.html").read_bytes() == b"gone"


def test_publish_when_a_file_was_linked_elsewhere_does_not_write_through(out: Path) -> None:
    os.link(out / "index.html", out.parent / "kept")
    publish(NEW.items(), out)
    assert (out.parent / "kept").read_bytes() == b"old home"


def test_publish_when_copied_without_its_times_reads_rather_than_trusts(out: Path) -> None:
    (out / "same.css").write_bytes(b"SAME")
    (out / "index.html").touch()
    assert publish(OLD.items(), out) == Outcome(written=1, unchanged=6, removed=0)


def test_publish_when_clean_reads_what_is_remembered_wrongly(out: Path) -> None:
    time.sleep(0.02)
    publish(OLD.items(), out)
    path = out.parent / ".site.state/sidecar"
    known = sidecar.read(path)
    assert known is not None
    (out / "index.html").write_bytes(b"OLD HOME")
    found = (out / "index.html").lstat()
    sidecar.write(path, known | {"index.html": sidecar.seen(
        found, known["index.html"].sha256, found.st_ctime_ns + 1)})  # fmt: skip
    assert publish(OLD.items(), out).written == 0
    assert publish(OLD.items(), out, clean=True).written == 1
    assert settled(out, OLD)


@pytest.mark.parametrize("damage", [b"", b"rubbish", b"0\n{}", b"\xff\xff"])
def test_publish_when_the_sidecar_is_damaged_reads_everything(out: Path, damage: bytes) -> None:
    (out.parent / ".site.state/sidecar").write_bytes(damage)
    edit(out)
    publish(OLD.items(), out)
    assert settled(out, OLD)


# Places that are refused


def test_publish_when_the_folder_holds_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.jpg").write_bytes(b"a")
    with pytest.raises(Refused, match="is not empty and was not written by this program"):
        publish(OLD.items(), tmp_path / "photos")
    assert tree(tmp_path / "photos") == {"a.jpg": b"a"}


def test_publish_when_other_files_took_the_sites_place_is_refused(out: Path) -> None:
    disk.remove_tree(str(out))
    out.mkdir()
    (out / "mine").write_bytes(b"mine")
    with pytest.raises(Refused, match="was not written by this program"):
        publish(OLD.items(), out)
    assert tree(out) == {"mine": b"mine"}


def test_publish_when_other_files_were_put_into_an_empty_site_is_refused(out: Path) -> None:
    publish([], out)
    (out / "mine").write_bytes(b"mine")
    with pytest.raises(Refused, match="was not written by this program"):
        publish(OLD.items(), out)


def test_publish_when_the_folder_is_empty_takes_it(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(OLD.items(), tmp_path / "site")
    assert settled(tmp_path / "site", OLD)


def test_publish_when_out_is_a_link_is_refused(out: Path) -> None:
    (out.parent / "link").symlink_to("site")
    with pytest.raises(Refused, match="link is a symbolic link; name the folder it points to"):
        publish(NEW.items(), out.parent / "link")
    assert settled(out, OLD)


def test_publish_when_out_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(Refused, match="site is not a folder; remove it or choose another place"):
        publish(OLD.items(), tmp_path / "site")


def test_publish_when_a_parent_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(Refused, match="stopped at"):
        publish(OLD.items(), tmp_path / "file/site")


def test_publish_when_out_is_a_mount_point_is_refused() -> None:
    with pytest.raises(Refused, match="/proc is a mount point; choose a folder inside it"):
        publish(OLD.items(), Path("/proc"))


def test_publish_when_out_is_the_root_is_refused() -> None:
    with pytest.raises(Refused, match="/ is the root of the file system; choose a folder"):
        publish(OLD.items(), Path("/"))


def test_publish_when_out_is_here_takes_the_folders_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    publish(OLD.items(), Path("."))
    assert settled(tmp_path / "here", OLD)


def test_publish_when_the_state_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".site.state").symlink_to(tmp_path)
    with pytest.raises(Refused, match=r"\.site\.state is not a folder"):
        publish(OLD.items(), tmp_path / "site")


def test_publish_when_another_is_at_work_is_refused(out: Path) -> None:
    lock = out.parent / ".site.state/lock"
    with locked(lock, "x"), pytest.raises(Refused, match="another command is writing") as stop:
        publish(NEW.items(), out)
    assert (stop.value.exit_code, settled(out, OLD)) == (3, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_publish_when_the_parent_is_read_only_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(Refused, match="permission denied"):
        publish(OLD.items(), tmp_path / "site")


SAID = {
    errno.ENOSPC: "the disk is full; free some space and run the same command again",
    errno.EACCES: "permission denied; make it writable for this user and run again",
    errno.EROFS: "the file system is read-only; choose a folder that can be written",
    errno.EXDEV: "Invalid cross-device link; mend that, run again",
}


@pytest.mark.parametrize("code", SAID)
def test_publish_when_the_disk_refuses_says_why(
    out: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "write_new", refuse(code))
    with pytest.raises(Refused) as stop:
        publish(NEW.items(), out)
    assert str(stop.value) == f"publishing to {out} stopped at x: {SAID[code]}"
    assert settled(out, OLD)


def refuse(code: int) -> Callable[..., None]:
    def refused(*_: Any) -> None:
        raise OSError(code, os.strerror(code), "x")

    return refused


def test_publish_when_an_address_is_unsound_keeps_the_old_build(out: Path) -> None:
    with pytest.raises(BadAddress, match="the address 'a/../b' has an empty part") as stop:
        publish([("index.html", b"new"), ("a/../b", b"")], out)
    assert (stop.value.exit_code, settled(out, OLD)) == (4, True)


def test_files_when_written_are_for_everyone_to_read(out: Path) -> None:
    mask = os.umask(0)
    os.umask(mask)
    mode = stat.S_IMODE((out / "index.html").stat().st_mode)
    assert mode == 0o644 & ~mask
