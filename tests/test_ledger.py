"""The ledger: what is given once stays given, and no change to its past goes unseen."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.disk import Refused, locked
from builder.problems import Problem
from builder.release import ledger
from builder.release.ledger import (
    Anchor,
    Broken,
    Ledger,
    additions,
    append,
    missing,
    read,
    returned,
    verify,
)
from builder.release.lines import Step, lines

DAY = "2026-11-23"
FIRST_LINE = (
    b'{"act":"enter","claims":["stormed"],"date":"2026-11-23","id":"almaty-akimat-stormed",'
    b'"kind":"event","n":1,"prev":"' + b"0" * 64 + b'"}\n'
)
STEPS = (
    Step(DAY, "enter", "almaty-akimat-stormed", kind="event", claims=("stormed",)),
    Step(DAY, "enter", "almaty", kind="place"),
    Step(DAY, "claims", "almaty-akimat-stormed", claims=("fire",)),
    Step("2026-11-24", "enter", "akimat-burned", kind="event", claims=("burned",)),
    Step("2026-11-24", "merge", "akimat-burned", into="almaty-akimat-stormed"),
    Step("2026-11-25", "withdraw", "almaty"),
    Step("2026-11-26", "redact", "almaty", reason="safety"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    append(path, STEPS)
    return path


def sound(path: Path) -> Ledger:
    found = read(path)
    assert isinstance(found, Ledger), found
    return found


def told(result: Ledger | list[Problem]) -> list[tuple[int, str]]:
    assert isinstance(result, list), "nothing was found"
    return [(problem.line, problem.code) for problem in result]


def rewritten(lines: list[bytes], **change: object) -> bytes:
    """The first line with some fields changed, and the chain after it made to fit."""
    values = [json.loads(line) for line in lines]
    values[0] |= change
    out, last = b"", "0" * 64
    for value in values:
        line = json.dumps(value | {"prev": last}, sort_keys=True, separators=(",", ":")).encode()
        out, last = out + line + b"\n", sha256(line).hexdigest()
    return out


def test_append_when_first_writes_the_line_as_documented(tmp_path: Path) -> None:
    append(tmp_path / "ledger.jsonl", STEPS[:1])
    assert (tmp_path / "ledger.jsonl").read_bytes() == FIRST_LINE


def test_append_when_there_are_lines_keeps_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    append(path, STEPS[:1])
    append(path, STEPS[1:2])
    assert path.read_bytes().startswith(FIRST_LINE)
    assert json.loads(path.read_bytes().splitlines()[1])["prev"] == (
        sha256(FIRST_LINE.rstrip(b"\n")).hexdigest()
    )


def test_append_when_nothing_is_new_does_not_touch_the_file(path: Path) -> None:
    before = path.stat()
    append(path, [])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_append_when_done_leaves_nothing_beside(path: Path) -> None:
    assert os.listdir(path.parent) == ["ledger.jsonl"]


def test_append_when_cut_off_earlier_sweeps_the_rest(path: Path) -> None:
    (path.parent / "ledger.jsonl.new").write_bytes(b"half")
    append(path, [Step("2026-11-27", "enter", "aktau", kind="place")])
    assert os.listdir(path.parent) == ["ledger.jsonl"]


def test_append_when_another_writes_is_refused(path: Path) -> None:
    with locked(path.parent, "it"), pytest.raises(Refused, match="another command is writing"):
        append(path, [Step("2026-11-27", "enter", "aktau", kind="place")])


def test_append_when_the_ledger_is_broken_writes_nothing(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"stormed", b"stalled", 1))
    before = path.read_bytes()
    with pytest.raises(Broken) as stop:
        append(path, [Step("2026-11-27", "enter", "aktau", kind="place")])
    assert (path.read_bytes(), stop.value.exit_code) == (before, 1)


REFUSED_STEPS = {
    "ledger-reuse": Step("2026-11-27", "enter", "almaty", kind="place"),
    "ledger-claim-reuse": Step("2026-11-27", "claims", "akimat-burned", claims=("burned",)),
    "ledger-unknown-id": Step("2026-11-27", "withdraw", "nowhere"),
    "ledger-state": Step("2026-11-27", "withdraw", "akimat-burned"),
    "ledger-into": Step("2026-11-27", "merge", "almaty-akimat-stormed", into="nowhere"),
    "ledger-date": Step("2026-11-20", "enter", "aktau", kind="place"),
    "ledger-act": Step("2026-11-27", "rename", "almaty"),
    "ledger-fields": Step("2026-11-27", "enter", "aktau"),
    "ledger-value": Step("2026-11-27", "enter", "Aktau", kind="place"),
}


@pytest.mark.parametrize("code", REFUSED_STEPS)
def test_append_when_a_step_cannot_be_taken_writes_nothing(path: Path, code: str) -> None:
    before = path.read_bytes()
    with pytest.raises(Broken) as stop:
        append(path, [Step("2026-11-27", "enter", "oral", kind="place"), REFUSED_STEPS[code]])
    assert [(p.line, p.code) for p in stop.value.problems] == [(9, code)]
    assert path.read_bytes() == before


def test_merge_when_into_itself_is_refused(path: Path) -> None:
    step = Step("2026-11-27", "merge", "almaty-akimat-stormed", into="almaty-akimat-stormed")
    with pytest.raises(Broken, match="cannot be merged into 'almaty-akimat-stormed'"):
        append(path, [step])


def test_read_when_there_is_no_file_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path / "ledger.jsonl") == Ledger()


def test_read_when_sound_tells_how_each_id_stands(path: Path) -> None:
    entered = sound(path).entered
    assert {id: (entry.kind, list(entry.claims), entry.state) for id, entry in entered.items()} == {
        "almaty-akimat-stormed": ("event", ["stormed", "fire"], "current"),
        "almaty": ("place", [], "redacted"),
        "akimat-burned": ("event", ["burned"], "merged"),
    }
    assert entered["akimat-burned"].into == "almaty-akimat-stormed"
    assert entered["almaty-akimat-stormed"].claims["fire"] == 3


def test_read_when_a_folder_stands_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="reading archive/ledger.jsonl stopped"):
        read(tmp_path)


def test_read_when_a_line_was_edited_tells_that_line(path: Path) -> None:
    data = path.read_bytes().replace(b'"fire"', b'"fury"')
    assert told(verify(data)) == [(3, "ledger-chain")]


def test_read_when_a_line_was_deleted_tells_where(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    assert told(verify(b"".join(lines[:2] + lines[3:]))) == [(3, "ledger-number")]


def test_read_when_lines_were_swapped_tells_where(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    assert told(verify(b"".join(lines)))[0] == (2, "ledger-number")


def test_read_when_a_line_was_doubled_tells_where(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    assert told(verify(b"".join(lines[:2] + lines[1:])))[0] == (3, "ledger-number")


def test_read_when_the_first_hash_is_not_zeros_tells_the_first_line() -> None:
    data = FIRST_LINE.replace(b"0" * 64, b"1" * 64)
    assert told(verify(data)) == [(1, "ledger-chain")]


def test_read_when_the_last_line_is_torn_tells_how_to_mend(path: Path) -> None:
    found = verify(path.read_bytes()[:-20])
    assert told(found) == [(7, "ledger-torn")]
    assert isinstance(found, list)
    assert found[0].hint.startswith("restore the line from git or a copy")


def test_read_when_only_the_last_line_end_is_gone_says_so(path: Path) -> None:
    assert told(verify(path.read_bytes()[:-1])) == [(7, "ledger-line-end")]


def test_read_when_git_changed_the_line_ends_tells_it_once(path: Path) -> None:
    assert told(verify(path.read_bytes().replace(b"\n", b"\r\n"))) == [(1, "ledger-crlf")]


def test_read_when_cut_after_a_release_tells_it(path: Path) -> None:
    anchor = sound(path).anchor
    lines = path.read_bytes().splitlines(keepends=True)
    assert told(verify(b"".join(lines[:5]), anchor=anchor)) == [(5, "ledger-shorter")]


def test_read_when_rewritten_as_a_whole_does_not_match_the_release(path: Path) -> None:
    anchor = sound(path).anchor
    data = rewritten(path.read_bytes().splitlines(), date="2026-11-22")
    assert isinstance(verify(data), Ledger)
    assert told(verify(data, anchor=anchor)) == [(7, "ledger-anchor")]


def test_read_when_grown_after_a_release_is_sound(path: Path) -> None:
    anchor = sound(path).anchor
    append(path, [Step("2026-11-27", "enter", "aktau", kind="place")])
    assert isinstance(read(path, anchor=anchor), Ledger)


BAD_LINES = {
    "not JSON": (b"{", "ledger-json"),
    "nothing": (b"", "ledger-json"),
    "a list": (b"[]", "ledger-json"),
    "spaces": (FIRST_LINE.strip().replace(b":", b": "), "ledger-json"),
    "a key twice": (FIRST_LINE.strip().replace(b'{"act"', b'{"act":"enter","act"'), "ledger-json"),
    "keys not in order": (b'{"n":1,"act":"enter"}', "ledger-json"),
    "not UTF-8": (FIRST_LINE.strip().replace(b"event", b"\xff"), "ledger-json"),
    "half a pair": (FIRST_LINE.strip().replace(b"event", b"\\ud800"), "ledger-json"),
    "nested deep": (b"[" * 100_000, "ledger-json"),
    "a huge number": (b'{"n":' + b"9" * 10_000 + b"}", "ledger-json"),
    "no act": (b"{}", "ledger-act"),
    "an act that is a list": (b'{"act":[]}', "ledger-act"),
    "a field too many": (FIRST_LINE.strip()[:-1] + b',"z":1}', "ledger-fields"),
    "a number as text": (FIRST_LINE.strip().replace(b'"n":1', b'"n":"1"'), "ledger-value"),
    "a number that is true": (FIRST_LINE.strip().replace(b'"n":1', b'"n":true'), "ledger-value"),
    "claims as text": (FIRST_LINE.strip().replace(b'["stormed"]', b'"stormed"'), "ledger-value"),
    "a claim in capitals": (FIRST_LINE.strip().replace(b'"stormed"', b'"Fire"'), "ledger-value"),
    "no such day": (FIRST_LINE.strip().replace(b"11-23", b"02-30"), "ledger-value"),
    "other digits": (FIRST_LINE.strip().replace(b"2026", "٢٠٢٦".encode()), "ledger-value"),
    "a terminal's command": (FIRST_LINE.strip().replace(b"event", b"\\u001b[2J"), "ledger-value"),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_read_when_a_line_is_malformed_tells_it(case: str) -> None:
    line, code = BAD_LINES[case]
    assert told(verify(line + b"\n")) == [(1, code)]


def test_message_when_a_value_holds_escapes_shows_them_harmless() -> None:
    found = verify(FIRST_LINE.replace(b"event", b"\\u001b[2J"))
    assert isinstance(found, list)
    assert found[0].message == r"'\x1b[2J' is not a value for 'kind' of the ledger"


PRESENT = {
    "almaty-akimat-stormed": ("event", {"stormed", "fire"}),
    "almaty": ("place", set[str]()),
    "akimat-burned": ("event", set[str]()),
}


def test_missing_when_all_is_there_is_empty(path: Path) -> None:
    assert missing(sound(path), PRESENT) == []


def test_missing_when_an_id_vanished_tells_the_line_that_gave_it(path: Path) -> None:
    present = {id: held for id, held in PRESENT.items() if id != "almaty"}
    [problem] = missing(sound(path), present)
    assert (problem.path, problem.line, problem.code) == (ledger.NAME, 2, "ledger-id-gone")
    assert problem.message == "the place 'almaty' was published and has no file any more"


def test_missing_when_a_claim_vanished_tells_the_line_that_gave_it(path: Path) -> None:
    [problem] = missing(sound(path), PRESENT | {"almaty-akimat-stormed": ("event", {"stormed"})})
    assert (problem.line, problem.code) == (3, "ledger-claim-gone")


def test_missing_when_a_kind_changed_tells_both(path: Path) -> None:
    [problem] = missing(sound(path), PRESENT | {"almaty": ("organisation", set())})
    assert problem.message == "'almaty' was published as place and is now organisation"


def test_missing_when_a_record_is_leaving_lets_its_claims_go(path: Path) -> None:
    present = PRESENT | {"almaty-akimat-stormed": ("event", set[str]())}
    assert missing(sound(path), present, leaving={"almaty-akimat-stormed"}) == []


def test_returned_when_a_record_that_left_stands_again_tells_the_line_that_gave_it(
    path: Path,
) -> None:
    (found,) = returned(sound(path), {"almaty", "almaty-akimat-stormed"})
    assert (found.code, found.line) == ("ledger-returned", 2)
    assert found.message == "the record 'almaty' left as redacted, but its file says that it stands"


def test_additions_when_records_and_claims_are_new_lists_them_by_id(path: Path) -> None:
    present = PRESENT | {
        "oral": ("place", set[str]()),
        "aktau": ("place", set[str]()),
        "almaty-akimat-stormed": ("event", {"stormed", "fire", "retaken", "evening"}),
    }
    assert additions(sound(path), present, "2026-11-27") == [
        Step("2026-11-27", "enter", "aktau", kind="place"),
        Step("2026-11-27", "claims", "almaty-akimat-stormed", claims=("evening", "retaken")),
        Step("2026-11-27", "enter", "oral", kind="place"),
    ]


def test_additions_when_appended_leave_nothing_to_add(path: Path) -> None:
    present = PRESENT | {"aktau": ("place", {"x"}), "almaty": ("place", {"y"})}
    after = append(path, additions(sound(path), present, "2026-11-27"))
    assert (additions(after, present, "2026-11-28"), missing(after, present)) == ([], [])


IDS = st.sampled_from(["almaty", "aktau", "oral", "taraz"])
HELD = st.tuples(st.sampled_from(["place", "event"]), st.sets(st.sampled_from("abcde")))
CORPORA = st.lists(st.dictionaries(IDS, HELD), min_size=1, max_size=6)


@given(CORPORA)
@settings(deadline=None, max_examples=60)
def test_ledger_when_records_come_and_go_forgets_nothing(
    corpora: list[dict[str, tuple[str, set[str]]]],
) -> None:
    data, given_once, kinds = b"", set[tuple[str, str]](), dict[str, str]()
    for present in corpora:
        before = verify(data)
        assert isinstance(before, Ledger)
        grown = data + grow(before, present)
        given_once |= {(id, claim) for id, (_, claims) in present.items() for claim in claims}
        kinds = {id: kind for id, (kind, _) in present.items()} | kinds
        gone = len(kinds.keys() - present.keys())
        gone += sum(1 for id, claim in given_once if id in present and claim not in present[id][1])
        gone += sum(1 for id, (kind, _) in present.items() if kinds[id] != kind)
        after = verify(grown, anchor=before.anchor)
        assert isinstance(after, Ledger) and len(missing(after, present)) == gone
        assert {(i, c) for i, e in after.entered.items() for c in e.claims} == given_once
        data = grown


def grow(before: Ledger, present: dict[str, tuple[str, set[str]]]) -> bytes:
    steps = additions(before, present, DAY)
    return b"".join(lines(before.anchor.n, before.anchor.sha256, steps))


WHOLE = b"".join(lines(0, "0" * 64, STEPS))
ANCHOR = Anchor(7, sha256(WHOLE.splitlines()[-1]).hexdigest())


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
@settings(deadline=None, max_examples=400)
def test_ledger_when_any_byte_is_changed_tells_a_line_next_to_it(at: int, byte: int) -> None:
    data = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    line = WHOLE[:at].count(b"\n") + 1
    if data != WHOLE:
        assert told(verify(data, anchor=ANCHOR))[0][0] in (line - 1, line, line + 1)


@given(st.permutations(range(7)), st.integers(0, 7))
@settings(deadline=None, max_examples=200)
def test_ledger_when_lines_are_moved_or_lost_tells_it(order: list[int], keep: int) -> None:
    rows = WHOLE.splitlines(keepends=True)
    data = b"".join(rows[i] for i in order[:keep])
    if data != WHOLE:
        assert told(verify(data, anchor=ANCHOR))
