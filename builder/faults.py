"""The one boundary of every command: what was meant to stop, and what is a bug."""

import functools
import os
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import version
from typing import ParamSpec

import click

from builder.checking import Faulty
from builder.i18n import Language
from builder.load import quoter
from builder.printable import printable
from builder.problems import Stop
from builder.report import text

P = ParamSpec("P")
BUG, INTERRUPTED, UNREAD = 4, 130, 141
"""Exit codes of a bug, of Ctrl-C, and of output nobody read to its end, as in `qantar … | head`."""


def language() -> Language:
    """The language asked for: by the command, by `qantar --lang`, or by QANTAR_LANG."""
    context: click.Context | None = click.get_current_context(silent=True)
    asked: Language = context.find_root().params.get("lang", "en") if context else "en"
    return asked


def boundary(command: Callable[P, None]) -> Callable[P, None]:
    """Turn every way a command can end into one message and one exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            _told(functools.partial(command, *args, **kwargs))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            _fall_silent()
            sys.exit(UNREAD)
        except Exception:  # noqa: BLE001  (a bug: the one place that catches everything)
            click.echo(_bug_report(), err=True)
            sys.exit(BUG)

    return run


def _told(command: Callable[[], None]) -> None:
    """Run a command; what was meant to stop it is told in one message."""
    try:
        command()
    except Faulty as faulty:
        click.echo(text(faulty.problems, quoter(faulty.root), language()), nl=False, err=True)
        click.echo(str(faulty), err=True)
        sys.exit(faulty.exit_code)
    except Stop as stop:
        click.echo(f"qantar: {printable(str(stop))}", err=True)
        sys.exit(stop.exit_code)


def _fall_silent() -> None:
    """Let what is still to be printed fall away: nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())


def _bug_report() -> str:
    lines = [
        "This is a bug in qantar, not in your records. Please open an issue with the lines below.",
        f"qantar {version('qandy-qantar-archive')}, Python {sys.version.split()[0]}",
        *traceback.format_exc().splitlines()[-12:],
    ]
    return "\n".join(printable(line) for line in lines)
