"""The form page of the small archive, written out for a browser, and what is filled in on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from builder.i18n import Language
from builder.render.form import PATH, SCRIPTS, STYLE, form_page
from builder.render.reader import Reader
from tests.browser import Heard, served, tab, write_page
from tests.small import archive, corpus

TEMPLATES = Path(__file__).parents[1] / "site_overrides" / "theme" / "templates"
Fields = dict[str, str]

KAZAKH: Fields = {
    "event-title": "Тасбұлақта өңірлік ғимарат алдында үнсіз жиын өтті, 2022 жылғы 6 қаңтар",
    "event-when": "2022-01-06 about 17:00",
    "event-places": "Тасбұлақ (tasbulak)",
    "claim-text": 'Жиынға 40 адам қатысты, һәм "ешкім" зардап шекпеді: # іс.',
    "claim-by": "Тасбұлақ әкімдігі",
    "claim-on": "2022-01-07",
    "event-note": "Жиынның қанша уақытқа созылғаны белгісіз.",
    "cite-quote": "өңірлік ғимарат алдында",
    "cite-locator": '"2" - абзац: no \\ бет',
    "source-publisher": "Дала хабары",
    "source-title": "Ғимарат алдындағы үнсіз жиын — көзбен көргендер",
    "source-published": "2022-01-07",
    "source-url": "https://dala.example.org/ziyn?id=5",
}
"""An event and its source as somebody might write them, with every letter that only Kazakh has."""


def written(folder: Path, language: Language) -> str:
    """The page and its files below `folder`; gives the page's path."""
    reader = Reader(corpus(archive(folder / "archive")), language)
    page, files = form_page(reader, TEMPLATES)
    shared = form_page(Reader(reader.corpus, "en"), TEMPLATES)[1]
    write_page(
        folder / "site",
        page.path[1:],
        page.content,
        files={**shared, **files},
        scripts=SCRIPTS,
        styles=[STYLE],
        language=language,
    )
    return page.path


@contextmanager
def opened(
    browser: Browser, folder: Path, language: Language = "en", hash: str = ""
) -> Iterator[tuple[Page, Heard]]:
    """The page, ready to be filled in, as a server gives it."""
    path = written(folder, language)
    with served(folder / "site") as home, tab(browser) as (page, heard):
        page.goto(home + path + hash)
        page.locator("form[data-state=ready]").wait_for()
        yield page, heard
        assert heard.elsewhere(home) == []


def fill(page: Page, fields: Fields) -> None:
    for name, text in fields.items():
        page.locator(f"#f-{name}").fill(text)


def faults(page: Page) -> dict[str, str]:
    """What is said at each field after the button was pressed."""
    page.locator("form button[type=submit]").click()
    page.locator(".form__summary:visible, .form__result:visible").wait_for()
    wrong = page.locator(".form__field--wrong").all()
    told = (
        (one.locator("[id^=f-]").all(), one.locator(".form__error").inner_text()) for one in wrong
    )
    return {
        next(
            id
            for id in (str(c.get_attribute("id")) for c in controls)
            if not id.endswith("error") and not id.endswith("hint")
        ): text
        for controls, text in told
    }


__all__ = ["KAZAKH", "PATH", "Fields", "faults", "fill", "opened", "written"]
