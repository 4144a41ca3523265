"""The form page: what a person writes becomes the text of a record, in the browser alone."""

import re
from collections.abc import Mapping
from pathlib import Path

from builder.i18n import LANGUAGES
from builder.model.vocabulary import vocabularies
from builder.render.form_data import form_files
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.templates import fill

PATH = "contribute/form/"
SCRIPTS = tuple(
    f"/assets/js/{name}.js"
    for name in (
        "form-data", "form-schema", "form-dates", "form-texts", "form-address", "form-yaml",
        "form-errors", "form-files", "form-fields", "form-checks", "form-together", "form-record",
        "form",
    )
)  # fmt: skip
"""In this order: each uses those before it."""
STYLE = "/assets/form.css"
STRICTER = "<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'none'; form-action 'none'\">"
"""Beside the policy of every page: from this one nothing is sent at all."""
VOCABULARIES = ("topic", "modality", "medium", "seen", "language")
MAIL = re.compile(r"[^@\s:/?&%#]+@[^@\s:/?&%#]+")
TEMPLATE = """\
id: {id}
recorded: 2026-11-23
written_in: {language}
title:
  {language}: "{title}"
when: 2022-01-05 about 17:00
places:
  - almaty
claims:
  - id: said
    text:
      {language}: "{text}"
    asserted_by:
      - interior-ministry
    asserted_on: 2022-01-06
    citations:
      - source: id-of-the-source
        locator: "{locator}"
"""
"""What somebody without JavaScript copies and fills in."""


def form_page(reader: Reader, folder: Path) -> tuple[Page, dict[str, bytes]]:
    """The page at `/contribute/form/` and the scripts that it checks with."""
    r = reader.at(PATH)
    title = r.t("Suggest a record or a correction")
    about = r.t(
        "Fill in what you know. The page checks it and makes a text file of it; nothing leaves "
        "your browser until you send that file yourself."
    )
    content = fill(
        folder,
        "form.html",
        r,
        title=title,
        lede=about,
        terms=terms(r),
        languages=LANGUAGES,
        words=words(r),
        mail=mail(r),
        sample=sample(r),
    )
    head = f'{STRICTER}\n<link rel="stylesheet" href="{r.file(STYLE)}">\n'
    page = Page(
        r.language, r.path, title, about, content, head, SCRIPTS, "page--form", "contribute"
    )
    return page, form_files(r)


def terms(reader: Reader) -> Mapping[str, list[tuple[str, str]]]:
    """The vocabularies that the form chooses from, in the reader's words."""
    return {
        name: [(term, reader.term(name, term)) for term in vocabularies()[name]]
        for name in VOCABULARIES
    }


def mail(reader: Reader) -> str:
    """The address to write to; empty while none is set, or when it is no address for mail."""
    contact = reader.settings.contact.removeprefix("mailto:")
    return contact if MAIL.fullmatch(contact) else ""


def sample(reader: Reader) -> str:
    """A record to copy, its own words in the reader's language."""
    return TEMPLATE.format(
        language=reader.language,
        id="short-name-of-the-event",
        title=reader.t("What happened, in one line"),
        text=reader.t("The statement, in one sentence"),
        locator=reader.t("paragraph, page or minute"),
    )


def words(reader: Reader) -> dict[str, str]:
    """What the script says, by the name of the `data-` attribute that carries it."""
    return {
        "faults": reader.t("This needs mending first"),
        "more": reader.t("One more"),
        "copy": reader.t("Copy"),
        "copied": reader.t("Copied"),
        "select": reader.t("Select and copy it with your keys"),
        "download": reader.t("Download"),
        "mailto": reader.t("Open a mail with it"),
        "attach": reader.t("Open a mail, and attach the downloaded files yourself"),
        "goes": reader.t("Goes into the archive as {path}"),
        "note": reader.t("Goes to the people who keep the archive; it is not a record"),
        "ready": reader.t("Checked. Nothing has been sent."),
        "unloaded": reader.t("A file of this page could not be loaded. Open the page again."),
        "lists": reader.t("The list of names could not be loaded; the id itself can be typed."),
        "unasked": reader.t("Whether the id is taken could not be looked up; the check will tell."),
        "fragment": reader.t("The address of this page names no record; write its id yourself."),
        "english": reader.t("English"),
        "kazakh": reader.t("Kazakh"),
        "russian": reader.t("Russian"),
        "latin": reader.t("Latin"),
        "cyrillic": reader.t("Cyrillic"),
    }
