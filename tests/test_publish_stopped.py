"""Publishing stopped at the n-th call of the operating system, for every n; what comes after."""

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from faulty_os import FaultyOs, disk_full, in_a_child, install, killed, power_cut
from site_sample import NEW, OLD, folders_too, settled, tree, whole

from builder import disk
from builder.disk import Refused, locked
from builder.publish import Recovery, journal, publish, recover, sidecar


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of builds, each flushed many times."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.fixture
def out(room: Path) -> Path:
    publish(OLD.items(), room / "site")
    return room / "site"


def start_over(out: Path) -> None:
    disk.remove_tree(str(out))
    disk.remove_tree(str(out.parent / f".{out.name}.state"))
    publish(OLD.items(), out)


def test_publish_when_the_disk_is_full_at_any_call_is_whole_and_mends(room: Path) -> None:
    out = room / "site"
    for n in count(1):
        start_over(out)
        with pytest.MonkeyPatch.context() as patch:
            install(FaultyOs(n, disk_full), patch)
            try:
                publish(NEW.items(), out)
                break
            except Refused as stop:
                assert "the disk is full" in str(stop)
        mends(out, n)
    assert n > 60


@pytest.mark.parametrize("many", [64, 1], ids=["each file flushed", "all flushed at once"])
@pytest.mark.parametrize("fault", [killed, power_cut])
def test_publish_when_stopped_at_any_call_is_whole_and_mends(
    room: Path, fault: Callable[..., None], many: int
) -> None:
    out, seen = room / "site", set()
    for n in count(1):
        start_over(out)
        if in_a_child(lambda: publish(NEW.items(), out), FaultyOs(n, fault), many=many) == 0:
            break
        seen.add(mends(out, n))
    assert n > 50 and seen == {"nothing", "thrown away", "finished"}


def mends(out: Path, n: int) -> str:
    whole(out)
    found = recover(out).found
    assert tree(out) in (folders_too(OLD), folders_too(NEW)), n
    publish(NEW.items(), out)
    assert settled(out, NEW), n
    return found


def test_recover_when_stopped_at_any_call_can_be_run_again(room: Path) -> None:
    out = room / "site"
    log = logged(room / "log")
    middle = log.index(("replace", f"{room}/log/e/a/index.html"))
    for n in count(1):
        start_over(out)
        stopped_at(out, middle)
        if in_a_child(lambda: recover(out), FaultyOs(n, power_cut)) == 0:
            break
        whole(out)
        recover(out)
        assert settled(out, NEW), n
    assert n > 20


def stopped_at(out: Path, n: int) -> None:
    work = partial(publish, NEW.items(), out, clean=True)
    assert in_a_child(work, FaultyOs(n, killed)) == 9
    assert (out.parent / ".site.state/journal").exists()


def logged(out: Path) -> list[tuple[str, str]]:
    """The calls of a publish; `clean`, so that none depends on what the clock makes trusted."""
    publish(OLD.items(), out)
    with pytest.MonkeyPatch.context() as patch:
        faulty = FaultyOs(0, disk_full)
        install(faulty, patch)
        publish(NEW.items(), out, clean=True)
    return faulty.log


def test_publish_when_switching_flushes_what_the_journal_needs_before_it(room: Path) -> None:
    log = logged(room / "site")
    begun = log.index(("replace", f"{room}/.site.state/journal"))
    before = {path for name, path in log[:begun] if name == "fsync"}
    needed = {f"stage/{number}" for number in range(6)} | {"stage", "journal.new"}
    assert {f"{room}/.site.state/{name}" for name in needed} <= before
    assert log[begun + 1 :][:2][-1] == ("fsync", f"{room}/.site.state")


def test_publish_when_done_flushes_every_folder_before_the_journal_goes(room: Path) -> None:
    log = logged(room / "site")
    ended = len(log) - log[::-1].index(("unlink", f"{room}/.site.state/journal"))
    for i, (name, path) in enumerate(log[:ended]):
        folder = os.path.dirname(path)
        if name in ("replace", "unlink", "mkdir", "rmdir") and os.path.isdir(folder):
            assert ended == i + 1 or ("fsync", folder) in log[i:ended], (name, path)
    assert ("fsync", f"{room}/.site.state/sidecar.new") in log[:ended]


# What an earlier command left behind


def leave(out: Path) -> None:
    """A publish of the new build killed with its journal whole and no step taken."""
    log = logged(out.parent / "log")
    stopped_at(out, 2 + log.index(("replace", f"{out.parent}/.log.state/journal")))


def test_recover_when_nothing_was_ever_published_does_nothing(room: Path) -> None:
    assert recover(room / "site") == Recovery("nothing")
    assert os.listdir(room) == []


def test_recover_when_the_journal_is_whole_finishes_the_switch(out: Path) -> None:
    leave(out)
    assert recover(out) == Recovery("finished")
    assert settled(out, NEW)
    remembered = sidecar.read(out.parent / ".site.state/sidecar")
    assert remembered is not None and remembered.keys() == NEW.keys()


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_recover_when_the_journal_is_cut_keeps_the_old_build(out: Path, cut: int) -> None:
    leave(out)
    path = out.parent / ".site.state/journal"
    path.write_bytes(path.read_bytes()[:cut])
    assert recover(out) == Recovery("thrown away")
    assert settled(out, OLD)


def test_recover_when_a_step_of_the_journal_was_edited_keeps_the_old_build(out: Path) -> None:
    leave(out)
    path = out.parent / ".site.state/journal"
    path.write_bytes(path.read_bytes().replace(b"e/b/index.html", b"e/c/index.html"))
    assert recover(out) == Recovery("thrown away")
    assert settled(out, OLD)


def test_recover_when_staged_bytes_are_gone_names_them(out: Path) -> None:
    leave(out)
    (out.parent / ".site.state/stage/0").unlink()
    assert recover(out) == Recovery("finished", frozenset({"index.html"}))
    publish(NEW.items(), out)
    assert settled(out, NEW)


def test_recover_when_a_folder_stands_where_a_staged_file_goes_names_it(out: Path) -> None:
    leave(out)
    (out.parent / ".site.state/stage/0").unlink()
    (out / "index.html").unlink()
    (out / "index.html").mkdir()
    assert recover(out).missing == {"index.html"}
    publish(NEW.items(), out)
    assert settled(out, NEW)


def test_recover_when_another_is_at_work_is_refused(out: Path) -> None:
    leave(out)
    with locked(out.parent / ".site.state/lock", "x"), pytest.raises(Refused):
        recover(out)


def test_publish_when_staged_bytes_vanish_meanwhile_is_refused_and_mends(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steal(path: Path, steps: journal.Journal) -> None:
        (path.parent / "stage/0").unlink()

    monkeypatch.setattr(journal, "write", steal)
    with pytest.raises(Refused, match="files vanished from"):
        publish(NEW.items(), out)
    monkeypatch.undo()
    publish(NEW.items(), out)
    assert settled(out, NEW)


def test_publish_when_switching_puts_new_pages_first_then_changed_then_drops(room: Path) -> None:
    log = logged(room / "site")
    steps = [path.removeprefix(f"{room}/site/") for name, path in log if name != "lstat"]
    new, changed, gone = (steps.index(f"e/{name}/index.html") for name in ("b", "a", "gone"))
    assert new < changed < gone
