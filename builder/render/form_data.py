"""What the form page checks with, as scripts: schemas, patterns, messages, names and ids."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from builder.corpus import Corpus
from builder.model import address, edtf, hours, misread, numbers, text, when, zones
from builder.model.fold import SILENT
from builder.model.naming import Organisation, Person, Place
from builder.model.schema import schema
from builder.model.source import Source
from builder.problems import catalogue
from builder.render.reader import Reader
from builder.render.romanized import LETTERS, PARTS
from builder.rules.words import loaded_alone

KINDS = ("event", "source")
"""Kinds of record that the form writes."""
RANGE = 500
"""Ids a file holds: a taken id is found by loading one file."""
CODES = (
    "claim-no-locator", "claim-quote-long", "claim-said-earlier", "claim-source-earlier",
    "date-ambiguous", "date-character", "date-clock-digits", "date-clock-form", "date-clock-hour",
    "date-clock-needs-day", "date-clock-of-interval", "date-clock-reversed", "date-clock-twelve",
    "date-empty", "date-field-day", "date-form", "date-future", "date-level-two", "date-night",
    "date-night-one-day", "date-no-end", "date-no-such-day", "date-no-such-month", "date-offset",
    "date-open-start", "date-padding", "date-reversed", "date-separators", "date-spaces",
    "date-stamp", "date-words", "date-year", "date-zone-form", "date-zone-twice",
    "date-zone-unknown",
    "field-id", "field-local-id", "field-pattern", "field-twice", "field-vocabulary", "prose-autolink", "prose-entity", "prose-html", "prose-markup",
    "prose-number", "ref-id-taken", "source-seen-earlier",
    "text-angle", "text-bidi", "text-control", "text-empty", "text-invisible", "text-length",
    "text-marks", "text-space",
    "translation-not-kazakh", "translation-script",
    "url-character", "url-escape", "url-form", "url-hidden", "url-host", "url-login", "url-long",
    "url-number", "url-onion", "url-port", "url-private", "url-scheme", "url-tracking",
    "url-trailing-dot",
)  # fmt: skip
"""Faults that the page can tell; it words them as the check does.

A field of a file may be missing, one of the form can only be empty: `messages` words what differs.
"""


def form_files(reader: Reader) -> dict[str, bytes]:
    """The scripts of one language; English brings what all languages share."""
    folder = f"assets/form/{reader.language}"
    files = {f"{folder}/words.js": _call("words", messages(reader))}
    for name, rows in names(reader).items():
        files[f"{folder}/{name}.js"] = _call("names", name, rows)
    if reader.language == "en":
        files["assets/form/rules.js"] = _call("rules", rules(reader.corpus))
        for number, some in enumerate(ids(reader.corpus)):
            files[f"assets/form/ids-{number}.js"] = _call("ids", number, " ".join(some))
    return files


def _call(name: str, *values: object) -> bytes:
    """A script that hands values to the function that `assets/js/form-data.js` keeps for them."""
    given = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    # A line separator would end the line of a script in an old browser.
    text = ",".join(given).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"qqForm.take.{name}({text});\n".encode()


def rules(corpus: Corpus) -> dict[str, object]:
    """What the page checks by, the same in every language."""
    return {
        "schemas": {kind: _bare(schema(kind)) for kind in KINDS},
        "dates": dates(corpus),
        "address": {name: script(one.pattern) for name, one in address.SHARED.items()},
        "addressLongest": address.LONGEST,
        "numbers": {language: script(one) for language, one in numbers.DATED.items()},
        "longest": {
            "title": text.LONGEST_TITLE,
            "line": text.LONGEST_LINE,
            "passage": text.LONGEST_PASSAGE,
        },
        "letters": LETTERS,
        "parts": PARTS,
        "loaded": loaded_alone(),
        "silent": SILENT,
        "starts": [some[0] for some in ids(corpus)],
    }


def dates(corpus: Corpus) -> dict[str, object]:
    """The patterns of `model.when`, and the zones that its records' places use."""
    patterns = {
        "date": edtf.DATE, "levelTwo": edtf.LEVEL_TWO, "stamp": when.STAMP, "night": when.NIGHT,
        "rangeOnADay": when.RANGE_ON_A_DAY, "garbage": when.GARBAGE, "joined": when.JOINED_T,
        "at": hours.AT, "range": hours.RANGE, "sided": hours.SIDED,
        "offset": zones.OFFSET, "name": zones.NAME,
        "two": misread.TWO, "full": misread.FULL, "unpadded": misread.UNPADDED,
    }  # fmt: skip
    return {
        "patterns": {name: script(one.pattern) for name, one in patterns.items()},
        "clocks": [[script(one.pattern), code, _flags(one)] for one, code in hours.MISREAD],
        "parts": {**hours.PARTS, **{new: hours.PARTS[old] for new, old in hours.SAME.items()}},
        "before": hours.BEFORE,
        "after": hours.AFTER,
        "words": zones.WORDS,
        "zones": sorted({zone for place in corpus.of(Place) for zone in place.zone}),
        "longest": when.LONGEST,
    }


def _flags(pattern: re.Pattern[str]) -> str:
    return "iu" if pattern.flags & re.IGNORECASE else "u"


def script(pattern: str) -> str:
    """A pattern of ours as JavaScript's RegExp reads it, with its flag `u`."""
    plain = re.sub(r"\(\?P<", "(?<", pattern).replace("(?>", "(?:").replace("(?i)", "")
    plain = plain.replace(r"[^\W\d_]", r"\p{L}").replace(r"\A", "^").replace(r"\Z", "$")
    plain = re.sub(r"\\([/\"' <>@~%#&])", r"\1", plain)
    return plain.replace(r"\w", r"[\p{L}\p{N}_]")


def _bare(node: object) -> object:
    """A schema without what only people read."""
    if isinstance(node, list):
        return [_bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _bare(one) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _bare(value)
        for key, value in node.items()
        if key not in ("description", "title", "examples", "default", "$schema")
    }


def messages(reader: Reader) -> dict[str, list[str]]:
    """The message and the hint of every fault that the page can tell."""
    words = catalogue(reader.language)
    shared = {code: [words[code].message, words[code].hint] for code in CODES}
    return shared | {
        "form-empty": [reader.t("This field is empty"), reader.t("Fill it in")],
        "form-no-record": [reader.t("the archive has no record “{id}”"), ""],
    }


def names(reader: Reader) -> dict[str, list[tuple[str, str]]]:
    """Whom and what a record may name, by the list it is chosen from: ids with their names."""
    corpus = reader.corpus
    speakers = (*corpus.of(Organisation), *corpus.of(Person))
    return {
        "places": _named((p.id, reader.plain(p.name)) for p in corpus.of(Place)),
        "speakers": _named((one.id, reader.plain(one.heading)) for one in speakers),
        "sources": _named((one.id, _published(reader, one)) for one in corpus.of(Source)),
    }


def _published(reader: Reader, source: Source) -> str:
    return f"{source.publisher}: {source.title or reader.plain(source.heading)}"


def _named(rows: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((row for row in rows), key=lambda row: (row[1].casefold(), row[0]))


def ids(corpus: Corpus) -> Iterator[Sequence[str]]:
    """Every id ever given, in order, as many to a file as it holds."""
    every = sorted({*corpus.records, *corpus.tombstones})
    return (every[at : at + RANGE] for at in range(0, len(every), RANGE))
