"""The parts of a record as lines of plain text."""

from collections.abc import Iterable, Iterator

from builder.corpus import Claiming, claims_of
from builder.derive.grades import contested, grade
from builder.model.base import Record
from builder.model.case import Case
from builder.model.claim import Citation, Claim
from builder.model.happening import Figure
from builder.model.nodes import Cite, Value
from builder.model.text import Passage
from builder.render.cases import party_name
from builder.render.prose import plain
from builder.render.reader import Reader

WIDTH = 78


def wrapped(text: str, indent: str = "") -> Iterator[str]:
    """Lines of at most WIDTH characters; a longer word stands alone."""
    for paragraph in text.split("\n"):
        words = paragraph.split()
        line = indent + " ".join(words[:1])
        for word in words[1:]:
            if len(line) + len(word) >= WIDTH:
                yield line
                line = indent + word
            else:
                line += " " + word
        yield line.rstrip()


def head(reader: Reader, record: Record) -> Iterator[str]:
    """The heading and the id."""
    yield from wrapped(reader.plain(record.heading))
    yield f"[{record.id}]"


def body_of(reader: Reader, record: Record) -> Iterator[str]:
    """Its texts, the proceedings of a case, and its claims."""
    for passage in (record.summary, record.body, record.note):
        if passage is not None:
            yield from ("", *wrapped(_prose(reader, passage)))
    if isinstance(record, Case):
        yield from _proceedings(reader, record)
    for claim in claims_of(record):
        assert isinstance(record, Claiming)
        yield from ("", *_claim(reader, record, claim))


def _prose(reader: Reader, passage: Passage) -> str:
    return plain(
        passage.prose(reader.language),
        value=lambda node: _value(reader, node),
        cite=_cited,
    )


def _value(reader: Reader, node: Value) -> str:
    _, claim = reader.corpus.claims[f"{node.figure}#{node.claim}"]
    return reader.amount(claim.value) if claim.value else ""


def _cited(cite: Cite) -> str:
    return f" [{cite.source}{f', {cite.locator}' if cite.locator else ''}]"


def names(reader: Reader, ids: Iterable[str]) -> str:
    """Headings of records, separated by commas."""
    return ", ".join(reader.plain(reader.corpus.records[id].heading) for id in ids)


def _claim(reader: Reader, record: Claiming, claim: Claim) -> Iterator[str]:
    """Who says what, when; how well it is known; where the sources say it."""
    words = [reader.amount(claim.value)] if claim.value else []
    if claim.value and isinstance(record, Figure):
        words.append(reader.term("unit", record.unit))
    if claim.text:
        words.append(_prose(reader, claim.text))
    yield from wrapped("* " + " ".join(words) + f"  [#{claim.id}]")
    said = [names(reader, claim.asserted_by)]
    said += [reader.when(claim.asserted_on)] if claim.asserted_on else [reader.t("undated")]
    found = [reader.term("grade", grade(reader.corpus, claim).name)]
    if claim.modality != "happened":
        found.append(reader.term("modality", claim.modality))
    if claim.status != "standing" or contested(reader.corpus, record, claim):
        status = "contested" if claim.status == "standing" else claim.status
        found.append(reader.term("claim-status", status))
    yield from wrapped(f"{reader.t('Said by')}: {', '.join(said)} ({'; '.join(found)})", "  ")
    if claim.when:
        yield from wrapped(f"{reader.t('About')}: {reader.claim_date(record, claim)}", "  ")
    for cited in claim.citations:
        yield from wrapped(_citation(reader, cited), "    ")
    if claim.note:
        yield from wrapped(_prose(reader, claim.note), "  ")


def _citation(reader: Reader, cited: Citation) -> str:
    source = reader.source(cited.source)
    when = reader.when(source.published) if source.published else reader.t("undated")
    parts = [source.publisher, when, *([cited.locator] if cited.locator else [])]
    quote = f" “{cited.quote}”" if cited.quote else ""
    return f"- {', '.join(parts)}{quote} [{cited.source}]"


def _proceedings(reader: Reader, case: Case) -> Iterator[str]:
    yield from ("", f"{reader.t('Parties')}:")
    called = {party.id: str(party_name(reader, party).striptags()) for party in case.parties}
    for party in case.parties:
        yield from wrapped(f"- {called[party.id]}: {reader.term('capacity', party.capacity)}", "  ")
        for charge in party.charges:
            article = f" ({charge.article})" if charge.article else ""
            yield from wrapped(
                f"{reader.t('Charges')}: {reader.plain(charge.text)}{article}", "    "
            )
        for held in party.custody:
            kind, when = reader.term("custody-type", held.type), reader.date_of(case, held.when)
            yield from wrapped(f"{reader.t('Custody')}: {kind}, {when}", "    ")
    yield from ("", f"{reader.t('Steps of the proceedings')}:")
    for step in case.steps:
        court = f", {reader.plain(step.court)}" if step.court else ""
        title = f"- {reader.date_of(case, step.when)}: {reader.term('step-type', step.type)}{court}"
        yield from wrapped(title, "  ")
        yield from wrapped(_prose(reader, step.text), "    ")
        for result in step.results:
            sentence = f", {reader.plain(result.sentence)}" if result.sentence else ""
            outcome = reader.term("outcome", result.outcome)
            yield from wrapped(f"{called[result.party]}: {outcome}{sentence}", "    ")
