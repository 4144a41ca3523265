"""What every exporter writes from: the records, what the archive says of itself, its tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from builder.cite.subject import Standing
from builder.corpus import Corpus
from builder.derive.tables import TABLES, Row, Table
from builder.project import Settings

LICENCE = "CC-BY-4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
TITLE = "Qandy Qantar archive"
ABOUT = "Validated records about January 2022 in Kazakhstan, each claim with its source."
UNSET = Settings()


@dataclass(frozen=True)
class Whole:
    """The archive as a whole; rows of tables are made once for all formats."""

    corpus: Corpus
    settings: Settings = UNSET
    standings: Mapping[str, Standing] = field(default_factory=dict)
    """Which version of a record can be cited; absent before its first release."""

    @property
    def site(self) -> str:
        """Where the site stands, with a slash at its end; empty while nobody has said."""
        address = self.settings.site_address.rstrip("/")
        return f"{address}/" if address else ""

    @cached_property
    def tables(self) -> Mapping[str, tuple[Table, tuple[Row, ...]]]:
        """Every table with its rows, by name."""
        return {name: (table, tuple(table.rows(self.corpus))) for name, table in TABLES.items()}
