"""What differs between two releases, as data and as text: names of fields and claims, no texts."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import archive, change, put

from builder import pipeline
from builder.cli import main

TODAY, FIRST, SECOND, THIRD = "2026-11-23", "2026-11-20", "2026-11-21", "2026-11-22"
STORM = "entries/events/storm.yaml"
ALERT = "entries/events/schools-closed.yaml"
WITHDRAWN = """\
id: schools-closed
status: withdrawn
recorded: 2026-11-21
reason: {en: It was entered twice., ru: Внесено дважды., kk: Екі рет енгізілген.}
"""
PLACE = """\
id: old-mill
recorded: 2026-11-22
machine_assisted: [ru, kk]
name: {en: Old mill, ru: Старая мельница, kk: Ескі диірмен}
precision: building
zone: Asia/Almaty
in: tasbulak
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases: two changes of one record, and one that left; after them a change."""
    root = archive(tmp_path_factory.mktemp("archive"))
    pipeline.release(root, FIRST, today=TODAY)
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    put(root, ALERT, WITHDRAWN)
    pipeline.release(root, SECOND, today=TODAY)
    change(root, STORM, "2022-01-05 until 18:00", "2022-01-05 until 19:00")
    put(root, "entries/places/old-mill.yaml", PLACE)
    pipeline.release(root, THIRD, today=TODAY)
    change(root, STORM, "  en: A storm reaches", "  en: The storm reaches")
    return root


def said(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["changes", *words, "--root", str(root)])
    return done.exit_code, done.output


def data(root: Path, *words: str) -> dict[str, object]:
    code, text = said(root, *words, "--format", "json")
    assert code == 0, text
    found: dict[str, object] = json.loads(text)
    return found


def test_two_releases_that_do_not_follow_each_other_are_compared_as_a_whole(root: Path) -> None:
    assert data(root, FIRST, THIRD) == {
        "format": 1,
        "old": FIRST,
        "new": THIRD,
        "records": {
            "old-mill": {
                "kind": "place",
                "what": "new",
                "status": "current",
                "from": None,
                "to": 1,
                "redacted": [],
                "fields": [],
                "claims": {"new": [], "gone": [], "changed": {}},
            },
            "schools-closed": {
                "kind": "event",
                "what": "left",
                "status": "withdrawn",
                "from": 1,
                "to": 2,
                "redacted": [],
                "fields": [],
                "claims": {"new": [], "gone": [], "changed": {}},
            },
            "storm": {
                "kind": "event",
                "what": "changed",
                "status": "current",
                "from": 1,
                "to": 3,
                "redacted": [],
                "fields": ["title"],
                "claims": {"new": [], "gone": [], "changed": {"clear-sky": ["when"]}},
            },
        },
    }


@pytest.mark.parametrize(("old", "new"), [(FIRST, SECOND), (SECOND, THIRD)])
def test_two_that_follow_each_other_differ_as_the_release_says(
    root: Path, old: str, new: str
) -> None:
    log = json.loads((root / "archive" / "releases" / new / "changes.json").read_bytes())
    found = data(root, old, new)["records"]
    assert isinstance(found, dict)
    told = {
        id: {"version": one.pop("to"), **{k: v for k, v in one.items() if k in log["records"][id]}}
        for id, one in found.items()
    }
    assert told == log["records"]


def test_without_a_second_release_the_records_as_they_are_are_compared(root: Path) -> None:
    found = data(root, THIRD)
    assert (found["new"], list(found["records"])) == (None, ["storm"])  # type: ignore[call-overload]
    assert said(root, THIRD)[1] == (
        f"{THIRD} → the records now: 0 new, 1 changed, 0 left\n"
        "storm (event): changed, version 3 → not released; fields: title\n"
    )


def test_a_release_does_not_differ_from_itself(root: Path) -> None:
    assert data(root, THIRD, THIRD)["records"] == {}


def test_the_json_is_canonical(root: Path) -> None:
    text = said(root, FIRST, THIRD, "--format", "json")[1].rstrip("\n")
    whole = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert text == whole


def test_the_text_names_versions_fields_and_claims(root: Path) -> None:
    assert said(root, FIRST, THIRD)[1].splitlines() == [
        f"{FIRST} → {THIRD}: 1 new, 1 changed, 1 left",
        "old-mill (place): new, version 1",
        "schools-closed (event): left (withdrawn), version 1 → 2",
        "storm (event): changed, version 1 → 3; fields: title; claims changed: clear-sky (when)",
    ]


def test_what_was_redacted_is_compared_by_its_hash_only(tmp_path: Path) -> None:
    root = archive(tmp_path)
    pipeline.release(root, FIRST, today=TODAY)
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    pipeline.release(root, SECOND, today=TODAY)
    pipeline.redact(root, "storm@1", "privacy", today=TODAY)
    assert said(root, FIRST, SECOND)[1].splitlines()[1:] == [
        "storm (event): changed, version 1 → 2; redacted, compared by hash only: version 1"
    ]
    pipeline.redact(root, "storm@2", "privacy", today=TODAY)
    assert said(root, FIRST, SECOND)[1].splitlines()[1:] == [
        "storm (event): changed, version 1 → 2; redacted, compared by hash only: version 1, 2"
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2026-11-19"], "there is no release '2026-11-19'; did you mean"),
        ([SECOND, FIRST], f"{SECOND} is the later one: qantar changes {FIRST} {SECOND}"),
    ],
)
def test_releases_that_are_not_there_or_the_wrong_way_round_are_refused(
    root: Path, words: list[str], told: str
) -> None:
    code, text = said(root, *words)
    assert code == 2 and told in text


def test_records_with_errors_are_not_compared(tmp_path: Path) -> None:
    root = archive(tmp_path)
    pipeline.release(root, FIRST, today=TODAY)
    (root / STORM).unlink()
    code, text = said(root, FIRST)
    assert (code, "ledger-id-gone" in text or "storm" in text) == (1, True)
