"""Rules that need several records, and what they must not accuse anybody of."""

from pathlib import Path

import pytest

from builder.rules.places import distance_km
from tests.small import archive, change, put, told

STORM = "entries/events/storm.yaml"
INJURED = "entries/figures/injured.yaml"
DAMAGE = "entries/figures/damage.yaml"
ROOF = "entries/cases/roof-case.yaml"
CUT = "entries/episodes/network-cut.yaml"
AIDAR = "entries/people/aidar-ulgiev.yaml"
LEFT = "status: merged\nrecorded: 2026-11-02\nmerged_into: "


def test_records_merged_in_a_circle_are_told(tmp_path: Path) -> None:
    put(archive(tmp_path), "entries/events/hail.yaml", f"id: hail\n{LEFT}sleet\n")
    put(tmp_path, "entries/events/sleet.yaml", f"id: sleet\n{LEFT}hail\n")
    assert told(tmp_path) == [
        (
            "entries/events/hail.yaml:4:14 error ref-cycle: 'merged_into' leads back to 'hail' | "
            "break the circle: hail → sleet → hail"
        ),
        (
            "entries/events/sleet.yaml:4:14 error ref-cycle: 'merged_into' leads back to 'sleet' | "
            "break the circle: sleet → hail → sleet"
        ),
    ]


def test_a_record_may_be_merged_into_one_that_was_merged(tmp_path: Path) -> None:
    put(archive(tmp_path), "entries/events/hail.yaml", f"id: hail\n{LEFT}storm-again\n")
    assert told(tmp_path) == []


def test_a_circle_of_three_claims_in_two_records_is_told(tmp_path: Path) -> None:
    archive(tmp_path)
    for record, value, other in (
        (INJURED, "    value: 12\n", "damage#hall"),
        (DAMAGE, "    value: 410700000.5\n", "damage#relief"),
        (DAMAGE, "    value: 100\n", "injured#health-first"),
    ):
        change(tmp_path, record, value, f'{value}    supersedes: ["{other}"]\n')
    assert [line.partition(" | ")[2] for line in told(tmp_path)] == [
        "break the circle: damage#hall → damage#relief → injured#health-first → damage#hall",
        "break the circle: damage#relief → injured#health-first → damage#hall → damage#relief",
        (
            "break the circle: injured#health-first → damage#hall → damage#relief → "
            "injured#health-first"
        ),
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        # A statement dated by day may come from the other side of the world.
        (CUT, "asserted_on: 2022-01-05 10:50 UTC", "asserted_on: 2022-01-04"),
        # `~` reaches a day further.
        (STORM, "asserted_on: 2022-01-07", "asserted_on: 2022-01-03~"),
        ("entries/sources/mirror-2022-01-07.yaml", "published: 2022-01-07", "published: 2022-01-04"),
        ("entries/sources/mirror-2022-01-07.yaml", "published: 2022-01-07", "published: 2022-01"),
(ROOF, "when: 2023-06~", "when: 2023-02~"),
        ("entries/sources/court-2023-06.yaml", "seen_on: 2026-10-30", "seen_on: 2023-06"),
        # Rungs of one day, and rungs without a date.
        (INJURED, "asserted_on: 2022-01-07\n", "asserted_on: 2022-01-06\n"),
        (INJURED, "    asserted_on: 2022-01-08\n", ""),
        # What a place had: one of its zones, UTC, a clock of its own elsewhere.
        (CUT, "16:30/2022-01-05 21:00", "16:30/2022-01-05 21:00 +06:00"),
        ("entries/episodes/network-slow.yaml", "/.. capital", "/.. +05:00"),
        (STORM, "about 17:00\nplaces", "11:00 UTC\nplaces"),
        (STORM, "about 17:00\nplaces", "13:00 Europe/Kyiv\nplaces"),
        # The end of a term may lie ahead.
        ("entries/laws/snow-decree.yaml", "2022-01-05/2022-01-19", "2027-01-01/.."),
        # Twelve words.
        (STORM, "quote: closed the only road", "quote: a b c d e f g h i j k l"),
        # A statement that a note explains needs no second claim.
        (INJURED, '    retracts: ["#hall-164"]\n', ""),
    ],
)  # fmt: skip
def test_nothing_is_told_when_the_dates_allow_it(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    change(archive(tmp_path), path, old, new)
    if "retracts" in old:
        note = "    note: {en: Withdrawn., ru: Отозвано., kk: Қайтарып алынды.}\n"
        change(tmp_path, path, "    status: retracted\n", f"    status: retracted\n{note}")
    assert told(tmp_path) == []


@pytest.mark.parametrize("initials", ["A.", "A. B.", "A.B.", "Дж.-К. Ә.", "B. Sh."])
def test_initials_are_a_letter_or_two_each(tmp_path: Path, initials: str) -> None:
    change(archive(tmp_path), "entries/people/p-7f3k2q.yaml", "A. B.", initials)
    assert told(tmp_path) == []


@pytest.mark.parametrize("initials", ["A. Bek", "Aidar B.", "AB", "A. B. (born 1980)", "Bek."])
def test_initials_that_tell_more_are_refused(tmp_path: Path, initials: str) -> None:
    change(archive(tmp_path), "entries/people/p-7f3k2q.yaml", "A. B.", initials)
    assert ["person-initials-form" in line for line in told(tmp_path)] == [True]


@pytest.mark.parametrize("outcome", ["upheld", "amended", "suspended-sentence", "pending"])
def test_a_conviction_that_stands_may_be_named(tmp_path: Path, outcome: str) -> None:
    change(archive(tmp_path), ROOF, "outcome: upheld", f"outcome: {outcome}")
    assert told(tmp_path) == []


@pytest.mark.parametrize("outcome", ["acquitted", "cancelled", "closed"])
def test_a_conviction_that_fell_may_not_be_named(tmp_path: Path, outcome: str) -> None:
    change(archive(tmp_path), ROOF, "outcome: upheld", f"outcome: {outcome}")
    assert ["person-overturned" in line for line in told(tmp_path)] == [True]


def test_a_person_who_spoke_publicly_may_be_named_after_an_acquittal(tmp_path: Path) -> None:
    change(archive(tmp_path), ROOF, "outcome: upheld", "outcome: cancelled")
    saule = "entries/people/saule-ulgieva.yaml"
    change(tmp_path, saule, "publish_reason: convicted", "publish_reason: spoke-publicly")
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("reason", "levels"),
    [
        ("official", {"full"}),
        ("spoke-publicly", {"full"}),
        ("journalist", {"full"}),
        ("acquitted", {"initials", "role", "withheld"}),
        ("suspect", {"role", "withheld"}),
        ("victim", {"role", "withheld"}),
        ("private", {"role", "withheld"}),
        ("minor", {"role"}),
    ],
)
def test_a_reason_allows_its_levels_and_no_other(
    tmp_path: Path, reason: str, levels: set[str]
) -> None:
    role = "role: {en: Someone, ru: Некто, kk: Біреу}\n"
    name = "name: {en: An Other, ru: Ан Азер, kk: Ан Әзер}\n"
    lines = {"full": name, "initials": "initials: A. O.\n", "role": role, "withheld": role}
    archive(tmp_path)
    for number, (level, line) in enumerate(lines.items()):
        id = f"p-a1b2c{number}"
        head = f"id: {id}\nrecorded: 2026-11-01\npublish: {level}\npublish_reason: {reason}\n"
        rest = line + (role if level == "initials" else "")
        put(tmp_path, f"entries/people/{id}.yaml", head + rest)
    refused = {line.split("'")[3] for line in told(tmp_path)}
    assert lines.keys() - refused == levels


def test_a_rung_with_text_may_say_its_number(tmp_path: Path) -> None:
    text = "    text: {en: 12 were hurt., ru: Пострадали 12., kk: 12 адам жараланды.}\n"
    change(archive(tmp_path), INJURED, "    value: 12\n", f"{text}    value: 12\n")
    assert told(tmp_path) == []


def test_a_description_may_repeat_what_a_headline_said(tmp_path: Path) -> None:
    notice = "entries/sources/town-notice.yaml"
    change(archive(tmp_path), notice, "[Notice on closed schools", "[Notice on a tragedy")
    assert told(tmp_path) == []


def test_a_name_may_be_in_latin_letters_in_every_language(tmp_path: Path) -> None:
    netwatch = "entries/organisations/netwatch.yaml"
    change(archive(tmp_path), netwatch, "ru: NetWatch", "ru: netwatch.kz")
    assert told(tmp_path) == []


def test_distance_is_that_on_the_globe() -> None:
    assert round(distance_km(43.25, 76.95, 51.17, 71.45)) == 973  # Almaty to Astana
    assert distance_km(10, 20, 10, 20) == 0
