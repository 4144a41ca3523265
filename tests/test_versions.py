"""The page of a frozen version: what it said then, in whatever model, and what was changed since."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from builder import pipeline
from builder.derive.differences import Difference, differences
from builder.i18n import Language
from builder.model.kinds import KINDS, inner_model
from builder.model.text import Line, Passage
from builder.project import project
from builder.render.labels import LABELS
from builder.render.reader import Reader
from builder.render.versions import version_pages
from tests.small import archive, change
from tests.small_archive import ROOT

TODAY = "2026-11-23"
TEMPLATES = ROOT / "site_overrides" / "theme" / "templates"
STORM, INJURED = "entries/events/storm.yaml", "entries/figures/injured.yaml"


def pages(root: Path, id: str, language: Language = "en") -> list[str]:
    """The content of every version's page."""
    _, past = pipeline.kept(project(root))
    reader = Reader(pipeline.check(root).corpus, language, history=past)
    return [page.content for page in version_pages(reader, TEMPLATES, past, id)]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, released; a title, a time and a number changed; released again."""
    root = archive(tmp_path_factory.mktemp("twice"))
    pipeline.release(root, "2026-11-20", today=TODAY)
    change(root, STORM, "  en: A snow storm reaches", "  en: A storm reaches")
    change(root, STORM, "2022-01-05 until 18:00", "2022-01-05 until 19:00")
    change(root, INJURED, "value: 17\n", "value: 19\n")
    pipeline.release(root, "2026-11-21", today=TODAY)
    return root


def fields(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[str]:
    """Every field of a model and of the groups in it, as it is called in a file."""
    if model in seen or issubclass(model, Line | Passage):
        return set()
    seen.add(model)
    found = {info.alias or name for name, info in model.model_fields.items()}
    inner = (inner_model(info.annotation) for info in model.model_fields.values())
    return found.union(*(fields(one, seen) for one in inner if one is not None))


def test_every_field_of_the_model_has_a_label() -> None:
    known = set[str]().union(*(fields(model, set()) for model in KINDS.values()))
    assert known - LABELS.keys() - {"machine_assisted", "min", "max"} == set()


def test_a_page_says_which_version_it_is_of_how_many(twice: Path) -> None:
    first, second = pages(twice, "storm")
    assert "You are reading version 1 of 2 of this record, released on 20 November 2026." in first
    assert "You are reading version 2 of 2 of this record, released on 21 November 2026." in second


def test_a_page_says_what_was_changed_since(twice: Path) -> None:
    first, second = pages(twice, "storm")
    assert "<del>" in first and "A snow storm reaches Tasbulak" in first
    assert "2022-01-05 until 19:00" in first
    assert "Nothing: the record still says exactly this." in second


def test_a_number_from_another_record_is_the_one_of_that_day(twice: Path) -> None:
    first, second = pages(twice, "storm")
    assert ">17</a> people were hurt" in first
    assert ">19</a> people were hurt" in second


def test_a_text_of_another_language_is_told_by_its_language(twice: Path) -> None:
    first, _ = pages(twice, "storm", "kk")
    assert "English" in first and "A snow storm reaches" not in first


def test_a_field_that_the_model_no_longer_has_is_shown_as_it_stands(tmp_path: Path) -> None:
    root = archive(tmp_path)
    pipeline.release(root, "2026-11-20", today=TODAY)
    _, past = pipeline.kept(project(root))
    path = root / "archive/releases/records/storm/1.json"
    older = json.loads(path.read_bytes())
    older["record"] |= {"weather": "cold", "crews": [{"id": "one", "size": "4"}]}
    path.write_text(json.dumps(older, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    reader = Reader(pipeline.check(root).corpus, "en", history=past)
    (page,) = version_pages(reader, TEMPLATES, past, "storm")
    assert "<dt>weather</dt><dd>cold</dd>" in page.content
    assert "<h2>crews</h2>" in page.content


def test_differences_compare_named_items_one_by_one() -> None:
    old = {"claims": [{"id": "a", "value": {"min": "1", "max": "1"}}, {"id": "b"}], "x": "1"}
    new = {"claims": [{"id": "b"}, {"id": "a", "value": {"min": "2", "max": "2"}}], "y": "1"}
    assert list(differences(old, new)) == [
        Difference(("claims", "a", "value"), {"min": "1", "max": "1"}, {"min": "2", "max": "2"}),
        Difference(("x",), "1", None),
        Difference(("y",), None, "1"),
    ]


def test_how_a_text_was_made_is_no_difference() -> None:
    old = {"title": {"en": "A", "made_from": {"ru": "00000000"}}, "machine_assisted": ["ru"]}
    assert list(differences(old, {"title": {"en": "A"}})) == []
