"""One page as read from its bytes: what it names, and where its markup breaks a rule."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from builder.i18n import language_of
from builder.verify.addresses import target

Attributes = Mapping[str, str]

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_LOADING = frozenset({
    "apple-touch-icon", "dns-prefetch", "icon", "manifest", "mask-icon", "modulepreload",
    "preconnect", "prefetch", "preload", "prerender", "stylesheet",
})  # fmt: skip
"""What a `link` may be that makes a browser ask for its address."""
_LOADED = {
    ("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"),
    ("video", "poster"), ("audio", "src"), ("track", "src"), ("embed", "src"), ("object", "data"),
    ("input", "src"), ("form", "action"), ("button", "formaction"), ("base", "href"),
    ("image", "href"), ("image", "xlink:href"), ("use", "href"), ("use", "xlink:href"),
}  # fmt: skip
"""Attributes whose address is asked for with no click of the reader, or gets what they typed."""
_NAMED = {"a": "href", "area": "href"}
_PROGRAM = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_WEAK = re.compile(r"'unsafe-|'nonce-|'strict-dynamic'|\*|[a-z]+:|\.")
"""What would let a policy admit more than the site's own files."""
CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)")


@dataclass(slots=True)
class Page:
    """`wants` are places in other files; `faults` are sentences by the check they belong to."""

    path: str
    ids: frozenset[str] = frozenset()
    wants: frozenset[tuple[str, str]] = frozenset()
    links: int = 0
    linked_data: tuple[str, ...] = ()
    faults: dict[str, list[str]] = field(default_factory=dict)


def read_page(path: str, text: str, site: str, files: Mapping[str, int]) -> Page:
    """Read one page; `site` is where the site says it stands, `files` all that it holds."""
    reader = _Reader(path, site)
    reader.feed(text)
    reader.close()
    reader.finish()
    page = Page(path, frozenset(reader.ids), faults=reader.faults, links=len(reader.named))
    page.linked_data = tuple(reader.linked_data)
    folder, wants = f"/{path.rpartition('/')[0]}", set()
    for address in reader.named:
        found = target(folder, address, site)
        if found.outside:
            continue
        if found.path and found.path not in files:
            reader.fault("links", f"names {address}, which is not there")
        elif not found.fragment or "=" in found.fragment:
            continue  # with "=" it is no place, but what a script of that page reads
        elif found.path not in ("", path):
            wants.add((found.path, found.fragment))
        elif found.fragment not in page.ids:
            reader.fault("links", f"names #{found.fragment}, which it does not have")
    page.wants = frozenset(wants)
    return page


class _Reader(HTMLParser):
    """Follows the elements of one page."""

    def __init__(self, path: str, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.site = path, site
        self.faults: dict[str, list[str]] = {}
        self.ids: Counter[str] = Counter()
        self.named: dict[str, None] = {}
        self.linked_data: list[str] = []
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()
        self.policy = False
        self.data: list[str] | None = None

    def fault(self, check: str, what: str) -> None:
        self.faults.setdefault(check, []).append(what)

    def _at(self) -> str:
        return f"line {self.getpos()[0]}"

    # what the parser meets

    def handle_decl(self, decl: str) -> None:
        if decl.lower() == "doctype html" and not self.seen:
            self.seen["!doctype"] += 1
        else:
            self.fault("html", f"{self._at()}: a declaration that does not belong there")

    def unknown_decl(self, data: str) -> None:
        self.fault("html", f"{self._at()}: a declaration that does not belong there")

    def handle_pi(self, data: str) -> None:
        self.fault("html", f"{self._at()}: a processing instruction")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.data is not None:
            self.linked_data.append("".join(self.data))
            self.data = None
        if self.open and self.open[-1] == tag:
            self.open.pop()
            return
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        self.fault("html", f"{self._at()}: </{tag}> where another element is open, or none")

    def handle_data(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)
        elif data.strip():
            inside = self.open[-1] if self.open else ""
            if inside == "script":
                self.fault("policy", f"{self._at()}: a script within the page")
            elif inside == "title" and self.open[-2:-1] == ["head"]:
                self.seen["a title's words"] += 1
            elif inside in ("", "html", "head"):
                self.fault("html", f"{self._at()}: text outside the body")

    def finish(self) -> None:
        """What can be said only at the end."""
        for tag in self.open:
            self.fault("html", f"<{tag}> is not closed")
        if not self.seen["!doctype"]:
            self.fault("html", "does not begin with <!doctype html>")
        for tag in ("html", "head", "title", "body", "a title's words"):
            if self.seen[tag] != 1:
                self.fault("html", f"has {self.seen[tag]} of what it needs once: {tag}")
        for id, count in self.ids.items():
            if count > 1:
                self.fault("html", f"has the id {id} {count} times")
        if not self.policy:
            self.fault("policy", "has no Content-Security-Policy before what it loads")

    # what an element says

    def _start(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = {name: value or "" for name, value in pairs}
        if len(attrs) != len(pairs):
            self.fault("html", f"{self._at()}: <{tag}> has an attribute twice")
        if tag != "title" or self.open[-1:] == ["head"]:
            self.seen[tag] += 1
        if "id" in attrs:
            self.ids[attrs["id"]] += 1
            if not attrs["id"] or any(map(str.isspace, attrs["id"])):
                self.fault("html", f"{self._at()}: an id that is empty or has a space")
        if tag == "html":
            self._language(attrs)
        elif tag == "img" and "alt" not in attrs:
            self.fault("html", f"{self._at()}: an image without alt")
        elif tag == "script" and attrs.get("type") == "application/ld+json":
            self.data = []
        self._guarded(tag, attrs)
        for loaded, address in self._addresses(tag, attrs):
            self._address(tag, address, loaded=loaded)

    def _language(self, attrs: Attributes) -> None:
        expected = language_of(f"/{self.path}")
        if attrs.get("lang") != expected:
            self.fault("html", f"is not marked as {expected}")

    def _guarded(self, tag: str, attrs: Attributes) -> None:
        """The policy itself, and what it would refuse."""
        if tag == "meta" and attrs.get("http-equiv", "").lower() == "content-security-policy":
            self._policy(attrs.get("content", ""))
        elif tag == "meta" and attrs.get("http-equiv", "").lower() == "refresh":
            self._refresh(attrs.get("content", ""))
        elif not self.policy and (tag in ("script", "style") or _loads(tag, attrs)):
            self.fault("policy", f"{self._at()}: <{tag}> before the policy")
        if tag == "style" or "style" in attrs or any(name.startswith("on") for name in attrs):
            self.fault("policy", f"{self._at()}: style or script within <{tag}>")

    def _policy(self, content: str) -> None:
        if self.policy:
            return  # a further one can only forbid more
        self.policy = True
        rules = dict[str, str]()
        for rule in content.split(";"):
            name, _, sources = rule.strip().partition(" ")
            rules.setdefault(name, sources)  # of two with one name the first counts
        if rules.get("default-src") != "'none'":
            self.fault("policy", "its policy does not begin from default-src 'none'")
        for name, sources in rules.items():
            if _WEAK.search(sources):
                self.fault("policy", f"its policy lets too much through: {name} {sources}")

    def _refresh(self, content: str) -> None:
        self._address("meta", content.partition("=")[2].strip("'\" "), loaded=True)

    def _addresses(self, tag: str, attrs: Attributes) -> Iterator[tuple[bool, str]]:
        for name, value in attrs.items():
            if (tag, name) in _LOADED:
                yield True, value
            elif name == "srcset":
                yield from ((True, part.split()[0]) for part in value.split(",") if part.strip())
            elif name == "style":
                yield from ((True, one) for one in css_addresses(value))
            elif _NAMED.get(tag) == name:
                yield False, value
        if tag == "link" and "href" in attrs:
            yield _loads(tag, attrs), attrs["href"]

    def _address(self, tag: str, address: str, *, loaded: bool) -> None:
        if _PROGRAM.match(address):
            self.fault("third parties", f"{self._at()}: <{tag}> has a program for an address")
        elif loaded and target("/", address, self.site).outside:
            self.fault("third parties", f"{self._at()}: <{tag}> asks {address}")
        else:
            self.named[address] = None


def _loads(tag: str, attrs: Attributes) -> bool:
    return tag == "link" and bool(_LOADING & set(attrs.get("rel", "").lower().split()))


def css_addresses(text: str) -> list[str]:
    """Every address that a style sheet asks for."""
    return [one or other for one, other in CSS_ADDRESS.findall(text)]
