"""Tables of others: what becomes a draft, what is refused and why, and that nothing is guessed."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from small import ARCHIVE, archive, put, told

from builder.checking import Faulty
from builder.cli import main
from builder.disk import Refused
from builder.problems import Flaw
from builder.report import REPORTERS
from builder.write.fmt import canonical
from builder.write.importing import REPORTS, Order, import_table, table
from builder.write.importing.dates import read
from builder.write.importing.ids import slug
from builder.write.importing.report import Report

CASES = Path(__file__).parent / "cases" / "import"
GOOD = ("figures", "hostile", "people", "rows")
TODAY = date(2026, 11, 23)


def order(case: str, out: Path, **more: bool) -> Order:
    (file,) = (CASES / case).glob("table.*")
    return Order(file, CASES / case / "map.yaml", out, **more)


def imported(case: str, out: Path, **more: bool) -> Report:
    return import_table(ARCHIVE, order(case, out, **more), today=TODAY)


def drafts(folder: Path) -> str:
    """Every draft, one after the other, each under its path."""
    files = sorted(folder.rglob("*.yaml"))
    return "\n".join(f"## {f.relative_to(folder).as_posix()}\n{f.read_text()}" for f in files)


@pytest.mark.parametrize("case", GOOD)
def test_rows_become_drafts_or_reasons_as_written_beside(case: str, tmp_path: Path) -> None:
    report = REPORTS["text"](imported(case, tmp_path / "out"))
    shown = re.sub(r"in [0-9.]+ s", "in 0.0 s", report.replace(str(tmp_path), ""))
    assert shown == (CASES / case / "report.expect").read_text(encoding="utf-8")
    assert drafts(tmp_path / "out") == (CASES / case / "drafts.expect").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", ["delimiter", "map"])
def test_what_cannot_be_used_is_told_with_its_place(case: str, tmp_path: Path) -> None:
    with pytest.raises(Faulty) as stopped:
        imported(case, tmp_path / "out")
    shown = REPORTERS["text"](stopped.value.problems, lambda path, line: "")
    assert shown == (CASES / case / "report.expect").read_text(encoding="utf-8")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("case", GOOD)
def test_drafts_pass_the_check_in_canonical_form(case: str, tmp_path: Path) -> None:
    root = archive(tmp_path / "archive")
    report = import_table(root, order(case, tmp_path, into_entries=True), today=TODAY)
    errors = [line for line in told(root) if " error " in line]
    assert (report.written > 0, errors) == (True, [])
    for file in (root / "entries").rglob("*.yaml"):
        data = file.read_bytes()
        if data.startswith(b"# Draft from row"):
            assert canonical(data, file.relative_to(root).as_posix()) == data


@pytest.mark.parametrize("case", ["people", "rows"])
def test_names_of_persons_are_written_and_printed_nowhere(case: str, tmp_path: Path) -> None:
    report = imported(case, tmp_path / "out")
    shown = drafts(tmp_path / "out") + REPORTS["text"](report) + REPORTS["json"](report)
    assert report.written > 0
    assert re.findall("Example|Alpha|Beta|Gamma|Delta", shown) == []


def test_whole_writes_nothing_when_a_row_is_refused(tmp_path: Path) -> None:
    report = imported("rows", tmp_path / "out", whole=True)
    assert (report.accepted > 0, report.written) == (True, 0)
    assert not (tmp_path / "out").exists()


def test_second_import_writes_over_nothing(tmp_path: Path) -> None:
    first = imported("figures", tmp_path)
    before = drafts(tmp_path)
    second = imported("figures", tmp_path)
    assert (first.written, second.written, drafts(tmp_path)) == (1, 0, before)
    assert {one.code for one in second.problems if one.level == "error"} >= {"import-id-taken"}


def test_drafts_that_cannot_be_written_leave_nothing(tmp_path: Path) -> None:
    put(tmp_path, "out/events", "a file where the folder should be")
    with pytest.raises(Refused, match="stopped"):
        imported("hostile", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["events"]


def test_drafts_go_into_entries_only_when_asked(tmp_path: Path) -> None:
    root = archive(tmp_path)
    with pytest.raises(Exception, match="--into-entries"):
        import_table(root, order("rows", root / "entries" / "events"), today=TODAY)


def test_command_prints_the_report_as_json(tmp_path: Path) -> None:
    (file,) = (CASES / "figures").glob("table.*")
    words = ["import", str(file), "--map", str(CASES / "figures" / "map.yaml"), "--format", "json"]
    done = CliRunner().invoke(main, [*words, "--out", str(tmp_path), "--root", str(ARCHIVE)])
    body = json.loads(done.output)
    assert (done.exit_code, body["rows"], body["accepted"], body["written"]) == (1, 3, 1, 1)
    assert [(one["code"], one["column"]) for one in body["reasons"]] == [
        ("field-number", "Раненых"),
        ("import-date", "Дата"),
    ]


def test_cell_over_the_limit_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "table.tsv", f"No\tSaid\n1\t{'x' * (table.MAX_CELL + 1)}\n2\tshort\n")
    asked = Order(tmp_path / "table.tsv", CASES / "hostile" / "map.yaml", tmp_path / "out")
    report = import_table(ARCHIVE, asked, today=TODAY)
    found = [(one.line, one.code) for one in report.problems if one.level == "error"]
    assert (report.written, found) == (1, [(2, "import-long")])


FORM = table.TableForm
UNREADABLE = (
    ("table.txt", b"a,b\n", FORM(), "its name does not say whether"),
    ("table.csv", b"", FORM(), "it has no columns"),
    ("table.csv", b"a,a\n1,2\n", FORM(), "two columns are called 'a'"),
    ("table.csv", "a\nж\n".encode("cp1251"), FORM(), "a byte there is not utf-8"),
    ("table.csv", b'a\n"open\n', FORM(), "its quotes or cells are not whole"),
    ("table.csv", b"a\n" + b"1\n" * (table.MAX_ROWS + 1), FORM(), "it has more than 100,000 rows"),
    ("table.json", b'{"a": 1}', FORM(), "it is not a list of objects"),
    ("table.json", b"[" * 100_000, FORM(), "it is nested too deep"),
    ("table.json", b'[{"a": 1, "a": 2}]', FORM(), "an object has a name twice"),
    ("table.json", b'[{"a": [1]}]', FORM(), "object 1 has a list or a group"),
    ("table.jsonl", b'{"a": 1}\n7\n', FORM(), "object 2 is not a group"),
)


@pytest.mark.parametrize(("name", "data", "form", "reason"), UNREADABLE)
def test_what_is_no_table_says_why(
    name: str, data: bytes, form: table.TableForm, reason: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    found = table.read(tmp_path / name, form)
    assert not isinstance(found, table.Table)
    assert (found.code, reason in found.message) == ("import-table", True)


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("Орын,Саны\nЦентр,1\n".encode("utf-8-sig"), FORM()),
        (
            "Орын;Саны\r\nЦентр;1\r\n".encode("utf-16"),
            FORM(delimiter="semicolon", encoding="utf-16"),
        ),
        ('[{"Орын": "Центр", "Саны": 1}]'.encode(), FORM(form="json")),
    ],
)
def test_tables_of_any_form_have_the_same_cells(
    data: bytes, form: table.TableForm, tmp_path: Path
) -> None:
    (tmp_path / "table.csv").write_bytes(data)
    found = table.read(tmp_path / "table.csv", form)
    assert isinstance(found, table.Table)
    assert [dict(row.cells) for row in found.rows] == [{"Орын": "Центр", "Саны": "1"}]


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("05.01.2022", "%d.%m.%Y", "2022-01-05"),
        ("1/5/2022", "%-m/%-d/%Y", "2022-01-05"),
        ("5 Jan 2022 17:05", "%-d %b %Y %H:%M", "2022-01-05 17:05 UTC"),
        ("May 2022", "%B %Y", "2022-05"),
        ("2022", "%Y", "2022"),
    ],
)
def test_date_is_read_as_the_map_states(text: str, form: str, expected: str) -> None:
    assert read(text, form, "UTC" if ":" in text else "place") == expected


@pytest.mark.parametrize(
    "text", ["5.1.2022", "05.01.22", "2022-01-05", "05.01.2022 ", "٠٥.01.2022"]
)
def test_date_of_another_form_is_never_read(text: str) -> None:
    with pytest.raises(Flaw, match="import-date"):
        read(text, "%d.%m.%Y", "place")


@pytest.mark.parametrize("form", ["%d.%m", "%d.%m.%y", "%Y-%Y", "%c", "%Y %H:%M", "", "%Y %d", "%"])
def test_format_that_leaves_something_open_is_refused(form: str) -> None:
    with pytest.raises(Flaw, match="import-format"):
        read("2022", form, "place")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Жаңаөзен қаласы", "zhanaozen-kalasi"), ("Café  No. 5", "cafe-no-5"), ("../../x", "x")],
)
def test_cell_becomes_words_of_an_id(cell: str, expected: str) -> None:
    assert slug(cell) == expected


@pytest.mark.parametrize("cell", ["東京", "-", "x 東"])
def test_cell_without_plain_letters_gives_no_id(cell: str) -> None:
    with pytest.raises(Flaw, match="import-id"):
        slug(cell)
