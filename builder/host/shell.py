"""The empty page of each language and depth, and the splicing of a record's page into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from builder.host.social import social
from builder.i18n import LANGUAGES, Language, language_of, prefix
from builder.links import LinkStyle, depth_of, href

SECTIONS = (
    "timeline",
    "map",
    "blackout",
    "figures",
    "cases",
    "law",
    "known",
    "search",
)
"""The folders that the header's navigation names, in its order."""
MORE = {
    "look": ("browse", "sources", "people", "organisations", "places", "topics"),
    "about": (
        "about",
        "method",
        "policy",
        "glossary",
        "languages",
        "changes",
        "corrections",
        "cite",
    ),
    "use": ("data", "verify", "gaps", "contribute", "safety"),
}
"""Group of the footer → the folders it names, in their order."""

PHRASE = 160
"""Characters from which a description is taken to say what page it is of."""

_EDGE = "\x1e"  # cannot occur in a template or a page: the record separator


def slot(name: str) -> str:
    """Mark a place in the template that is filled page by page."""
    return f"{_EDGE}{name}{_EDGE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """One rendered empty page, cut at its slots: even `segments` are text, odd ones slot names.

    `address` is where the site stands, without a slash at its end; empty where nobody can know.
    """

    language: Language
    depth: int
    site_name: str
    segments: tuple[str, ...]
    style: LinkStyle = "site"
    address: str = ""

    def splice(
        self,
        *,
        title: str,
        description: str,
        content: str,
        path: str,
        alternates: Mapping[Language, str],
        head: str = "",
        body_class: str = "",
        scripts: Iterable[str] = (),
        section: str | None = None,
        subject: str = "site",
    ) -> bytes:
        """Join the page at `path`; `content` and `head` are our own HTML, all else is escaped.

        `alternates` gives the same page's path in each language, `scripts` are paths from the
        site's root, `section` the entry of the navigation to mark if the path does not tell it,
        `subject` what the picture shows that other sites put beside a link.
        """
        if depth_of(path) != self.depth:
            raise ValueError(f"{path} does not lie {self.depth} folders deep")
        about = _told_apart(description, title)
        filled = {
            "title": escape(f"{title} · {self.site_name}" if title else self.site_name),
            "description": escape(about),
            "alternates": self._alternates(path, alternates),
            "languages": self._languages(path, alternates),
            "head": "".join((self._social(title, about, path, subject), head)),
            "body-class": escape(body_class),
            "content": content,
            "scripts": self._scripts(path, scripts),
            f"current-{section or section_of(path)}": ' aria-current="true"',
        }
        texts = list(self.segments)
        texts[1::2] = [filled.get(name, "") for name in texts[1::2]]
        return "".join(texts).encode()

    def _social(self, title: str, about: str, path: str, subject: str) -> str:
        return social(
            title=title,
            description=about,
            site_name=self.site_name,
            language=self.language,
            subject=subject,
            path=path,
            address=self.address,
        )

    def _alternates(self, path: str, alternates: Mapping[Language, str]) -> str:
        """The page in every language, itself included, and the one for any other language.

        Search engines, who alone read it, heed whole addresses only: without one, nothing.
        """
        if not self.address:
            return ""
        named = {str(code): other for code, other in alternates.items()}
        if "en" in alternates:
            named["x-default"] = alternates["en"]
        own = f'<link rel="canonical" href="{escape(self.address + path)}">\n'
        return own + "".join(
            f'<link rel="alternate" hreflang="{code}" href="{escape(self.address + other)}">\n'
            for code, other in named.items()
        )

    def _languages(self, path: str, alternates: Mapping[Language, str]) -> str:
        items = []
        for language, name in LANGUAGES.items():
            if language == self.language:
                items.append(f'<li><span lang="{language}" aria-current="true">{name}</span></li>')
                continue
            other = self._href(path, alternates.get(language, prefix(language)))
            code = f'lang="{language}" hreflang="{language}"'
            items.append(f'<li><a {code} href="{other}">{name}</a></li>')
        return "".join(items)

    def _scripts(self, path: str, scripts: Iterable[str]) -> str:
        return "".join(
            f'<script defer src="{self._href(path, script)}"></script>\n' for script in scripts
        )

    def _href(self, path: str, other: str) -> str:
        return escape(href(path, other, self.style))


def cut(
    rendered: str,
    language: Language,
    depth: int,
    site_name: str,
    style: LinkStyle = "site",
    *,
    address: str = "",
) -> Shell:
    """Cut a rendered empty page at its slots; a copy has no address."""
    known = address.rstrip("/") if style == "site" else ""
    return Shell(language, depth, site_name, tuple(rendered.split(_EDGE)), style, known)


def _told_apart(description: str, title: str) -> str:
    """A description that is a phrase fits many pages; with the title it fits one."""
    return (
        description
        if len(description) >= PHRASE or title in description
        else f"{title}: {description}"
    )


def section_of(path: str) -> str:
    """Name the first folder of a path below its language."""
    parts = path.split("/")
    return parts[2] if parts[1] in LANGUAGES and len(parts) > 2 else parts[1]


@dataclass(frozen=True, slots=True)
class Hosted:
    """What the host gives: finished hand-written pages and assets by file name, and the shells."""

    pages: Mapping[str, bytes]
    assets: Mapping[str, bytes]
    shells: Mapping[tuple[Language, int], Shell]

    @property
    def style(self) -> LinkStyle:
        """How every page of this site names another."""
        return next(iter(self.shells.values())).style

    def shell(self, path: str) -> Shell:
        """Find the shell for the page at `path`."""
        return self.shells[language_of(path), depth_of(path)]
