"""Citations: what they say in each style and language, and that other people's programs read them."""

import json
import re
from dataclasses import replace
from datetime import date
from gzip import compress
from html import unescape
from importlib.resources import files
from itertools import product
from pathlib import Path

import jsonschema
import pytest
import rispy
from click.testing import CliRunner, Result
from markupsafe import Markup
from pybtex import errors
from pybtex.database import parse_string
from pybtex.richtext import Text
from ruamel.yaml import YAML
from small import archive, change, corpus
from small_archive import ROOT

from builder import pipeline
from builder.checking import Checked
from builder.cite import quotes, shapes
from builder.cite.cff import cff
from builder.cite.forms import FORMS
from builder.cite.standing import of_record, standings
from builder.cite.subject import Standing, Subject, subject
from builder.cli import main
from builder.export.citation_files import citation_files
from builder.export.whole import Whole
from builder.i18n import LANGUAGES, Language
from builder.model.source import Source
from builder.project import Settings, project
from builder.release.history import History
from builder.render.citing import citing, coins
from builder.render.citing_tags import citing_tags
from builder.render.reader import Reader

CASES = ROOT / "tests" / "cases" / "cite"
FROZEN = Standing(3, date(2026, 11, 23))
STATES = {"frozen": FROZEN, "waiting": Standing(), "changed": replace(FROZEN, newer=True)}
HEADINGS: dict[Language, str] = {
    "en": "“Red” threat level & Top10VPN's report, 7 January 2022",
    "ru": "«Красный» уровень и доклад Top10VPN, 7 января 2022 года",
    "kk": "«Қызыл» деңгей және Top10VPN есебі, 2022 жылғы 7 қаңтар",
}
ADDRESS = Settings(site_address="https://archive.example/", publisher="The Keepers & Co.")
NOWHERE = History(Path())


def storm(language: Language = "en", standing: Standing = FROZEN) -> Subject:
    """What a citation of an invented record names."""
    entered = date(2026, 11, 1)
    return subject("storm", HEADINGS[language], language, entered, standing, Settings())


def told(state: str) -> str:
    """Every form in every language, as the cases have them."""
    found = product(LANGUAGES, FORMS)
    return "".join(f"== {x} {y}\n{FORMS[y](storm(x, STATES[state])).strip()}\n" for x, y in found)


@pytest.mark.parametrize("state", STATES)
def test_citation_says_what_the_case_says_in_every_style_and_language(state: str) -> None:
    assert told(state) == (CASES / f"{state}.txt").read_text(encoding="utf-8")


def test_address_and_publisher_are_named_when_they_are_set() -> None:
    found = replace(storm(), site="https://archive.example", publisher="The Keepers & Co.")
    assert shapes.text(found, "mla") == (
        "“‘Red’ threat level & Top10VPN's report, 7 January 2022.” Qandy Qantar archive, "
        "version 3, The Keepers & Co., 23 Nov. 2026, https://archive.example/e/storm/v/3/."
    )
    assert "not set" not in "".join(form(found) for form in FORMS.values())


def test_claim_is_named_and_its_address_leads_to_it() -> None:
    found = shapes.text(storm().of_claim("closed"), "chicago")
    assert "Claim closed, version 3. November 23, 2026. /e/storm/v/3/#closed (" in found


@pytest.mark.parametrize(
    ("heading", "cited"),
    [
        ("Who fired?", "“Who fired?” Version 3."),
        ("The “maximum”", "“The ‘maximum.’” Version 3."),
        ("Who asked “why?”", "“Who asked ‘why?’” Version 3."),
        ("Fired on 28 January 8888", "“Fired on 28 January 8888.” Version 3."),
        ("Made by Foo Inc.", "“Made by Foo Inc.” Version 3."),
        ("the right of peaceful assembly", "“the right of peaceful assembly.” Version 3."),
        ("Prosecutors' count", "“Prosecutors' count.” Version 3."),
        ("«Азаттык» said so", "“«Азаттык» said so.” Version 3."),
    ],
)
def test_heading_keeps_its_words_and_loses_no_mark_when_quoted(heading: str, cited: str) -> None:
    found = shapes.text(replace(storm(), heading=heading), "chicago")
    assert found.startswith(f"Qandy Qantar archive. {cited} ")


def processed(heading: str, name: str, language: Language) -> str:
    """The citation with the heading put through citeproc, and not spliced in after it."""
    made = shapes.shape(name, language, released=True, published=False)
    item = shapes.marked(name, language, released=True, published=False)
    title = quotes.nested(heading, made.html.partition(shapes.TITLE)[0][-1:])
    item["title"] = f'<span class="nocase">{title}</span>'
    whole, months = shapes.processed(shapes.STYLES[name].file, language, item)
    september = months[8] if months else "\ue006"
    found = shapes.mended(whole, title, name, language, september)
    return unescape(found.replace(september, "\ue006"))


def spliced(heading: str, name: str, language: Language) -> str:
    made = shapes.shape(name, language, released=True, published=False)
    before, _, after = made.html.partition(shapes.TITLE)
    return quotes.spliced(before, heading, after)


def headings(real: Checked, language: Language) -> list[str]:
    """Those of the real archive that hold anything but letters, figures and commas."""
    records = (one for one in real.corpus.records.values() if not isinstance(one, Source))
    found = {one.heading.get(language)[0] for one in records}
    return sorted(text for text in found if re.search(r"[^\w ,–-]", text))


ODD = "A & B: “c” ‘d’ «е» {f} 100% of it’s own 28 January"


@pytest.mark.parametrize("language", LANGUAGES)
def test_splice_is_what_citeproc_makes_of_some_real_headings(
    real: Checked, language: Language
) -> None:
    found = headings(real, language)
    assert len(found) > 8
    for heading, name in product([ODD, *found[:: len(found) // 3]], shapes.STYLES):
        assert spliced(heading, name, language) == processed(heading, name, language)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_splice_is_what_citeproc_makes_of_every_real_heading(
    real: Checked, language: Language
) -> None:
    for heading, name in product(headings(real, language), shapes.STYLES):
        assert spliced(heading, name, language) == processed(heading, name, language)


@pytest.mark.parametrize(("language", "name"), list(product(LANGUAGES, ("mla", "chicago"))))
def test_splice_names_every_month_as_citeproc_does(language: Language, name: str) -> None:
    item = shapes.marked(name, language, released=True, published=False)
    for month in (1, 5, 11):
        dated = {**item, "issued": {"date-parts": [[2026, month, 7]]}, "title": "T", "URL": "/t/"}
        whole, _ = shapes.processed(shapes.STYLES[name].file, language, dated)
        made = shapes.text(storm(language, Standing(3, date(2026, month, 7))), name)
        day = re.search(r"(?:\w+ 7, 2026|7 \S+ 2026( г\.)?|2026 жылғы 7 \w+)", whole)
        assert day is not None and day[0] in made


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented archive, released, with one record changed since."""
    root = archive(tmp_path_factory.mktemp("cited"))
    pipeline.release(root, "2026-11-20", today="2026-11-23")
    change(root, "entries/events/storm.yaml", "en: A snow storm", "en: A storm")
    return root


def subjects(root: Path, settings: Settings = ADDRESS) -> list[Subject]:
    """Every record that can be cited, in every language."""
    records = pipeline.check(root).corpus
    found = standings(pipeline.kept(project(root))[1], records)
    pairs = product(records.records.values(), LANGUAGES)
    return [x for one, code in pairs if (x := of_record(one, code, found, settings))]


def test_record_names_its_last_version_until_it_is_changed(released: Path) -> None:
    found = {one.id: one.path for one in subjects(released) if one.language == "kk"}
    assert found["storm"] == "/kk/e/storm/"
    assert found["roof-case"] == "/kk/e/roof-case/v/1/"
    assert "herald-2022-01-06" not in found


def exported(root: Path) -> dict[str, str]:
    records = pipeline.check(root).corpus
    found = standings(pipeline.kept(project(root))[1], records)
    made = citation_files(Whole(records, ADDRESS, found))
    return {path.removeprefix("data/records."): data.decode() for path, data in made}


def test_bibtex_of_the_whole_archive_is_read_without_a_warning(released: Path) -> None:
    with errors.capture() as heard:
        found = parse_string(exported(released)["bib"], "bibtex")
    assert heard == []
    assert set(found.entries) == {one.key for one in subjects(released)}
    assert found.entries["injured-v1"].fields["url"] == "https://archive.example/e/injured/v/1/"


def test_bibtex_gives_back_a_heading_with_signs_of_its_own() -> None:
    odd = replace(storm(), heading="A & B: 100% of #1, “ә”")
    found = parse_string(FORMS["bibtex"](odd), "bibtex").entries["storm-v3"]
    assert str(Text.from_latex(found.fields["title"])) == "A & B: 100% of #1, “ә”"


def test_bibtex_escapes_every_sign_that_tex_would_read() -> None:
    written = FORMS["bibtex"](replace(storm(), heading="{x}_y $2 ^3 ~ \\"))
    assert (
        r"title = {{\{x\}\_y \$2 \textasciicircum{}3 \textasciitilde{} \textbackslash{}}},"
        in written
    )


def test_ris_of_the_whole_archive_is_read_by_rispy(released: Path) -> None:
    found = {one["id"]: one for one in rispy.loads(exported(released)["ris"])}
    assert set(found) == {one.key for one in subjects(released)}
    case = found["roof-case-v1"]
    assert (case["edition"], case["year"], case["date"]) == ("1", "2026", "2026/11/20")
    assert case["urls"] == ["https://archive.example/e/roof-case/v/1/"]


def test_csl_json_of_the_whole_archive_is_read_by_citeproc(released: Path) -> None:
    items = json.loads(exported(released)["csl.json"])
    assert [one["id"] for one in items] == [x.key for x in subjects(released) if x.language == "en"]
    injured = next(one for one in items if one["id"] == "injured-v1")
    made, _ = shapes.processed("apa", "en", {**injured, "id": "one"})
    assert "(2026, November 20)" in made and "https://archive.example/e/injured/v/1/" in made


def test_page_carries_tags_and_a_span_for_reference_managers() -> None:
    found = replace(storm(), site="https://archive.example")
    assert '<meta name="citation_publication_date" content="2026/11/23">' in citing_tags(found)
    assert 'name="DC.identifier" content="https://archive.example/e/storm/v/3/">' in citing_tags(
        found
    )
    assert "&amp; Top10VPN&#x27;s" in citing_tags(found)
    assert "rft.identifier=https%3A%2F%2Farchive.example%2Fe%2Fstorm%2Fv%2F3%2F" in coins(found)


def test_tags_have_no_address_and_no_date_before_there_is_one() -> None:
    found = storm(standing=Standing())
    assert "http" not in citing_tags(found) + coins(found)
    assert "date" not in citing_tags(found) + coins(found)


def test_page_tells_the_state_and_puts_the_readers_own_style_first(tmp_path: Path) -> None:
    reader = Reader(corpus(archive(tmp_path)), "ru")
    found = citing(reader, storm("ru"))
    assert (
        found.state == "Версия 3 от 23 ноября 2026 г. Она всегда будет говорить то же, что сейчас."
    )
    assert [name for name, _ in found.styles] == ["ГОСТ Р 7.0.5", "Chicago", "MLA", "APA"]
    assert isinstance(found.styles[0][1], Markup)


def test_every_page_but_a_publications_says_how_to_cite_it(small_site: Path) -> None:
    for folder, id in product(("", "ru/", "kk/"), ("storm", "roof-case", "injured", "akkum")):
        page = (small_site / f"{folder}e/{id}/index.html").read_text(encoding="utf-8")
        assert page.count('class="citing__text"') == len(FORMS)
        assert '<meta name="citation_title"' in page and 'class="Z3988"' in page
        assert f"/{folder}e/{id}/ (" in page
    page = (small_site / "e/herald-2022-01-06/index.html").read_text(encoding="utf-8")
    assert "citing" not in page and "citation_title" not in page


def test_section_costs_a_page_less_than_two_kilobytes(small_site: Path) -> None:
    page = (small_site / "kk/e/storm/index.html").read_text(encoding="utf-8")
    without = re.sub(
        r'<section class="citing".*?</section>|<meta name="(DC|citation).*?>',
        "",
        page,
        flags=re.DOTALL,
    )
    assert 500 < len(compress(page.encode())) - len(compress(without.encode())) < 2000


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["cite", *words, "--root", str(root)])


def test_command_cites_a_version_in_the_style_and_language_asked_for(released: Path) -> None:
    done = run(released, "storm@1", "--style", "gost", "--lang", "kk")
    assert done.exit_code == 0, done.output
    assert done.output == (
        "Тасбұлаққа қарлы боран жетті, 2022 жылғы 5 қаңтар [Электрондық ресурс]: "
        "1-нұсқа, 20.11.2026 // «Қанды қаңтар» мұрағаты. 2026. URL: /kk/e/storm/v/1/ "
        "(мекенжай берілмеген) (қаралған күні: КК.АА.ЖЖЖЖ).\n"
    )


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("storn", "there is no record 'storn'; did you mean 'storm'?"),
        ("storn@1", "there is no record 'storn'; did you mean 'storm'?"),
        ("storm@7", "storm has no version 7; its last is storm@1"),
        ("storm#snow-fel", "storm has no claim 'snow-fel'; did you mean 'snow-fell'?"),
        ("akkum#x", "akkum has no claim 'x'; it has none"),
        ("old-weather-club", "old-weather-club has left the archive; cite what it was: "),
        ("herald-2022-01-06", "herald-2022-01-06 is a publication of others; cite it by "),
        ("storm@x", "'storm@x' names no record; write ID, ID@VERSION or ID@VERSION#CLAIM"),
    ],
)
def test_command_says_what_to_write_when_there_is_no_such_thing(
    released: Path, named: str, message: str
) -> None:
    done = run(released, named)
    assert (done.exit_code, done.output.startswith(f"qantar: {message}")) == (2, True), done.output


def test_command_does_not_cite_what_was_redacted(tmp_path: Path) -> None:
    pipeline.release(archive(tmp_path), "2026-11-20", today="2026-11-23")
    pipeline.redact(tmp_path, "storm@1", "privacy", today="2026-11-23")
    done = run(tmp_path, "storm@1")
    assert (
        done.output == "qantar: storm@1 was taken out of the archive; its page stays and says so\n"
    )
    assert "Changed after version 1" in run(tmp_path, "storm").output


def test_command_says_that_nothing_was_released_before_it_was(tmp_path: Path) -> None:
    done = run(archive(tmp_path), "storm@1")
    assert done.output == "qantar: no version of storm was released yet; cite it as storm\n"


SCHEMA = "builtin_schemas/vendor/citation-file-format.json"


@pytest.mark.parametrize(
    "settings", [Settings(), replace(ADDRESS, repository="https://r.example/q")]
)
@pytest.mark.parametrize("dated", [False, True])
def test_citation_file_is_valid(released: Path, settings: Settings, dated: bool) -> None:
    past = pipeline.kept(project(released))[1] if dated else NOWHERE
    found = YAML(typ="safe").load(cff(settings, past, "0.1.0"))
    jsonschema.validate(found, json.loads((files("check_jsonschema") / SCHEMA).read_text("utf-8")))
    assert found["version"] == ("2026-11-20" if dated else "0.1.0")
    assert found.get("url") == (settings.site_address or None)


def test_release_writes_the_citation_file(released: Path) -> None:
    assert (released / "CITATION.cff").read_text("utf-8") == pipeline.citation_file(released)


def test_citation_file_of_the_archive_is_what_the_command_prints() -> None:
    done = CliRunner().invoke(main, ["cite", "--cff", "--root", str(ROOT)])
    assert done.output == (ROOT / "CITATION.cff").read_text(encoding="utf-8")
