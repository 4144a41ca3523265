"""What a hand-written page says of settings: kept, left out, filled in, and what is refused."""

import pytest

from builder.host.filling import Unfilled, filled

TEXT = "a\n{if contact}\nwrite to {setting contact}\n{else}\nnobody yet\n{end}\nb\n"


@pytest.mark.parametrize(
    ("contact", "said"), [("x@example.org", "write to x@example.org\n"), ("", "nobody yet\n")]
)
def test_part_is_kept_as_the_setting_is(contact: str, said: str) -> None:
    assert filled(TEXT, {"contact": contact}) == f"a\n{said}b\n"


def test_part_without_another_is_left_out_when_unset() -> None:
    assert filled("a\n{if contact}\nb\n{end}\n", {"contact": ""}) == "a\n"


def test_braces_in_a_line_stay_as_they_are() -> None:
    text = "`{figure-id#claim-id}` and {if contact} in a line\n"
    assert filled(text, {"contact": ""}) == text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{if phone}\n{end}\n", "there is no setting 'phone'"),
        ("{setting phone}\n", "there is no setting 'phone'"),
        ("{if contact}\n", "an {if …} has no {end}"),
        ("{end}\n", "{end} stands where it may not"),
        ("{else}\n", "{else} stands where it may not"),
        ("{if contact}\n{if contact}\n", "{if contact} stands where it may not"),
        ("{if}\n{end}\n", "{if} stands where it may not"),
    ],
)
def test_page_that_does_not_make_sense_is_refused(text: str, fault: str) -> None:
    with pytest.raises(Unfilled) as raised:
        filled(text, {"contact": ""})
    assert str(raised.value) == fault
