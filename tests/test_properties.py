"""What holds for any input: gate, fmt, dates, prose, folding and the drafts this program writes.

`promises.py` says what is promised; `fuzz.py` looks for more inputs that break it.
"""

from collections.abc import Callable
from pathlib import Path
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builder.characters import faults
from builder.gate import admit
from builder.model.fold import query_words, words
from builder.tree import plain
from builder.write.draft import draft
from tests import promises
from tests.test_gate import PIECES
from tests.test_when import dates

SHORT = settings(max_examples=60, deadline=None, derandomize=True)
LONG = settings(max_examples=1_000, deadline=None)
RECORDS = sorted((Path(__file__).parent / "cases" / "archive" / "entries").rglob("*.yaml"))
FILES = [file.read_text(encoding="utf-8") for file in RECORDS]
MARKS = "ab *_[](){}<>@#;,.-!\\\"`~|&:/\n0ә«»“”'="
HTML = ["<script>", "<img src=x onerror=a>", "&lt;", "javascript:a", "](https://a.kz", "[x](snow)"]
PROSE = st.lists(st.one_of(st.sampled_from([*MARKS, *HTML]), st.text(max_size=3)), max_size=30)
DATES = "0123456789-X/.~?%TZ:+ Yuntilabofergcpm"


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A record with a hostile piece put in somewhere, or some of it cut out."""
    text = draw(st.sampled_from(FILES))
    at = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 12))
    return (text[:at] + draw(st.sampled_from(PIECES)) + text[at + cut :]).encode()


BYTES = st.one_of(
    st.binary(max_size=120),
    spoiled(),
    st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode),
)
PROMISES: dict[str, tuple[Callable[..., None], st.SearchStrategy[object]]] = {
    "gate": (promises.gate, BYTES),
    "fmt": (promises.formatted, spoiled()),
    "dates": (promises.dates, st.one_of(dates().map(str), st.text(DATES, max_size=30))),
    "prose": (promises.prose, PROSE.map("".join)),
}
FOUND: dict[str, list[bytes | str]] = {
    "gate": [b"k\0: x\n" + b"".join(b"Key%d: x\n" % n for n in range(120))],
    "fmt": [
        b"id: x\nplaces: [a]\nwhen: -0\n",
        b"id: x\ntitle: {en: A, zzzz: B, ru: C}\n",
        b'title: "A\nid: b"\nid: x\n',
        b"id: x\npdae : [a]\nclaims:\n  - id: a\n",
        b"id: x\ntitle: {en: A\nru: B}\n",
        b'id: x\nen: #c\n M"x\n',
    ],
    "dates": [],
    "prose": ["x\ufdd0\U0001ffff", "[a](https://\u0435xample.a_b.kz/)"],
}
"""What fuzzing found, and is mended since."""


@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_is_kept_whatever_the_input(name: str) -> None:
    promise, inputs = PROMISES[name]
    SHORT(given(inputs)(promise))()


@pytest.mark.long
@pytest.mark.parametrize("name", PROMISES)
def test_a_promise_is_kept_for_thousands_of_inputs(name: str) -> None:
    promise, inputs = PROMISES[name]
    LONG(given(inputs)(promise))()


@pytest.mark.parametrize(("name", "found"), [(n, one) for n, some in FOUND.items() for one in some])
def test_what_fuzzing_found_stays_mended(name: str, found: bytes | str) -> None:
    PROMISES[name][0](found)


@pytest.mark.parametrize("file", RECORDS, ids=lambda file: file.stem)
def test_fmt_changes_no_meaning_of_a_record(file: Path) -> None:
    promises.formatted(file.read_bytes())


@SHORT
@given(st.text(max_size=60))
@example("Жаңаөзен қаласындағы 20 000 адам, Jan'ao'zen")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = list(query_words(text))
    assert list(query_words(" ".join(once))) == once
    assert set(once) <= set(words(" ".join(once)))


@SHORT
@given(st.lists(st.text(min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=4))
@example(["no", "2022-01-05", "- a", "#x", "null", "'", '"', "\\", "a: b", "é"])
def test_a_text_comes_back_from_the_yaml_of_a_draft(texts: list[str]) -> None:
    texts = [text for text in texts if admissible(text)]
    record = {"id": "x", **{f"k{n}": text for n, text in enumerate(texts)}, "many": ["a", *texts]}
    made = draft(record, promises.PATH, ["A draft."])
    assert isinstance(made, bytes)
    tree, _ = admit(made, promises.PATH)
    assert tree is not None
    assert plain(tree) == record


def admissible(text: str) -> bool:
    """Whether a record may hold a text, and in one line of its file."""
    return normalize("NFC", text) == text and not [*faults(text)] and not set("\t\n") & set(text)


@pytest.mark.parametrize(
    "unit", ["*a ", "[a](", "**", "[@a ", "{a#b} ", "> ", "- a\n", "&a", "_a", "\\*"]
)
def test_time_for_prose_grows_with_its_length_when_it_is_hostile(unit: str) -> None:
    start = process_time()
    for length in (1_000, 8_000):
        promises.prose((unit * length)[:length])
    assert process_time() - start < 3  # a tenth of a second; quadratic time takes minutes
