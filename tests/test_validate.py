"""One document becomes one record: types, shapes, and everything wrong with a file at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import Field

from builder.gate import admit
from builder.load import Document
from builder.model.base import Base, Loc
from builder.model.kinds import KINDS, likelier
from builder.model.when import When
from builder.pipeline import check
from builder.problems import Flaw
from builder.tree import Node, Plain, plain
from builder.validate import validate
from tests.small import ARCHIVE, archive, change, line, put, told

RECORDS = sorted(ARCHIVE.glob("entries/*/*.yaml"))
ODD: tuple[Plain, ...] = ("x?", ["x?", "y?", "z?"], {"x": "y"}, [])
PLACE = """\
id: akkum
recorded: 2026-11-01
name: {en: Akkum}
precision: city
zone: Asia/Aqtau
"""


def document(text: str, folder: str = "places", stem: str = "akkum") -> Document:
    tree, found = admit(text.encode(), f"entries/{folder}/{stem}.yaml")
    assert tree is not None and found == []
    return Document(f"entries/{folder}/{stem}.yaml", folder, stem, tree)


def lines(text: str) -> list[str]:
    return [line(one) for one in validate(document(text))[1]]


def test_validate_types_a_record() -> None:
    record, found = validate(document(PLACE))
    assert found == []
    assert (record.id, type(record).__name__, record.recorded.text) == (
        "akkum",
        "Place",
        "2026-11-01",
    )


def test_validate_makes_a_tombstone_of_what_left() -> None:
    text = "id: akkum\nstatus: withdrawn\nrecorded: 2026-11-01\nreason: {en: Unknown}\n"
    record, found = validate(document(text))
    assert (type(record).__name__, found) == ("Tombstone", [])


def test_validate_tells_every_fault_of_a_file_in_order() -> None:
    text = PLACE.replace("city", "town") + "radius_km: ten\nnmae: x\n"
    assert lines(text) == [
        (
            "entries/places/akkum.yaml:4:12 error field-vocabulary: 'town' is not a word for "
            "'precision' | use one of: point, building, city, region, country"
        ),
        (
            "entries/places/akkum.yaml:6:12 error field-number: 'ten' is not a plain number | "
            "write digits only, with a point for decimals: 4353 or 43.25; no spaces, commas, "
            "exponents or leading zeros"
        ),
        (
            "entries/places/akkum.yaml:7:1 error field-unknown: unknown field 'nmae' | "
            "did you mean 'name'?"
        ),
    ]


def test_validate_passes_on_what_no_rule_foresaw(monkeypatch: pytest.MonkeyPatch) -> None:
    class Tall(Base):
        id: str
        height: str = Field(max_length=2)
        """How tall."""

    monkeypatch.setitem(KINDS, "places", Tall)  # type: ignore[arg-type]  # no record on purpose
    assert lines("id: akkum\nheight: enormous\n") == [
        (
            "entries/places/akkum.yaml:2:9 error field-invalid: 'height' is not valid: "
            "String should have at most 2 characters | How tall."
        )
    ]


def paths(value: Plain, loc: Loc = ()) -> Iterator[Loc]:
    """Every place in a record, but the record itself."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, child in () if isinstance(value, str) else inside:
        yield (*loc, key)
        yield from paths(child, (*loc, key))


def put_odd(node: Node, loc: Loc, odd: Plain) -> Node:
    """The same tree with something odd at one place."""
    if not loc:
        return built(odd)
    first, *rest = loc
    inside = node.value
    assert not isinstance(inside, str)
    changed = inside.copy()
    changed[first] = put_odd(changed[first], tuple(rest), odd)  # type: ignore[index,call-overload]
    return Node(changed, node.line, node.column, node.key_line, node.key_column)


def built(value: Plain) -> Node:
    if isinstance(value, dict):
        return Node({key: built(one) for key, one in value.items()})
    return Node([built(one) for one in value] if isinstance(value, list) else value)


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_validate_names_the_fault_whatever_stands_in_a_field(file: Path) -> None:
    tree, _ = admit(file.read_bytes(), "x.yaml")
    assert tree is not None
    for loc in paths(plain(tree)):
        for odd in ODD:
            one = Document("x.yaml", file.parent.name, file.stem, put_odd(tree, loc, odd))
            _, found = validate(one)
            assert all(each.message and each.hint for each in found), (loc, odd)
            assert "field-invalid" not in {each.code for each in found}, (loc, odd)
            assert not any("''" in each.message for each in found), (loc, odd)


@pytest.mark.parametrize("odd", [["x?"], ["x?", "y?", "z?"], {"x": "y"}, [], {}])
def test_validate_names_the_fault_when_an_id_is_no_text(odd: Plain) -> None:
    tree, _ = admit(PLACE.encode(), "x.yaml")
    assert tree is not None
    _, found = validate(Document("x.yaml", "places", "akkum", put_odd(tree, ("id",), odd)))
    assert [each.code for each in found] == ["field-shape"]


def test_a_date_is_refused_when_empty() -> None:
    with pytest.raises(Flaw) as flaw:
        When.parse("")
    assert flaw.value.code == "date-empty"


def test_check_reads_on_after_files_that_cannot_be_read(tmp_path: Path) -> None:
    root = archive(tmp_path)
    put(root, "entries/events/hail.yaml", "{")
    (root / "entries/events/huge.yaml").write_bytes(b"#" * 300_000)
    (root / "entries/places/akkum.yaml").write_bytes(b"\xff")
    change(root, "entries/figures/injured.yaml", "value: 164", "value: many")
    change(root, "entries/people/p-9x2m4d.yaml", "publish_reason: victim", "publish_reason: minor2")
    change(root, "entries/laws/snow-decree.yaml", "amends: emergency-law", "amends: emergency")
    change(root, "entries/sources/court-2023-06.yaml", "seen_on: 2026-10-30", "seen_on: 2020")
    assert [(one.path, one.code) for one in check(root).problems] == [
        ("entries/events/hail.yaml", "yaml-comma"),
        ("entries/events/huge.yaml", "file-size"),
        ("entries/figures/injured.yaml", "field-number"),
        ("entries/laws/snow-decree.yaml", "ref-unknown"),
        ("entries/people/p-9x2m4d.yaml", "field-vocabulary"),
        ("entries/places/akkum.yaml", "file-utf8"),
        ("entries/sources/court-2023-06.yaml", "source-seen-earlier"),
    ]


def test_a_record_in_the_folder_of_another_kind_is_told_so_once(tmp_path: Path) -> None:
    root = archive(tmp_path)
    place = (root / "entries/places/tasbulak-square.yaml").read_text(encoding="utf-8")
    put(root, "entries/organisations/tasbulak-square.yaml", place)
    (root / "entries/places/tasbulak-square.yaml").unlink()
    assert told(root) == [
        (
            "entries/organisations/tasbulak-square.yaml:1:1 error file-other-kind: "
            "this looks like a place, and lies in organisations/ | move the file to entries/places/"
        )
    ]


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_record_is_likelier_of_no_other_kind_when_its_fields_are_right(file: Path) -> None:
    tree, _ = admit(file.read_bytes(), "x.yaml")
    assert tree is not None
    assert isinstance(tree.value, dict)
    assert likelier(file.parent.name, tree.value) is None


STYLES = {
    "plain": ("en: The road `was` closed.\n", (1, 14)),
    "plain over lines": ("en: The road\n  and `it`.\n", (2, 7)),
    "quoted": ("en: 'It''s `so`.'\n", (1, 12)),
    "double quoted": ('en: "A \\"b\\" \\u0436 `so`.\\n"\n', (1, 21)),
    "literal": ("en: |\n  One.\n\n  - It is\n    `so`.\n", (5, 5)),
    "folded": ("en: >-\n    One and\n    > `two`.\n", (3, 7)),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_fault_of_prose_is_at_its_word_however_the_text_is_written(style: str) -> None:
    text, place = STYLES[style]
    body = "".join(f"  {line}\n" for line in text.splitlines())
    one = document(f"{PLACE}summary:\n{body}")
    above = len(PLACE.splitlines()) + 1
    _, (found,) = validate(one)
    assert found.code == "prose-code"
    assert (found.line - above, found.column - 2) == place
