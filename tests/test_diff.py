"""The review packet: five prepared changes in words, refusals, names taken out, and revisions read as data."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML
from small import ARCHIVE, archive, change, put
from small_archive import ROOT

from builder.cli import main
from builder.write.diff import WRITERS, Packet, review
from builder.write.diff.excerpt import excerpt
from builder.write.diff.harmless import code, masked

CASES = Path(__file__).parent / "cases" / "diff"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
FAILING = {"claim-gone", "hostile"}
GIT = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")


def two(root: Path, case: str = "") -> tuple[str, str]:
    """The invented archive twice; the second with the change of a case."""
    base, head = archive(root / "base"), archive(root / "head")
    if case:
        shutil.copytree(CASES / case, head, dirs_exist_ok=True)
    return str(base), str(head)


def reviewed(root: Path) -> Packet:
    return review(root, str(root / "base"), str(root / "head"))


def told(packet: Packet, part: str) -> list[str]:
    return ["".join(note.words) for note in getattr(packet, part)]


def refused(packet: Packet) -> list[tuple[str, str]]:
    return [(fault.problem.path, fault.problem.code) for fault in packet.refused]


def git(root: Path, *words: str) -> str:
    done = subprocess.run([*GIT, "-C", str(root), *words], check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(root: Path) -> str:
    # Git tells a change by size and second; copies of one second look alike to a kept index.
    git(root, "read-tree", "--empty")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def repository(root: Path) -> str:
    """The invented archive as a repository; the name of its first commit."""
    archive(root)
    git(root, "init", "-q")
    return commit(root)


# five prepared changes


@pytest.mark.parametrize("case", NAMES)
def test_packet_says_what_a_prepared_change_means(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(tmp_path, case)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["diff", "base", "head"])
    assert done.stdout == (CASES / f"{case}.md").read_text(encoding="utf-8")
    assert done.exit_code == (1 if case in FAILING else 0)


@pytest.mark.parametrize("case", NAMES)
def test_packet_is_one_and_the_same_from_revisions_and_from_folders(
    case: str, tmp_path: Path
) -> None:
    first = repository(tmp_path / "git")
    shutil.copytree(CASES / case, tmp_path / "git", dirs_exist_ok=True)
    second = commit(tmp_path / "git")
    two(tmp_path, case)
    from_git, from_folders = review(tmp_path / "git", first, second), reviewed(tmp_path)
    assert from_git.records == from_folders.records
    assert (from_git.refused, from_git.outside) == (from_folders.refused, from_folders.outside)


@pytest.mark.parametrize("case", NAMES)
def test_json_packet_has_what_the_markdown_has_in_ascii(case: str, tmp_path: Path) -> None:
    two(tmp_path, case)
    packet = reviewed(tmp_path)
    text = WRITERS["json"](packet)
    assert text.isascii()
    assert json.loads(text)["mergeable"] == (not packet.refused)
    assert [one["id"] for one in json.loads(text)["records"]] == [r.id for r in packet.records]


def test_packet_says_nothing_when_nothing_changes(tmp_path: Path) -> None:
    two(tmp_path)
    packet = reviewed(tmp_path)
    assert "Nothing changes." in WRITERS["markdown"](packet)
    assert (packet.records, packet.refused, packet.meaning) == ((), (), ())


# what it means


def test_bounds_of_a_figure_are_told_one_by_one(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/figures/injured-library.yaml"
    for root in ("base", "head"):
        change(tmp_path / root, path, "value: {min: 2}", "value: {min: 1, max: 2}")
    change(tmp_path / "head", path, "value: {max: 3}", "value: {max: 238}")
    assert told(reviewed(tmp_path), "meaning")[0] == (
        "people injured, Town library: upper bound 3 → 238"
    )


def test_text_of_a_record_changes_when_the_number_it_shows_does(tmp_path: Path) -> None:
    two(tmp_path)
    change(tmp_path / "head", "entries/figures/injured.yaml", "value: 17", "value: 19")
    storm = next(one for one in reviewed(tmp_path).records if one.id == "storm")
    assert [(part.name, part.language) for part in storm.parts] == [
        ("summary", "en"), ("summary", "kk"), ("summary", "ru"),
    ]  # fmt: skip
    assert "19⟨injured#health-march⟩ people were hurt" in storm.parts[0].after


def test_appeal_that_is_ruled_on_is_told_for_its_party(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/cases/roof-case.yaml"
    old = "    results:\n      - {party: ulgieva, outcome: upheld}\n"
    change(tmp_path / "base", path, old, "")
    change(tmp_path / "base", path, "type: appeal-ruling", "type: appeal")
    assert "party Saule Ulgieva: appeal → upheld" in told(reviewed(tmp_path), "meaning")


def test_grade_that_changes_is_a_part_of_the_claim(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/organisations/snow-relief.yaml"
    change(tmp_path / "head", path, "type: ngo", "type: monitor")
    parts = {
        (one.id, claim.id): part.after
        for one in reviewed(tmp_path).records
        for claim in one.claims
        for part in claim.parts
        if part.name == "grade"
    }
    assert parts[("damage", "relief")] == "measured"


def test_changed_comment_is_told_as_the_same_meaning(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/figures/damage.yaml"
    text = (tmp_path / "head" / path).read_text(encoding="utf-8")
    put(tmp_path / "head", path, f"# @everyone\n{text}")
    packet = reviewed(tmp_path)
    assert (packet.records, packet.rewritten) == ((), (path,))


def test_translation_said_to_be_new_beside_an_old_text_is_a_risk(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/events/storm.yaml"
    change(tmp_path / "head", path, "ru: 41d0bed8", "ru: 00000000")
    risks = told(reviewed(tmp_path), "risks")
    assert "said to be translated anew, and the text is the same: title, ru" in risks
    assert f"Russian translation older than its original: {path}" in risks


def test_long_text_is_cut_only_where_nothing_differs() -> None:
    before = "same " * 60 + "old" + " same" * 60
    after = "same " * 60 + "new" + " same" * 60
    assert excerpt(before, after) == (
        f"… {'same ' * 12}old{' same' * 12} …",
        f"… {'same ' * 12}new{' same' * 12} …",
    )


# what is refused


def test_record_that_is_gone_is_refused_once_with_and_without_the_ledger(tmp_path: Path) -> None:
    two(tmp_path)
    path = "entries/figures/damage.yaml"
    (tmp_path / "head" / path).unlink()
    assert refused(reviewed(tmp_path)) == [(path, "ledger-id-gone")]
    CliRunner().invoke(main, ["release", "2026-11-20", "--root", str(tmp_path / "base")])
    shutil.copytree(tmp_path / "base" / "archive", tmp_path / "head" / "archive")
    assert refused(reviewed(tmp_path)) == [(path, "ledger-id-gone")]


def test_record_that_is_withdrawn_leaves_and_is_not_repeated(tmp_path: Path) -> None:
    two(tmp_path)
    put(
        tmp_path / "head",
        "entries/figures/damage.yaml",
        "id: damage\nstatus: redacted\nrecorded: 2026-11-02\nredaction: privacy\n",
    )
    packet = reviewed(tmp_path)
    assert refused(packet) == []
    assert [(one.id, one.what, one.heading) for one in packet.records] == [("damage", "left", "")]
    assert "Damage done" not in WRITERS["markdown"](packet)


def test_ledger_of_the_head_must_go_on_from_that_of_the_base(tmp_path: Path) -> None:
    base, _ = two(tmp_path)
    CliRunner().invoke(main, ["release", "2026-11-20", "--root", base])
    lines = (tmp_path / "base/archive/ledger.jsonl").read_bytes().splitlines(keepends=True)
    put(tmp_path / "head", "archive/ledger.jsonl", b"".join(lines[:-1]).decode())
    assert refused(reviewed(tmp_path)) == [("archive/ledger.jsonl", "ledger-shorter")]


def test_faulty_record_is_named_and_the_rest_compared(tmp_path: Path) -> None:
    two(tmp_path, "rung")
    put(tmp_path / "head", "entries/laws/snow-decree.yaml", "id: *x\n")
    packet = reviewed(tmp_path)
    assert ("entries/laws/snow-decree.yaml", "yaml-anchor") in refused(packet)
    assert packet.unread == ("entries/laws/snow-decree.yaml",)
    assert "shown value 17 → 21" in told(packet, "meaning")[0]


def test_change_from_outside_may_only_touch_records(tmp_path: Path) -> None:
    base, head = two(tmp_path, "level")
    put(tmp_path / "head", ".github/workflows/check.yml", "on: push\n")
    done = CliRunner().invoke(main, ["diff", base, head, "--only-entries"])
    assert done.exit_code == 1
    assert "(file-outside)" in done.stdout
    assert CliRunner().invoke(main, ["diff", base, head]).exit_code == 0


def test_name_that_is_neither_revision_nor_folder_is_a_usage_error(tmp_path: Path) -> None:
    base, _ = two(tmp_path)
    done = CliRunner().invoke(main, ["diff", base, "no-such", "--root", base])
    assert (done.exit_code, "no-such" in done.stderr) == (2, True)


# names taken out of the open


def test_name_of_a_person_who_is_redacted_is_nowhere_in_the_packet(tmp_path: Path) -> None:
    two(tmp_path)
    head = tmp_path / "head"
    gone = "id: saule-ulgieva\nstatus: redacted\nrecorded: 2026-11-02\nredaction: privacy\n"
    put(head, "entries/people/saule-ulgieva.yaml", gone)
    role = "role: {en: The owner, ru: Владелица, kk: Иесі}"
    change(head, "entries/cases/roof-case.yaml", "person: saule-ulgieva", role)
    packet = reviewed(tmp_path)
    for form in WRITERS.values():
        text = json.loads(form(packet)) if form is WRITERS["json"] else form(packet)
        assert not any(name in str(text).casefold() for name in ("saule", "сауле", "сәуле"))


def test_masked_text_hides_a_name_in_every_case_of_its_grammar() -> None:
    text = "Сауле Ульгиевой и saule-ulgieva, a rule"
    assert masked(text, ("saule", "ulgieva", "сауле", "ульгиева")) == "▮▮▮ ▮▮▮ и ▮▮▮-▮▮▮, a rule"


# revisions are read as data


def test_links_submodules_and_programs_in_a_revision_are_refused(tmp_path: Path) -> None:
    first = repository(tmp_path)
    (tmp_path / "entries/events/environ.yaml").symlink_to("/proc/self/environ")
    (tmp_path / "entries/figures/damage.yaml").chmod(0o755)
    git(tmp_path, "add", "-A")
    put_there = f"160000,{first},entries/events/other.yaml"
    git(tmp_path, "update-index", "--add", "--cacheinfo", put_there)
    git(tmp_path, "commit", "-q", "-m", "x")
    packet = review(tmp_path, first, "HEAD")
    assert refused(packet) == [
        ("entries/events/environ.yaml", "file-link"),
        ("entries/events/other.yaml", "file-submodule"),
        ("entries/figures/damage.yaml", "file-mode"),
    ]
    assert "PATH=" not in "".join(form(packet) for form in WRITERS.values())


def test_file_name_of_markup_is_shown_as_text(tmp_path: Path) -> None:
    first = repository(tmp_path)
    put(tmp_path, "entries/events/@all `![x](y)` \x1b[31m\n::error::.yaml", "id: x\n")
    text = WRITERS["markdown"](review(tmp_path, first, commit(tmp_path)))
    assert "``entries/events/@all `![x](y)` \\x1b[31m\\n::error::.yaml:1:1``" in text


def test_working_tree_is_compared_when_no_head_is_given(tmp_path: Path) -> None:
    first = repository(tmp_path)
    change(tmp_path, "entries/figures/injured.yaml", "value: 17", "value: 19")
    put(tmp_path, "notes.txt", "x")
    packet = review(tmp_path, first, None)
    assert (packet.head, told(packet, "outside")) == ("the working tree", ["new: notes.txt"])
    assert "shown value 17 → 19" in told(packet, "meaning")[0]


def test_what_the_base_did_since_is_not_undone_by_an_older_head(tmp_path: Path) -> None:
    first = repository(tmp_path)
    put(tmp_path, "entries/sources/later.yaml", "id: later\n")
    second = commit(tmp_path)
    git(tmp_path, "checkout", "-q", first)
    change(tmp_path, "entries/figures/injured.yaml", "value: 17", "value: 19")
    packet = review(tmp_path, second, commit(tmp_path))
    assert f"at the common ancestor {first[:12]}" in packet.base
    assert refused(packet) == []


def test_shallow_copy_of_a_merge_is_enough(tmp_path: Path) -> None:
    first = repository(tmp_path / "far")
    change(tmp_path / "far", "entries/figures/injured.yaml", "value: 17", "value: 19")
    second = commit(tmp_path / "far")
    git(tmp_path, "init", "-q", "near")
    (tmp_path / "near/entries").mkdir()
    git(tmp_path / "near", "fetch", "-q", "--depth=2", (tmp_path / "far").as_uri(), second)
    packet = review(tmp_path / "near", f"{second}^1", second)
    assert first[:12] in packet.base
    assert "shown value 17 → 19" in told(packet, "meaning")[0]


# nothing is live


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("``` x `", "```` ``` x ` ````"),
        ("", "`  `"),
    ],
)
def test_code_span_ends_where_the_text_does(text: str, span: str) -> None:
    assert code(text) == span


def test_workflows_give_the_right_to_comment_to_one_job_that_runs_no_foreign_code() -> None:
    workflows = ROOT / ".github" / "workflows"
    found = {}
    for file in sorted(workflows.glob("*.yml")):
        for name, job in YAML(typ="safe").load(file)["jobs"].items():
            if "write" in str(job.get("permissions")):
                found[f"{file.stem}.{name}"] = job
    assert sorted(found) == ["packet.comment", "publish.pages"]
    checkout, *_ = found["packet.comment"]["steps"]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"


def test_cases_are_of_the_invented_archive() -> None:
    known = {p.relative_to(ARCHIVE).as_posix() for p in ARCHIVE.rglob("*.yaml")}
    ours = {
        p.relative_to(CASES / p.parts[len(CASES.parts)]).as_posix() for p in CASES.rglob("*.yaml")
    }
    assert ours & known
