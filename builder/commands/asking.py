"""Questions put to a person at a terminal."""

import sys
from collections.abc import Callable, Iterable, Sequence

import click

from builder.faults import language
from builder.printable import printable
from builder.problems import Problem
from builder.write.new.wanted import Answers, Question

Faults = Callable[[str, Sequence[str]], Iterable[Problem]]


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def asked(questions: Iterable[Question], known: Answers, faults: Faults) -> Answers:
    """The answers known, and those given to each question that is still open."""
    found = dict(known)
    for question in questions:
        if not found.get(question.flag):
            click.echo(f"{question.about}{'' if question.needed else ' Empty: later.'}")
            found[question.flag] = _ask(question, faults)
    return found


def _ask(question: Question, faults: Faults) -> Sequence[str]:
    def read(said: str) -> Sequence[str]:
        answers = [one.strip() for one in said.split(",")] if question.flag == "place" else [said]
        answers = [one for one in answers if one]
        for fault in faults(question.flag, answers) if answers else ():
            told = fault.told(language())
            raise click.UsageError(printable(f"{told.message}; {told.hint}"))
        return answers

    try:
        default = None if question.needed else ""
        answers: Sequence[str] = click.prompt(
            question.flag, default=default, show_default=False, value_proc=read
        )
    except click.Abort:
        raise KeyboardInterrupt from None
    return answers
