"""The body of an issue becomes answers, each under its label and on its line."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.gate.encoding import decode
from builder.problems import Mark, Problem, problem
from builder.write.fmt import mended
from builder.write.form.table import FORMS, Form

MAX_BYTES = 65_536
LABEL = "### "
NOTHING = "_No response_"
"""What the host writes for a question that was left open."""
TICKED = re.compile(r"- \[[xX]\] \S")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands under a label, and the line on which it begins."""

    label: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A form and what was answered, by label."""

    form: Form
    answers: Mapping[str, Answer]


def read(data: bytes, name: str) -> tuple[Filled | None, list[Problem]]:
    """The answers of a form that is known, and everything that is wrong with them as such."""
    if len(data) > MAX_BYTES:
        sizes = {"size": f"{len(data):,}", "limit": f"{MAX_BYTES:,}"}
        return None, [problem("file-size", Mark(name), **sizes)]
    if not data.strip():
        return None, [problem("file-empty", Mark(name))]
    text, found = decode(mended(data).encode(), name)
    answers, before = _answers(text)
    form = _form(answers)
    if form is None:
        return None, [problem("form-unknown", Mark(name))]
    if before:
        found.append(problem("form-before", Mark(name, before)))
    found += [*_labels(form, answers, name), *_gaps(form, answers, name)]
    return Filled(form, {one.label: one for one in reversed(answers) if one.text}), found


def _answers(text: str) -> tuple[list[Answer], int]:
    """Every label with what stands below it, and the first line of what stands above all."""
    found: list[tuple[str, list[tuple[int, str]]]] = []
    before = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(LABEL):
            found.append((unicodedata.normalize("NFC", line[len(LABEL) :].strip()), []))
        elif line.strip() and found:
            found[-1][1].append((number, line))
        elif line.strip():
            before = before or number
        elif found and found[-1][1]:
            found[-1][1].append((number, ""))
    return [_answer(label, lines) for label, lines in found], before


def _answer(label: str, lines: Sequence[tuple[int, str]]) -> Answer:
    text = "\n".join(line for _, line in lines).strip()
    return Answer(label, "" if text == NOTHING else text, lines[0][0] if lines else 1)


def _form(answers: Sequence[Answer]) -> Form | None:
    """The form most of whose questions stand there; two at least."""
    there = {answer.label for answer in answers}
    counted = {name: len(there & {q.label for q in form.questions}) for name, form in FORMS.items()}
    best = max(counted, key=lambda name: counted[name])
    return FORMS[best] if counted[best] > 1 else None


def _labels(form: Form, answers: Sequence[Answer], name: str) -> Iterator[Problem]:
    """Labels that the form has not, or that stand there twice."""
    known = [*(question.label for question in form.questions), form.box]
    seen: set[str] = set()
    for answer in answers:
        mark = Mark(name, answer.line)
        if answer.label not in known:
            yield problem("form-label", mark, label=answer.label[:60])
        elif answer.label in seen:
            yield problem("form-twice", mark, label=answer.label)
        seen.add(answer.label)


def _gaps(form: Form, answers: Sequence[Answer], name: str) -> Iterator[Problem]:
    """Questions left open, the box not ticked, and nothing but links in all that was written."""
    said = {answer.label: answer for answer in answers}
    for question in form.questions:
        if question.needed and not (question.label in said and said[question.label].text):
            at = said[question.label].line if question.label in said else 1
            yield problem("form-open", Mark(name, at), label=question.label)
    if not (form.box in said and TICKED.search(said[form.box].text)):
        yield problem("form-box", Mark(name, said[form.box].line if form.box in said else 1))
    texts = [said[q.label].text for q in form.questions if q.how == "text" and q.label in said]
    if texts and not re.search(r"\w", ADDRESS.sub("", "".join(texts))):
        yield problem("form-links", Mark(name))
