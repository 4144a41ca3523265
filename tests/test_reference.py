"""The reference pages and the schema: everything in them, every link whole, in three languages."""

import re
from pathlib import Path

import html5lib
import pytest
from small_archive import ROOT

from builder.corpus import Corpus
from builder.i18n import LANGUAGES, Language
from builder.model.kinds import KINDS
from builder.model.schema import schema
from builder.model.vocabulary import vocabularies
from builder.problems import catalogue
from builder.render.field_words import group, groups, with_code
from builder.render.reader import Reader
from builder.render.reference import FAMILIES, reference_pages

TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
NOTHING = Corpus({}, {}, {}, {})
CASES = [(language, number) for language in LANGUAGES for number in (0, 1)]


def pages(language: Language) -> tuple[str, str]:
    """The content of the page of fields and of the page of problems."""
    fields, problems = reference_pages(Reader(NOTHING, language), TEMPLATES)
    return fields.content, problems.content


@pytest.mark.parametrize(("language", "number"), CASES)
def test_page_is_valid_and_each_anchor_is_there_once(language: Language, number: int) -> None:
    content = pages(language)[number]
    whole = f"<!doctype html><html lang={language}><head><title>x</title></head><body>{content}"
    html5lib.HTMLParser(strict=True).parse(f"{whole}</body></html>")
    ids = re.findall(r' id="([^"]+)"', content)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', content)) - set(ids) == set()


def test_every_field_of_every_kind_is_told() -> None:
    content, _ = pages("en")
    for model in KINDS.values():
        own = [info.alias or name for name, info in model.model_fields.items()]
        told = re.findall(rf'id="kind-(?:record|{model.kind})\.([^"]+)"', content)
        assert set(told) == set(own), model.kind


def test_every_field_says_what_it_is_for() -> None:
    reader = Reader(NOTHING, "en")
    models = [*KINDS.values(), *groups()]
    told = [(model.__name__, field) for model in models for field in group(reader, model).fields]
    assert [f"{model}.{field.name}" for model, field in told if not field.about] == []


def test_every_word_and_every_code_is_told() -> None:
    fields, problems = pages("en")
    for name, terms in vocabularies().items():
        assert f'id="words-{name}"' in fields
        assert [term for term in terms if f"<code>{term}</code>" not in fields] == []
    assert [code for code in catalogue() if f'<tr id="{code}">' not in problems] == []


def test_every_family_of_codes_has_a_heading() -> None:
    assert {code.split("-")[0] for code in catalogue()} == set(FAMILIES)


def test_field_is_told_in_words_of_the_language() -> None:
    english, _ = pages("en")
    russian, _ = pages("ru")
    row = '<tr id="kind-event.places"><th scope="row"><code>places</code></th><td>'
    place = '<a href="#kind-place">{}</a></td>'
    assert row + "a list, at least one: the id of a record: " + place.format("place") in english
    assert row + "список, не меньше одного: идентификатор записи: " in russian


def test_message_is_told_in_the_language_of_the_page() -> None:
    row = '<tr id="yaml-tab"><th scope="row"><code>yaml-tab</code></th><td>{}</td>'
    told = {"en": "a tab stands here", "ru": "здесь стоит табуляция", "kk": "мұнда табуляция тұр"}
    for language in LANGUAGES:
        assert row.format(told[language]) in pages(language)[1]
        assert 'lang="en"' not in pages(language)[1]


def test_what_is_in_english_is_marked_so_in_other_languages() -> None:
    assert 'lang="en"' not in pages("en")[0]
    assert '<td lang="en">Where, as precisely as is known; a city is enough.</td>' in pages("kk")[0]


def test_date_forms_are_shown_as_the_site_prints_them() -> None:
    shown = "<code>2022-01-05/2022-01-06 night</code></th><td>in the night of 5 to 6 January 2022"
    assert shown in pages("en")[0]


def test_values_and_braces_of_a_message_are_shown_as_such() -> None:
    problems = pages("en")[1]
    assert "the file has <var>size</var> bytes; the limit is <var>limit</var>" in problems
    assert "write {figure-id#claim-id}, or remove the braces" in problems
    assert with_code("run `fmt` on <x>") == "run <code>fmt</code> on &lt;x&gt;"


def test_schema_lets_be_written_what_the_check_accepts() -> None:
    claim = schema("figure")["$defs"]["Claim"]["properties"]  # type: ignore[index]
    assert claim["value"]["anyOf"] == [{"$ref": "#/$defs/Value"}, {"type": ["string", "number"]}]
    zone = schema("place")["properties"]["zone"]  # type: ignore[index]
    assert [form["type"] for form in zone["anyOf"]] == ["array", ["string", "number"]]
    assert "in" in schema("place")["properties"]  # type: ignore[operator]


def test_schema_describes_every_field_and_knows_no_null() -> None:
    for model in KINDS.values():
        found = schema(model.kind)
        assert "'null'" not in str(found)
        assert found["additionalProperties"] is False
        bare = [n for n, f in found["properties"].items() if "description" not in f]  # type: ignore[attr-defined]
        assert bare == [], model.kind


def test_schema_of_each_kind_is_among_the_downloads(site: Path) -> None:
    listed = (site / "data" / "index.html").read_text(encoding="utf-8")
    for model in KINDS.values():
        assert (site / "data" / "schema" / f"{model.kind}.json").is_file()
        assert f'href="../data/schema/{model.kind}.json"' in listed or f'href="schema/{model.kind}.json"' in listed  # fmt: skip
    assert 'href="../contribute/fields/"' in listed
