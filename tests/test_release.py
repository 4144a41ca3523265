"""Releases: what was frozen stays, what was taken out is said, and no change to it goes unseen."""

import json
import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import archive, change, put

from builder import pipeline
from builder.checking import check
from builder.cli import main
from builder.disk import Refused
from builder.problems import Problem, Stop
from builder.project import project
from builder.release import history, ledger
from builder.release.frozen import canonical, freeze, stub, thaw
from builder.release.history import SIGNATURE, SUMS, History, Version
from builder.release.ledger import Anchor, Broken
from builder.release.lines import lines
from builder.release.redacting import NotThere
from builder.release.releasing import sign_last
from builder.release.signing import signed

TODAY = "2026-11-23"
STORM = "entries/events/storm.yaml"
FIRST, SECOND = "2026-11-20", "2026-11-21"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small archive, released once."""
    archive(tmp_path)
    pipeline.release(tmp_path, FIRST, today=TODAY)
    return tmp_path


@pytest.fixture
def twice(root: Path) -> Path:
    """The same, one title changed and released again."""
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    pipeline.release(root, SECOND, today=TODAY)
    return root


def past(root: Path) -> History:
    found = read(root)
    assert isinstance(found, History), found
    return found


def read(root: Path) -> History | list[Problem]:
    place = project(root)
    known = ledger.read(place.ledger)
    return known if isinstance(known, list) else history.read(place.releases, known)


def codes(root: Path) -> list[tuple[str, str]]:
    found = pipeline.check(root).errors
    return [(one.code, one.path.removeprefix("archive/")) for one in found]


def frozen(root: Path, id: str, number: int) -> Path:
    return root / "archive" / "releases" / "records" / id / f"{number}.json"


def test_the_bytes_of_a_version_are_canonical_json() -> None:
    fields = {"id": "roof", "title": {"en": "A “roof”\n"}, "places": ["town"]}
    assert (
        freeze("roof", "event", 1, FIRST, fields)
        == (
            '{"format":1,"id":"roof","kind":"event","record":{"id":"roof","places":["town"],'
            '"title":{"en":"A “roof”\\n"}},"release":"2026-11-20","version":1}'
        ).encode()
    )


def test_a_stub_keeps_whose_it_was_the_class_and_the_hash() -> None:
    whole = freeze("roof", "event", 1, FIRST, {"id": "roof"})
    assert json.loads(stub(whole, "privacy")) == {
        "format": 1,
        "id": "roof",
        "kind": "event",
        "version": 1,
        "release": FIRST,
        "redacted": "privacy",
        "sha256": sha256(whole).hexdigest(),
    }


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[1]", b'{"format": 1}', b"\xff", b'{"format":2}', b"[" * 9999]
)
def test_other_bytes_are_no_version(data: bytes) -> None:
    assert thaw(data) is None


def test_the_first_release_freezes_every_record_as_its_first_version(root: Path) -> None:
    found = past(root)
    assert len(found.versions) == len(list((root / "entries").rglob("*.yaml")))
    assert {one.number for one in map(found.latest, found.versions) if one} == {1}
    assert pipeline.check(root).errors == []


def test_a_release_names_the_version_and_the_day(root: Path) -> None:
    sha = sha256(frozen(root, "storm", 1).read_bytes()).hexdigest()
    assert past(root).latest("storm") == Version("storm", "event", 1, FIRST, FIRST, sha)


def test_a_second_release_freezes_only_what_changed(twice: Path) -> None:
    before = frozen(twice, "storm", 1).read_bytes()
    assert [one.number for one in past(twice).versions["storm"]] == [1, 2]
    assert past(twice).latest("network-cut").release == FIRST  # type: ignore[union-attr]
    assert b"A snow storm reaches" in before


def test_the_change_log_names_fields_and_claims_and_no_texts(root: Path) -> None:
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    change(root, STORM, "2022-01-05 until 18:00", "2022-01-05 until 19:00")
    pipeline.release(root, SECOND, today=TODAY)
    log = json.loads((root / "archive/releases" / SECOND / "changes.json").read_bytes())
    assert log == {
        "format": 1,
        "release": SECOND,
        "since": FIRST,
        "records": {
            "storm": {
                "kind": "event",
                "version": 2,
                "what": "changed",
                "status": "current",
                "fields": ["title"],
                "claims": {"new": [], "gone": [], "changed": {"clear-sky": ["when"]}},
            }
        },
    }


def test_nothing_is_released_when_nothing_changed(root: Path) -> None:
    assert pipeline.release(root, SECOND, today=TODAY) is None
    assert [one.name for one in past(root).releases] == [FIRST]


def test_a_second_release_of_a_day_has_a_number(root: Path) -> None:
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    made = pipeline.release(root, FIRST, today=TODAY)
    assert made is not None and made.name == f"{FIRST}-2"


def test_a_withdrawn_record_is_a_version_too(root: Path) -> None:
    put(root, "entries/events/schools-closed.yaml", WITHDRAWN)
    pipeline.release(root, SECOND, today=TODAY)
    assert [one.status for one in past(root).versions["schools-closed"]] == ["current", "withdrawn"]


WITHDRAWN = """\
id: schools-closed
status: withdrawn
recorded: 2026-11-21
reason: {en: It was entered twice., ru: Внесено дважды., kk: Екі рет енгізілген.}
"""


def test_sha256sum_agrees_with_the_list_of_hashes(twice: Path) -> None:
    folder = twice / "archive" / "releases"
    listed = (folder / SECOND / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    told = dict(reversed(line.split("  ")) for line in listed)
    found = {path: sha256((folder / path).read_bytes()).hexdigest() for path in told}
    assert found == told
    assert "records/storm/2.json" in told and "records/storm/1.json" not in told


# what is changed afterwards


def edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"storm", b"shtorm", 1))


TAMPERED = {
    "an old version is edited": (
        lambda root: edited(frozen(root, "storm", 1)),
        [("release-altered", "releases/records/storm/1.json")],
    ),
    "a version is removed": (
        lambda root: frozen(root, "storm", 2).unlink(),
        [("release-gone", "releases/records/storm/2.json")],
    ),
    "the list of hashes is edited": (
        lambda root: edited(root / "archive/releases" / FIRST / "SHA256SUMS"),
        [("release-altered", f"releases/{FIRST}/SHA256SUMS")],
    ),
    "a manifest is edited": (
        lambda root: edited(root / "archive/releases" / FIRST / "release.json"),
        [("release-altered", f"releases/{FIRST}/release.json")],
    ),
    "a file is added": (
        lambda root: frozen(root, "storm", 3).write_bytes(b"{}"),
        [("release-stray", "releases/records/storm/3.json")],
    ),
    "a version is exchanged for another": (
        lambda root: shutil.copy(frozen(root, "storm", 1), frozen(root, "storm", 2)),
        [("release-altered", "releases/records/storm/2.json")],
    ),
    "a link stands for a version": (
        lambda root: linked(frozen(root, "storm", 1)),
        [("release-gone", "releases/records/storm/1.json")],
    ),
}


def linked(path: Path) -> None:
    moved = path.parents[4] / "elsewhere.json"
    path.rename(moved)
    path.symlink_to(moved)


@pytest.mark.parametrize("how", TAMPERED)
def test_a_release_that_was_changed_is_refused(twice: Path, how: str) -> None:
    tamper, expected = TAMPERED[how]
    tamper(twice)
    assert [one for one in codes(twice) if one in expected] == expected


def test_data_and_sums_changed_together_do_not_fit_the_ledger(twice: Path) -> None:
    sums, version = twice / "archive/releases" / FIRST / "SHA256SUMS", frozen(twice, "storm", 1)
    old = sha256(version.read_bytes()).hexdigest()
    edited(version)
    new = sha256(version.read_bytes()).hexdigest()
    sums.write_text(sums.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert ("release-altered", f"releases/{FIRST}/SHA256SUMS") in codes(twice)


def test_the_ledger_without_its_last_lines_leaves_a_release_that_nobody_vouches_for(
    twice: Path,
) -> None:
    book = twice / "archive" / "ledger.jsonl"
    whole = book.read_bytes().splitlines(keepends=True)
    book.write_bytes(b"".join(whole[:-1]))
    assert ("release-stray", f"releases/{SECOND}/release.json") in codes(twice)


def seen_from_outside(root: Path, known: Anchor) -> list[str]:
    """What the check says to somebody who noted a line of the ledger."""
    return [one.code for one in check(root, anchor=known).errors]


def noted(root: Path) -> Anchor:
    found = ledger.read(project(root).ledger)
    assert isinstance(found, ledger.Ledger)
    return found.anchor


def test_a_release_cut_off_with_its_line_is_seen_only_from_outside(twice: Path) -> None:
    book, known = twice / "archive" / "ledger.jsonl", noted(twice)
    book.write_bytes(b"".join(book.read_bytes().splitlines(keepends=True)[:-1]))
    shutil.rmtree(twice / "archive" / "releases" / SECOND)
    frozen(twice, "storm", 2).unlink()
    assert codes(twice) == []
    assert seen_from_outside(twice, known) == ["ledger-shorter"]


def test_a_history_made_anew_is_seen_only_from_outside(twice: Path) -> None:
    known = noted(twice)
    shutil.rmtree(twice / "archive")
    pipeline.release(twice, FIRST, today=TODAY)
    change(twice, STORM, "  en: A storm reaches", "  en: No storm reaches")
    pipeline.release(twice, SECOND, today=TODAY)
    assert codes(twice) == []
    assert seen_from_outside(twice, known) == ["ledger-anchor"]


def test_a_ledger_that_only_grew_goes_through_what_was_noted(twice: Path) -> None:
    known = noted(twice)
    pipeline.redact(twice, "storm@1", "privacy", today=TODAY)
    assert seen_from_outside(twice, known) == []


@pytest.mark.parametrize(
    ("anchor", "code", "told"),
    [
        ("{n}:{sha256}", 0, "no problems"),
        ("{n}:" + "0" * 64, 1, "is not the one that an earlier release saw"),
        ("999:{sha256}", 1, "an earlier release saw 999"),
        ("{sha256}", 2, "is no anchor; write it as LINE:SHA256"),
        ("0:{sha256}", 2, "is no anchor; write it as LINE:SHA256"),
    ],
)
def test_check_holds_the_ledger_against_an_anchor(
    root: Path, anchor: str, code: int, told: str
) -> None:
    known = noted(root)
    given = anchor.format(n=known.n, sha256=known.sha256)
    done = CliRunner().invoke(main, ["check", "--anchor", given, "--root", str(root)])
    assert (done.exit_code, told in done.output) == (code, True), done.output


def test_a_release_does_not_go_on_over_what_nobody_vouches_for(twice: Path) -> None:
    book = twice / "archive" / "ledger.jsonl"
    whole = book.read_bytes().splitlines(keepends=True)
    book.write_bytes(b"".join(whole[:-1]))
    change(twice, STORM, "  en: A storm reaches", "  en: The storm reaches")
    with pytest.raises(Broken, match="no release that the ledger knows has this file"):
        pipeline.release(twice, TODAY, today=TODAY)
    assert b"A storm reaches" in frozen(twice, "storm", 2).read_bytes()


def test_a_release_that_was_killed_before_its_line_is_finished_by_the_same_command(
    twice: Path,
) -> None:
    book = twice / "archive" / "ledger.jsonl"
    whole = book.read_bytes()
    book.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    frozen(twice, "storm", 2).rename(frozen(twice, "storm", 2).with_suffix(".json.new"))
    pipeline.release(twice, SECOND, today=TODAY)
    assert book.read_bytes() == whole
    assert codes(twice) == []


# a chain that somebody made anew, sealed by a ledger that fits: only an anchor elsewhere tells


def resealed(root: Path, name: str, file: str, old: bytes, new: bytes) -> None:
    """Change a file of the first release, and make its list of hashes and the ledger fit it."""
    folder = root / "archive" / "releases"
    path = folder / name / file if "/" not in file else folder / file
    was = sha256(path.read_bytes()).hexdigest().encode()
    path.write_bytes(path.read_bytes().replace(old, new))
    now = sha256(path.read_bytes()).hexdigest().encode()
    sums = folder / name / SUMS
    before = sha256(sums.read_bytes()).hexdigest()
    sums.write_bytes(sums.read_bytes().replace(was, now))
    after = sha256(sums.read_bytes()).hexdigest()
    book = root / "archive" / "ledger.jsonl"
    known = ledger.read(book)
    assert isinstance(known, ledger.Ledger)
    steps = [replace(s, sums=after) if s.sums == before else s for s in known.steps]
    book.write_bytes(b"".join(lines(0, "0" * 64, steps)))


def test_a_release_that_names_another_past_is_refused(root: Path) -> None:
    resealed(root, FIRST, "release.json", b'"previous":null', PREVIOUS)
    assert codes(root) == [("release-chain", f"releases/{FIRST}/release.json")]


PREVIOUS = b'"previous":{"release":"2026-11-01","sums":"00"}'


def test_a_version_under_the_number_of_another_is_refused(root: Path) -> None:
    resealed(root, FIRST, "records/storm/1.json", b'"version":1', b'"version":2')
    assert codes(root) == [("release-rewritten", "releases/records/storm/1.json")]


def test_a_release_cannot_be_sealed_twice(root: Path) -> None:
    book = root / "archive" / "ledger.jsonl"
    known = ledger.read(book)
    assert isinstance(known, ledger.Ledger)
    again = known.steps[-1]
    book.write_bytes(
        book.read_bytes() + b"".join(lines(known.anchor.n, known.anchor.sha256, [again]))
    )
    assert codes(root) == [("ledger-release-twice", "ledger.jsonl")]


# what is taken out


def test_a_redacted_version_leaves_its_stub_and_the_others_stand(twice: Path) -> None:
    pipeline.redact(twice, "storm@1", "privacy", today=TODAY)
    first, second = past(twice).versions["storm"]
    assert (first.redacted, second.redacted) == ("privacy", "")
    assert codes(twice) == []


def test_a_redacted_record_leaves_a_tombstone_and_no_version(twice: Path) -> None:
    done = pipeline.redact(twice, "storm", "safety", today=TODAY)
    assert [one.redacted for one in past(twice).versions["storm"]] == ["safety", "safety"]
    assert (twice / STORM).read_text(encoding="utf-8") == (
        f"id: storm\nstatus: redacted\nrecorded: {TODAY}\nredaction: safety\n"
    )
    assert "roof-case" in done.naming


def test_nothing_of_a_redacted_record_is_left_in_the_archive(twice: Path) -> None:
    pipeline.redact(twice, "storm", "safety", today=TODAY)
    files = [file for file in twice.rglob("*") if file.is_file()]
    assert [
        file for file in files if "clear until 18:00" in file.read_text("utf-8", "ignore")
    ] == []


def test_a_redaction_that_was_killed_is_named_and_finished(twice: Path) -> None:
    whole = frozen(twice, "storm", 1).read_bytes()
    pipeline.redact(twice, "storm@1", "privacy", today=TODAY)
    frozen(twice, "storm", 1).write_bytes(whole)
    assert codes(twice) == [("release-not-redacted", "releases/records/storm/1.json")]
    pipeline.redact(twice, "storm@1", "privacy", today=TODAY)
    assert codes(twice) == []


def test_a_stub_that_the_ledger_does_not_know_is_refused(twice: Path) -> None:
    path = frozen(twice, "storm", 1)
    path.write_bytes(stub(path.read_bytes(), "privacy"))
    assert codes(twice) == [("release-altered", "releases/records/storm/1.json")]


def test_a_stub_with_another_hash_is_refused(twice: Path) -> None:
    pipeline.redact(twice, "storm@1", "privacy", today=TODAY)
    path = frozen(twice, "storm", 1)
    path.write_bytes(canonical({**json.loads(path.read_bytes()), "sha256": "0" * 64}))
    assert codes(twice) == [("release-altered", "releases/records/storm/1.json")]


def test_a_redacted_record_may_leave_and_later_versions_stand(twice: Path) -> None:
    pipeline.redact(twice, "schools-closed", "safety", today=TODAY)
    pipeline.release(twice, TODAY, today=TODAY)
    first, second = past(twice).versions["schools-closed"]
    assert (first.redacted, second.redacted, second.status) == ("safety", "", "redacted")
    assert codes(twice) == []


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("stormy", "the ledger has no 'stormy'; did you mean 'storm'?"),
        ("storm@7", "'storm' has 2 released versions, and no version 7"),
    ],
)
def test_what_was_never_released_cannot_be_redacted(twice: Path, named: str, told: str) -> None:
    with pytest.raises(NotThere, match=told.replace("?", r"\?")):
        pipeline.redact(twice, named, "privacy", today=TODAY)


def test_a_version_that_is_no_number_is_refused(twice: Path) -> None:
    with pytest.raises(Stop, match="'one' is no version; write it as storm@1"):
        pipeline.redact(twice, "storm@one", "privacy", today=TODAY)


# who vouches for it


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new SSH key; its public half lies beside it."""
    path = tmp_path_factory.mktemp("key") / "id"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", str(path)]
    subprocess.run(command, check=True)
    return path


def test_a_signed_release_is_known_by_its_key(root: Path, key: Path) -> None:
    assert sign_last(project(root), key) == FIRST
    folder = root / "archive" / "releases" / FIRST
    sums, signature = (folder / SUMS).read_bytes(), (folder / SIGNATURE).read_bytes()
    public = key.with_suffix(".pub").read_text(encoding="utf-8").strip()
    assert signed(sums, signature, public)
    assert not signed(sums + b"\n", signature, public)
    assert codes(root) == []


def test_a_key_that_is_not_there_is_told(root: Path) -> None:
    with pytest.raises(Refused, match="signing stopped: "):
        sign_last(project(root), root / "no-key")
