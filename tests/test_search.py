"""The search index: folding, stems, files, sizes."""

import json
import re
from dataclasses import replace

import pytest
from search_sample import LABELS, docs

from builder.model.fold import query_words, single, stem, stems, words
from builder.render.search import SearchDoc, search_files, search_page

SAME = (
    "Zhanaozen Жанаозен Жаңаөзен Jańaózen Janaozen Zhangaozen Jan'ao'zen Dzhanaozen",
    "Almaty Алматы Almatı Almati",
    "Qarağandy Qaraghandy Қарағанды Qaraǵandy Karagandy",
    "Tokayev Токаев Тоқаев Toqaev Tokaev Toqayev",
    "Nur-Sultan Нур-Султан Нұр-Сұлтан Nursultan Nūr-Sūltan Nur‑Sultan",
    "Mangystau Мангистау Маңғыстау Mangistau Mańǵystaý Manghystau Mañğystau Mangystaw",
    "Shymkent Шымкент Şymkent Shimkent Śymkent",
    "Qyzylorda Қызылорда Кызылорда Kyzylorda Kizilorda",
    "Yerlan Ерлан Erlan",
    "Alexey Алексей Aleksei Alexei Aleksey",
    "Khabar Хабар Habar Xabar",
    "Temirtau Теміртау Темиртау Temirtaw",
    "Äliia Әлия Aliya Áliia",
    "Ёлка Елка",
)
FORMS = (
    ("ru", "протест протеста протесты протестов протестами"),
    ("ru", "погибшие погибших погибшим погибшими"),
    ("ru", "отключение отключения отключений отключением"),
    ("ru", "Токаев Токаева Токаеву Токаевым"),
    ("ru", "казахстанский казахстанского казахстанские"),
    ("kk", "Жаңаөзен Жаңаөзенде Жаңаөзеннің Жаңаөзенге Жаңаөзендегі Жаңаөзенмен"),
    ("kk", "қаңтар қаңтарда қаңтардың қаңтардағы қаңтардан"),
    ("kk", "наразылық наразылықтар наразылығы наразылықты наразылықтың"),
    ("kk", "адам адамдар адамдардың адамдарға адамы"),
    ("kk", "облыс облысы облысында облысының облыстар"),
    ("en", "protest protests protested protesting protester protesters"),
    ("en", "emergency emergencies"),
    ("en", "kill kills killed killing"),
    ("en", "charge charges charged charging"),
)


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_name_meet(spellings: str) -> None:
    assert len(set(map(single, query_words(spellings)))) == 1


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_forms_of_one_word_meet(language: str, forms: str) -> None:
    assert len({stem(word, language) for word in query_words(forms)}) == 1


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_a_stem_is_its_own_stem(language: str, forms: str) -> None:
    found = {stem(word, language) for word in query_words(forms)}
    assert {stem(word, language) for word in found} == found


def test_different_names_stay_apart() -> None:
    names = "Aktau Aktobe Atyrau Almaty Astana Taraz Oral Semey Turkistan Taldykorgan"
    assert len(set(query_words(names))) == 10


def test_a_word_with_a_hyphen_is_found_whole_and_in_parts() -> None:
    assert list(words("Нур-Султан")) == ["nur", "sultan", "nursultan"]
    assert list(query_words("Нур-Султан")) == ["nursultan"]


def test_digits_are_kept_as_they_are() -> None:
    assert list(words("1100 in 2022")) == ["1100", "in", "2022"]
    assert stems("1100") == ["1100"]


def test_the_index_is_the_same_whatever_the_order_of_records() -> None:
    backwards = list(reversed(docs("ru")))
    assert search_files(backwards, "ru", LABELS["ru"]) == search_files(
        docs("ru"), "ru", LABELS["ru"]
    )


def test_records_are_numbered_by_date() -> None:
    told = read(search_files(docs("en"), "en", LABELS["en"]), "d0.js")
    days = [row[5] for row in told[1]]
    assert days == sorted(days)
    assert days[0] == "2004-07-05"


def test_a_title_counts_more_than_a_name_and_a_name_more_than_text() -> None:
    blank = replace(docs("en")[0], title="x1", summary="", names=(), text="", date_sort="")
    made = [
        replace(blank, id="a", title="Aktau"),
        replace(blank, id="b", names=("Aktau",)),
        replace(blank, id="c", text="Aktau and other words of a text"),
    ]
    terms = postings(search_files(made, "en", LABELS["en"]))
    assert sorted(terms["aktau"], reverse=True) == list(terms["aktau"])
    assert len(set(terms["aktau"])) == 3


def test_common_words_are_left_out() -> None:
    terms = postings(search_files(docs("en"), "en", LABELS["en"]))
    assert "the" not in terms
    assert "gas" in terms


def many(count: int) -> list[SearchDoc]:
    first = docs("en")[0]
    return [
        replace(first, id=f"r{n}", title=f"Record {n} w{n * 7919 % count:x}q", date_sort="")
        for n in range(count)
    ]


def test_files_of_terms_stay_small_when_records_are_many() -> None:
    files = search_files(many(2000), "en", LABELS["en"])
    sizes = [len(data) for path, data in files.items() if re.search(r"/t\d+\.js$", path)]
    assert len(sizes) > 3
    assert max(sizes) < 20_000


def test_the_manifest_names_the_first_term_of_each_file() -> None:
    files = search_files(many(2000), "en", LABELS["en"])
    starts = read(files, "manifest.js")[0]["starts"]
    firsts = [read(files, f"t{n}.js")[1].split(" ")[0] for n in range(len(starts))]
    assert starts == firsts == sorted(starts)


def test_nothing_to_search_still_makes_an_index() -> None:
    files = search_files([], "kk", LABELS["kk"])
    assert list(files) == ["assets/search/kk/manifest.js"]
    assert read(files, "manifest.js")[0]["docs"] == 0


def test_a_long_summary_is_cut_between_words() -> None:
    doc = replace(docs("en")[0], summary="word " * 100)
    told = read(search_files([doc], "en", LABELS["en"]), "d0.js")[1][0][2]
    assert told.endswith("word …")
    assert len(told) < 190


def test_the_page_escapes_what_it_is_given() -> None:
    page = search_page(LABELS["en"], "en", action="./", browse=[('x"><b>', "<i>")])
    assert '<a href="x&quot;&gt;&lt;b&gt;">&lt;i&gt;</a>' in page
    assert "style=" not in page


def read(files: dict[str, bytes], name: str) -> list:  # type: ignore[type-arg]
    text = next(data for path, data in files.items() if path.endswith(f"/{name}")).decode()
    inside = text[text.index("(") + 1 : text.rindex(")")]
    return json.loads(f"[{inside}]")  # type: ignore[no-any-return]


def postings(files: dict[str, bytes]) -> dict[str, list[int]]:
    """The weights of each term's records, in the records' order."""
    ranges = [data.decode() for path, data in sorted(files.items()) if "/t" in path]
    lines = [line for text in ranges for line in json.loads(f"[{text[15:-3]}]")[1].split("\n")]
    return {
        line.split(" ")[0]: [ord(c) - 64 for c in re.findall("[A-Z]", line.split(" ")[1])]
        for line in lines
    }
