"""Invented records and words for the search's tests, in three languages."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from builder.render.search import SearchDoc, SearchLabels

CASES = Path(__file__).parent / "cases" / "search"

LABELS = {
    "en": SearchLabels(
        field="Search the records",
        button="Search",
        hint="Any spelling, in Kazakh, Russian or English letters.",
        found={"one": "{n} record", "other": "{n} records"},
        partly={
            "one": "No record has all of these words. {n} record has some of them.",
            "other": "No record has all of these words. {n} records have some of them.",
        },
        nothing="Nothing found.",
        also="Also in the text: {words}",
        more="Show more",
        failed="The search index could not be read.",
        no_script="Searching needs JavaScript. The lists below do not.",
        browse="Other ways in",
    ),
    "ru": SearchLabels(
        field="Поиск по записям",
        button="Найти",
        hint="В любом написании: казахскими, русскими или латинскими буквами.",
        found={
            "one": "{n} запись",
            "few": "{n} записи",
            "many": "{n} записей",
            "other": "{n} записи",
        },
        partly={
            "one": "Всех этих слов нет ни в одной записи. Часть из них есть в {n} записи.",
            "few": "Всех этих слов нет ни в одной записи. Часть из них есть в {n} записях.",
            "many": "Всех этих слов нет ни в одной записи. Часть из них есть в {n} записях.",
            "other": "Всех этих слов нет ни в одной записи. Часть из них есть в {n} записи.",
        },
        nothing="Ничего не найдено.",
        also="Ещё в тексте: {words}",
        more="Показать ещё",
        failed="Не удалось прочитать указатель поиска.",
        no_script="Для поиска нужен JavaScript. Спискам ниже он не нужен.",
        browse="Другие пути",
    ),
    "kk": SearchLabels(
        field="Жазбалардан іздеу",
        button="Іздеу",
        hint="Кез келген жазылуымен: қазақ, орыс немесе латын әріптерімен.",
        found={"one": "{n} жазба", "other": "{n} жазба"},
        partly={
            "one": "Осы сөздердің бәрі бар жазба жоқ. Кейбірі {n} жазбада бар.",
            "other": "Осы сөздердің бәрі бар жазба жоқ. Кейбірі {n} жазбада бар.",
        },
        nothing="Ештеңе табылмады.",
        also="Мәтінде тағы: {words}",
        more="Тағы көрсету",
        failed="Іздеу көрсеткішін оқу мүмкін болмады.",
        no_script="Іздеуге JavaScript керек. Төмендегі тізімдерге керек емес.",
        browse="Басқа жолдар",
    ),
}


class Query(NamedTuple):
    page: str
    query: str
    finds: str
    why: str


def queries() -> Iterator[Query]:
    text = (CASES / "queries.tsv").read_text(encoding="utf-8").splitlines()
    return (Query(*row) for row in csv.reader(text[1:], delimiter="\t"))


def docs(language: str) -> list[SearchDoc]:
    records = tomllib.loads((CASES / "records.toml").read_text(encoding="utf-8"))["record"]
    return [
        SearchDoc(
            id=record["id"],
            url=f"../e/{record['id']}/",
            title=record["title"][language],
            summary=record["text"][language],
            kind=record["kind"],
            kind_label=record["kind"].capitalize(),
            date_label=record["date"],
            date_sort=record["date"],
            place_label=record["place"][language],
            names=tuple(record["names"]),
            text="",
        )
        for record in records
    ]
