"""Runs a command of `qantar`, telling each look into the inbox and each loaded part of its code."""

import os
import sys
from contextlib import suppress

from builder import pipeline  # noqa: F401  (all that a build loads)
from builder.cli import main


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
        path = os.path.abspath(arguments[0])
        if "/archive/inbox" in path:
            os.write(2, f"READ {path}\n".encode())


if __name__ == "__main__":
    sys.addaudithook(watch)
    with suppress(SystemExit):
        main(sys.argv[1:], standalone_mode=False)
    loaded = [name for name in sys.modules if name.startswith(("builder.inbox", "builder.net"))]
    os.write(2, f"LOADED {loaded}\n".encode())
