"""The root files say what is so: commands, targets, the worked example, versions."""

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from click import Command
from ruamel.yaml import YAML
from small import change
from small_archive import ROOT

from builder import pipeline
from builder.cli import main
from builder.load import quoter
from builder.report import REPORTERS
from builder.write.fmt import canonical

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCS = README + CONTRIBUTING
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
INNER = {"browser", "package"}
"""Targets that only other targets call."""

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
PLACED = re.compile(r"# (entries/\S+\.yaml)\n")
NEEDED = ("places/kazakhstan.yaml", "organisations/access-now.yaml")
"""Records of the real archive that the worked example names."""


def example(root: Path) -> list[str]:
    """Write the worked example of CONTRIBUTING, and the records it names, under `root`."""
    (root / "pyproject.toml").write_text("[tool.qantar]\n")
    found = [body for kind, body in BLOCK.findall(CONTRIBUTING) if kind == "yaml"]
    paths = [match[1] for body in found if (match := PLACED.match(body))]
    for path, body in zip(paths, found, strict=True):
        (root / path).parent.mkdir(parents=True)
        (root / path).write_text(body, encoding="utf-8")
    for path in NEEDED:
        (root / "entries" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "entries" / path, root / "entries" / path)
    return paths


def test_worked_example_has_a_source_and_an_event_without_errors(tmp_path: Path) -> None:
    paths = example(tmp_path)
    assert [path.split("/")[1] for path in paths] == ["sources", "events", "organisations"]
    ours = [problem for problem in pipeline.check(tmp_path).problems if problem.path in paths]
    assert {(problem.level, problem.code) for problem in ours} == {
        ("warning", "translation-missing")
    }


def test_worked_example_is_in_canonical_form(tmp_path: Path) -> None:
    for path in example(tmp_path):
        data = (tmp_path / path).read_bytes()
        assert canonical(data, path).decode() == data.decode()


def test_message_shown_is_what_the_check_says(tmp_path: Path) -> None:
    paths = example(tmp_path)
    change(tmp_path, paths[1], "places: [kazakhstan]", "places: [kazakhstn]")
    (shown,) = (body for kind, body in BLOCK.findall(CONTRIBUTING) if kind == "text")
    assert REPORTERS["text"](pipeline.check(tmp_path).problems, quoter(tmp_path)) == shown


def test_every_command_is_documented_and_no_other() -> None:
    assert set(re.findall(r"`qantar ([a-z]+)", CONTRIBUTING)) == set(main.commands)


@pytest.mark.parametrize("command", main.commands.values(), ids=str)
def test_help_says_what_the_command_and_each_option_do(command: Command) -> None:
    assert command.help
    options = [p for p in command.params if p.param_type_name == "option"]
    assert [option.name for option in options if not getattr(option, "help", None)] == []


def test_every_target_is_documented_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)) - INNER
    assert set(re.findall(r"^\| `make ([a-z-]+)` \|", CONTRIBUTING, re.MULTILINE)) == targets
    assert set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)*)(?=[`\s])", README)) - {"and"} <= targets


def test_hints_name_only_commands_that_exist() -> None:
    hints = (ROOT / "builder" / "data" / "problems.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"`qantar ([a-z]+)", hints)) <= set(main.commands)


def test_every_file_and_folder_named_is_there() -> None:
    named = re.findall(r"\]\(([A-Z.][^):#]+)\)", DOCS)
    named += re.findall(r"^\| `([^`]+)`", README, re.MULTILINE)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_named_is_made() -> None:
    pages = set(re.findall(r"`/(contribute/[a-z]+)/", CONTRIBUTING))
    reference = (ROOT / "builder" / "render" / "reference.py").read_text(encoding="utf-8")
    assert pages == {"contribute/fields", "contribute/problems"}
    assert [page for page in pages if f'"{page}/"' not in reference] == []


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = YAML(typ="safe").load(ROOT / "CITATION.cff")
    newest = re.search(r"^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None
    assert (str(citation["version"]), newest[1]) == (project["version"], project["version"])


def test_changelog_has_one_sentence_a_line() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith("- ")]
    assert entries
    assert [line for line in entries if not line.endswith(".") or ". " in line] == []


def test_readme_has_no_number_that_is_not_a_date_or_a_version() -> None:
    known = r"January 2022|Python 3\.11|CC BY 4\.0|`entries/[^`]+`|^[0-9]\. "
    prose = re.sub(known, "", README, flags=re.MULTILINE)
    assert re.findall(r"[0-9]+", prose) == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_tokens_can_only_read(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one)] == []
    assert YAML(typ="safe").load(text)["permissions"] == {"contents": "read"}
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_issue_form_asks_for_the_page_and_the_source() -> None:
    form = YAML(typ="safe").load(ROOT / ".github" / "ISSUE_TEMPLATE" / "correct-a-fact.yml")
    asked = {part["id"] for part in form["body"] if part["type"] != "markdown"}
    assert {"page", "wrong", "right", "source"} <= asked
