"""The packet as Markdown; nothing in it that a contributor wrote is live."""

from collections.abc import Callable, Iterable, Iterator

from builder.write.diff.excerpt import excerpt
from builder.write.diff.harmless import code, shown, teller, whole
from builder.write.diff.packet import Fault, Packet, Part, RecordChange
from builder.write.diff.words import Note, count, joined

MOST = 60_000
"""Characters, below what code hosts take as a comment."""
SECTION_MOST = 100
"""Items shown of one section."""
NO_CAPTURES = (
    "No source is captured yet: this archive has no captures. "
    "Whether the sources still say this must be read at their addresses."
)
DUPLICATE = ("source-duplicate", "near-")
"""Codes, or their beginnings, of warnings that two records may be one."""
CUT = "The packet is cut here: it is longer than a comment may be. The JSON packet has all of it."


def markdown(packet: Packet) -> str:
    """The whole packet, cut between two records where it would be too long."""
    text = "\n".join(_head(packet)) + "\n"
    for number, change in enumerate(packet.records):
        more = "\n".join(_record(change, packet.hidden)) + "\n"
        if len(text) + len(more) > MOST:
            left = count(len(packet.records) - number, "record is", "records are")
            return f"{text}\n**{CUT}** {left} not shown.\n"
        text += more
    return text


def _head(packet: Packet) -> Iterator[str]:
    tell = teller(packet.hidden)
    yield "# Review packet"
    yield ""
    yield f"From {tell(packet.base)} to {tell(packet.head)}."
    yield _verdict(packet)
    yield from _section("Refused", map(_fault(tell), packet.refused))
    yield from _section("PUBLICATION LEVELS", _notes(packet.levels, tell))
    yield from _section("What it means", _notes(packet.meaning, tell))
    yield from _section("Risks", _notes(packet.risks, tell))
    alike = [one for one in packet.warnings if one.problem.code.startswith(DUPLICATE)]
    others = [one for one in packet.warnings if one not in alike]
    yield from _section("Near-duplicates", map(_fault(tell), alike))
    yield from _section("New warnings", map(_fault(tell), others))
    yield from _section("Sources", _sources(packet))
    yield from _section("Outside entries/", _notes(packet.outside, tell))
    yield from _section(
        "Not compared, being faulty or resting on what is", map(tell, packet.unread)
    )
    yield from _section("Written differently, meaning the same", map(tell, packet.rewritten))
    if packet.records:
        yield from ("", "## Records, before and after")


def _verdict(packet: Packet) -> str:
    if packet.refused:
        reasons = count(len(packet.refused), "reason")
        return f"**It cannot be merged: {reasons} below.**"
    if packet.levels:
        return "**A publication level changes, see below.** No rule stands against the change."
    if not (packet.records or packet.outside or packet.rewritten):
        return "Nothing changes."
    return "No rule stands against it. Whether it is true, a person must judge."


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    if not listed:
        return
    yield from ("", f"## {title}", "")
    yield from (f"- {item}" for item in listed[:SECTION_MOST])
    if len(listed) > SECTION_MOST:
        yield f"- and {len(listed) - SECTION_MOST:,} more"


def _notes(notes: Iterable[Note], tell: Callable[[str], str]) -> Iterator[str]:
    for note in notes:
        about = f"{tell(note.id)}: " if note.id else ""
        yield about + joined(note.words, tell).rstrip()


def _fault(tell: Callable[[str], str]) -> Callable[[Fault], str]:
    def words(fault: Fault) -> str:
        one = fault.problem
        stood = " (the base has it too)" if fault.stood else ""
        place = tell(f"{one.path}:{one.line}:{one.column}")
        return f"{place} {tell(one.message)}{stood}. {tell(one.hint)} ({one.code})"

    return words


def _sources(packet: Packet) -> Iterator[str]:
    if packet.sources:
        yield f"{count(packet.sources, 'source')} new or changed."
        yield NO_CAPTURES


def _record(change: RecordChange, hidden: tuple[str, ...]) -> Iterator[str]:
    heading = f": {code(shown(change.heading, hidden))}" if change.heading else ""
    yield from ("", f"### {change.what} {change.kind} {code(shown(change.id, hidden))}{heading}")
    if change.parts:
        yield from ("", *_block(change.parts, hidden))
    for claim in change.claims:
        yield from ("", f"Claim {code(shown(claim.id, hidden))}, {claim.what}:", "")
        yield from _block(claim.parts, hidden)


def _block(parts: Iterable[Part], hidden: tuple[str, ...]) -> Iterator[str]:
    """Every line begins with our own sign, so no text of others can end the block."""
    yield "```diff"
    for part in parts:
        language = f", {part.language}" if part.language else ""
        yield f"  {shown(part.name, hidden)}{language}"
        before, after = excerpt(part.before, part.after)
        if part.before:
            yield f"- {whole(before, hidden)}"
        if part.after:
            yield f"+ {whole(after, hidden)}"
    yield "```"
