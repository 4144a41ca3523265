"""What hand-written pages say of the archive's settings: lines kept or left out, values filled in."""

import re
from collections.abc import Iterator, Mapping

_LINE = re.compile(r"\{(if|else|end)(?: (\w+))?\}\s*")
_VALUE = re.compile(r"\{setting (\w+)\}")


class Unfilled(ValueError):
    """A page asks for a setting that there is not, or does not end what it began."""


def filled(text: str, settings: Mapping[str, str]) -> str:
    """The text for these settings, of which an empty one is unset.

    `{if contact}` … `{else}` … `{end}`, each alone on its line, keeps one of the two parts;
    `{setting contact}` stands for the value.
    """
    return _VALUE.sub(lambda m: _known(m[1], settings), "".join(_kept(text, settings)))


def _kept(text: str, settings: Mapping[str, str]) -> Iterator[str]:
    stands: bool | None = None
    for line in text.splitlines(keepends=True):
        match = _LINE.fullmatch(line)
        if match is None:
            if stands is not False:
                yield line
            continue
        word, name = match[1], match[2]
        if (stands is None) != (word == "if") or (name is None) == (word == "if"):
            raise Unfilled(f"{line.strip()} stands where it may not")
        if word == "if":
            stands = bool(_known(name, settings))
        else:
            stands = not stands if word == "else" else None
    if stands is not None:
        raise Unfilled("an {if …} has no {end}")


def _known(name: str, settings: Mapping[str, str]) -> str:
    if name not in settings:
        raise Unfilled(f"there is no setting '{name}'")
    return settings[name]
