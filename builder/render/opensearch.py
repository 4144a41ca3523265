"""How a page tells browsers that the archive can be searched from their own search box."""

from html import escape

from builder.render.reader import Reader

DESCRIPTION = "opensearch.{language}.xml"
"""The file that describes the search of a language, at the site's root."""


def search_link(reader: Reader) -> str:
    """A line for the head of a page; nothing while the archive has no address."""
    if not reader.settings.site_address or reader.style != "site":
        return ""
    file = reader.file(f"/{DESCRIPTION.format(language=reader.language)}")
    return (
        '<link rel="search" type="application/opensearchdescription+xml" '
        f'title="{escape(reader.t("Qandy Qantar archive"))}" href="{escape(file)}">\n'
    )
