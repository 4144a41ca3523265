"""What Datasette shows beside the tables: their words, their search, and questions to ask."""

from builder.derive.tables import Table
from builder.derive.tables.questions import FIGURES_ON, KNOWN_ON, SEARCH
from builder.export.json_files import written
from builder.export.whole import ABOUT, LICENCE_ADDRESS, TITLE, Whole
from builder.i18n import LANGUAGES


def datasette(whole: Whole) -> bytes:
    """`datasette.json`: `datasette archive.sqlite -m datasette.json`."""
    tables = {name: _words(table) for name, (table, _) in whole.tables.items()}
    tables["records"] |= {"fts_table": "search_en", "fts_pk": "rowid"}
    for language in LANGUAGES:
        tables[f"reading_{language}"] = {"fts_table": f"search_{language}", "fts_pk": "number"}
    about: dict[str, object] = {
        "title": TITLE,
        "description": ABOUT,
        "license": "CC BY 4.0",
        "license_url": LICENCE_ADDRESS,
        "databases": {"archive": {"tables": tables, "queries": _queries()}},
    }
    return written(about | ({"source_url": whole.site} if whole.site else {}))


def _words(table: Table) -> dict[str, object]:
    columns = {column.name: column.about for column in table.columns}
    found: dict[str, object] = {"description": table.about, "columns": columns}
    return found | ({"label_column": "title_en"} if table.name == "records" else {})


def _queries() -> dict[str, object]:
    search: dict[str, object] = {
        f"find_{language}": {
            "title": f"Find words ({name})",
            "sql": SEARCH.format(language),
            "params": ["words"],
        }
        for language, name in LANGUAGES.items()
    }
    return search | {
        "known_on": {
            "title": "The claims known by the end of a day, as they stood then",
            "sql": KNOWN_ON,
            "params": ["day"],
        },
        "figures_on": {
            "title": "What each figure came to by the end of a day",
            "sql": FIGURES_ON,
            "params": ["day"],
        },
    }
