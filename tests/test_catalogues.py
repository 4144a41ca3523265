"""The interface in three languages: nothing missing, nothing unused, the same placeholders."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from small_archive import ROOT

from builder.model.vocabulary import vocabularies

LOCALE = ROOT / "builder" / "data" / "locale"
TEMPLATES = sorted((ROOT / "site_overrides" / "theme").rglob("*.html"))
MODULES = sorted((ROOT / "builder").rglob("*.py"))
ASKING = {"t": 1, "n": 2, "message": 2, "plurals": 2, "gettext": 1, "ngettext": 2}
"""Methods that look a message up, with how many of their first arguments are messages."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[А-яЁё]")
WORDS = [(f"{v}.{t}", word) for v, terms in vocabularies().items() for t, word in terms.items()]


def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as stream:
        return read_po(stream, locale=language)


def translated(language: str) -> dict[str, tuple[str, ...]]:
    """Each message (its singular) with all its forms in a language."""
    found = {}
    for message in catalogue(language):
        if message.id:
            one = message.id[0] if isinstance(message.id, tuple) else message.id
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            found[one] = tuple(str(form) for form in forms)
    return found


def asked_in_python(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            for argument in node.args[: ASKING.get(node.func.attr, 0)][:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def asked_in_template(file: Path) -> Iterator[str]:
    for call in Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
        asked = isinstance(call.node, nodes.Getattr) and call.node.attr in ASKING
        asked = asked or (isinstance(call.node, nodes.Name) and call.node.name == "_")
        if asked and call.args and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value


def literals() -> set[str]:
    """Every text that stands as such in a module or a template: a message may wait in a table."""
    found = set()
    for file in MODULES:
        tree = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        found |= {n.value for n in tree if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for file in TEMPLATES:
        tree = Environment().parse(file.read_text(encoding="utf-8")).find_all(nodes.Const)
        found |= {n.value for n in tree if isinstance(n.value, str)}
    return found


def asked() -> set[str]:
    modules = {one for file in MODULES for one in asked_in_python(file)}
    return modules | {one for file in TEMPLATES for one in asked_in_template(file)}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_message_asked_for_is_translated(language: str) -> None:
    known = translated(language)
    assert sorted(asked() - {one for one, forms in known.items() if all(forms)}) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_message_is_left_that_nothing_asks_for(language: str) -> None:
    assert sorted(set(translated(language)) - literals()) == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_placeholders_are_the_same_in_every_form(language: str) -> None:
    other = [
        one
        for one, forms in translated(language).items()
        for form in forms
        if set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(one))
    ]
    assert other == []


@pytest.mark.parametrize(("language", "forms"), [("ru", 3), ("kk", 2)])
def test_counted_messages_have_as_many_forms_as_the_language(language: str, forms: int) -> None:
    counted = [message for message in catalogue(language) if isinstance(message.id, tuple)]
    short = [m.id[0] for m in counted if len([one for one in m.string if one]) != forms]
    assert short == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_message_is_there_twice_or_in_doubt(language: str) -> None:
    text = (LOCALE / f"{language}.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert [one for one in set(ids) if ids.count(one) > 1] == []
    assert [message.id for message in catalogue(language) if message.fuzzy and message.id] == []


def test_both_catalogues_translate_the_same_messages() -> None:
    assert set(translated("ru")) ^ set(translated("kk")) == set()


def test_longer_kazakh_messages_are_kazakh() -> None:
    russian = translated("ru")
    same = [
        one for one, forms in translated("kk").items() if len(one) > 40 and forms == russian[one]
    ]
    plain = [
        one
        for one, forms in translated("kk").items()
        if len(one) > 40 and not KAZAKH.search("".join(forms))
    ]
    assert (same, plain) == ([], [])


def test_every_term_has_labels_in_three_languages_and_a_meaning() -> None:
    wanting = [
        name
        for name, word in WORDS
        if not (word.en and word.about and CYRILLIC.search(word.ru) and CYRILLIC.search(word.kk))
    ]
    assert wanting == []


def test_kazakh_labels_are_kazakh() -> None:
    same = [name for name, word in WORDS if word.kk == word.ru]
    kazakh = [name for name, word in WORDS if KAZAKH.search(word.kk)]
    assert len(same) < len(WORDS) / 10, same
    assert len(kazakh) > len(WORDS) / 2
