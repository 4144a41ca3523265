"""The form page's data: what the schemas ask, in what it can tell, and that nothing is sent."""

import json
import re
from pathlib import Path

import pytest

from builder.i18n import LANGUAGES, Language
from builder.model.schema import schema
from builder.problems import catalogue
from builder.project import Settings
from builder.render.form import SCRIPTS, form_page, mail
from builder.render.form_data import CODES, KINDS, RANGE, form_files, rules, script
from builder.render.reader import Reader
from tests.form_page import TEMPLATES
from tests.small import archive, corpus
from tests.weights import sent

THEME = TEMPLATES.parent
NOTES = {"$schema", "title", "description", "examples", "default"}
"""Keywords that ask nothing of a record."""
OWN = ("form-empty", "form-no-record")
"""Faults that only a form has, or that it words otherwise than the check does of a file."""
OWN_WORDS = {
    "en": {
        "form-empty": ["This field is empty", "Fill it in"],
        "form-no-record": ["the archive has no record “{id}”", ""],
    },
    "ru": {
        "form-empty": ["Это поле пустое", "Заполните его"],
        "form-no-record": ["в архиве нет записи «{id}»", ""],
    },
    "kk": {
        "form-empty": ["Бұл өріс бос", "Оны толтырыңыз"],
        "form-no-record": ["мұрағатта «{id}» деген жазба жоқ", ""],
    },
}
BUDGET = 60_000
"""Compressed bytes of all that the page can load, without the list of sources."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(corpus(archive(tmp_path_factory.mktemp("archive"))), "en")


def keywords(node: object) -> set[str]:
    """Every keyword of a schema; names of fields are none."""
    if isinstance(node, list):
        return set().union(*map(keywords, node))
    if not isinstance(node, dict):
        return set()
    named = [one for key in ("properties", "$defs") for one in node.get(key, {}).values()]
    others = [value for key, value in node.items() if key not in ("properties", "$defs")]
    return set(node).union(*map(keywords, named + others))


def test_the_validator_knows_every_keyword_that_our_schemas_use() -> None:
    text = (THEME / "assets/js/form-schema.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^    (\$?\w+): function", text, re.MULTILINE)) - {"check"}
    assert set().union(*(keywords(schema(kind)) for kind in KINDS)) - NOTES <= known


def test_the_page_checks_by_the_schema_that_is_served(reader: Reader) -> None:
    shipped = rules(reader.corpus)["schemas"]
    assert isinstance(shipped, dict)
    for kind in KINDS:
        served, ours = schema(kind), shipped[kind]
        assert set(ours["properties"]) == set(served["properties"])  # type: ignore[call-overload]
        assert ours["required"] == served["required"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_is_worded_as_the_check_words_it(reader: Reader, language: Language) -> None:
    files = form_files(Reader(reader.corpus, language))
    text = files[f"assets/form/{language}/words.js"].decode()
    words = json.loads(text.removeprefix("qqForm.take.words(").removesuffix(");\n"))
    told = catalogue(language)
    own = {code: words.pop(code) for code in OWN}
    assert words == {code: [told[code].message, told[code].hint] for code in CODES}
    assert own == OWN_WORDS[language]


def test_every_fault_that_the_scripts_name_is_shipped() -> None:
    scripts = [THEME / name[1:] for name in SCRIPTS]
    text = "".join(file.read_text(encoding="utf-8") for file in scripts)
    families = "claim|date|field|form|prose|ref|source|text|translation|url"
    found = set(re.findall(rf'"((?:{families})-[a-z-]+)"', text))
    field = {"source-title"}  # the id of a field, which is also a code
    assert {one for one in found if one in catalogue()} - set(CODES) == field
    assert set(OWN) <= found


def test_an_id_ever_given_is_known_to_the_page(reader: Reader) -> None:
    text = form_files(reader)["assets/form/ids-0.js"].decode()
    known = set(re.search('"(.*)"', text)[1].split())  # type: ignore[index]
    assert {"storm", "storm-again", "p-7f3k2q"} <= known
    assert len(known) == len(reader.corpus.records) + len(reader.corpus.tombstones) < RANGE


def test_nothing_can_be_sent_from_the_page(reader: Reader) -> None:
    page, _ = form_page(reader, TEMPLATES)
    assert "connect-src 'none'; form-action 'none'" in page.head
    assert "action=" not in page.content
    assert set(re.findall(r' name="(\w+)"', page.content)) == {"kind", "known"}
    text = "".join((THEME / name[1:]).read_text(encoding="utf-8") for name in SCRIPTS)
    assert not re.search(
        r"fetch\(|XMLHttp|sendBeacon|Storage|cookie|innerHTML|eval\(|Function\(", text
    )


def test_a_mail_is_offered_only_to_an_address_for_mail(reader: Reader) -> None:
    def offered(contact: str) -> str:
        return mail(Reader(reader.corpus, "en", settings=Settings(contact=contact)))

    assert offered("") == offered("https://example.org/write") == ""
    assert offered("a@example.org?bcc=b@example.org") == ""
    assert offered("a@example.org") == offered("mailto:a@example.org") == "a@example.org"


def test_a_pattern_reads_the_same_in_a_script() -> None:
    assert script(r"\A(?P<day>[0-9]{2})[^\W\d_]\w\Z") == r"^(?<day>[0-9]{2})\p{L}[\p{L}\p{N}_]$"


def test_all_that_the_page_loads_is_light(reader: Reader, tmp_path: Path) -> None:
    page, files = form_page(Reader(reader.corpus, "kk"), TEMPLATES)
    loaded = {
        name: data for name, data in (files | form_files(reader)).items() if "/en/" not in name
    }
    loaded["page.html"] = page.content.encode()
    for name in (*SCRIPTS, "/assets/form.css"):
        loaded[name[1:]] = (THEME / name[1:]).read_bytes()
    for name, data in loaded.items():
        (tmp_path / name.replace("/", "_")).write_bytes(data)
    assert sum(map(sent, tmp_path.iterdir())) < BUDGET
