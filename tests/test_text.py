"""Texts in three languages: what is kept, what is refused, what is stale."""

import pytest
from pydantic import TypeAdapter, ValidationError

from builder.model.prose import parse
from builder.model.text import Line, Passage, Plain, Title, fingerprint, in_every_language
from builder.problems import Flaw, Mark, problem

PLAIN = TypeAdapter(Plain)


def fault(model, data):
    """The place and code of the first fault of `data`, its message checked to be complete."""
    with pytest.raises(ValidationError) as error:
        model.model_validate(data)
    first = error.value.errors()[0]
    flaw = first.get("ctx", {}).get("error")
    if isinstance(flaw, Flaw):
        assert problem(flaw.code, Mark("x.yaml"), **flaw.values).message
        return first["loc"], flaw.code
    return first["loc"], first["type"]


def test_get_falls_back_when_the_language_is_missing():
    line = Line(ru="Стрельба", kk="Атыс")
    assert line.get("kk") == ("Атыс", "kk")
    assert line.get("en") == ("Стрельба", "ru")
    assert line.get("de") == ("Стрельба", "ru")
    assert line.languages == ("ru", "kk")


def test_original_is_none_when_it_was_never_written():
    assert Line(ru="Стрельба").original("en") is None
    assert Line(ru="Стрельба").original("ru") == "Стрельба"
    assert Line(ru="Стрельба").original("made_from") is None


def test_prose_is_parsed_in_the_language_found():
    passage = Passage(ru="*да*")
    assert passage.prose("en") == parse("*да*")


def test_passages_are_equal_when_one_was_read_before():
    one, two = Passage(en="a *b*"), Passage(en="a *b*")
    assert one.prose("en") is one.prose("en")
    assert one == two
    assert hash(one) == hash(two)


def test_outer_spaces_go_when_a_block_scalar_brought_them():
    assert Passage(en="a\n\nb\n").get("en")[0] == "a\n\nb"
    assert Line(en=" a\n").get("en")[0] == "a"


def test_fingerprint_is_the_same_when_letters_are_composed_differently():
    assert fingerprint("й") == fingerprint("и\u0306") == "15f2ccab"


def test_translation_is_stale_when_the_original_changed():
    made = {"ru": fingerprint("Old"), "kk": fingerprint("New")}
    line = Line.model_validate({"en": "New", "ru": "Старый", "kk": "Жаңа", "made_from": made})
    assert line.stale("en") == ("ru",)
    assert line.stale("ru") == ("kk",)


def test_translation_is_not_stale_when_no_fingerprint_is_kept():
    assert Line(en="New", ru="Старый").stale("en") == ()
    assert Line(ru="Старый").stale("en") == ()


def test_a_name_is_the_same_in_every_language():
    assert in_every_language("Kcell") == Line(en="Kcell", ru="Kcell", kk="Kcell")


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "Ә Ғ Қ Ң Ө Ұ Ү Һ І",
        "WhatsApp-та тараған видео",
        "Qańtar oqiǵalary",
        "قازاق",
        "👩\u200d🚒",
        "no",
        "1:30",
        "*not markup* [here] {at#all}",
        "x" * 300,
    ],
)
def test_line_is_accepted_when_plain(text):
    assert PLAIN.validate_python(text) == text


@pytest.mark.parametrize(
    ("model", "data", "loc", "code"),
    [
        (Line, {}, (), "text-no-language"),
        (Line, {"made_from": {"ru": "3f2a9c1d"}}, (), "text-no-language"),
        (Line, {"en": "  "}, ("en",), "text-empty"),
        (Line, {"en": "a\nb"}, ("en",), "text-line-break"),
        (Line, {"en": "a\n::error file=x::"}, ("en",), "text-line-break"),
        (Line, {"en": "</title><script>"}, ("en",), "text-angle"),
        (Line, {"en": "a > b"}, ("en",), "text-angle"),
        (Line, {"en": "x" * 301}, ("en",), "text-length"),
        (Title, {"en": "x" * 161}, ("en",), "text-length"),
        (Passage, {"en": "x" * 8001}, ("en",), "text-length"),
        (Passage, {"ru": "a <b>"}, ("ru",), "prose-html"),
        (Line, {"en": "e\u0301"}, ("en",), "text-decomposed"),
        (Line, {"en": "a\u202eb"}, ("en",), "text-hidden"),
        (Line, {"en": "a\u200bb"}, ("en",), "text-hidden"),
        (Line, {"en": "a\x00b"}, ("en",), "text-hidden"),
        (Line, {"en": "a\ud800b"}, ("en",), "text-hidden"),
        (Passage, {"en": "a\u2066b"}, ("en",), "text-hidden"),
        (Line, {"en": "a", "de": "b"}, ("de",), "extra_forbidden"),
        (Line, {"en": 5}, ("en",), "string_type"),
        (Line, "text", (), "model_type"),
        (Line, {"en": "a", "made_from": {"ru": "xyz"}}, ("made_from", "ru"), "translation-hash"),
        (Line, {"en": "a", "made_from": {"de": "x"}}, ("made_from", "de"), "extra_forbidden"),
    ],
)
def test_text_is_refused_with_its_place(model, data, loc, code):
    assert fault(model, data) == (loc, code)


@pytest.mark.parametrize(("model", "length"), [(Title, 160), (Line, 300), (Passage, 8000)])
def test_text_is_accepted_when_it_is_exactly_as_long_as_allowed(model, length):
    assert model(en="x" * length).languages == ("en",)


def test_texts_do_not_change():
    with pytest.raises(ValidationError):
        Line(en="a").en = "b"
