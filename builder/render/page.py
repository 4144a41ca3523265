"""A page before it stands in its shell."""

from dataclasses import dataclass

from builder.i18n import Language, prefix


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `path` starts and ends with `/`; `content` and `head` are our own HTML."""

    language: Language
    path: str
    title: str
    description: str
    content: str
    head: str = ""
    scripts: tuple[str, ...] = ()
    """Addresses from the site's root."""
    body_class: str = ""
    section: str | None = None
    subject: str = "site"
    """What the picture shows that other sites put beside a link: a kind, or the site."""

    @property
    def neutral(self) -> str:
        """The path below the language's root, the same in every language."""
        return self.path.removeprefix(prefix(self.language).rstrip("/"))
