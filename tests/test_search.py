"""The search index: folding, stems, days, files, sizes."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from search_sample import WORDS, docs, files, page

from builder.model.fold import KEYS, query_words, single, stem, stems, words
from builder.render.search import SearchDoc, search_files
from builder.render.search_days import Days, by_day, calendar, date_terms
from builder.render.search_narrowing import facet_files, near_files

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


@pytest.mark.parametrize(("language", "forms"), [row for row in FORMS if row[0] != "ru"])
def test_a_stem_is_its_own_stem_unless_russian(language: str, forms: str) -> None:
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
    assert stems("1100") == ("1100",)


def test_the_index_is_the_same_whatever_the_order_of_records() -> None:
    backwards = list(reversed(docs("ru")))
    assert search_files(backwards, "ru", WORDS["ru"]) == files("ru")


def test_records_are_numbered_by_date() -> None:
    told = read(files("en"), "d0.js")
    days = [row[5][:10] for row in told[1]]
    assert days == sorted(days)
    assert days[0] == "2004-07-05"


def test_an_undated_record_comes_before_the_dated_ones() -> None:
    undated = replace(docs("en")[0], id="a", days=None)
    made = search_files([*docs("en"), undated], "en", WORDS["en"])
    assert read(made, "d0.js")[1][0][5] == ""
    assert read(made, "manifest.js")[0]["undated"] == 1


def test_a_title_counts_more_than_what_it_is_about_and_that_more_than_text() -> None:
    blank = replace(
        docs("en")[0],
        title="long title of five words",
        summary="",
        names=(),
        about=(),
        text="",
        days=None,
        place_label="",
    )
    made = [
        replace(blank, id="a", title="Aktau"),
        replace(blank, id="b", about=("Aktau",)),
        replace(blank, id="c", text="Aktau and other words of a text"),
    ]
    terms = postings(search_files(made, "en", WORDS["en"]))
    assert sorted(terms["aktau"], reverse=True) == list(terms["aktau"])
    assert len(set(terms["aktau"])) == 3


def test_common_words_are_left_out() -> None:
    terms = postings(files("en"))
    assert "the" not in terms
    assert "gas" in terms


def many(count: int) -> list[SearchDoc]:
    first = docs("en")[0]
    return [
        replace(first, id=f"r{n}", title=f"Record {n} w{n * 7919 % count:x}q", days=None)
        for n in range(count)
    ]


def test_files_of_terms_stay_small_when_records_are_many() -> None:
    files = search_files(many(2000), "en", WORDS["en"])
    sizes = [len(data) for path, data in files.items() if re.search(r"/t\d+\.js$", path)]
    assert len(sizes) > 3
    assert max(sizes) < 20_000


def test_the_manifest_names_the_first_term_of_each_file() -> None:
    files = search_files(many(2000), "en", WORDS["en"])
    starts = read(files, "manifest.js")[0]["starts"]
    firsts = [read(files, f"t{n}.js")[1].split(" ")[0] for n in range(len(starts))]
    assert starts == firsts == sorted(starts)


def test_nothing_to_search_still_makes_an_index() -> None:
    files = search_files([], "kk", WORDS["kk"])
    assert list(files) == ["assets/search/kk/manifest.js"]
    assert read(files, "manifest.js")[0]["docs"] == 0


def test_a_long_summary_is_cut_between_words() -> None:
    doc = replace(docs("en")[0], summary="word " * 100)
    told = read(search_files([doc], "en", WORDS["en"]), "d0.js")[1][0][2]
    assert told.endswith("word …")
    assert len(told) < 190


def test_the_page_escapes_what_it_is_given() -> None:
    made = page("en", browse=[('x"><b>', "<i>")])
    assert '<a href="x&#34;&gt;&lt;b&gt;">&lt;i&gt;</a>' in made
    assert "style=" not in made


def test_a_name_of_one_word_counts_more_than_the_same_word_in_a_longer_name() -> None:
    blank = replace(docs("en")[0], title="x", summary="", names=(), about=(), text="", days=None)
    made = [replace(blank, id="a1", title="Aktau"), replace(blank, id="b1", title="Aktau port")]
    terms = postings(search_files(made, "en", WORDS["en"]))
    assert terms["aktau"][0] > terms["aktau"][1]


def test_a_record_is_found_by_its_id() -> None:
    terms = postings(files("en"))
    assert "zhanaozenrally" not in terms
    assert "janaozenrali" in terms


def test_a_number_is_one_word_whatever_parts_its_thousands() -> None:
    text = "20,000 20 000 20\u202f000 20000 1,234,567 5,12"
    assert list(words(text)) == ["20000", "20000", "20000", "20000", "1234567", "5", "12"]


def test_the_keys_of_both_layouts_lie_below_each_other() -> None:
    latin, cyrillic = KEYS
    assert len(latin) == len(cyrillic) == 41
    assert [cyrillic[latin.index(key)] for key in "fkvfns"] == list("алматы")


def test_a_day_finds_a_record_by_its_days_and_months() -> None:
    days = Days(date(2022, 1, 31), date(2022, 2, 1))
    assert date_terms(days) == {
        "202201": 6.0, "202202": 6.0, "20220131": 8.0, "20220201": 8.0,
    }  # fmt: skip


def test_a_long_span_is_found_by_its_ends_and_months() -> None:
    found = date_terms(Days(date(2022, 1, 5), date(2022, 3, 5)))
    assert sorted(found) == ["202201", "20220105", "202202", "202203", "20220305"]


def test_an_open_span_is_found_by_the_end_it_has() -> None:
    assert sorted(date_terms(Days(date(2022, 1, 11), None))) == ["202201", "20220111"]
    assert date_terms(None) == {}


def test_the_months_are_known_in_three_languages() -> None:
    months = calendar()["months"]
    assert isinstance(months, dict)
    names = {"January": "en", "қаңтар": "kk", "января": "ru", "январь": "ru"}
    assert [months[stem(*query_words(name), language)] for name, language in names.items()] == [
        1, 1, 1, 1,
    ]  # fmt: skip


def test_days_are_counted_before_within_and_after_the_month() -> None:
    inside = Days(date(2021, 12, 31), date(2022, 1, 2))
    made = by_day([Days(date(2004, 7, 5), date(2004, 7, 5)), inside, None,
                   Days(date(2022, 1, 1), None), Days(date(2023, 1, 1), None)])  # fmt: skip
    assert made == [1, 1, 1, *[0] * 29, 1]


def test_facets_are_told_in_steps() -> None:
    days = [None, Days(date(1970, 1, 2), date(1970, 1, 2)), Days(date(1970, 1, 3), None),
            Days(None, date(1970, 1, 4)), Days(date(1970, 1, 4), date(1970, 2, 9))]  # fmt: skip
    words = [{}, {"kind": ("event",)}, {"kind": ("law",)}, {}, {"kind": ("event",)}]
    assert list(facet_files(days, words)) == [
        {"days": ",1,1:,1<,0:10", "kind": {"event": "2,3", "law": "3"}}
    ]


def test_words_of_names_are_kept_by_their_length() -> None:
    assert near_files(["bbbb", "aaaa", "ccccc", "ddd"]) == {4: "aaaa bbbb", 5: "ccccc"}


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
