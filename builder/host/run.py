"""Runs mkdocs for the hand-written pages and the empty shells, and gathers the site's assets."""

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from html import escape, unescape
from importlib.metadata import version
from importlib.resources import files as resources
from pathlib import Path
from typing import Any, Protocol, cast

from jinja2 import Environment, StrictUndefined, TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from rjsmin import jsmin  # type: ignore[import-untyped]  # it carries no types

from builder.host.filling import filled
from builder.host.shell import MORE, SECTIONS, Hosted, Shell, cut, slot
from builder.host.stylesheet import bare, joined
from builder.i18n import LANGUAGES, Language, language_of, prefix, translations
from builder.links import LinkStyle, aimed, depth_of, file_of, href
from builder.problems import Stop
from builder.project import Settings

DEPTHS = range(6)
"""How many folders below its language's root a page may lie: `/e/x/v/1/` is 4."""

UNSET = Settings()
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
HEADERS = f"""\
/*
  Content-Security-Policy: {POLICY}
  X-Frame-Options: DENY
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Permissions-Policy: camera=(), geolocation=(), microphone=()

/embed/*
  Content-Security-Policy: {POLICY}; frame-ancestors *

/ru/embed/*
  Content-Security-Policy: {POLICY}; frame-ancestors *

/kk/embed/*
  Content-Security-Policy: {POLICY}; frame-ancestors *

/data/*
  Access-Control-Allow-Origin: *

/feeds/*
  Access-Control-Allow-Origin: *

/oembed/*
  Access-Control-Allow-Origin: *
"""
"""No page may be framed but the cards. Hosts differ in what two rules for one path come to: some
join their values (Cloudflare Pages), some take the last (Netlify). A policy that said "nobody" for
all could not be widened where values are joined, so X-Frame-Options says it: browsers leave it
aside where a policy names who may frame a page, as that of the cards does in either case.
"""

SENT: Mapping[str, Callable[[str], str]] = {".css": bare, ".js": jsmin}
"""How our own files are sent: what explains them stays in the source, a third of their weight."""

ASSISTED = "This translation was made with machine help; no person has reviewed it yet."

_SHELL = re.compile(r"shell-(en|ru|kk)-(\d)\.md")
_LINK = re.compile(r'(<(?:a|area|form)\s(?:[^>]*?\s)?(?:href|action)=")([^"]*)(?=")')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)
"""How an address begins that is not a path on this site: another site, or this page itself."""


class HostFault(Stop):
    """mkdocs could not render the hand-written pages or the shells."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A hand-written page as mkdocs rendered it, before it stands in a shell."""

    path: str
    title: str
    description: str
    html: str
    assisted: bool = False
    """Translated with machine help, and read by nobody yet."""


class Collected:
    """What one run of mkdocs has rendered: prose by path, and the shells' text by nominal path."""

    def __init__(self) -> None:
        self.prose: dict[str, Prose] = {}
        self.shells: dict[str, str] = {}

    def add_prose(self, page: Page, html: str) -> None:
        """Keep the content of a hand-written page."""
        if _SHELL.fullmatch(page.file.src_uri):
            return
        path = f"/{page.url}".replace("/./", "/")
        about = str(page.meta.get("description", ""))
        assisted = bool(page.meta.get("machine_assisted"))
        self.prose[path] = Prose(path, unescape(str(page.title)), about, html, assisted)

    def add_shell(self, page: Page, rendered: str) -> None:
        """Keep a rendered shell."""
        if _SHELL.fullmatch(page.file.src_uri):
            self.shells[_path_of(page)] = rendered

    def hosted(self, root: Path, style: LinkStyle = "site", *, address: str = "") -> Hosted:
        """Cut the shells, put the prose into them and add the assets."""
        shells = dict(
            _cut(path, text, style, address) for path, text in sorted(self.shells.items())
        )
        pages = {
            file_of(prose.path): _page(prose, shells, self.prose, style)
            for prose in self.prose.values()
        }
        return Hosted(dict(sorted(pages.items())), dict(_assets(root)), shells)


def host(root: Path, *, style: LinkStyle = "site", settings: Settings = UNSET) -> Hosted:
    """Render the hand-written pages and the shells of the project at `root`, writing nothing.

    `style` holds for every link of the whole site; `settings` are what the pages say of it.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    log = logging.getLogger("mkdocs")
    level, complaints = log.level, _Complaints()
    log.setLevel(logging.WARNING)
    log.addHandler(complaints)
    propagated, log.propagate = log.propagate, False
    try:
        with tempfile.TemporaryDirectory(prefix="qantar-") as scratch:
            config = load_config(str(root / "mkdocs.yml"), site_dir=scratch)
            plugin = cast(_Plugin, config.plugins["qantar"])
            plugin.captures_only, plugin.settings = True, settings
            build(config)
    except (Abort, MkDocsException, TemplateError, UnicodeDecodeError) as fault:
        raise HostFault("\n".join([*complaints.texts, str(fault)])) from fault
    finally:
        log.removeHandler(complaints)
        log.setLevel(level)
        log.propagate = propagated
    if complaints.texts:
        raise HostFault("\n".join(complaints.texts))
    return plugin.collected.hosted(root, style, address=settings.site_address)


def fingerprint(root: Path) -> str:
    """Hash everything `host` depends on, so that its result can be kept."""
    found = hashlib.sha256()
    for package in ("mkdocs", "mkdocs-material", "markdown", "jinja2", "babel", "rjsmin"):
        found.update(f"{package}={version(package)}\0".encode())
    ours = sorted(Path(str(resources("builder") / "host")).glob("*.py"))
    locale = sorted(Path(str(resources("builder") / "data" / "locale")).glob("*.po"))
    look = sorted(path for path in (root / "site_overrides").rglob("*") if path.is_file())
    for path in [root / "mkdocs.yml", *look, *locale, *ours]:
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for path in look:
        found.update(path.relative_to(root).as_posix().encode() + b"\0")
    return found.hexdigest()


def pages_and_shells(files: Files, config: MkDocsConfig) -> Files:
    """Keep mkdocs' hand-written pages, drop the theme's files, add one empty page per shell."""
    _refuse_symlinks(Path(config.docs_dir).parent)
    written = [file for file in files if file.is_documentation_page() and file.src_dir]
    hidden = InclusionLevel.NOT_IN_NAV
    for language in LANGUAGES:
        for depth in DEPTHS:
            uri = f"shell-{language}-{depth}.md"
            written.append(File.generated(config, uri, content="", inclusion=hidden))
    return Files(written)


def said(markdown: str, settings: Settings) -> str:
    """The text of a hand-written page in an archive of these settings."""
    told = {one.name: getattr(settings, one.name) for one in fields(settings)}
    return filled(markdown, {name: value for name, value in told.items() if isinstance(value, str)})


def strict(env: Environment) -> Environment:
    """Make an undefined name in the template an error."""
    env.undefined = StrictUndefined
    return env


def names_for(page: Page) -> dict[str, Any]:
    """Give the template its language, words, links and slots; words come escaped."""
    path = _path_of(page)
    language = language_of(path)
    gettext = translations(language).gettext
    home = prefix(language)
    return {
        "language": language,
        "policy": POLICY,
        "sections": SECTIONS,
        "more": MORE,
        "slot": slot,
        "_": lambda text: escape(gettext(text)),
        "file": lambda name: href(path, f"/{name}"),
        "link": lambda name: href(path, f"{home}{name}"),
    }


class _Plugin(Protocol):
    captures_only: bool
    settings: Settings
    collected: Collected


class _Complaints(logging.Handler):
    """Collects what mkdocs warns about, so that a dead link in the prose is an error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


def _refuse_symlinks(folder: Path) -> None:
    """mkdocs follows links and would publish whatever they point at."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise PluginError(f"{path}: symbolic links are not allowed")


def _path_of(page: Page) -> str:
    """Give a page's path; a shell stands for every page of its language and depth."""
    match = _SHELL.fullmatch(page.file.src_uri)
    if match is None:
        return f"/{page.url}"
    return prefix(cast(Language, match[1])) + "x/" * int(match[2])


def _cut(
    path: str, text: str, style: LinkStyle, address: str
) -> tuple[tuple[Language, int], Shell]:
    language, depth = language_of(path), depth_of(path)
    name = translations(language).gettext("Qandy Qantar archive")
    restyled = _restyled(text, path, style)
    return (language, depth), cut(restyled, language, depth, name, style, address=address)


def _page(
    prose: Prose,
    shells: Mapping[tuple[Language, int], Shell],
    others: Mapping[str, Prose],
    style: LinkStyle,
) -> bytes:
    language = language_of(prose.path)
    bare = prose.path.removeprefix(prefix(language))
    same = {other: prefix(other) + bare for other in LANGUAGES if prefix(other) + bare in others}
    html = _reachable(_restyled(prose.html, prose.path, style))
    if prose.assisted:
        html = html.replace("</h1>", f"</h1>\n{_assisted(language)}", 1)
    return shells[language, depth_of(prose.path)].splice(
        title=prose.title,
        description=prose.description or prose.title,
        content=f'<article class="prose">\n{html}\n</article>',
        path=prose.path,
        alternates=same,
        body_class="page--prose",
    )


def _assisted(language: Language) -> str:
    told = translations(language).gettext(ASSISTED)
    return f'<p class="quiet">{escape(told)}</p>'


def _reachable(html: str) -> str:
    """Let the keys scroll what may be wider than the window."""
    return html.replace("<pre><code", '<pre><code tabindex="0"')


def _restyled(html: str, path: str, style: LinkStyle) -> str:
    """Write every link to a page of this site as the one renderer of links does."""

    def mend(match: re.Match[str]) -> str:
        target = unescape(match[2])
        if not _ELSEWHERE.match(target):
            target = href(path, aimed(path, target), style)
        return match[1] + escape(target)

    return _LINK.sub(mend, html)


def _assets(root: Path) -> Iterator[tuple[str, bytes]]:
    """Our own stylesheets and scripts, the part of Material's we use, and the headers."""
    theme = root / "site_overrides" / "theme"
    folder = theme / "assets"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            sent = SENT.get(path.suffix)
            yield f"assets/{name}", sent(data.decode()).encode() if sent else data
    sheets = resources("material") / "templates" / "assets" / "stylesheets"
    (main,) = (one for one in sheets.iterdir() if re.fullmatch(r"main\.\w+\.min\.css", one.name))
    ours = [part.read_text(encoding="utf-8") for part in sorted((theme / "styles").glob("*.css"))]
    yield "assets/qantar.css", joined(main.read_text(encoding="utf-8"), ours).encode()
    card = (theme / "card.css").read_text(encoding="utf-8")
    yield "assets/embed.css", f"{bare(ours[0])}\n{bare(card)}\n".encode()
    yield "_headers", HEADERS.encode()
