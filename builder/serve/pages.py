"""The pages as they are served: the built ones with what is wrong, and those only served."""

import re
from hashlib import sha256
from html import escape
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from builder.corpus import Corpus
from builder.host.shell import Hosted
from builder.i18n import LANGUAGES, language_of, prefix
from builder.load import quoter
from builder.printable import printable
from builder.problems import Problem
from builder.project import project
from builder.render.missing import FILE as MISSING
from builder.render.page import Page
from builder.render.reader import Reader
from builder.render.site import bound
from builder.render.templates import fill
from builder.report import excerpt, shown, summary
from builder.serve.work import PROBLEMS, Now

FOLLOW = "/-/follow.js"
STATE = "/-/state"
_RECORD = re.compile(r"/(?:(?:ru|kk)/)?e/([a-z0-9-]{3,64})/")
_UNASKING = re.compile(rb"<meta\b[^>]*\bContent-Security-Policy\b[^>]*\bconnect-src 'none'")
"""A page's own policy that forbids what the script does."""
_MAIN = re.compile(rb"<main\b[^>]*>\n?")


class Served(NamedTuple):
    """A page as it stands."""

    status: int
    html: bytes

    @property
    def state(self) -> str:
        """A short name of these bytes."""
        return sha256(self.html).hexdigest()[:16]

    @property
    def following(self) -> bytes:
        """The page with the script that loads it again when it has changed, where it may ask."""
        if _UNASKING.search(self.html):
            return self.html
        script = f'<script defer src="{FOLLOW}" data-state="{self.state}"></script>\n</body>'
        before, end, after = self.html.rpartition(b"</body>")
        return before + script.encode() + after if end else self.html


class Told(NamedTuple):
    """A problem in the words of a page's language."""

    level: str
    message: str
    hint: str
    example: str
    place: str
    code: str
    quote: str
    caret: str


def served(root: Path, out: Path, now: Now, address: str) -> Served | None:
    """The page at an address, as things stand; None when no page could be there."""
    path = unquote(urlsplit(address).path)
    if not path.startswith("/") or "\0" in path or ".." in PurePosixPath(path).parts:
        return None
    if path.endswith("/"):
        path += "index.html"
    unbuilt = not (out / MISSING).exists()
    if not path.endswith(".html") and not (unbuilt and not PurePosixPath(path).suffix):
        return None
    built = now.fresh.get(path[1:]) or _read(out / path[1:])
    here = path.removesuffix("index.html")
    if now.hosted is None or now.corpus is None:
        return Served(200, built) if built else _waiting(now)
    told = _Desk(root, now.corpus, now.hosted, now.problems, now.stopped)
    if here == prefix(language_of(here)) + PROBLEMS:
        return Served(200, told.overview(here))
    wrong = told.about(here)
    if built is not None:
        return Served(200, _with(built, told.banner(here, wrong)))
    if wrong and now.failed:
        return Served(404, told.page(here, wrong))
    missing = _read(out / MISSING)
    if missing is None:
        return Served(503, told.overview(here)) if now.failed else _waiting(now)
    return Served(404, _with(missing, told.banner(here, wrong)))


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _waiting(now: Now) -> Served:
    """What is shown before there is a site."""
    words = printable(now.stopped) if now.stopped else "The site is being built …"
    return Served(
        503,
        b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>qantar serve</title>'
        b"</head><body><main><p>" + escape(words).encode() + b"</p></main></body></html>\n",
    )


def _with(html: bytes, banner: str) -> bytes:
    """A built page with a banner at the head of its content."""
    found = _MAIN.search(html) if banner else None
    return html[: found.end()] + banner.encode() + html[found.end() :] if found else html


class _Desk:
    """Tells what is wrong, on behalf of one answer."""

    def __init__(
        self,
        root: Path,
        corpus: Corpus,
        hosted: Hosted,
        problems: tuple[Problem, ...],
        stopped: str,
    ) -> None:
        self.problems, self.hosted, self.stopped = problems, hosted, stopped
        self.corpus, self.quote = corpus, quoter(root)
        self.templates = project(root).templates

    def about(self, path: str) -> tuple[Problem, ...]:
        """What is wrong with the record whose page is at `path`."""
        found = _RECORD.fullmatch(path)
        id = found[1] if found else ""
        return tuple(one for one in self.problems if id and _id(one) == id)

    def banner(self, path: str, wrong: tuple[Problem, ...]) -> str:
        """What stands at the head of a page; nothing while nothing is wrong."""
        if not (self.problems or self.stopped):
            return ""
        return self._filled("banner", path, wrong)

    def page(self, path: str, wrong: tuple[Problem, ...]) -> bytes:
        """The page of a record that has none yet."""
        reader = self._reader(path)
        found = _RECORD.fullmatch(path)
        title = found[1] if found else reader.t("Problems")
        return self._bound(path, title, self._filled("alone", path, wrong, title=title))

    def overview(self, path: str) -> bytes:
        """Everything that is wrong, by file."""
        title = self._reader(path).t("Problems")
        return self._bound(path, title, self._filled("all", path, self.problems, title=title))

    def _reader(self, path: str) -> Reader:
        return Reader(self.corpus, language_of(path), path)

    def _filled(self, part: str, path: str, wrong: tuple[Problem, ...], title: str = "") -> str:
        reader = self._reader(path)
        groups: dict[str, list[Told]] = {}
        for one in shown(sorted(wrong)):
            groups.setdefault(printable(one.path), []).append(self._told(reader, one))
        pages = {printable(one.path): _id(one) for one in wrong}
        return fill(
            self.templates,
            "problems.html",
            reader,
            part=part,
            title=title,
            groups=groups,
            pages=pages,
            count=summary(sorted(self.problems), reader.language),
            elsewhere=all(one.level != "error" for one in wrong),
            stopped=printable(self.stopped),
            overview=PROBLEMS,
        )

    def _told(self, reader: Reader, one: Problem) -> Told:
        words = one.told(reader.language)
        source = self.quote(one.path, one.line)
        quote, caret = excerpt(source, one.column) if source else ("", 0)
        return Told(
            reader.t(one.level),
            printable(words.message),
            printable(words.hint),
            words.example,
            printable(f"{one.path}:{one.line}:{one.column}"),
            one.code,
            quote,
            " " * caret + "^",
        )

    def _bound(self, path: str, title: str, content: str) -> bytes:
        language = language_of(path)
        return bound(Page(language, path, title, title, content), self.hosted)


def _id(one: Problem) -> str:
    """The id of the record that a problem's file holds, told by the file's name."""
    path = PurePosixPath(one.path)
    return path.stem if len(path.parts) == 3 and path.parts[0] == "entries" else ""


assert tuple(LANGUAGES) == ("en", "ru", "kk"), "_RECORD names the folders of the languages"
