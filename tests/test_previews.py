"""Pictures for other sites: one a kind and language, the same bytes, every letter of Kazakh."""

from io import BytesIO

import pytest
from PIL import Image

from builder.corpus import Corpus
from builder.host.shell import cut, slot
from builder.host.social import preview_path
from builder.i18n import LANGUAGES, Language
from builder.model.vocabulary import vocabularies
from builder.render.previews import ABOUT, _font, previews
from builder.render.reader import Reader
from tests.small import ARCHIVE, corpus

MISSING = "\uffff"


@pytest.fixture(scope="module")
def small() -> Corpus:
    """The invented archive as it is."""
    return corpus(ARCHIVE)


def head(address: str, language: Language = "kk") -> str:
    shell = cut(slot("head"), language, 3, "Архив", address=address)
    path = "/kk/e/storm/"
    return shell.splice(
        title="Дауыл", description="“Қар”", content="", path=path, alternates={}, subject="event"
    ).decode()


def test_every_kind_and_the_site_have_a_picture_in_every_language(small: Corpus) -> None:
    assert set(ABOUT) == {"site", *vocabularies()["kind"]}
    made = {path for language in LANGUAGES for path, _ in previews(Reader(small, language))}
    assert len(made) == 30
    assert "assets/preview/event.kk.png" in made


def test_pictures_have_the_size_that_the_page_names(small: Corpus) -> None:
    for path, data in previews(Reader(small, "kk")):
        assert Image.open(BytesIO(data)).size == (1200, 630), path
        assert len(data) < 40_000, path


def test_pictures_are_the_same_bytes_every_time(small: Corpus) -> None:
    assert dict(previews(Reader(small, "ru"))) == dict(previews(Reader(small, "ru")))


def test_the_font_has_every_letter_of_kazakh() -> None:
    font = _font(40, 700)
    blank = bytes(font.getmask(MISSING))
    letters = "ӘҒҚҢӨҰҮҺІәғқңөұүһі«»–"
    assert [letter for letter in letters if bytes(font.getmask(letter)) == blank] == []


def test_a_page_names_its_picture_where_the_site_has_an_address() -> None:
    found = head("https://archive.example")
    assert (
        'property="og:image" content="https://archive.example/assets/preview/event.kk.png"' in found
    )
    assert 'property="og:url" content="https://archive.example/kk/e/storm/"' in found
    assert 'property="og:locale" content="kk_KZ"' in found


def test_without_an_address_a_page_names_no_picture() -> None:
    found = head("")
    assert "og:image" not in found
    assert "og:url" not in found
    assert 'property="og:title" content="Дауыл"' in found
    assert preview_path("event", "kk") == "/assets/preview/event.kk.png"
