"""The words of our linked data: the whole context, so that nothing is fetched to read it."""

from collections.abc import Iterable, Mapping, Sequence

from builder.model.text import Line, Passage
from builder.model.when import Precision, When
from builder.render.reader import Reader

Node = dict[str, object]
Readers = Sequence[Reader]
"""One reader for each language in which texts are to be told."""

CONTEXT: Node = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "cito": "http://purl.org/spar/cito/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{term: {"@container": "@language"} for term in ("name", "description", "text")},
}
"""What is not named here is schema.org's, so that no term can be dropped."""


def address(id: str, part: str = "") -> str:
    """A record or a part of one, from the site's root."""
    return f"e/{id}/" + (f"#{part}" if part else "")


def link(id: str, part: str = "") -> Node:
    """Something that is told elsewhere."""
    return {"@id": address(id, part)}


def links(ids: Iterable[str]) -> list[Node]:
    """Several of these."""
    return [link(id) for id in ids]


def claim_link(ref: str) -> Node:
    """A claim by its full reference."""
    return link(*ref.split("#"))


def told(readers: Readers, text: Line | Passage | None) -> dict[str, str]:
    """A text by language; where it is not written in a reader's, in the one it exists in."""
    found: dict[str, str] = {}
    for reader in readers if text is not None else ():
        assert text is not None
        words, language = text.get(reader.language)
        found[language] = words if isinstance(text, Line) else reader.prose_text(text)
    return found


def fact(name: str, value: object) -> Node:
    """A word of the archive's own that schema.org has no term for."""
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def day(when: When | None) -> str | None:
    """A date as schema.org reads it; None unless it is one plain year, month or day."""
    if when is None or when.end is not None or when.has_clock or when.qualifier or not when.sides:
        return None
    plain = when.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY)
    return when.sides[0].date.text if plain and "X" not in when.text else None


def days(when: When, zones: tuple[str, ...]) -> Node:
    """The first and last day that something touches; an open end is left out."""
    first, last = when.days(zones)
    return filled({"startDate": first and str(first), "endDate": last and str(last)})


def filled(node: Mapping[str, object]) -> Node:
    """The node without what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", (), [], {})}
