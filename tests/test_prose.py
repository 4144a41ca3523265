"""Prose: what is read, what is refused, and how long it takes."""

import time

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from builder.model.prose import (
    Cite,
    Emphasis,
    Link,
    List,
    Paragraph,
    Prose,
    Quote,
    Strong,
    Text,
    Value,
    parse,
    unquoted,
    voice,
)
from builder.problems import Flaw, Mark, problem
from builder.render import prose as render

MARKUP = st.text(st.sampled_from(list('ab *_[](){}<>@#;,.-!\\"`~|&:/\n0ә«»“”')), max_size=60)


def paragraph(*nodes):
    return Prose((Paragraph(nodes),))


def html(text):
    return render.html(
        parse(text),
        link=lambda target: f"/e/{target}/",
        cite=lambda cite: f"{cite.source}, {cite.locator}",
        value=lambda value: "<103>",
    )


def code_of(text):
    with pytest.raises(Flaw) as flaw:
        parse(text)
    return flaw.value.code


def test_words_stand_when_nothing_is_marked():
    assert parse("Ақ орда: 5 < 7, “so”, AT&T, #tag, a_b") == paragraph(
        Text("Ақ орда: 5 < 7, “so”, AT&T, #tag, a_b")
    )


def test_emphasis_nests_when_the_marks_differ():
    assert parse("a *b **c** d*") == paragraph(
        Text("a "), Emphasis((Text("b "), Strong((Text("c"),)), Text(" d")))
    )


def test_link_keeps_its_target_when_it_is_a_record_a_claim_or_an_address():
    assert parse("[a](almaty) [*b*](almaty#first) [c](https://example.org/x_(y))").links == (
        Link("almaty", (Text("a"),)),
        Link("almaty#first", (Emphasis((Text("b"),)),)),
        Link("https://example.org/x_(y)", (Text("c"),)),
    )


def test_citations_come_apart_when_joined_by_semicolons():
    assert parse("Said [@vlast-1, p. 2; @b;@c,  para 3].") == paragraph(
        Text("Said "), Cite("vlast-1", "p. 2"), Cite("b"), Cite("c", "para 3"), Text(".")
    )


def test_value_names_figure_and_claim_when_in_braces():
    assert parse("{killed#first} people").values == (Value("killed", "first"),)


def test_list_is_one_when_empty_lines_stand_between_items():
    assert parse("- a\n  b\n\n- c") == Prose((List(((Text("a b"),), (Text("c"),))),))


def test_quote_has_paragraphs_when_empty_quote_lines_part_them():
    assert parse("> a\n> b\n>\n> c") == Prose(
        (Quote((Paragraph((Text("a b"),)), Paragraph((Text("c"),)))),)
    )


def test_paragraphs_part_when_a_line_is_empty():
    assert len(parse("a\nb\n\n\nc").blocks) == 2


def test_nothing_comes_of_empty_text():
    assert parse(" \n\n") == Prose(())


def test_escaped_marks_are_letters_when_a_backslash_precedes():
    assert parse(r"\*a\* \[b\] \_c C:\dir") == paragraph(Text(r"*a* [b] _c C:\dir"))


@pytest.mark.parametrize(
    "text",
    [
        "[sic] stands",
        "[sic][@source-a]",
        "2 * 3 ** 4",
        "“Leave!”[@source-a]",
        "Leave![@source-a]",
        "x < y, 5 <7, a > b",
        "R&D; Q&A",
        "- a - b",
        "–5 °C",
        "Қазақстан – Қырғызстан",
        "قازاق",
        "👩‍🚒",
        "a@b.kz",
        "javascript: is a word",
        "www.example.org",
        "100 %",
        "*Шал, кет!*",
        "**a**b*c*",
        "x" * 8000,
        "слово " * 1300,
        "a\n\n" * 300,
    ],
)
def test_text_is_accepted_when_harmless(text):
    assert parse(text).blocks


REFUSED = {
    "prose-html": [
        "<b>x</b>",
        "a<b",
        "<!-- x -->",
        "</p>",
        "<?php",
        "<svg/onload=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "\\<b>",
    ],
    "prose-entity": ["&lt;b", "&#60;", "&#x3C;", "&nbsp;", "&amp;lt;"],
    "prose-autolink": [
        "<https://example.org>",
        "<javascript:alert(1)>",
        "<a@b.org>",
        "see https://example.org",
        "[https://good.org](https://example.org)",
        "HTTP://example.org",
    ],
    "prose-image": ["![a](b)", "a ![b][c]"],
    "prose-include": ['--8<-- "/proc/self/environ"', ";--8<-- x", "-8<- x"],
    "prose-template": ["{{ x }}", "{% x %}", "{# x #}", "{{", "%}"],
    "prose-attributes": ['[x](abc){: onclick="alert(1)" }', "{:.x}", "{.x}", "{ .x}", "${.x}"],
    "prose-code": ["`x`", "```\nx\n```", "~~~\nx", "a ``b"],
    "prose-heading": ["# a", "######", "a\n===", "a\n---", "***", "****", "---\ntitle: x\n---"],
    "prose-table": ["| a | b |", "a | b\n--|--"],
    "prose-list": ["* a", "+ a", "1. a", "2) a", "- a\n-\n- b", "-", "• a"],
    "prose-block": ["a\n- b", "- a\nb", "a\n> b", "> a\nb", "- a\n> b"],
    "prose-nested": ["> > a", "- - a", "> - a", "- > a", "- a\n  - b", "- - -"],
    "prose-indent": ["  a", "    code", "a\n b", "-  a"],
    "prose-reference": ["[a][b]", "[^1]", "[[a]]", "[a]: /b", "x [^note] y"],
    "prose-bracket": ["a [b", "a] b", "[a [b] c](abc)", "[*a](abc)*", "[a\n\nb](abc)"],
    "prose-link": [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:x)",
        "[a](data:text/html,x)",
        "[a](//example.org)",
        "[a](/etc)",
        "[a](http://example.org)",
        "[a](ab)",
        "[a](UPPER)",
        "[a](abc 'title')",
        "[a]()",
        "[](abc)",
        "[a](abc",
    ],
    "prose-citation": ["[@]", "[@A]", "[@a b]", "[see @a]", "[@a; b]", "[@a", "[@a,]"],
    "prose-value": ["{x}", "{a#b", "{a}", "{A#b}", "a } b", "{a#b#c}"],
    "prose-emphasis": ["*a", "**a", "***a***", "a* b", "x ****", "*a **b* c**", "*a\n\nb*"],
    "prose-markup": ["_a_", "__a__", "~~a~~", "!!! note", ": definition", "::: x"],
    "prose-control": [
        "a\x00b",
        "a\tb",
        "a\rb",
        "a\x1bb",
        "a\ud800b",
        "a\u2028b",
        "a\ufdd0b",
        "a\U0001ffffb",
    ],
    "url-login": ["[a](https://u:p@example.org)"],
    "url-private": ["[a](https://localhost/)"],
}


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, texts in REFUSED.items() for t in texts])
def test_text_is_refused_when_it_is_markup_of_another_kind(code, text):
    assert code_of(text) == code


def test_flaw_shows_the_place_when_refused():
    with pytest.raises(Flaw) as flaw:
        parse("Calm.\n\nThen <script>alert(1)</script> and more")
    shown = problem(flaw.value.code, Mark("x.yaml"), **flaw.value.values)
    assert shown.message == "HTML is not allowed in texts: `<script>alert(1)</script> and more`"


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_every_refusal_has_words_in_the_catalogue(code):
    with pytest.raises(Flaw) as flaw:
        parse(REFUSED[code][0])
    assert problem(code, Mark("x.yaml"), **flaw.value.values).hint


UNITS = [
    *'[]`*_{}<>&"“«\\!#|~-h@(',
    *["[@", "[a](", "[a]", "* ", "**a", "*a ", "*a* ", "**a *b* c** ", "> ", "> > ", "- x\n", "- "],
    *[
        "![",
        "<!-- ",
        "&a",
        "&#",
        "[a](((",
        "[x](https://a.b/(a)",
        "\\[",
        "[\\]",
        "a_",
        "{a-",
        "[@a-",
    ],
    *["> a\n>\n", "[a](a-", "a\n\n", " ", "\n", "--8<", "<a@", "“a", "1. ", "= ", "[@a;", "[@a,b;"],
]


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_text_of_a_hostile_unit_comes_to_an_end(unit):
    assert once((unit * 8_000)[:8_000]) < 2


@pytest.mark.long  # a ratio of times, which a busy machine may spoil; its short twin is above
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_no_faster_than_the_text(unit):
    short, long = seconds(unit, 8_000), seconds(unit, 32_000)
    assert short < 0.05
    assert long < 0.05 + 8 * short


def seconds(unit, length):
    """The best of three, as other work on the machine only ever adds time."""
    text = (unit * length)[:length]
    return min(once(text) for _ in range(3))


def once(text):
    start = time.process_time()
    try:
        voice(parse(text))
    except Flaw:
        pass
    return time.process_time() - start


def test_voice_leaves_out_what_others_said():
    text = "He said “go 5” [@a, p. 2], {x#y} saw *it* [here](abc).\n\n> never"
    assert voice(parse(text)) == "He said \ufffc , \ufffc saw it here."
    assert (
        voice(parse("see [Some English Title](https://example.org)"), links=False) == "see \ufffc"
    )


def test_unquoted_keeps_a_quote_when_it_never_ends():
    assert unquoted("“a «b» c") == "“a \ufffc c"
    assert unquoted("the people’s ‘heroes’") == "the people’s \ufffc"


def test_html_shows_every_kind_of_node():
    text = "a *b* **c** [d](abc) [@s, p. 1; @t, 2] {f#c}\n\n- x\n\n> y"
    assert html(text) == Markup(
        '<p>a <em>b</em> <strong>c</strong> <a href="/e/abc/">d</a> '
        "<sup>s, p. 1 t, 2</sup> &lt;103&gt;</p>\n<ul><li>x</li></ul>\n"
        "<blockquote><p>y</p></blockquote>"
    )


def test_external_link_gives_no_referrer():
    assert html("[a](https://example.org/?a=1&b=2)") == (
        '<p><a href="https://example.org/?a=1&amp;b=2" rel="external noreferrer">a</a></p>'
    )


def test_callback_markup_stands_when_it_is_markup():
    shown = render.html(
        parse("[@a]"), link=str, cite=lambda cite: Markup("<b>{}</b>").format("<"), value=str
    )
    assert shown == "<p><sup><b>&lt;</b></sup></p>"


def test_inline_html_has_no_blocks():
    assert render.inline_html(parse("*a* < b\n\nc"), link=str, cite=str, value=str) == (
        "<em>a</em> &lt; b c"
    )


def test_plain_gives_words_alone():
    text = "a *b* [d](abc) [@s] {f#c}.\n\n- x\n- y\n\n> z"
    assert render.plain(parse(text), value=lambda value: "103") == (
        "a b d  103.\n\n- x\n- y\n\n> z"
    )


@settings(deadline=None)  # the machine may be busy
@given(st.one_of(st.text(max_size=80), MARKUP))
def test_any_text_is_read_or_refused(text):
    try:
        assert isinstance(parse(text), Prose)
    except Flaw as flaw:
        assert problem(flaw.code, Mark("x.yaml"), **flaw.values).message


@settings(deadline=None)  # the machine may be busy
@given(MARKUP)
def test_html_of_any_text_holds_only_our_elements_and_its_words(text):
    try:
        parsed = parse(text)
    except Flaw:
        return
    shown = render.html(parsed, link=lambda target: target, cite=lambda c: "", value=lambda v: "")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(shown))
    allowed = {"p", "em", "strong", "a", "ul", "li", "blockquote", "sup", "DOCUMENT_FRAGMENT"}
    assert {element.tag for element in tree.iter()} <= allowed
    words = "".join(node.value for node in parsed.nodes() if isinstance(node, Text))
    assert "".join("".join(tree.itertext()).split()) == "".join(words.split())
