"""The root files say what is so: commands, targets, the worked example, versions."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from click import Command
from ruamel.yaml import YAML
from small_archive import ROOT

from builder.cli import main
from builder.i18n import LANGUAGES

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DOCS = README + CONTRIBUTING
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
INNER = {"browser", "package"}
"""Targets that only other targets call."""

PAGES = ROOT / "site_overrides" / "pages"
GUIDES = sorted(path.stem for path in (PAGES / "contribute").glob("*.md"))
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
PLACED = re.compile(r"# (entries/\S+\.yaml)\n")


def guide(language: str, name: str) -> str:
    folder = PAGES if language == "en" else PAGES / language
    return (folder / "contribute" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_guide_is_there_in_every_language_with_the_same_examples(name: str) -> None:
    english, *others = (guide(language, name) for language in LANGUAGES)
    assert [BLOCK.findall(other) for other in others] == [BLOCK.findall(english)] * 2
    assert [other.count("\n## ") for other in others] == [english.count("\n## ")] * 2
    assert "machine_assisted" not in english.split("---")[1]
    assert all("\nmachine_assisted: true\n" in other.split("---")[1] for other in others)


@pytest.mark.parametrize("name", GUIDES)
def test_example_of_a_guide_is_a_part_of_a_real_record(name: str) -> None:
    for kind, body in BLOCK.findall(guide("en", name)):
        if kind == "yaml":
            placed = PLACED.match(body)
            assert placed is not None, body
            lines = iter((ROOT / placed[1]).read_text(encoding="utf-8").splitlines())
            shown = body[placed.end() :].splitlines()
            assert [line for line in shown if line not in lines] == []


def test_guide_to_safety_makes_git_say_what_it_promises(tmp_path: Path) -> None:
    said, commit = (body for kind, body in BLOCK.findall(guide("en", "safely")) if kind == "sh")
    begin = "git init -q .\nmkdir entries\necho a > entries/a\ngit add entries/\n"
    words = ["bash", "-e", "-c", begin + said + commit]
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TZ": "Asia/Almaty"}
    done = subprocess.run(words, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    who, when = "contributor <contributor@invalid>", "Thu Jan 1 00:00:00 2026 +0000"
    told = re.findall(r"^(\w+): +(.*)$", done.stdout, re.MULTILINE)
    assert told == [("Author", who), ("AuthorDate", when), ("Commit", who), ("CommitDate", when)]


def test_every_command_is_documented_and_no_other() -> None:
    assert set(re.findall(r"`qantar ([a-z]+(?:-[a-z]+)*)", CONTRIBUTING)) == set(main.commands)


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
    modules = (ROOT / "builder" / "render" / f"{name}.py" for name in ("form", "reference"))
    made = "".join(module.read_text(encoding="utf-8") for module in modules)
    assert pages == {"contribute/fields", "contribute/problems", "contribute/form"}
    assert [page for page in pages if f'"{page}/"' not in made] == []


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## (\S+?),? ", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest is not None and newest[1] == project["version"]


def test_changelog_has_one_sentence_a_line() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line.startswith("- ")]
    assert entries
    assert [line for line in entries if not line.endswith(".") or ". " in line] == []


def test_readme_has_no_number_that_is_not_a_date_or_a_version() -> None:
    known = r"January 2022|Python 3\.11|CC BY(?:-SA 3| 4)\.0|`entries/[^`]+`|^[0-9]\. "
    prose = re.sub(known, "", README, flags=re.MULTILINE)
    assert re.findall(r"[0-9]+", prose) == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_tokens_can_only_read(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    used = re.findall(r"\buses: (\S+)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one)] == []
    assert YAML(typ="safe").load(text)["permissions"] == {"contents": "read"}
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_issue_form_asks_for_the_page_and_the_source() -> None:
    form = YAML(typ="safe").load(ROOT / ".github" / "ISSUE_TEMPLATE" / "correct-a-fact.yml")
    asked = {part["id"] for part in form["body"] if part["type"] != "markdown"}
    assert {"page", "wrong", "right", "source"} <= asked
