"""What a text is made of once read: blocks of inline nodes, frozen and comparable."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they stand; escaping is the renderer's duty."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*words*`"""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    """`**words**`"""

    children: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """`[words](record-id)`, `[words](record-id#claim-id)` or `[words](https://…)`."""

    target: str
    children: "Inlines"

    @property
    def external(self) -> bool:
        """Whether the target is an address on the web, not a record."""
        return self.target.startswith("https://")


@dataclass(frozen=True, slots=True)
class Cite:
    """One source of `[@source-id, locator; @other]`; a group becomes neighbouring Cites."""

    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """`{figure-id#claim-id}`: the value of a claim, filled in when rendered."""

    figure: str
    claim: str


Inline = Text | Emphasis | Strong | Link | Cite | Value
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines; line breaks inside it are spaces."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class List:
    """Items of one level, each a single paragraph."""

    items: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of others, set apart."""

    paragraphs: tuple[Paragraph, ...]


Block = Paragraph | List | Quote


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed text; equal when written with the same meaning."""

    blocks: tuple[Block, ...]

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link, in order."""
        return tuple(node for node in self.nodes() if isinstance(node, Link))

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Every citation, in order."""
        return tuple(node for node in self.nodes() if isinstance(node, Cite))

    @property
    def values(self) -> tuple[Value, ...]:
        """Every claim value, in order."""
        return tuple(node for node in self.nodes() if isinstance(node, Value))

    def nodes(self) -> Iterator[Inline]:
        """Every inline node, depth first."""
        for block in self.blocks:
            for run in runs(block):
                yield from _descend(run)


def runs(block: Block) -> tuple[Inlines, ...]:
    """The runs of inline nodes a block is made of."""
    match block:
        case Paragraph(children):
            return (children,)
        case List(items):
            return items
        case Quote(paragraphs):
            return tuple(paragraph.children for paragraph in paragraphs)


def _descend(inlines: Inlines) -> Iterator[Inline]:
    for node in inlines:
        yield node
        if isinstance(node, Emphasis | Strong | Link):
            yield from _descend(node.children)
