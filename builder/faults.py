"""The one boundary of every command: what was meant to stop, and what is a bug."""

import functools
import sys
import traceback
from collections.abc import Callable
from importlib.metadata import version
from typing import ParamSpec

import click

from builder.checking import Faulty
from builder.load import quoter
from builder.printable import printable
from builder.problems import Stop
from builder.report import REPORTERS

P = ParamSpec("P")
BUG, INTERRUPTED = 4, 130


def boundary(command: Callable[P, None]) -> Callable[P, None]:
    """Turn every way a command can end into one message and one exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Faulty as faulty:
            click.echo(REPORTERS["text"](faulty.problems, quoter(faulty.root)), nl=False, err=True)
            click.echo(str(faulty), err=True)
            sys.exit(faulty.exit_code)
        except Stop as stop:
            click.echo(f"qantar: {printable(str(stop))}", err=True)
            sys.exit(stop.exit_code)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except Exception:  # noqa: BLE001  (a bug: the one place that catches everything)
            click.echo(_bug_report(), err=True)
            sys.exit(BUG)

    return run


def _bug_report() -> str:
    lines = [
        "This is a bug in qantar, not in your records. Please open an issue with the lines below.",
        f"qantar {version('qandy-qantar-archive')}, Python {sys.version.split()[0]}",
        *traceback.format_exc().splitlines()[-12:],
    ]
    return "\n".join(printable(line) for line in lines)
