"""The answers of a form become the tree of a record, each part knowing its line."""

from collections.abc import Iterator
from datetime import date

from builder.corpus import Corpus
from builder.model.schema import NAMES
from builder.problems import Flaw, Mark, Problem, problem
from builder.tree import Node
from builder.write.form.answers import Answer, Filled
from builder.write.form.names import KINDS, named
from builder.write.form.table import CLAIM, LANGUAGE, Question

LISTS = {"place", "speaker"}
"""What an answer may name several of, one a line or with commas."""
LONGEST_CLAIM_ID = 48


def tree(
    filled: Filled, id: str, corpus: Corpus, today: date, name: str
) -> tuple[Node, list[Problem]]:
    """The record as a document whose lines are those of the form, and what names nothing."""
    found: list[Problem] = []
    record = Node({"id": Node(id), "recorded": Node(today.isoformat())})
    for question in filled.form.questions:
        answer = filled.answers.get(question.label)
        if answer is None:
            continue
        try:
            value = _value(question, answer, corpus, _language(filled))
        except Flaw as flaw:
            found.append(problem(flaw.code, Mark(name, answer.line), **flaw.values))
            value = None
        if value is not None and (question.field, value.value) != (LANGUAGE, "en"):
            _put(record, question.field.split("/"), value)
    if "claims" in NAMES[filled.form.kind].model_fields:
        _put(record, [*CLAIM.split("/"), "id"], Node(_claim_id(record)))
    return record, found


def _language(filled: Filled) -> str:
    asked = (q.label for q in filled.form.questions if q.field == LANGUAGE)
    answer = filled.answers.get(next(asked, ""))
    return _word(answer) if answer is not None else "en"


def _word(answer: Answer) -> str:
    """The term of a choice such as `ru: Russian`."""
    return answer.text.partition(":")[0].strip()


def _value(question: Question, answer: Answer, corpus: Corpus, language: str) -> Node:
    if question.how in LISTS:
        parts = [part.strip() for part in answer.text.replace("\n", ",").split(",")]
        ids = (named(corpus, question.how, part) for part in parts if part)
        return Node([Node(id, answer.line) for id in dict.fromkeys(ids)], answer.line)
    if question.how in KINDS:
        return Node(named(corpus, question.how, answer.text), answer.line)
    if question.how == "text":
        known = language if language in ("en", "ru", "kk") else "en"
        return Node({known: Node(answer.text, answer.line)}, answer.line)
    return Node(_word(answer) if question.how == "word" else answer.text, answer.line)


def _put(node: Node, way: list[str], value: Node) -> None:
    """Set what lies at the end of a way, making what lies on it."""
    inside = node.value
    if isinstance(inside, list):
        inside += [Node({}, value.line)] if not inside else []
        _put(inside[int(way[0])], way[1:], value)
    elif isinstance(inside, dict) and len(way) == 1:
        inside[way[0]] = value
    elif isinstance(inside, dict):
        inner = Node([] if way[1].isdigit() else {}, value.line)
        _put(inside.setdefault(way[0], inner), way[1:], value)


def _claim_id(record: Node) -> str:
    """Named for who says it; a reviewer may name it better before it is published."""
    speakers = [text for text in _texts(record, "claims", "0", "asserted_by", "0")]
    return (speakers[0] if speakers else "said")[:LONGEST_CLAIM_ID].strip("-")


def _texts(node: Node, *way: str) -> Iterator[str]:
    for part in way:
        inside = node.value
        child = inside.get(part) if isinstance(inside, dict) else None
        if isinstance(inside, list) and int(part) < len(inside):
            child = inside[int(part)]
        if child is None:
            return
        node = child
    if isinstance(node.value, str):
        yield node.value
