"""Translations: missing, stale, not in their language, or saying something else."""

import pytest

from builder.model.text import Line, Passage, fingerprint
from builder.problems import Mark, problem
from builder.rules.translation import check

RU = "Президент заявил о восстановлении порядка во всех областях страны"
KK = "Президент елдің барлық өңірінде тәртіп қалпына келгенін мәлімдеді"


def codes(text, original="en"):
    """Language and code of every finding, each with complete words in the catalogue."""
    found = list(check(text, original))
    for finding in found:
        assert problem(finding.flaw.code, Mark("x.yaml"), **finding.flaw.values).message
    return [(finding.language, finding.flaw.code) for finding in found]


def test_nothing_is_found_when_all_three_are_themselves():
    assert codes(Line(en="The president spoke", ru=RU, kk=KK)) == []


def test_missing_languages_are_warnings():
    found = list(check(Line(en="The president spoke"), "en"))
    assert [(f.language, f.flaw.code, f.level) for f in found] == [
        ("ru", "translation-missing", "warning"),
        ("kk", "translation-missing", "warning"),
    ]


def test_stale_translation_is_a_warning_with_both_fingerprints():
    made = {"ru": "00000000", "kk": fingerprint("New words")}
    text = Line.model_validate({"en": "New words", "ru": RU, "kk": KK, "made_from": made})
    [finding] = check(text, "en")
    assert (finding.language, finding.flaw.code, finding.level) == (
        "ru",
        "translation-stale",
        "warning",
    )
    assert finding.flaw.values["now"] == fingerprint("New words")


def test_fingerprint_is_refused_when_the_text_is_no_translation():
    data = {"en": "Words", "ru": RU, "made_from": {"en": "00000000", "kk": "00000000"}}
    assert codes(Line.model_validate(data)) == [
        ("kk", "translation-missing"),
        ("en", "translation-made-from"),
        ("kk", "translation-made-from"),
    ]


@pytest.mark.parametrize(
    ("kk", "code"),
    [
        (RU, "translation-same"),
        ("Стрельба у акимата", "translation-not-kazakh"),
        ("Президент заявил о полном восстановлении порядка", "translation-not-kazakh"),
    ],
)
def test_kazakh_is_refused_when_it_is_russian(kk, code):
    ru = RU if kk == RU else "Другой текст"
    found = codes(Line(en="Words", ru=ru, kk=kk))
    assert found == ([("kk", code)] if len(kk) > 30 else [])


def test_kazakh_is_refused_when_a_short_text_is_copied():
    assert codes(Line(en="Shots", ru="Стрельба у акимата", kk="Стрельба у акимата")) == [
        ("kk", "translation-same")
    ]


@pytest.mark.parametrize("name", ["Тараз", "Марат Болатов", "Kcell", "NetBlocks", "Бейнеу"])
def test_names_may_be_the_same_in_russian_and_kazakh(name):
    assert codes(Line(en="Taraz", ru=name, kk=name)) == []


@pytest.mark.parametrize(
    "kk",
    [
        "Qańtar oqiǵalary týraly málimdeme jarııalandy búgin",
        "Kazakhstan International Bureau for Human Rights",
    ],
)
def test_kazakh_is_accepted_when_in_latin_letters_or_a_foreign_name(kk):
    assert codes(Line(en="Words", ru=RU, kk=kk)) == []


def test_english_is_refused_when_it_is_cyrillic():
    assert codes(Line(en="Стрельба у акимата", ru=RU, kk=KK)) == [("en", "translation-script")]


def test_english_is_accepted_when_it_names_a_cyrillic_word():
    assert codes(Line(en="The naming of Қантар in the press", ru=RU, kk=KK)) == []


def test_russian_is_refused_when_it_has_no_cyrillic():
    assert codes(Line(en="x", ru="Protesters stormed it", kk=KK)) == [("ru", "translation-script")]


@pytest.mark.parametrize("name", ["Human Rights Watch", "NetBlocks", "IODA", "Committee of Five"])
def test_russian_is_accepted_when_it_is_a_foreign_name(name):
    assert codes(Line(en="x", ru=name, kk=KK)) == []


def test_english_left_in_a_translation_is_refused():
    text = "Министерство сообщило, that the internet was restored, и всё."
    assert codes(Line(en="x", ru=text, kk=KK)) == [("ru", "translation-left")]


@pytest.mark.parametrize(
    "text",
    [
        "Отчёт «what happened in January in Almaty» вышел",
        "Отчёт [what really happened in the city](https://example.org) вышел",
        "Заявили Human Rights Watch и International Partnership for Human Rights",
        "Операторы Kcell, Beeline, Tele2, Altel и Kazakhtelecom",
        "Сервисы WhatsApp Telegram Signal не работали",
    ],
)
def test_latin_letters_are_fine_when_quoted_linked_or_names(text):
    assert codes(Passage(en="x [w](https://example.org)", ru=text, kk=KK)) == []


def test_references_must_be_the_same_in_every_language():
    text = Passage(
        en="{killed#a} killed [@source-a], see [here](almaty)",
        ru="Погибли {killed#b} [@source-a, абз. 2], см. [здесь](almaty)",
        kk="{killed#a} адам қаза тапты [@source-a], [мұнда](almaty) қараңыз",
    )
    [finding] = check(text, "en")
    assert (finding.language, finding.flaw.code) == ("ru", "translation-references")
    assert finding.flaw.values["difference"] == "{killed#a}, {killed#b}"


def test_references_are_not_compared_when_the_original_is_missing():
    assert codes(Passage(ru="Да [@source-a]", kk="Иә")) == [("en", "translation-missing")]
