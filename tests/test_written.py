"""The account and the glossary: what is asked of hand-written texts, and what the real ones hold."""

import re
from pathlib import Path

import pytest

from builder import pipeline
from builder.model.nodes import Prose
from builder.model.prose import parse
from builder.model.sentences import leads, sentences, words
from builder.model.text import LANGUAGES
from builder.model.written import Account, Glossary
from builder.write.fmt import format_files
from builder.written import TEXTS, is_written, read_written
from tests.small import archive, change, put, told

ACCOUNT = "site_overrides/pages/account.yaml"


def cut(text: str) -> list[str]:
    return [words(one) for one in sentences(parse(text))]


def account(real: pipeline.Checked) -> Account:
    found = real.corpus.written.account
    assert found is not None
    return found


def targets(prose: Prose) -> set[str]:
    links = {link.target for link in prose.links}
    return links | {f"{value.figure}#{value.claim}" for value in prose.values}


# Sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("It was 17:00 in Almaty. 5 January.", ["It was 17:00 in Almaty.", "5 January."]),
        ("He said “no.” Then he left.", ["He said “no.”", "Then he left."]),
        ("Art. 41-1 of the law, no. 5, holds.", ["Art.", "41-1 of the law, no.", "5, holds."]),
        ("[One](abc). Two [three](abc#x).", ["One.", "Two three."]),
        ("«Да». «Нет». Жоқ.", ["«Да».", "«Нет».", "Жоқ."]),
        ("- first item\n- second item", ["first item", "second item"]),
        ("No end at all", ["No end at all"]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, found: list[str]) -> None:
    assert cut(text) == found


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Snow [fell](storm).", True),
        ("Of them {injured#health} were hurt.", True),
        ("It was *[late](storm#x)*.", True),
        ("Snow fell.", False),
        ("Snow [fell](https://example.org/).", False),
        ("Snow fell [@herald-2022-01-06].", False),
    ],
)
def test_a_sentence_leads_to_a_record_when_it_links_one(text: str, led: bool) -> None:
    assert [leads(one) for one in sentences(parse(text))] == [led]


# Reading


def test_an_archive_without_the_texts_is_in_order(tmp_path: Path) -> None:
    root = archive(tmp_path)
    for path in TEXTS:
        (root / path).unlink()
    assert told(root) == []
    assert read_written(root)[0].texts == ()


def test_a_text_with_an_unknown_field_is_left_out_and_told(tmp_path: Path) -> None:
    root = archive(tmp_path)
    change(root, ACCOUNT, "    days: 2022-01-05\n", "    day: 2022-01-05\n")
    assert [line.split(" | ")[0] for line in told(root)] == [
        f"{ACCOUNT}:11:5 error field-unknown: unknown field 'day'"
    ]


def test_a_text_is_not_told_wrong_for_a_record_that_could_not_be_read(tmp_path: Path) -> None:
    root = archive(tmp_path)
    put(root, "entries/episodes/network-cut.yaml", "id: network-cut\n")
    assert [line for line in told(root) if line.startswith("site_overrides")] == []


def test_one_text_can_be_checked_alone(tmp_path: Path) -> None:
    root = archive(tmp_path)
    assert is_written(root, ACCOUNT)
    assert is_written(root, "site_overrides/")
    assert not is_written(root, "entries")
    assert pipeline.check(root, [ACCOUNT]).problems == []


def test_fmt_gives_the_texts_the_hashes_of_their_originals(tmp_path: Path) -> None:
    root = archive(tmp_path)
    text = (root / ACCOUNT).read_text(encoding="utf-8")
    put(root, ACCOUNT, re.sub(r",? made_from: \{.*?\}", "", re.sub(r"\n +made_from: .*", "", text)))
    assert format_files(root, [root / "site_overrides"], write=True).changed == [ACCOUNT]
    filled = (root / ACCOUNT).read_text(encoding="utf-8")
    assert filled.count("made_from: {ru: ") == 6


# The real ones


def test_every_sentence_of_the_account_leads_to_a_record(real: pipeline.Checked) -> None:
    bare = [
        words(sentence)
        for chapter in account(real).chapters
        for paragraph in chapter.paragraphs
        for language in LANGUAGES
        for sentence in sentences(paragraph.prose(language))
        if not leads(sentence)
    ]
    assert bare == []


def test_every_language_of_the_account_carries_the_same_references(real: pipeline.Checked) -> None:
    for chapter in account(real).chapters:
        for paragraph in chapter.paragraphs:
            assert paragraph.languages == LANGUAGES
            first, *others = (targets(paragraph.prose(language)) for language in LANGUAGES)
            assert others == [first, first], chapter.id


def test_every_language_of_the_account_has_as_many_sentences(real: pipeline.Checked) -> None:
    for chapter in account(real).chapters:
        for paragraph in chapter.paragraphs:
            found = {len(list(sentences(paragraph.prose(language)))) for language in LANGUAGES}
            assert len(found) == 1, (chapter.id, paragraph.en)


def test_the_account_is_read_in_ten_minutes(real: pipeline.Checked) -> None:
    said = [
        words(sentence)
        for chapter in account(real).chapters
        for paragraph in chapter.paragraphs
        for sentence in sentences(paragraph.prose("en"))
    ]
    assert 1100 <= sum(len(sentence.split()) for sentence in said) <= 1700


def test_most_sentences_lead_to_a_claim_not_only_to_a_record(real: pipeline.Checked) -> None:
    found = [
        any("#" in target for target in targets(paragraph.prose("en")))
        for chapter in account(real).chapters
        for paragraph in chapter.paragraphs
    ]
    assert all(found)


def test_the_real_glossary_explains_no_term_of_a_vocabulary_itself(real: pipeline.Checked) -> None:
    glossary = real.corpus.written.glossary
    assert isinstance(glossary, Glossary)
    listed = [e.words for section in glossary.sections for e in section.entries if e.words]
    assert sorted(listed) == sorted(set(listed))
    assert {"grade", "claim-status", "modality", "seen", "precision", "publish"} <= set(listed)
