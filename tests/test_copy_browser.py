"""A copied folder opened without a server, in Chromium and in Firefox."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder import pipeline
from builder.i18n import LANGUAGES, Language
from tests.browser import BROWSERS, tab
from tests.conftest import ROOT
from tests.copies import STEPS, Sample, Walker
from tests.links_of import dead_links
from tests.small_archive import small_archive

SMALL = Sample("Тасбулак", "tasbulak", "shutdown")
REAL = Sample("Жаңаөзен", "zhanaozen", "deaths")
ODD = "көшірме #1 100% (копия)"
"""A name in which nearly every letter must be written otherwise in an address."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented archive, in a folder with an odd name."""
    folder = tmp_path_factory.mktemp("small")
    pipeline.build(small_archive(folder / "archive"), folder / ODD, links="file", jobs=1)
    return folder / ODD


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real archive, likewise."""
    folder = tmp_path_factory.mktemp("whole") / ODD
    pipeline.build(ROOT, folder, links="file")
    return folder


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    with BROWSERS[request.param]() as started:
        yield started


def walk(
    browser: Browser,
    folder: Path,
    language: Language,
    sample: Sample,
    step: Callable[[Walker], None],
) -> None:
    with tab(browser) as (page, heard):
        step(Walker(page, heard, folder, language, sample))
    assert heard.messages == []
    assert heard.elsewhere(folder.as_uri()) == []


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_small_copy_works_without_a_server(
    browser: Browser, small: Path, step: Callable[[Walker], None]
) -> None:
    walk(browser, small, "en", SMALL, step)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_the_whole_copy_works_without_a_server(
    browser: Browser, whole: Path, language: Language, step: Callable[[Walker], None]
) -> None:
    walk(browser, whole, language, REAL, step)


@pytest.mark.long
def test_every_link_of_the_whole_copy_leads_to_a_file(whole: Path) -> None:
    assert dead_links(whole) == []
