"""The bytes of a file become text the parser may read, or problems."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from builder.characters import describe, faults, place
from builder.problems import Mark, Problem, problem

MAX_BYTES = 262_144
MAX_LINE = 10_000
ENOUGH = 4
"""Russian letters from which on a code page is guessed."""
MOST = 100
"""Problems reported of one file; the rest would not help anybody."""

_BOMS = {
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF8: "UTF-8",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
_LINE_END = re.compile(r"\r\n?")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
"""What git writes into a file where two changes meet."""
_RUSSIAN = re.compile("[А-яЁё]")
_SENTENCE = re.compile("[А-ЯЁ]?[а-яё]+")
_LONG_LINE = re.compile(rf"^.{{{MAX_LINE + 1},}}$", re.MULTILINE)
_ODD_INDENT = re.compile(
    r"^ *(?:- +)*(?:[a-z_][a-z0-9_-]*:|-)?([\u00a0\u2009\u202f])", re.MULTILINE
)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Turn bytes into text the parser may read, with what was wrong on the way.

    Refused characters come back as U+FFFD and tabs as spaces, so that places keep and the parser
    can go on to find the rest; the text is empty when there is nothing to parse.
    """
    if len(data) > MAX_BYTES:
        return "", [too_large(len(data), path)]
    bom = next((mark for mark in _BOMS if data.startswith(mark)), b"")
    found = [problem("file-bom", Mark(path), encoding=_BOMS[bom])] if bom else []
    if bom not in (b"", codecs.BOM_UTF8):
        return "", found
    body = data.removeprefix(bom)
    if not body.strip():
        return "", [*found, problem("file-empty", Mark(path))]
    if b"\0" in body[:2]:
        return "", [problem("file-encoding", Mark(path), encoding="UTF-16")]
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [*found, _not_utf8(body, error.start, path)]
    if conflict := _CONFLICT.search(text):
        return "", [*found, problem("file-conflict", place(text, conflict.start(), path))]
    return _check_text(text, path, found)


def readable(data: bytes) -> str:
    """The text of any bytes as a person may recognise it, for quoting alone."""
    return data.decode("windows-1251" if _is_windows_1251(data) else "utf-8", "replace")


def too_large(size: int, path: str) -> Problem:
    """Tell the size of a file over the limit."""
    return problem("file-size", Mark(path), size=f"{size:,}", limit=f"{MAX_BYTES:,}")


def _not_utf8(body: bytes, start: int, path: str) -> Problem:
    before = _LINE_END.sub("\n", body[:start].decode("utf-8"))
    mark = place(before, len(before), path)
    if _is_windows_1251(body):
        return problem("file-encoding", mark, encoding="Windows-1251")
    return problem("file-utf8", mark, byte=f"0x{body[start]:02X}")


def _is_windows_1251(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 make words of Russian letters, capitals first if at all."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("windows-1251", "replace")
        letters = len(_RUSSIAN.findall(text))
        in_words = sum(len(word) for word in _SENTENCE.findall(text))
        foreign = sum(not char.isascii() for char in text)
        return letters >= ENOUGH and in_words > 0.9 * letters and letters > 0.9 * foreign
    return False


def _check_text(text: str, path: str, found: list[Problem]) -> tuple[str, list[Problem]]:
    if end := _LINE_END.search(text):
        mark = place(text, end.start(), path)
        name = {"\r\n": "CRLF", "\r": "CR"}[end[0]]
        found.append(problem("file-line-ends", mark, found=name))
        text = _LINE_END.sub("\n", text)
    bad = _characters(text)
    for index, code, char in islice(_runs(bad), MOST + 1):
        found.append(problem(code, place(text, index, path), char=describe(char)))
    found += islice(_long_lines(text, path), MOST + 1)
    # Composing piled-up marks takes quadratic time: they have to go first.
    if not any(code == "text-marks" for code, _ in bad.values()):
        found += islice(_not_composed(text, path), MOST + 1)
    return _blank(text, bad) if bad else text, found


def _characters(text: str) -> dict[int, tuple[str, str]]:
    found = {
        index: ("yaml-tab" if char == "\t" else code, char) for index, code, char in faults(text)
    }
    if not text.isascii():
        for odd in _ODD_INDENT.finditer(text):
            found[odd.start(1)] = "text-space", odd[1]
    return found


def _runs(bad: dict[int, tuple[str, str]]) -> Iterator[tuple[int, str, str]]:
    """One fault for each unbroken run of the same code, at its start."""
    for index, (code, char) in sorted(bad.items()):
        if bad.get(index - 1, ("", ""))[0] != code:
            yield index, code, char


def _long_lines(text: str, path: str) -> Iterator[Problem]:
    for long in _LONG_LINE.finditer(text):
        size, limit = f"{len(long[0]):,}", f"{MAX_LINE:,}"
        yield problem("text-line", place(text, long.start(), path), size=size, limit=limit)


def _not_composed(text: str, path: str) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", text):
        for number, line in enumerate(text.split("\n"), 1):
            composed = unicodedata.normalize("NFC", line)
            if line != composed:
                pairs = enumerate(zip(line, composed + "\0", strict=False))
                index = next((i for i, (a, b) in pairs if a != b), 0)
                char = describe(line[index])
                yield problem("text-nfc", Mark(path, number, index + 1), char=char)


def _blank(text: str, bad: dict[int, tuple[str, str]]) -> str:
    chars = list(text)
    for index, (code, _) in bad.items():
        chars[index] = " " if code in ("yaml-tab", "text-space") else "\ufffd"
    return "".join(chars)
