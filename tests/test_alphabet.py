"""The order of names: each language's own alphabet, signs ignored, the family name first."""

import pytest

from builder.i18n import Language
from builder.render.alphabet import anchor, by_surname, initial, key


def ordered(language: Language, *names: str) -> list[str]:
    return sorted(names, key=lambda name: key(name, language))


def test_kazakh_letters_stand_where_the_alphabet_has_them() -> None:
    names = ["Яса", "Әділ", "Ақтау", "Қазақ", "Кино", "Өскемен", "Орал", "Үкімет", "Ұлан", "Уақыт"]
    assert ordered("kk", *names) == [
        "Ақтау", "Әділ", "Кино", "Қазақ", "Орал", "Өскемен", "Уақыт", "Ұлан", "Үкімет", "Яса",
    ]  # fmt: skip


def test_last_letters_of_the_kazakh_alphabet_are_in_order() -> None:
    assert ordered("kk", "Іле", "Ысқақ", "Шу", "Һәм", "Хан") == ["Хан", "Һәм", "Шу", "Ысқақ", "Іле"]


def test_russian_has_yo_with_ye_and_kazakh_has_it_after() -> None:
    assert ordered("ru", "Ёлка", "Ежов", "Ельцин") == ["Ежов", "Ёлка", "Ельцин"]
    assert ordered("kk", "Ёлка", "Ежов", "Ельцин") == ["Ежов", "Ельцин", "Ёлка"]


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["24.kg", "Orda", "Власть"]),
        ("ru", ["24.kg", "Власть", "Orda"]),
        ("kk", ["24.kg", "Власть", "Orda"]),
    ],
)
def test_digits_come_first_then_the_own_script(language: Language, order: list[str]) -> None:
    assert ordered(language, *reversed(order)) == order


def test_words_count_before_letters_and_signs_do_not() -> None:
    assert ordered("ru", "Аксай", "«Ак Орда»") == ["«Ак Орда»", "Аксай"]


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("«Апостроф»", "ru", "А"),
        ("Әділ соз", "ru", "А"),
        ("Әділ сөз", "kk", "Ә"),
        ("Іле", "ru", "И"),
        ("Ziarul", "kk", "Z"),
        ("Émile", "en", "E"),
        ("24.kg", "en", "0–9"),
        ("…", "en", ""),
    ],
)
def test_letter_under_which_a_name_stands(name: str, language: Language, letter: str) -> None:
    assert initial(name, language) == letter


def test_people_are_sorted_by_family_name() -> None:
    assert by_surname("Қасым-Жомарт Тоқаев") == "Тоқаев Қасым-Жомарт"
    assert by_surname("Iskakov") == "Iskakov"


def test_anchors_are_plain_and_told_apart() -> None:
    assert [anchor(letter) for letter in ("A", "А", "0–9")] == [
        "letter-a",
        "letter-410",
        "letter-0",
    ]
