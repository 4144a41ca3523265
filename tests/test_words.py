"""Neutral words: which take a side, and where they may stand."""

import re
import time
import tomllib
from importlib.resources import files

import pytest

from builder.model.prose import parse
from builder.problems import Mark, problem
from builder.rules.words import loaded_words

LEXICON = tomllib.loads((files("builder") / "data" / "neutral.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Terrorists and bandits stormed it", ["Terrorists", "bandits"]),
        ("en", "an anti-terrorist squad", ["terrorist"]),
        ("en", "a heroic act in a bloody week", ["heroic", "bloody"]),
        ("en", "the coup d'état", ["coup d'état"]),
        ("en", "the Tokayev regime", ["regime"]),
        ("en", "HERO", ["HERO"]),
        ("ru", "Террористы и бандиты", ["Террористы", "бандиты"]),
        ("ru", "с героями и наёмниками", ["героями", "наемниками"]),
        ("ru", "режим Токаева", ["режим Токаева"]),
        ("ru", "в результате зачистки", ["зачистки"]),
        ("kk", "Террористер мен содырларды", ["Террористер", "содырларды"]),
        ("kk", "мемлекеттік төңкерістің бүлігі", ["төңкерістің", "бүлігі"]),
        ("kk", "лаңкестердің қырғыны", ["лаңкестердің", "қырғыны"]),
    ],
)
def test_word_is_found_when_it_takes_a_side(language, text, words):
    assert [word for word, _ in loaded_words(text, language)] == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The anti-terrorist operation ended; the counter-terrorist operations too"),
        ("en", "The red level of terrorist threat"),
        ("en", "He called them “terrorists”"),
        ("en", "Mobile internet, heroin, a couple, the recipe, radically, region"),
        ("en", "Bloody January, the riot police, the emergency regime"),
        ("en", "The criminal case under the Criminal Code"),
        ("ru", "Антитеррористическая операция и режим чрезвычайного положения"),
        ("ru", "Критический уровень террористической опасности"),
        ("ru", "героин, бандероль, наёмный работник, режим работы"),
        ("ru", "президент назвал их «террористами»"),
        ("ru", "«Кровавый январь» и Кровавый январь"),
        ("kk", "терроризмге қарсы операция"),
        ("kk", "Қасіретті қаңтар және Қанды қаңтар"),
        ("kk", "бүлінген ғимарат, Райымбек батыр даңғылы"),
    ],
)
def test_words_are_fine_when_neutral_quoted_or_part_of_a_name(language, text):
    assert loaded_words(text, language) == []


def test_quotes_of_others_are_left_alone_in_prose():
    assert loaded_words(parse("> terrorists\n\n- a “coup”\n- by *thugs*"), "en") == [
        ("thugs", "“people in the crowd”, or say what they did")
    ]


def test_problem_names_the_word_and_what_to_write():
    [(word, alternative)] = loaded_words("a putsch", "en")
    shown = problem("word-loaded", Mark("x.yaml"), word=word, alternative=alternative)
    assert shown.message.startswith("“putsch” takes a side")
    assert shown.hint.startswith("“attempted seizure of power”")


@pytest.mark.parametrize("term", LEXICON["term"], ids=lambda term: term["en"]["words"][0])
def test_every_term_has_a_reason_and_words_in_each_language(term):
    assert term["reason"].endswith(".")
    for language in ("en", "ru", "kk"):
        assert term[language]["use"]
        assert all(re.match(r"[\w'’]{2,}", word) for word in term[language]["words"])


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_word_of_the_lexicon_is_found(language):
    words = [word for term in LEXICON["term"] for word in term[language]["words"]]
    spoken = [word.replace("*", "") for word in words]
    assert [word for word in spoken if not loaded_words(f"x {word} y", language)] == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_allowed_phrase_is_allowed(language):
    phrases = [phrase.replace("*", "") for phrase in LEXICON["allowed"][language]]
    assert [phrase for phrase in phrases if loaded_words(phrase, language)] == []


@pytest.mark.parametrize("unit", ["terror ", "t", "a-", "anti-", "режим ", "қасірет ", " ", "so-"])
def test_time_stays_short_when_the_text_is_as_long_as_it_may_be(unit):
    start = time.process_time()
    loaded_words((unit * 8000)[:8000], "kk")
    loaded_words((unit * 8000)[:8000], "en")
    assert time.process_time() - start < 1
