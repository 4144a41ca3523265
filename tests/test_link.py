"""Records become a corpus: back-links, and no false alarm after a file that could not be read."""

from pathlib import Path

import pytest

from builder.corpus import Backlink
from builder.pipeline import check
from builder.release import ledger
from builder.release.lines import Step
from tests.small import ARCHIVE, archive, change, corpus, put, told

DAY = "2026-11-01"


def enter(root: Path, *steps: Step) -> None:
    (root / "archive").mkdir()
    ledger.append(root / "archive/ledger.jsonl", steps)


def codes(root: Path) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in check(root).problems]


def test_link_notes_who_refers_to_whom_and_by_what() -> None:
    back = corpus(ARCHIVE).backlinks
    assert back["netwatch-2022"] == (
        Backlink("network-cut", "source", "fell-to-zero"),
        Backlink("network-slow", "source", "slowed"),
        Backlink("snow-alert", "source", "alert"),
    )
    assert back["storm#snow-fell"] == (Backlink("storm", "contradicts", "clear-sky"),)
    assert back["saule-ulgieva"] == (Backlink("roof-case", "person"),)


def test_link_notes_what_texts_refer_to() -> None:
    back = corpus(ARCHIVE).backlinks
    assert back["injured#health-march"] == (
        Backlink("storm", "body"),
        Backlink("storm", "summary"),
    )
    assert Backlink("storm", "summary") in back["injured"]
    assert Backlink("storm", "summary") in back["herald-2022-01-06"]


def test_link_knows_the_kind_of_what_left() -> None:
    assert corpus(ARCHIVE).kind("storm-again") == "event"
    assert corpus(ARCHIVE).kind("p-5h6j7k") == "person"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "yaml-comma"),
        ("id: tasbulak\nprecision: town\n", "field-vocabulary"),
        ("id: tasbulak\nid: tasbulak\n", "yaml-duplicate"),
    ],
)
def test_no_unknown_id_is_told_when_its_file_cannot_be_read(
    tmp_path: Path, text: str, code: str
) -> None:
    put(archive(tmp_path), "entries/places/tasbulak.yaml", text)
    found = codes(tmp_path)
    assert {path for path, _ in found} == {"entries/places/tasbulak.yaml"}
    assert code in {each for _, each in found}


@pytest.mark.parametrize(
    "name", ["tasbulak.yml", "Tasbulak.yaml", "tasbulak.YAML", ".tasbulak.yaml"]
)
def test_no_unknown_id_is_told_when_its_file_has_a_wrong_name(tmp_path: Path, name: str) -> None:
    file = archive(tmp_path) / "entries/places/tasbulak.yaml"
    file.rename(file.with_name(name))
    assert {path for path, _ in codes(tmp_path)} == {f"entries/places/{name}"}


def test_no_unknown_id_is_told_when_a_file_has_another_name_than_its_id(tmp_path: Path) -> None:
    file = archive(tmp_path) / "entries/places/tasbulak.yaml"
    file.rename(file.with_name("taz-bulak.yaml"))
    assert codes(tmp_path) == [("entries/places/taz-bulak.yaml", "field-id-stem")]


def test_no_unknown_id_is_told_when_a_folder_has_a_wrong_name(tmp_path: Path) -> None:
    entries = archive(tmp_path) / "entries"
    (entries / "sources").rename(entries / "source")
    assert codes(tmp_path) == [("entries/source", "file-folder")]


def test_no_unknown_id_is_told_when_records_lie_too_deep(tmp_path: Path) -> None:
    people = archive(tmp_path) / "entries/people"
    (people / "u").mkdir()
    (people / "aidar-ulgiev.yaml").rename(people / "u/aidar-ulgiev.yaml")
    assert codes(tmp_path) == [("entries/people/u", "file-deep")]


def test_other_unknown_ids_are_told_beside_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    put(archive(tmp_path), "entries/places/tasbulak.yaml", "{")
    change(tmp_path, "entries/laws/snow-decree.yaml", "issuer: town-hall", "issuer: town-hal")
    assert codes(tmp_path) == [
        ("entries/laws/snow-decree.yaml", "ref-unknown"),
        ("entries/places/tasbulak.yaml", "yaml-comma"),
    ]


def test_claims_of_the_second_of_two_records_with_one_id_are_not_unknown(tmp_path: Path) -> None:
    storm = (archive(tmp_path) / "entries/events/storm.yaml").read_text(encoding="utf-8")
    put(
        tmp_path,
        "entries/episodes/storm.yaml",
        storm.replace("id: storm", "type: closure\nid: storm"),
    )
    change(tmp_path, "entries/events/storm.yaml", "id: clear-sky", "id: sky")
    change(
        tmp_path,
        "entries/figures/injured.yaml",
        '["#health-first"]\n    citations:\n      - {source: agency',
        '["storm#sky"]\n    citations:\n      - {source: agency',
    )
    assert codes(tmp_path) == [("entries/events/storm.yaml", "ref-id-taken")]


def test_rules_judge_the_other_records_beside_one_with_errors(tmp_path: Path) -> None:
    change(archive(tmp_path), "entries/events/storm.yaml", "topics: [injuries]", "topics: [snow]")
    change(
        tmp_path, "entries/cases/roof-case.yaml", "known_up_to: 2023-06-20", "known_up_to: 2023-04"
    )
    change(tmp_path, "entries/places/akkum.yaml", "lat: 43.7", "lat: 95")
    assert codes(tmp_path) == [
        ("entries/cases/roof-case.yaml", "case-known"),
        ("entries/events/storm.yaml", "field-vocabulary"),
        ("entries/places/akkum.yaml", "place-range"),
    ]


def test_rules_do_not_judge_what_rests_on_a_record_with_errors(tmp_path: Path) -> None:
    change(archive(tmp_path), "entries/places/tasbulak.yaml", "zone: Asia/Almaty", "zone: {}")
    change(
        tmp_path, "entries/events/storm.yaml", "about 17:00\nplaces", "about 17:00 +01:00\nplaces"
    )
    assert codes(tmp_path) == [("entries/places/tasbulak.yaml", "field-shape")]


def test_nothing_is_told_to_be_nowhere_while_a_record_cannot_be_read(tmp_path: Path) -> None:
    change(archive(tmp_path), "entries/figures/injured.yaml", '    retracts: ["#hall-164"]\n', "")
    change(
        tmp_path,
        "entries/figures/damage.yaml",
        "value: 100",
        'value: 100\n    retracts: ["injured#hall-164"]',
    )
    assert codes(tmp_path) == []
    change(tmp_path, "entries/figures/damage.yaml", "unit: kzt", "unit: coins")
    assert codes(tmp_path) == [("entries/figures/damage.yaml", "field-vocabulary")]


def test_what_the_ledger_holds_must_be_there(tmp_path: Path) -> None:
    enter(
        archive(tmp_path),
        Step(DAY, "enter", "akkum", kind="place"),
        Step(DAY, "enter", "hail", kind="event", claims=("fell",)),
        Step(DAY, "enter", "storm", kind="episode", claims=("gone",)),
    )
    assert told(tmp_path) == [
        (
            "archive/ledger.jsonl:2:1 error ledger-id-gone: the event 'hail' was published and has no "
            "file any more | restore the file; to take a record out set its status to withdrawn, "
            "merged or redacted, its address stays"
        ),
        (
            "entries/events/storm.yaml:1:5 error ledger-kind-changed: 'storm' was published as episode "
            "and is now event | give the new record another id and keep the old one as withdrawn or "
            "merged"
        ),
        (
            "entries/events/storm.yaml:42:3 error ledger-claim-gone: the claim 'gone' of 'storm' "
            "was published and is no longer in the record | restore the claim; one that does not hold "
            "stays with another status"
        ),
    ]


def test_a_record_that_cannot_be_read_is_not_gone_from_the_ledger(tmp_path: Path) -> None:
    step = Step(DAY, "enter", "storm", kind="event", claims=("snow-fell",))
    enter(archive(tmp_path), step)
    put(tmp_path, "entries/events/storm.yaml", "{")
    assert codes(tmp_path) == [("entries/events/storm.yaml", "yaml-comma")]
