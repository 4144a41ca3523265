"""What was found in all pages and style sheets, as answers."""

from collections.abc import Iterator

from builder.verify.addresses import target
from builder.verify.answer import Answer, Fault, answer, counted, joined, not_checked
from builder.verify.built import Built
from builder.verify.folder import Folder, Unread
from builder.verify.linked import expand, structure
from builder.verify.page import css_addresses

GRAPH = "data/archive.jsonld"
REDIRECTS = "_redirects"


def links(built: Built) -> Answer:
    """Every link, source, form's address and anchor within the site."""
    pages = built.pages
    looked = f"{counted(pages.links, 'address', 'addresses')} on {counted(pages.count, 'page')}"
    sheets = _sheets(built.folder, outside=False)
    elsewhere = _redirects(built.folder)
    return answer(looked, joined(sheets, elsewhere, pages.nowhere(), pages.of("links")))


def html(built: Built) -> Answer:
    """Elements closed in order, ids once, language, title; not the whole of the standard."""
    return answer(counted(built.pages.count, "page"), joined(built.pages.of("html")))


def policy(built: Built) -> Answer:
    """Every page forbids what it does not need, before it loads anything."""
    return answer(counted(built.pages.count, "page"), joined(built.pages.of("policy")))


def third_parties(built: Built) -> Answer:
    """No page, picture or style sheet asks another host for anything."""
    sheets = sum(path.endswith((".css", ".svg")) for path in built.folder.files)
    looked = f"{counted(built.pages.count, 'page')}, {counted(sheets, 'style sheet or drawing', 'style sheets and drawings')}"
    found = joined(built.pages.of("third parties"), _sheets(built.folder, outside=True))
    return answer(looked, found)


def linked_data(built: Built) -> Answer:
    """What a reader of JSON-LD would find in the data and in the pages."""
    pages = built.pages
    files = list(built.folder.below("", ".jsonld"))
    if not files and not pages.linked_data:
        return not_checked("no file and no page has JSON-LD")
    looked = f"{counted(len(files), 'file')}, {counted(pages.linked_data, 'page')}"
    parts = (_structure(built.folder, path) for path in files)
    return answer(looked, joined(pages.of("linked data"), *parts))


def _structure(folder: Folder, path: str) -> Iterator[Fault]:
    try:
        yield from structure(path, folder.text(path))
    except Unread as error:
        yield error.fault


def expansion(built: Built) -> Answer:
    """The graph as somebody else's reader expands it, without the network."""
    if GRAPH not in built.folder:
        return not_checked(f"there is no {GRAPH}")
    try:
        found = expand(built.folder.text(GRAPH))
    except Unread as error:
        return answer("the graph", [error.fault])
    except Exception as error:  # noqa: BLE001  (whatever the reader raises, it does not expand)
        return answer("the graph", [Fault(GRAPH, f"does not expand: {error}")])
    if found is None:
        return not_checked("pyld is not installed")
    return answer(counted(len(found), "node"), [] if found else [Fault(GRAPH, "says nothing")])


def _redirects(folder: Folder) -> Iterator[Fault]:
    """What is sent elsewhere is there, and is sent no further."""
    if REDIRECTS not in folder:
        return
    rules = [line.split() for line in folder.text(REDIRECTS).splitlines() if line.strip()]
    sent = {rule[0] for rule in rules}
    for rule in rules:
        if len(rule) != 3 or rule[0][0] == "#":
            yield Fault(REDIRECTS, f"has a line that is no rule: {' '.join(rule)}")
        elif ":" not in rule[1] and (rule[1] in sent or target("/", rule[1]).path not in folder):
            yield Fault(REDIRECTS, f"sends {rule[0]} to {rule[1]}, which is not there")


def _sheets(folder: Folder, *, outside: bool) -> Iterator[Fault]:
    """What style sheets and drawings ask for: of other hosts, or of the site and not there."""
    for path in (*folder.below("", ".css"), *folder.below("", ".svg")):
        try:
            text = folder.text(path)
        except Unread as error:
            yield error.fault
            continue
        for address in css_addresses(text):
            found = target(f"/{path.rpartition('/')[0]}", address)
            if found.outside and outside and not address.startswith("data:"):
                yield Fault(path, f"asks {address}")
            elif not found.outside and not outside and found.path and found.path not in folder:
                yield Fault(path, f"names {address}, which is not there")
