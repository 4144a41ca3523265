"""Records that may be one: told across scripts, silent where a record says why, or says enough."""

import time
from pathlib import Path

import pytest

from builder.checking import check
from builder.model.text import Title
from builder.rules.alike import ALIKE, alike, titled
from builder.rules.near import check_near
from builder.rules.pairs import CROWD, Item, pairs
from builder.write.diff import WRITERS, review
from builder.write.fmt import canonical
from tests.small import archive, change, corpus, put, told

INVALID = Path(__file__).parent / "cases" / "invalid"
EVENT, SOURCE = "entries/events/blizzard.yaml", "entries/sources/buran-2022.yaml"
BECAUSE = "{en: Another storm., ru: Другая буря., kk: Басқа боран.}"


def case(name: str) -> str:
    return (INVALID / f"{name}.yaml").read_text(encoding="utf-8")


def codes(root: Path) -> list[str]:
    return [one.code for one in check(root).problems]


@pytest.mark.parametrize("spelt", ["Жанаозен", "Жаңаөзен", "Jańaózen", "Zhanaozen", "Janaozen"])
def test_titles_are_one_in_every_script_of_a_name(spelt: str) -> None:
    one = titled(Title(kk=f"{spelt} қаласында митинг, 3 қаңтар"))
    assert alike(one, titled(Title(kk="Жаңаөзен қаласында митинг"))) == 1.0


def test_titles_without_a_common_language_are_compared_by_sound() -> None:
    one, other = Title(ru="Буран, Жанаозен"), Title(en="Buran, Zhanaozen")
    assert alike(titled(one), titled(other)) == 1.0


def test_dates_and_common_words_do_not_make_titles_alike() -> None:
    one, other = Title(en="The storm of 5 January 2022"), Title(en="The rally of 5 January 2022")
    assert alike(titled(one), titled(other)) == 0.0
    assert alike(titled(Title(en="5 January")), titled(Title(en="5 January"))) == 0.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("when: 2022-01-05 20:00", "when: 2022-01-06 09:00"),
        ("when: 2022-01-05 20:00", "when: 2022-01-04"),
        ("places: [tasbulak-square]", "places: [akkum]"),
        ("Snow storm reaches Tas-Bulaq: 5 January 2022", "Shops close in Tas-Bulaq"),
    ],
)
def test_an_event_is_not_near_when_time_place_or_title_differ(
    tmp_path: Path, old: str, new: str
) -> None:
    put(archive(tmp_path), EVENT, case("near-event"))
    change(tmp_path, EVENT, old, new)
    if "Shops" in new:
        change(tmp_path, EVENT, "Снежная буря дошла до", "Магазины закрываются в")
        change(tmp_path, EVENT, "Тас-Бұлаққа қарлы боран жетті", "Тас-Бұлақта дүкендер жабылады")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Buran nakryl gorod", "title: Buran nakryl gorod 2"),
        ("publisher: Vestnik Tasbulaka", "publisher: Vestnik Akkuma"),
        ("published: 2022-01\n", "published: 2022-02\n"),
        ("language: ru", "language: en"),
        ("medium: article", "medium: article\ncopy_of: herald-2022-01-06"),
    ],
)
def test_a_source_is_not_near_when_something_tells_it_apart(
    tmp_path: Path, old: str, new: str
) -> None:
    put(archive(tmp_path), SOURCE, case("near-source"))
    change(tmp_path, SOURCE, old, new)
    # A number counts when the other title has another one.
    change(tmp_path, "entries/sources/herald-2022-01-06.yaml", "накрыл город", "накрыл город 1")
    assert codes(tmp_path) == []


def test_an_abbreviation_that_two_bodies_share_is_no_warning(tmp_path: Path) -> None:
    archive(tmp_path)
    for body in ("town-hall", "snow-relief"):
        file = tmp_path / "entries/organisations" / f"{body}.yaml"
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("variants:")]
        file.write_text("\n".join([*lines, "variants: [МВД]", ""]), encoding="utf-8")
    assert codes(tmp_path) == []


@pytest.mark.parametrize("speaker", ["blizzard", "storm"])
def test_either_record_may_say_that_they_are_two(tmp_path: Path, speaker: str) -> None:
    put(archive(tmp_path), EVENT, case("near-event"))
    other = {"blizzard": "storm", "storm": "blizzard"}[speaker]
    file = tmp_path / f"entries/events/{speaker}.yaml"
    said = f"not_same_as:\n  - record: {other}\n    because: {BECAUSE}\n"
    file.write_text(file.read_text(encoding="utf-8") + said, encoding="utf-8")
    assert told(tmp_path) == []
    apart = corpus(tmp_path).apart
    assert {id: [one for one, _ in others] for id, others in apart.items()} == {
        "blizzard": ["storm"],
        "storm": ["blizzard"],
    }


def test_it_silences_no_other_pair(tmp_path: Path) -> None:
    put(archive(tmp_path), EVENT, case("near-event"))
    said = f"not_same_as:\n  - record: schools-closed\n    because: {BECAUSE}\n"
    put(tmp_path, EVENT, case("near-event") + said)
    assert codes(tmp_path) == ["near-event"]


def test_to_tell_records_apart_is_not_to_refer_to_them(tmp_path: Path) -> None:
    said = f"not_same_as:\n  - record: schools-closed\n    because: {BECAUSE}\n"
    put(archive(tmp_path), EVENT, case("near-event") + said)
    links = check(tmp_path).corpus.backlinks.get("schools-closed", ())
    assert "blizzard" not in {link.record for link in links}


def test_the_warning_stands_at_the_record_that_came_later(tmp_path: Path) -> None:
    put(archive(tmp_path), EVENT, case("near-event"))
    change(tmp_path, EVENT, "recorded: 2026-11-02", "recorded: 2026-10-31")
    [one] = check(tmp_path).problems
    assert (one.path, dict(one.values)["id"]) == ("entries/events/storm.yaml", "blizzard")


def test_fmt_puts_it_last_and_fills_in_what_it_was_made_from() -> None:
    said = f"not_same_as:\n  - because: {BECAUSE}\n    record: storm\n"
    text = case("near-event").replace("when:", f"{said}when:")
    done = (canonical(text.encode(), EVENT) or b"").decode()
    assert done[done.index("not_same_as") :] == (
        "not_same_as:\n  - record: storm\n    because: {en: Another storm., ru: Другая буря., "
        "kk: Басқа боран., made_from: {ru: c284f130, kk: c284f130}}\n"
    )


def test_the_packet_tells_of_them_under_their_own_heading(tmp_path: Path) -> None:
    archive(tmp_path / "base")
    put(archive(tmp_path / "head"), EVENT, case("near-event"))
    packet = review(tmp_path, str(tmp_path / "base"), str(tmp_path / "head"))
    section = WRITERS["markdown"](packet).partition("## Near-duplicates\n\n")[2]
    assert section.startswith("- `entries/events/blizzard.yaml:5:3` ")
    assert "(near-event)" in section.partition("\n")[0]


# many records


def item(number: int, low: float) -> Item:
    words = f"Square{number % 50}a market{number % 3}b closed{number % 2}c"
    title = titled(Title(en=words))
    return Item(f"id-{number}", title, low, low + 1, ("place",), ("place",))


def test_no_pair_is_missed_where_every_pair_was_tried() -> None:
    items = [item(n, n % 30) for n in range(400)]
    found = {frozenset((a.id, b.id)) for a, b, _ in pairs(items)}
    wanted = {
        frozenset((a.id, b.id))
        for i, a in enumerate(items)
        for b in items[:i]
        if abs(a.low - b.low) <= 1 and alike(a.title, b.title) >= ALIKE
    }
    assert found == wanted != set()


def test_a_crowd_of_one_title_is_told_a_bounded_number_of_times() -> None:
    title = titled(Title(en="A rally on the square"))
    crowd = [Item(f"id-{n}", title, 0, 1, ("p",), ("p",)) for n in range(1000)]
    assert len(list(pairs(crowd))) <= 1000 * CROWD


def test_ten_times_the_records_take_no_hundred_times_as_long() -> None:
    def seconds(count: int) -> float:
        items = [item(n, n / 20) for n in range(count)]
        start = time.process_time()
        list(pairs(items))
        return time.process_time() - start

    assert seconds(10_000) < 40 * seconds(1_000) + 0.1


def test_the_real_archive_says_of_each_such_pair_why_it_is_two(real) -> None:  # type: ignore[no-untyped-def]
    assert list(check_near(real.corpus)) == []
    assert all(len(because.languages) == 3 for o in real.corpus.apart.values() for _, because in o)
