"""The empty pages, what is spliced into them, and the look they carry."""

import re
from pathlib import Path

import pytest

from builder.host.shell import cut, section_of, slot
from builder.i18n import translations

ROOT = Path(__file__).parent.parent
THEME = ROOT / "site_overrides" / "theme"

TEMPLATE = (
    f"<title>{slot('title')}</title><meta content='{slot('description')}'>{slot('alternates')}"
    f"{slot('head')}<body class='{slot('body-class')}'>{slot('languages')}"
    f"<a{slot('current-law')}>Law</a>{slot('content')}{slot('scripts')}"
)


def spliced(path: str = "/law/", **changes: object) -> str:
    """Splice a small page into a shell of one folder's depth."""
    given: dict[str, object] = {
        "title": "Law",
        "description": "",
        "content": "",
        "path": path,
        "alternates": {"en": "/law/", "ru": "/ru/law/"},
    }
    shell = cut(TEMPLATE, "en", 1, "Archive")
    return shell.splice(**(given | changes)).decode()  # type: ignore[arg-type]  # a test's shorthand


def test_title_and_description_are_escaped_when_spliced() -> None:
    page = spliced(title="</title><script>", description="'\"& </title><script>")
    assert "<title>&lt;/title&gt;&lt;script&gt; · Archive</title>" in page
    assert "<meta content='&#x27;&quot;&amp; &lt;/title&gt;&lt;script&gt;'>" in page


def test_site_name_stands_alone_when_there_is_no_title() -> None:
    assert "<title>Archive</title>" in spliced(title="")


def test_content_and_head_go_in_as_they_are_when_spliced() -> None:
    page = spliced(content="<p>a &amp; b</p>", head='<link rel="x">')
    assert "<p>a &amp; b</p>" in page
    assert '<link rel="x">' in page


ADDRESS = "https://example.org/a/"
BOTH: dict[str, str] = {"en": "/law/", "ru": "/ru/law/"}


def alternates(style: str, address: str) -> list[tuple[str, str]]:
    """What the head of a Russian page says of its address and its other languages."""
    shell = cut(slot("alternates"), "ru", 2, "Archive", style, address=address)  # type: ignore[arg-type]  # a test's shorthand
    page = shell.splice(title="", description="", content="", path="/ru/law/", alternates=BOTH)  # type: ignore[arg-type]  # likewise
    return re.findall(
        r'<link rel="(?:alternate" hreflang=")?([\w-]+)" href="([^"]*)">', page.decode()
    )


def test_every_language_of_the_page_is_an_alternate_its_own_too() -> None:
    assert alternates("site", ADDRESS) == [
        ("canonical", "https://example.org/a/ru/law/"),
        ("en", "https://example.org/a/law/"),
        ("ru", "https://example.org/a/ru/law/"),
        ("x-default", "https://example.org/a/law/"),
    ]


@pytest.mark.parametrize(("style", "address"), [("site", ""), ("file", ADDRESS)])
def test_no_alternate_is_named_without_an_address(style: str, address: str) -> None:
    assert alternates(style, address) == []


def test_a_short_description_is_told_apart_by_the_title() -> None:
    assert "<meta content='Law: A phrase.'>" in spliced(description="A phrase.")
    assert "<meta content='The Law.'>" in spliced(description="The Law.")
    assert f"<meta content='{'a' * 160}'>" in spliced(description="a" * 160)


def test_language_switch_leads_home_when_the_page_is_not_translated() -> None:
    assert '<a lang="ru" hreflang="ru" href="../ru/law/">Русский</a>' in spliced()
    assert '<a lang="kk" hreflang="kk" href="../kk/">Қазақша</a>' in spliced()
    assert '<span lang="en" aria-current="true">English</span>' in spliced()


def test_section_is_marked_when_the_path_or_the_caller_names_it() -> None:
    assert '<a aria-current="true">Law</a>' in spliced()
    assert "<a>Law</a>" in spliced(path="/map/")
    assert '<a aria-current="true">Law</a>' in spliced(path="/map/", section="law")


def test_scripts_are_deferred_and_relative_when_given() -> None:
    page = spliced(scripts=["/assets/js/band.js"])
    assert '<script defer src="../assets/js/band.js"></script>' in page


def test_wrong_depth_is_refused_when_spliced() -> None:
    with pytest.raises(ValueError, match="/e/x/ does not lie 1 folders deep"):
        spliced(path="/e/x/")


def test_links_name_files_when_the_style_says_so() -> None:
    shell = cut(slot("languages"), "ru", 1, "Archive", "file")
    page = shell.splice(title="", description="", content="", path="/ru/", alternates={}).decode()
    assert 'href="../index.html">English' in page


@pytest.mark.parametrize(
    ("path", "section"),
    [("/", ""), ("/ru/", ""), ("/law/", "law"), ("/kk/map/", "map"), ("/e/cut/", "e")],
)
def test_section_is_the_first_folder_when_the_language_is_left_out(path: str, section: str) -> None:
    assert section_of(path) == section


def test_every_word_of_the_shell_is_translated_when_not_english() -> None:
    shell = [THEME / "main.html", *sorted((THEME / "partials").glob("*.html"))]
    texts = "".join(path.read_text("utf-8") for path in shell)
    words = re.findall(r'_\("([^"]+)"\)|_\(\'([^\']+)\'\)', texts)
    assert len(words) > 20
    for language in ("ru", "kk"):
        translated = translations(language)
        missing = [a or b for a, b in words if translated.gettext(a or b) == (a or b)]
        assert missing == []


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens(*, dark: bool) -> dict[str, str]:
    """The colours of one mode."""
    text = (THEME / "styles" / "1-tokens.css").read_text("utf-8")
    light, _, rest = text.partition("@media (prefers-color-scheme: dark)")
    found = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light + rest if dark else light)
    return dict(found)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ground", ["paper", "paper-sunk", "mark"])
@pytest.mark.parametrize("text", ["ink", "ink-soft", "deaths", "contested", "focus"])
def test_text_is_legible_when_light_and_when_dark(*, text: str, ground: str, dark: bool) -> None:
    colours = tokens(dark=dark)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_dark_hours_are_darker_than_the_ground_when_light_and_when_dark(*, dark: bool) -> None:
    colours = tokens(dark=dark)
    black = "#000000"
    assert contrast(colours["hour-dark"], black) < contrast(colours["paper"], black)
    if dark:
        assert contrast(colours["hour-access"], black) > contrast(colours["paper"], black)


def test_every_class_documented_has_a_rule_when_the_sheets_are_read() -> None:
    sheets = "".join(path.read_text("utf-8") for path in sorted((THEME / "styles").glob("*.css")))
    comments = "".join(re.findall(r"/\*.*?\*/", sheets, re.DOTALL))
    rules = re.sub(r"/\*.*?\*/", "", sheets, flags=re.DOTALL)
    named = set(re.findall(r"(?<![\w/])\.([a-z]+(?:(?:__|--?)[a-z]+)*)", comments))
    named |= {one for group in re.findall(r'class="([\w -]+)"', comments) for one in group.split()}
    hooks = {"entry--dark", "record--event", "record__body"}  # named, but plain
    assert len(named) > 60
    assert {one for one in named if not re.search(rf"\.{one}\b", rules)} == hooks
