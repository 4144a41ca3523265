"""What a citation names: one record, or one frozen version of it, in one language."""

from dataclasses import dataclass, replace
from datetime import date

from builder.i18n import Language, prefix, translations
from builder.project import Settings

NAME = "Qandy Qantar archive"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which version a citation may name: none before the first release of the record.

    `newer`: the record says something else by now than its last version, `number`, does.
    """

    number: int | None = None
    released: date | None = None
    newer: bool = False

    @property
    def frozen(self) -> bool:
        """True when what stands on the page is that version, which will never change."""
        return self.number is not None and not self.newer


@dataclass(frozen=True, slots=True)
class Subject:
    """The values of one citation; `recorded` is the day on which the record entered the archive."""

    id: str
    heading: str
    language: Language
    recorded: date
    standing: Standing
    archive: str = NAME
    publisher: str = ""
    site: str = ""
    """Address of the site without a slash at its end; empty while the archive has none."""
    claim: str = ""

    @property
    def path(self) -> str:
        """The permalink, from the site's root: of the version where it is frozen."""
        version = f"v/{self.standing.number}/" if self.standing.frozen else ""
        claim = f"#{self.claim}" if self.claim else ""
        return f"{prefix(self.language)}e/{self.id}/{version}{claim}"

    @property
    def address(self) -> str:
        """The whole permalink; empty while the archive has no address."""
        return self.site + self.path if self.site else ""

    @property
    def key(self) -> str:
        """What the citation is called in a list of references: the id, and the version."""
        version = f"-v{self.standing.number}" if self.standing.frozen else ""
        return f"{self.id}{version}"

    def of_claim(self, claim: str) -> "Subject":
        """The same, naming one claim of the record."""
        return replace(self, claim=claim)


def subject(
    id: str,
    heading: str,
    language: Language,
    recorded: date,
    standing: Standing,
    settings: Settings,
) -> Subject:
    """What to cite in an archive of these settings; a publisher that is set is named, no other."""
    archive = translations(language).gettext("Qandy Qantar archive")
    return Subject(
        id,
        heading,
        language,
        recorded,
        standing,
        archive,
        "" if settings.publisher == archive else settings.publisher,
        settings.site_address.rstrip("/"),
    )
