"""Placeholders: what is no text yet is refused once, and real words that look like it are not."""

from pathlib import Path

import pytest
from small import archive, change, told

from builder.model.placeholder import is_placeholder
from builder.pipeline import check
from builder.problems import catalogue

STORM = "entries/events/storm.yaml"
HELD = (
    "TODO",
    "TODO: one sentence",
    "TODO write this",
    "Date: TBD",
    "To do.",
    "TBD",
    "Seen at noon. TODO: by whom?",
    "FIXME",
    "xxx",
    "[placeholder]",
    "Lorem ipsum dolor sit amet",
    "...",
    "…",
    "???",
    "Text",
    "«текст»",
    "Заполнить!",
    "уточнить",
    "мәтін",
    "Толтыру",
)
SAID = (
    "Todos los detenidos",
    "The text of the decree",
    "Title and article 1",
    "Текст указа",
    "Тест на вирус был отрицательным.",
    "Мәтіні жарияланды.",
    "Placeholder names were used by the court.",
    "He said: “to be determined later”.",
    "XXX летняя олимпиада",
    "Legion XXX",
    "TODO LO QUE SABEMOS",
    "CAMBIA TODO",
    "Шетөдө",
    "2022-01-XX",
)


@pytest.mark.parametrize("text", HELD)
def test_text_is_refused_when_it_only_holds_a_place(text: str) -> None:
    assert is_placeholder(text, field="en")


@pytest.mark.parametrize("text", SAID)
def test_text_passes_when_it_says_something(text: str) -> None:
    assert not is_placeholder(text, field="en")


@pytest.mark.parametrize(
    ("text", "field"), [("title", "locator"), ("todo", "quote"), ("тест", "variants")]
)
def test_words_pass_where_they_are_no_text_of_ours(text: str, field: str) -> None:
    assert not is_placeholder(text, field=field)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("when: 2022-01-05 about 17:00", "when: TODO", "9:7"),
        ("places: [tasbulak]", "places: [TODO]", "10:10"),
        ("content_note: death", "content_note: TBD", "14:15"),
        ("    basis: witness", "    basis: xxx", "49:12"),
        ("locator: para 2}", "locator: 'TODO: where?'}", "51:46"),
        ("  en: A snow storm reaches Tasbulak, 5 January 2022", "  en: Lorem ipsum", "5:7"),
    ],
)
def test_placeholder_is_told_once_whatever_its_field(
    old: str, new: str, at: str, tmp_path: Path
) -> None:
    change(archive(tmp_path), STORM, old, new)
    errors = [line for line in told(tmp_path) if " error " in line]
    assert [line.split(": ")[0] for line in errors] == [f"{STORM}:{at} error text-placeholder"]


def test_placeholder_is_told_in_three_languages(tmp_path: Path) -> None:
    change(archive(tmp_path), STORM, "content_note: death", "content_note: TBD")
    (one,) = (p for p in check(tmp_path).problems if p.level == "error")
    assert one.message == "this is not written yet: 'TBD'"
    assert one.told("ru").message == "это ещё не написано: «TBD»"
    assert one.told("kk").message == "бұл әлі жазылмаған: «TBD»"
    assert catalogue()["text-placeholder"].hint == one.hint
