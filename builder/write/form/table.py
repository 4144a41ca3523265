"""The issue forms that become records: each question by its label, and the field it fills."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; `field` is the way to what it fills, numbers counting in lists."""

    label: str
    field: str
    how: str = "plain"
    """How the answer is read: plain, text (in the language of the form), word, or what it names."""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the kind of record it becomes, its questions, and the box that must be ticked."""

    kind: str
    questions: tuple[Question, ...]
    box: str = "Safety / Безопасность / Қауіпсіздік"


CLAIM = "claims/0"
CITED = f"{CLAIM}/citations/0"
LANGUAGE = "written_in"
FORMS: Mapping[str, Form] = {
    "add-an-event": Form(
        "event",
        (
            Question("Language / Язык / Тіл", LANGUAGE, "word"),
            Question(
                "What happened, in one line? / Что произошло, одной строкой? / Не болды, бір жолмен?",
                "title",
                "text",
            ),
            Question("When? / Когда? / Қашан?", "when"),
            Question("Where? / Где? / Қайда?", "places", "place"),
            Question("What is known? / Что известно? / Не белгілі?", "summary", "text"),
            Question(
                "What does the source say? / Что говорит источник? / Дереккөз не дейді?",
                f"{CLAIM}/text",
                "text",
            ),
            Question(
                "Who says so? / Кто это говорит? / Мұны кім айтады?",
                f"{CLAIM}/asserted_by",
                "speaker",
            ),
            Question(
                "Which source? / Какой источник? / Қай дереккөз?", f"{CITED}/source", "source"
            ),
            Question(
                "Where in the source? / Где в источнике? / Дереккөздің қай жерінде?",
                f"{CITED}/locator",
            ),
        ),
    ),
    "add-a-source": Form(
        "source",
        (
            Question("Publisher / Издатель / Баспагер", "publisher"),
            Question(
                "Headline, as printed / Заголовок, как напечатано / Тақырыбы, басылғандай", "title"
            ),
            Question("Published / Опубликовано / Жарияланған күні", "published", needed=False),
            Question("Language / Язык / Тіл", "language", "word"),
            Question("Address / Адрес / Мекенжай", "url", needed=False),
            Question(
                "How much of it have you read? / Сколько прочитано? / Қаншасын оқыдыңыз?",
                "seen",
                "word",
            ),
            Question("When did you read it? / Когда прочитано? / Қашан оқыдыңыз?", "seen_on"),
            Question("What is it? / Что это? / Бұл не?", "medium", "word"),
        ),
    ),
}
"""By the name of the file under .github/ISSUE_TEMPLATE/."""
