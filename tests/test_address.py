"""Web addresses: which may be published, and which are the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.address import canonical, check_address
from builder.problems import Flaw, Mark, problem

REFUSED = {
    "url-scheme": """
        javascript:alert(1)
        JavaScript:alert(1)
        vbscript:x
        data:text/html;base64,PHNjcmlwdD4=
        file:///etc/passwd
        ftp://example.org/
        mailto:a@example.org
        view-source:https://example.org
    """,
    "url-form": """
        http:example.org
        https:example.org
        https:///example.org
        https:/example.org
        //example.org/
        example.org
        https://
        https://?a
        HTTPS://example.org/
    """,
    "url-login": """
        https://user:pw@example.org/
        https://example.com@evil.org/
        https://@example.org/
    """,
    "url-number": """
        http://127.0.0.1/
        http://127.1/
        http://0x7f.1/
        http://0177.0.0.1/
        http://2130706433/
        http://0x7f000001/
        http://10.0.0.1/
        http://169.254.169.254/latest
        http://106.2.224.58:1057/x
        http://[::1]/
        http://[::ffff:127.0.0.1]/
    """,
    "url-private": """
        http://localhost/
        http://LOCALHOST:80/
        http://intranet/
        http://router.lan/
        http://printer.local/
        http://a.internal/
        http://127.0.0.1.nip.io/
        http://10-0-0-1.sslip.io/
        http://app.localtest.me/
        http://lvh.me/
        http://192.168.0.1.example.org/
    """,
    "url-host": """
        http://①②⑦.⓪.⓪.①/
        http://ⅼocalhost/
        https://ｅxample.org/
        https://example。org/
        https://ex%61mple.org/
        https://-a.org/
        https://a..org/
        https://.org/
        https://xn--a.org/
        https://exa$mple.org/
    """,
    "url-mixed": """
        https://exаmple.under_score.kz/
        https://еxample.org/
        https://xn--xample-2of.org/
        https://аррӏе.com/
        https://xn--80ak6aa92e.com/
        https://αpple.com/
    """,
    "url-trailing-dot": """
        https://thediplomat.com./2023/08/internet-shutdown-pushback-in-kazakhstan
        http://localhost./
    """,
    "url-onion": "http://abcdefghijklmnop.onion/",
    "url-port": "https://example.org:99999/\nhttps://example.org:/\nhttps://example.org:8o/",
    "url-escape": "https://example.org/%zz\nhttps://example.org/50%",
    "url-hidden": """
        https://example.org/%0d%0aSet-Cookie:x
        https://example.org/%00
        https://example.org/%E2%80%AEgpj.exe
        https://example.org/?a=%0A
    """,
    "url-character": """
        https:\\\\example.org
        https://example.org\\@evil.org/
        https://example.org/a b
        https://example.org/<script>
        https://example.org/"onclick
        https://example.org/'x
        https://example.org/{x}
        https://example.org/`x
        https://example.org/a\u202eb
        https://example.org/a\u00a0b
        https://exa\u00admple.org/
    """,
    "url-tracking": """
        https://example.org/?utm_source=rss
        https://example.org/?a=1&UTM_Medium=x
        https://example.org/?fbclid=1
        https://example.org/?gclid=1
        https://example.org/?yclid=1
        https://example.org/?a=1;ref=x
        https://example.org/#utm_source=x
    """,
}
ACCEPTED = """
    https://example.org
    http://example.org/
    https://example.org:8443/x
    https://WWW.Example.ORG/
    https://vlast.kz/kz/amp/inside/57027-vnutri-akimat-almaty-posle-rekonstrukcii.html
    https://kk.wikipedia.org/wiki/Қаңтар_оқиғасы
    https://kk.wikipedia.org/wiki/%D2%9A%D0%B0%D2%A3%D1%82%D0%B0%D1%80
    https://қазақстан.қаз/
    https://xn--80aaa0a6awh12ed.xn--80ao21a/
    https://пример.рф/путь?x=й
    https://новости.kz/
    https://日本語.jp/
    https://münchen.de/
    https://a_b.livejournal.com/1.html
    https://www.fondsk.ru/news/2022/01/04/55245.html?print
    https://www.laprensalatina.com/tag/holy-land-easter/?random-post=1
    https://example.org/a;b=c,d(e)!*~
    https://example.org/old%CF%F0
    https://web.archive.org/web/2022/https://example.org/x
    https://example.org/a?b=c#d
    https://1lurer.am/en/2022/01/19/Ղազախստանի-բոլոր/645655
    http://site101.mir915bcf08b.comcb.info/material.php?id=61D56E330A49B&section_id=49B1012965A91
"""


def rows(text):
    return [line.lstrip(" ") for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("code", "url"), [(code, url) for code, urls in REFUSED.items() for url in rows(urls)]
)
def test_address_is_refused_when_it_may_not_be_published(code, url):
    with pytest.raises(Flaw) as flaw:
        check_address(url)
    assert flaw.value.code == code
    assert problem(code, Mark("x.yaml"), **flaw.value.values).hint


@pytest.mark.parametrize("url", rows(ACCEPTED))
def test_address_is_accepted_unchanged_when_public(url):
    assert check_address(url) == url


@pytest.mark.parametrize(
    "url", ["https://example.org/\n", " https://example.org/", "\thttps://a.kz"]
)
def test_address_is_refused_when_space_surrounds_it(url):
    with pytest.raises(Flaw, match="url-character"):
        check_address(url)


def test_address_is_refused_when_too_long():
    with pytest.raises(Flaw, match="url-long"):
        check_address("https://example.org/" + "a" * 2000)


def test_hint_gives_the_address_without_tracking():
    with pytest.raises(Flaw) as flaw:
        check_address("https://kloop.kg/a/?b=1&utm_source=rss&c=2#d")
    shown = problem(flaw.value.code, Mark("x.yaml"), **flaw.value.values)
    assert shown.hint == "write https://kloop.kg/a/?b=1&c=2"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("http://www.example.org:80/a/", "https://example.org/a"),
        ("https://EXAMPLE.org/a#part", "https://example.org/a"),
        ("https://m.example.org/a?utm_source=x", "https://example.org/a"),
        ("https://amp.example.org/a", "https://example.org/a"),
        ("https://example.org/a/amp", "https://example.org/a"),
        ("https://example.org/amp/a", "https://example.org/a"),
        ("https://example.org/a.amp", "https://example.org/a"),
        ("https://example.org/a/amp.html", "https://example.org/a"),
        ("https://example.org/1-amp.html", "https://example.org/1.html"),
        ("https://example.org/a/index.html", "https://example.org/a"),
        ("https://example.org/a?c=2&b=1&m=1", "https://example.org/a?b=1&c=2"),
        ("https://example.org/%D2%9B", "https://example.org/қ"),
        ("https://қазақстан.қаз/", "https://xn--80aaa0a6awh12ed.xn--80ao21a"),
        ("https://thediplomat.com./a", "https://thediplomat.com/a"),
        ("https://m.kz/a", "https://m.kz/a"),
        ("https://example.org/?p=16298", "https://example.org?p=16298"),
        ("https://web.archive.org/web/20220105120000/http://www.a.kz/b/", "https://a.kz/b"),
        ("http://web.archive.org/web/2022id_/https://a.kz/b?p=1", "https://a.kz/b?p=1"),
        ("https://web.archive.org/web/2022/a.kz/b", "https://a.kz/b"),
        ("https://archive.ph/2022.01.05-120000/https://a.kz/b", "https://a.kz/b"),
        ("https://archive.ph/https://web.archive.org/web/2022/a.kz/b", "https://a.kz/b"),
        ("https://www.google.com/amp/s/a.kz/b", "https://a.kz/b"),
        ("https://a-kz.cdn.ampproject.org/v/s/a.kz/b", "https://a.kz/b"),
        ("https://archive.ph/aBcDe", "https://archive.ph/aBcDe"),
        ("https://a.kz/https://b.kz/c", "https://a.kz/https:/b.kz/c"),
        ("not an address", "not an address"),
    ],
)
def test_addresses_are_one_when_they_lead_to_one_page(url, same):
    assert canonical(url) == same


@settings(deadline=None)  # the machine may be busy
@given(st.text(st.characters(), max_size=40), st.sampled_from(["", "https://", "http://a.kz/"]))
def test_any_text_is_an_address_or_refused(text, start):
    try:
        assert check_address(start + text) == start + text
    except Flaw as flaw:
        assert problem(flaw.code, Mark("x.yaml"), **flaw.values).message
    assert canonical(start + text) is not None


@settings(deadline=None)  # the machine may be busy
@given(st.from_regex(r"https://[a-z]{1,5}\.kz(/[a-z./-]{0,12})?(\?[a-z=&]{0,12})?", fullmatch=True))
def test_canonical_form_is_its_own(url):
    assert canonical(canonical(url)) == canonical(url)
