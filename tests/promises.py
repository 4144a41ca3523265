"""What gate, dates and prose promise of any input; property tests and the fuzzer hold them to it."""

import html5lib
from markupsafe import escape

from builder.gate import admit
from builder.load import Document
from builder.model import edtf
from builder.model.prose import parse
from builder.model.when import When
from builder.problems import Flaw, Mark, Problem, problem
from builder.render import prose as render
from builder.render.dates import phrase
from builder.report import REPORTERS
from builder.tree import Plain, plain
from builder.validate import validate
from builder.write.fmt import canonical, mended

PATH = "entries/events/x.yaml"
ZONES = (("Asia/Almaty",), ("Asia/Almaty", "Asia/Aqtau"), ())
ELEMENTS = {
    "p": set[str](),
    "em": set(),
    "strong": set(),
    "ul": set(),
    "li": set(),
    "blockquote": set(),
    "sup": set(),
    "b": set(),
    "a": {"href", "rel"},
}
"""What prose may become: element → its attributes. `b` is what the test's own citations are."""


def gate(data: bytes) -> None:
    """Any bytes become a record, or problems that lie inside the file; never an exception."""
    tree, found = admit(data, PATH)
    assert tree is not None or found
    if tree is not None:
        record, more = validate(Document(PATH, "events", "x", tree), found)
        found = [*found, *more]
        assert record is not None or found
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for one in found:
        assert 1 <= one.line <= len(lines), one
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1, one
        assert_told(one)


def formatted(data: bytes) -> None:
    """What `fmt` writes, it leaves alone, and it says the same as before."""
    once = canonical(data, PATH)
    if once is None:
        return
    assert canonical(once, PATH) == once
    assert meaning(once) == meaning(mended(data).encode())


def meaning(data: bytes) -> Plain:
    """The texts of a record, without the hashes that `fmt` fills in."""
    tree, _ = admit(data, PATH)
    assert tree is not None
    return without_hashes(plain(tree))


def without_hashes(value: Plain) -> Plain:
    """A tree without its `made_from`."""
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if key != "made_from"}
        return {key: without_hashes(one) for key, one in kept.items()}
    return [without_hashes(one) for one in value] if isinstance(value, list) else value


def assert_told(one: Problem) -> None:
    """A problem has its words in every language, and every reporter shows it."""
    for language in ("en", "ru", "kk"):
        told = one.told(language)
        assert told.message and told.hint, one
    for reporter in REPORTERS.values():
        assert one.code in reporter([one], lambda *_: "")


def dates(text: str) -> None:
    """Any text is a date that is written back and runs forward, or a flaw with its words."""
    try:
        when = When.parse(text)
    except Flaw as flaw:
        assert_told(problem(flaw.code, Mark(PATH), **flaw.values))
    else:
        again = When.parse(str(when))
        assert (again, again.sides, again.zone) == (when, when.sides, when.zone)
        for zones in ZONES:
            forwards(when, zones)
    try:
        assert edtf.parse(text).text == text
    except Flaw as flaw:
        assert_told(problem(flaw.code, Mark(PATH), **flaw.values))


def forwards(when: When, zones: tuple[str, ...]) -> None:
    """Every date begins before it ends, and has words in every language."""
    span = when.span(zones)
    known = [one for one in (span.earliest, span.latest) if one is not None]
    assert known == sorted(known)
    first, last = when.days(zones)
    assert first is None or last is None or first <= last
    for language in ("en", "ru", "kk"):
        assert phrase(when, language, zones).strip()


def prose(text: str) -> None:
    """Any text is refused, or becomes well-formed HTML of our few elements and its own words."""
    try:
        parsed = parse(text)
    except Flaw as flaw:
        assert_told(problem(flaw.code, Mark(PATH), **flaw.values))
        return
    shown = render.html(
        parsed,
        link=lambda target: f"/e/{target}/",
        cite=lambda cite: escape("") + render.Markup("<b>{}</b>").format(cite.locator),
        value=lambda value: f"<{value.figure}>",
    )
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(shown))
    for element in list(tree.iter())[1:]:
        assert set(element.attrib) <= ELEMENTS[element.tag], element.tag
        target = element.get("href", "/e/")
        assert target.startswith(("https://", "/e/")), target
    assert "<" not in render.plain(parsed, value=lambda _: "") or "<" in text
