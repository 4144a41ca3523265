"""The empty page of each language and depth, and the splicing of a record's page into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from builder.i18n import LANGUAGES, Language, language_of, prefix
from builder.links import LinkStyle, depth_of, href

SECTIONS = (
    "timeline",
    "map",
    "blackout",
    "known",
    "figures",
    "cases",
    "law",
    "sources",
    "search",
    "data",
    "method",
    "contribute",
)
"""The folders that the header's navigation names, in its order."""

_EDGE = "\x1e"  # cannot occur in a template or a page: the record separator


def slot(name: str) -> str:
    """Mark a place in the template that is filled page by page."""
    return f"{_EDGE}{name}{_EDGE}"


@dataclass(frozen=True, slots=True)
class Shell:
    """One rendered empty page, cut at its slots: even `segments` are text, odd ones slot names."""

    language: Language
    depth: int
    site_name: str
    segments: tuple[str, ...]
    style: LinkStyle = "site"

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
    ) -> bytes:
        """Join the page at `path`; `content` and `head` are our own HTML, all else is escaped.

        `alternates` gives the same page's path in each language, `scripts` are paths from the
        site's root, `section` the entry of the navigation to mark if the path does not tell it.
        """
        if depth_of(path) != self.depth:
            raise ValueError(f"{path} does not lie {self.depth} folders deep")
        filled = {
            "title": escape(f"{title} · {self.site_name}" if title else self.site_name),
            "description": escape(description),
            "alternates": self._alternates(path, alternates),
            "languages": self._languages(path, alternates),
            "head": head,
            "body-class": escape(body_class),
            "content": content,
            "scripts": self._scripts(path, scripts),
            f"current-{section or section_of(path)}": ' aria-current="true"',
        }
        texts = list(self.segments)
        texts[1::2] = [filled.get(name, "") for name in texts[1::2]]
        return "".join(texts).encode()

    def _alternates(self, path: str, alternates: Mapping[Language, str]) -> str:
        return "".join(
            f'<link rel="alternate" hreflang="{language}" href="{self._href(path, other)}">\n'
            for language, other in alternates.items()
            if language != self.language
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
    rendered: str, language: Language, depth: int, site_name: str, style: LinkStyle = "site"
) -> Shell:
    """Cut a rendered empty page at its slots."""
    return Shell(language, depth, site_name, tuple(rendered.split(_EDGE)), style)


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

    def shell(self, path: str) -> Shell:
        """Find the shell for the page at `path`."""
        return self.shells[language_of(path), depth_of(path)]
